"""Database down, poisonous updates, blocked bots: nobody who writes is left without an answer."""

import json

import pytest
from prometheus_client import REGISTRY
from structlog.testing import capture_logs

from tests.bot.conftest import RunBot
from tests.bot.fakes import FAST, FakeIntake, MemorySpool
from tests.telegram.faults import Trouble
from tests.telegram.server import BotApiServer


async def test_the_safety_text_is_told_once_an_outage_and_the_message_is_handled_after_it(
    server: BotApiServer, intake: FakeIntake, run_bot: RunBot
) -> None:
    ana = server.person(language_code="ka")
    intake.is_down = True
    async with run_bot():
        await ana.says("one")
        assert (await ana.hears()).text == "safety in ka"
        await ana.says("two")
        await server.sees(lambda: len(intake.attempts) > 5)
        assert len(ana.said_to_me) == 1
        assert len(server.pending) == 2
        intake.is_down = False
        assert [seen.text for seen in await ana.hears_all(2)] == ["echo: one", "echo: two"]
        await server.all_acknowledged()


async def test_each_person_is_told_and_each_outage_is_told_again(
    server: BotApiServer, intake: FakeIntake, run_bot: RunBot
) -> None:
    ana, ivan = server.person(language_code="ka"), server.person(language_code="ru")
    async with run_bot():
        for _ in range(2):
            intake.is_down = True
            await ana.says("a")
            await ivan.says("i")
            await ana.hears()
            await ivan.hears()
            intake.is_down = False
            await ana.hears()
            await ivan.hears()
    assert [seen.text for seen in ana.said_to_me] == ["safety in ka", "echo: a"] * 2
    assert [seen.text for seen in ivan.said_to_me] == ["safety in every language", "echo: i"] * 2


async def test_a_phone_of_another_language_hears_all_languages(
    server: BotApiServer, intake: FakeIntake, run_bot: RunBot
) -> None:
    person = server.person(language_code="tr")
    intake.is_down = True
    async with run_bot():
        await person.says("x")
        assert (await person.hears()).text == "safety in every language"


async def test_a_safety_text_that_could_not_be_sent_is_tried_again(
    server: BotApiServer, intake: FakeIntake, run_bot: RunBot
) -> None:
    ana = server.person()
    intake.is_down = True
    server.fail("sendMessage", Trouble.SERVER_ERROR, times=2)
    async with run_bot():
        await ana.says("x")
        assert (await ana.hears()).text == "safety in ka"


async def test_a_message_that_takes_too_long_brings_the_safety_text_and_then_the_answer(
    server: BotApiServer, intake: FakeIntake, run_bot: RunBot
) -> None:
    ana = server.person()
    gate = intake.close_gate(ana.chat_id)
    async with run_bot(patience=0.02):
        await ana.says("x")
        assert (await ana.hears()).text == "safety in ka"
        gate.set()
        assert (await ana.hears()).text == "echo: x"


async def test_a_long_outage_hides_nobody_behind_the_hundred_that_telegram_shows(
    server: BotApiServer, intake: FakeIntake, spool: MemorySpool, run_bot: RunBot
) -> None:
    crowd = [server.person(f"Caller {number}") for number in range(230)]
    intake.is_down = True
    async with run_bot():
        for person in crowd:
            await person.says("are you there?")
        for person in crowd:
            assert (await person.hears()).text == "safety in ka"
        assert len(spool.updates) >= len(crowd) - FAST.spool_from
        intake.is_down = False
        for person in crowd:
            assert (await person.hears()).text == "echo: are you there?"
        await server.all_acknowledged()
    assert spool.updates == {}


async def test_what_was_spooled_is_handled_in_order_after_a_restart(
    server: BotApiServer, intake: FakeIntake, spool: MemorySpool, run_bot: RunBot
) -> None:
    ana = server.person()
    intake.is_down = True
    async with run_bot():
        for number in range(FAST.spool_from):
            await ana.says(f"{number}")
        await server.sees(lambda: not server.pending)
        assert len(spool.updates) == FAST.spool_from
    await ana.says("last")
    intake.is_down = False
    async with run_bot():
        await server.sees(lambda: len(intake.received) == FAST.spool_from + 1)
    assert intake.texts == [*(str(number) for number in range(FAST.spool_from)), "last"]
    assert spool.updates == {}


async def test_an_old_update_in_the_spool_acknowledges_nothing_newer(
    server: BotApiServer, intake: FakeIntake, spool: MemorySpool, run_bot: RunBot
) -> None:
    ana = server.person()
    await ana.says("spooled")
    [(number, update)] = server.world.updates.items()
    spool.updates[number] = json.dumps(update).encode()
    server.world.updates.clear()
    server.world.restart_update_ids(number - 1000)
    async with run_bot():
        assert (await ana.hears()).text == "echo: spooled"
        await server.sees(lambda: spool.updates == {})
        server.end_polls()
        await server.sees(lambda: len(server.calls("getUpdates")) >= 2)
        await ana.says("after a quiet week")
        assert (await ana.hears()).text == "echo: after a quiet week"


async def test_a_full_disk_leaves_the_updates_with_telegram(
    server: BotApiServer, intake: FakeIntake, spool: MemorySpool, run_bot: RunBot
) -> None:
    ana = server.person()
    intake.is_down, spool.is_full = True, True
    with capture_logs() as lines:
        async with run_bot():
            for number in range(FAST.spool_from):
                await ana.says(f"{number}")
            await server.sees(lambda: any(line["event"] == "spool_refused" for line in lines))
            assert len(server.pending) == FAST.spool_from
            intake.is_down = False
            await server.all_acknowledged()
    assert len(intake.received) == FAST.spool_from


POISON = [
    {"message": {"chat": {"id": 1001, "type": "private"}, "text": 7}},
    {"message": "not a message"},
    {"message": {"message_id": "x", "date": [], "chat": {"id": 1001}}},
    {"callback_query": {"id": 5, "message": {"chat": {"id": 1001}}}},
    {"a_kind_of_update_from_the_future": {}},
    {},
]


@pytest.mark.parametrize("poison", POISON, ids=range(len(POISON)))
async def test_a_poisonous_update_is_set_aside_while_its_neighbours_are_handled(
    server: BotApiServer, intake: FakeIntake, run_bot: RunBot, poison: dict[str, object]
) -> None:
    ana, zaza = server.person("Ana"), server.person("Zaza")
    await ana.says("before")
    number = server.push_raw(poison)
    await zaza.says("after")
    async with run_bot():
        assert (await zaza.hears()).text == "echo: after"
        await server.all_acknowledged()
    assert sorted(intake.texts) == ["after", "before"]
    [(address, raw, reason)] = intake.set_aside_updates
    assert json.loads(raw) == {"update_id": number, **poison}
    assert reason in {"ValidationError", "UpdateTypeLookupError"}
    if b"1001" in raw:
        assert address == str(ana.chat_id) == "1001"
        assert "could-not-read in ka" in [seen.text for seen in ana.said_to_me]
    else:
        assert address is None


async def test_elements_that_are_no_updates_are_set_aside_once(
    server: BotApiServer, intake: FakeIntake, run_bot: RunBot
) -> None:
    ana = server.person()
    for junk in (17, "text", None, {"no": "id"}, {"update_id": "seven"}):
        server.world.push_raw(junk)
    await ana.says("hello")
    async with run_bot():
        assert (await ana.hears()).text == "echo: hello"
        await server.all_acknowledged()
    assert len(intake.set_aside_updates) == 5


async def test_a_message_that_breaks_the_intake_is_set_aside_and_nothing_of_it_is_logged(
    server: BotApiServer, intake: FakeIntake, run_bot: RunBot
) -> None:
    ana = server.person(language_code="en")
    intake.breaks_on = "my secret"
    with capture_logs() as lines:
        async with run_bot():
            await ana.says("this is my secret")
            assert (await ana.hears()).text == "could-not-read in en"
            await server.all_acknowledged()
    assert [reason for _, _, reason in intake.set_aside_updates] == ["ValueError"]
    line = next(line for line in lines if line["event"] == "update.not_handled")
    assert "fakes.py" in line["where"]
    assert "secret" not in repr(lines)
    assert str(ana.chat_id) not in repr(lines)


async def test_updates_that_were_set_aside_are_counted_by_reason(
    server: BotApiServer, intake: FakeIntake, run_bot: RunBot
) -> None:
    def counted() -> float:
        return REGISTRY.get_sample_value("mkhari_updates_set_aside_total", {"reason": "ValueError"}) or 0.0

    before = counted()
    intake.breaks_on = "break"
    async with run_bot():
        await server.person().says("break")
        await server.all_acknowledged()
    assert counted() == before + 1


async def test_a_poisonous_update_in_an_outage_is_kept_for_later(
    server: BotApiServer, intake: FakeIntake, run_bot: RunBot
) -> None:
    ana = server.person()
    await ana.says("so that the bot may write")
    async with run_bot():
        await ana.hears()
        intake.is_down = True
        number = server.push_raw({"message": {"chat": {"id": ana.chat_id, "type": "private"}, "text": 7}})
        assert (await ana.hears()).text == "safety in every language"
        assert number in server.pending
        intake.is_down = False
        assert (await ana.hears()).text == "could-not-read in ka"
        await server.all_acknowledged()
    assert len(intake.set_aside_updates) == 1


async def test_half_an_emoji_costs_nobody_the_answer(
    server: BotApiServer, intake: FakeIntake, run_bot: RunBot
) -> None:
    ana = server.person()
    await ana.says("first")
    async with run_bot():
        await ana.hears()
        server.push_raw(
            {
                "message": {
                    "message_id": 77,
                    "date": 0,
                    "chat": {"id": ana.chat_id, "type": "private", "first_name": "\ud83d"},
                    "from": {"id": ana.chat_id, "is_bot": False, "first_name": "\ud83d"},
                    "text": "help\ud83d me\u0000",
                }
            }
        )
        assert (await ana.hears()).text == "echo: help\ufffd me"


async def test_blocking_and_coming_back_is_marked(
    server: BotApiServer, intake: FakeIntake, run_bot: RunBot
) -> None:
    ana = server.person()
    async with run_bot():
        await ana.says("hello")
        await ana.hears()
        await ana.blocks()
        await server.sees(lambda: intake.reachable == [(str(ana.chat_id), False)])
        await ana.unblocks()
        await server.sees(lambda: intake.reachable[1:] == [(str(ana.chat_id), True)])


async def test_a_membership_change_in_an_outage_is_retried_without_a_word(
    server: BotApiServer, intake: FakeIntake, run_bot: RunBot
) -> None:
    ana = server.person()
    await ana.says("hello")
    async with run_bot():
        await ana.hears()
        intake.is_down = True
        await ana.unblocks()
        await server.sees(lambda: len(server.calls("getUpdates")) > 6)
        assert len(ana.said_to_me) == 1
        intake.is_down = False
        await server.sees(lambda: intake.reachable == [(str(ana.chat_id), True)])

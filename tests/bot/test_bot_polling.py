"""Long polling: nothing is lost, order within a chat, freedom between chats."""

import asyncio

import pytest
from structlog.testing import capture_logs

from tests.bot.conftest import RunBot
from tests.bot.fakes import FakeIntake
from tests.patience import PATIENCE
from tests.telegram.faults import Trouble
from tests.telegram.server import BotApiServer


async def test_a_message_reaches_the_intake_and_is_answered(
    server: BotApiServer, intake: FakeIntake, run_bot: RunBot
) -> None:
    ana = server.person(language_code="ka")
    async with run_bot():
        await ana.says("გამარჯობა")
        assert (await ana.hears()).text == "echo: გამარჯობა"
        await server.all_acknowledged()
    assert intake.texts == ["გამარჯობა"]


async def test_typing_is_shown_before_the_reply(server: BotApiServer, run_bot: RunBot) -> None:
    ana = server.person()
    async with run_bot():
        await ana.says("hello")
        await ana.hears()
        await server.sees(lambda: server.calls("sendChatAction") != [])


async def test_a_refused_typing_action_does_not_matter(server: BotApiServer, run_bot: RunBot) -> None:
    ana = server.person()
    server.fail("sendChatAction", Trouble.SERVER_ERROR)
    async with run_bot():
        await ana.says("hello")
        assert (await ana.hears()).text == "echo: hello"


async def test_a_burst_stays_in_order_while_another_chat_is_not_held_up(
    server: BotApiServer, intake: FakeIntake, run_bot: RunBot
) -> None:
    slow, quick = server.person("Slow"), server.person("Quick")
    gate = intake.close_gate(slow.chat_id)
    async with run_bot():
        for number in range(5):
            await slow.says(f"slow {number}")
        await server.sees(lambda: len(intake.attempts) == 1)
        await quick.says("quick")
        assert (await quick.hears()).text == "echo: quick"
        assert slow.said_to_me == []
        gate.set()
        heard = [seen.text for seen in await slow.hears_all(5)]
    assert heard == [f"echo: slow {number}" for number in range(5)]


async def test_what_is_open_is_not_acknowledged(
    server: BotApiServer, intake: FakeIntake, run_bot: RunBot
) -> None:
    slow, quick = server.person("Slow"), server.person("Quick")
    gate = intake.close_gate(slow.chat_id)
    async with run_bot():
        await slow.says("first")
        await server.sees(lambda: len(intake.attempts) == 1)
        await quick.says("second")
        await quick.hears()
        polls = len(server.calls("getUpdates"))
        await server.sees(lambda: len(server.calls("getUpdates")) >= polls + 2)
        assert len(server.pending) == 2, "the offset must not pass an open update"
        gate.set()
        await server.all_acknowledged()
    assert intake.attempts.count("m:1") == 1, "a known update is not handled twice"


async def test_an_update_is_delivered_again_to_the_next_process(
    server: BotApiServer, intake: FakeIntake, run_bot: RunBot
) -> None:
    ana = server.person()
    intake.close_gate(ana.chat_id)
    async with run_bot():
        await ana.says("before the kill")
        await server.sees(lambda: len(intake.attempts) == 1)
    assert intake.received == []
    intake.gates.clear()
    async with run_bot():
        assert (await ana.hears()).text == "echo: before the kill"
        await server.all_acknowledged()


async def test_redelivery_of_a_handled_update_is_answered_once(
    server: BotApiServer, intake: FakeIntake, run_bot: RunBot
) -> None:
    ana = server.person()
    server.fail("getUpdates", Trouble.DROP, skip=2, times=1)  # the acknowledgement gets lost
    async with run_bot():
        await ana.says("once")
        await ana.hears()
        await server.all_acknowledged()
    async with run_bot():
        await ana.says("twice")
        assert (await ana.hears()).text == "echo: twice"
    assert [seen.text for seen in ana.said_to_me] == ["echo: once", "echo: twice"]


async def test_hundreds_of_updates_are_handled_in_order_within_each_chat(
    server: BotApiServer, intake: FakeIntake, run_bot: RunBot
) -> None:
    people = [server.person(f"Caller {number}") for number in range(20)]
    for turn in range(15):
        for person in people:
            await person.says(f"{turn}")
    async with run_bot():
        await server.all_acknowledged()
    received: dict[str, list[str]] = {}
    for message in intake.received:
        received.setdefault(message.address, []).append(message.text)
    assert received == {str(person.chat_id): [str(turn) for turn in range(15)] for person in people}


@pytest.mark.parametrize("trouble", [Trouble.DROP, Trouble.SERVER_ERROR, Trouble.GARBAGE, Trouble.FLOOD])
async def test_polling_survives_trouble_with_telegram(
    server: BotApiServer, run_bot: RunBot, trouble: Trouble
) -> None:
    ana = server.person()
    server.fail("getUpdates", trouble, times=3 if trouble is not Trouble.FLOOD else 1)
    async with run_bot():
        await ana.says("hello")
        assert (await ana.hears()).text == "echo: hello"


async def test_an_id_that_starts_lower_after_a_quiet_week_is_not_lost(
    server: BotApiServer, intake: FakeIntake, run_bot: RunBot
) -> None:
    ana = server.person()
    async with run_bot():
        await ana.says("before")
        await ana.hears()
        await server.all_acknowledged()
        await server.sees(lambda: len(server.calls("getUpdates")) >= 2)
        await _an_empty_poll_ends(server)
        server.world.restart_update_ids(500)
        await ana.says("after")
        assert [seen.text for seen in await ana.hears_all(1)] == ["echo: after"]


async def _an_empty_poll_ends(server: BotApiServer) -> None:
    """End the long poll that waits, with nothing in it, and see the bot ask without an offset."""
    server.end_polls()
    await server.sees(lambda: "offset" not in server.calls("getUpdates")[-1].params)


async def test_a_refused_token_is_said_loudly_with_what_to_do(server: BotApiServer, run_bot: RunBot) -> None:
    with capture_logs() as lines:
        async with run_bot():
            server.token = "4242:a-token-that-was-revoked-meanwhile-000"
            server.end_polls()
            await server.sees(lambda: any(line["event"] == "telegram_token_refused" for line in lines))
    line = next(line for line in lines if line["event"] == "telegram_token_refused")
    assert line["log_level"] == "error"
    assert "MKHARI_TELEGRAM_TOKEN" in line["advice"]


async def test_a_second_poller_is_said_loudly_with_what_to_do(server: BotApiServer, run_bot: RunBot) -> None:
    with capture_logs() as lines:
        async with run_bot(), run_bot():
            await server.sees(lambda: any(line["event"] == "telegram_taken" for line in lines))
    assert "stop it" in next(line for line in lines if line["event"] == "telegram_taken")["advice"]


async def test_a_stop_does_not_wait_for_the_long_poll(server: BotApiServer, run_bot: RunBot) -> None:
    async with asyncio.timeout(PATIENCE), run_bot():
        await server.sees(lambda: server.calls("getUpdates") != [])
    assert server.answered_polls == 0, "the poll was still open when the bot was gone"

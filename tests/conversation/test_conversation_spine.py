"""One message through the whole conversation room, on both databases."""

import asyncio

from app.wiring import House
from conversation import closing, counsellor, repository
from conversation.channel import CallerBlockedUs, Channel, Command, InboundKind, RetryLater
from escalation import repository as cases
from escalation.case import Case, State, Urgency
from escalation.case import Outcome as CaseOutcome
from escalation.closing import Ending
from stats import repository as stats
from tests.conversation.telling import commands, message, presses, says
from tests.fixtures import Clock, Phone

CRISIS = "თავს მოვიკლავ ამაღამ"


async def open_cases(house: House) -> list[Case]:
    async with house.database.reading() as tx:
        return await cases.open_cases(tx)


async def test_first_message_is_answered_in_order(house: House, phone: Phone) -> None:
    await commands(house, Command.START)
    assert len(phone.texts("42")) >= 2
    assert "112" in "".join(phone.texts("42"))


async def test_the_same_message_twice_gets_one_reply(house: House, phone: Phone) -> None:
    once = message(house, "გამარჯობა")
    await house.intake.receive(once)
    again = await house.intake.receive(once)
    await house.delivery.settled()
    assert again.repeated
    heard = len(phone.texts("42"))
    await house.intake.receive(once)
    await house.delivery.settled()
    assert len(phone.texts("42")) == heard


async def test_two_copies_at_the_same_moment_get_one_reply(house: House, phone: Phone) -> None:
    await commands(house, Command.START)
    before = len(phone.texts("42"))
    copy = message(house, "ცუდად ვარ")
    outcomes = await asyncio.gather(*(house.intake.receive(copy) for _ in range(5)))
    await house.delivery.settled()
    assert sum(not o.repeated for o in outcomes) == 1
    first = len(phone.texts("42")) - before
    assert first >= 1
    async with house.database.reading() as tx:
        state = await repository.find(tx, house.vault, Channel.TELEGRAM, "42")
        assert state is not None
        stored = await repository.read_messages(tx, state.id, state.key)
    assert sum(m.text == "ცუდად ვარ" for m in stored) == 1


async def test_two_copies_of_a_first_message_begin_one_conversation(house: House) -> None:
    copy = message(house, "გამარჯობა")
    outcomes = await asyncio.gather(*(house.intake.receive(copy) for _ in range(5)))
    await house.delivery.settled()
    assert sum(not o.repeated for o in outcomes) == 1
    assert len({o.conversation_id for o in outcomes}) == 1


async def test_crisis_message_opens_one_case_and_shows_a_help_line_first(house: House, phone: Phone) -> None:
    await commands(house, Command.START)
    before = len(phone.texts("42"))
    await says(house, CRISIS)
    await says(house, CRISIS)
    found = await open_cases(house)
    assert len(found) == 1
    assert found[0].urgency >= Urgency.URGENT
    assert "112" in phone.texts("42")[before]


async def test_crisis_in_the_very_first_message_is_caught(house: House) -> None:
    await says(house, "tavs movikvlav")
    assert len(await open_cases(house)) == 1


async def test_edited_message_is_assessed_again(house: House) -> None:
    await commands(house, Command.START)
    await says(house, "კარგად ვარ", reference="7")
    await says(house, CRISIS, kind=InboundKind.EDIT, reference="7")
    assert len(await open_cases(house)) == 1


async def test_caption_of_a_photo_is_assessed(house: House) -> None:
    await says(house, CRISIS, kind=InboundKind.MEDIA, media="photo")
    assert len(await open_cases(house)) == 1


async def test_voice_message_gets_a_kind_line_and_a_person(house: House, phone: Phone) -> None:
    await commands(house, Command.START)
    await says(house, "", kind=InboundKind.MEDIA, media="voice")
    last = phone.heard[-1][1]
    assert any(b.data.endswith("human") for row in last.buttons for b in row)


async def test_counsellor_claims_answers_and_closes(house: House, phone: Phone, clock: Clock) -> None:
    await says(house, CRISIS)
    case = (await open_cases(house))[0]
    rooms = house.intake.rooms
    await house.intake.act(lambda tx: counsellor.claim(tx, rooms, case.id, "nino", clock()))
    await house.intake.act(
        lambda tx: counsellor.reply(tx, rooms, case.id, "nino", "r-1", "აქ ვარ, გისმენ", clock())
    )
    await house.intake.act(
        lambda tx: counsellor.reply(tx, rooms, case.id, "nino", "r-1", "აქ ვარ, გისმენ", clock())
    )
    await house.delivery.settled()
    assert phone.texts("42").count("აქ ვარ, გისმენ") == 1
    heard = len(phone.texts("42"))
    await says(house, "არ ვიცი რა ვქნა")
    assert len(phone.texts("42")) == heard, "the program talked over the counsellor"
    await house.intake.act(
        lambda tx: closing.close(tx, rooms, case.id, "nino", Ending(CaseOutcome.SUPPORTED), clock())
    )
    await house.delivery.settled()
    assert await open_cases(house) == []
    await says(house, "გამარჯობა")
    assert len(phone.texts("42")) > heard + 1


async def test_asking_for_a_person_opens_a_case_at_once(house: House) -> None:
    await commands(house, Command.START)
    await says(house, "ადამიანი")
    found = await open_cases(house)
    assert [c.state for c in found] == [State.WAITING]


async def test_blocked_caller_is_marked(house: House, phone: Phone) -> None:
    phone.faults = [CallerBlockedUs("blocked")]
    await says(house, CRISIS)
    async with house.database.reading() as tx:
        state = await repository.find(tx, house.vault, Channel.TELEGRAM, "42")
    assert state is not None
    assert state.unreachable
    await house.intake.mark_reachable(Channel.TELEGRAM, "42", True)
    async with house.database.reading() as tx:
        state = await repository.find(tx, house.vault, Channel.TELEGRAM, "42")
    assert state is not None
    assert not state.unreachable


async def test_busy_channel_is_tried_again_in_order(house: House, phone: Phone, clock: Clock) -> None:
    phone.faults = [RetryLater("too_many_requests", 7)]
    await commands(house, Command.START)
    assert phone.heard == []
    clock.advance(seconds=6)
    assert await house.delivery.sweep() == 0
    clock.advance(seconds=2)
    assert await house.delivery.sweep() == 1
    await house.delivery.settled()
    async with house.database.reading() as tx:
        state = await repository.find(tx, house.vault, Channel.TELEGRAM, "42")
        assert state is not None
        stored = await repository.read_messages(tx, state.id, state.key)
    assert phone.texts("42") == [m.text for m in stored if m.author == "program"]


async def test_deleting_forgets_and_empties_the_chat(house: House, phone: Phone, clock: Clock) -> None:
    await commands(house, Command.START, reference="900")
    await commands(house, Command.DELETE)
    await presses(house, "system.delete.yes")
    await house.delivery.sweep()
    await house.delivery.settled()
    assert phone.purged
    assert "900" in phone.purged[0][1]
    async with house.database.reading() as tx:
        assert await repository.find(tx, house.vault, Channel.TELEGRAM, "42") is None


async def test_counts_are_written_with_the_message(house: House) -> None:
    await says(house, CRISIS)
    async with house.database.reading() as tx:
        names = {c.name for c in await stats.totals(tx)}
    assert {"conversations_started", "messages_assessed", "cases_opened"} <= names


async def test_short_answer_is_read_with_what_was_said_before(house: House) -> None:
    await says(house, "სიცოცხლე აღარ მინდა")
    await says(house, "უკვე დავლიე")
    found = await open_cases(house)
    assert [c.urgency for c in found] == [Urgency.EMERGENCY]


async def test_means_named_in_the_next_message_are_read_with_the_one_before(house: House) -> None:
    await says(house, "აბები მაქვს")
    assert await open_cases(house) == []
    await says(house, "სიცოცხლე აღარ მინდა")
    assert await open_cases(house) == []
    await says(house, "აბები მაქვს")
    assert [c.reason for c in await open_cases(house)] == ["context_preparing_after_wish"]


async def test_long_conversation_is_read_to_its_end(house: House) -> None:
    async with house.database.transaction() as tx:
        state = await repository.begin(
            tx, house.vault, Channel.TELEGRAM, "7", "ka", "youth", house.api.clock()
        )
        rows = [repository.NewMessage(n, "caller", "text", {"text": str(n)}) for n in range(1, 1202)]
        await repository.add_messages(tx, state.id, state.key, rows, house.api.clock())
    async with house.database.reading() as tx:
        assert (await repository.read_messages(tx, state.id, state.key))[-1].text == "1201"

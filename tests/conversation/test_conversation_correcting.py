"""A counsellor says what a message should have counted as: what follows, on both databases."""

import asyncio

import pytest

from app.wiring import House
from conversation import repository
from conversation.channel import Command
from conversation.correcting import Reason
from conversation.errors import ConversationGone, LevelChanged, NoSuchMessage
from conversation.hearing import Assess
from escalation import repository as cases
from escalation.case import Urgency
from escalation.errors import CaseClosed, CaseNotYours
from risk.assessment import Level
from risk.context import Standing
from risk.context_file import context_rules
from stats import repository as stats
from tests.conversation.desk import STAFF, closes, corrects, known, said, taken, the_case
from tests.conversation.plain_risk import VERSION, plain_risk
from tests.conversation.telling import commands, presses, says
from tests.fixtures import START, Clock


@pytest.fixture
def risk() -> Assess:
    return plain_risk


async def test_the_level_in_force_follows_the_counsellor_down_and_a_message_raises_it_again(
    house: House, clock: Clock
) -> None:
    await says(house, "high")
    case = await taken(house)
    done = await corrects(house, case, 1, Level.LOW, reason=Reason.FIGURE_OF_SPEECH)
    assert (done.case.level, done.case.urgency) == (Level.LOW, Urgency.URGENT), "the urgency is left alone"
    assert (await known(house)).level(clock()) is Level.LOW
    clock.advance(minutes=5)
    await says(house, "none")
    assert (await known(house)).level(clock()) is Level.LOW
    await says(house, "imminent")
    assert (await known(house)).level(clock()) is Level.IMMINENT
    raised = await the_case(house)
    assert (raised.level, raised.urgency) == (Level.IMMINENT, Urgency.EMERGENCY)


async def test_the_level_in_force_follows_the_counsellor_up(house: House, clock: Clock) -> None:
    await commands(house, Command.HUMAN)
    low = (await says(house, "low")).inbound_seq
    case = await taken(house)
    clock.advance(minutes=5)
    done = await corrects(house, case, low, Level.HIGH, reason=Reason.HIDDEN_MEANING)
    assert (done.case.level, done.case.urgency) == (Level.HIGH, case.urgency)
    assert (await known(house)).standing == Standing(Level.HIGH, clock(), low)


async def test_what_another_message_shows_stays_until_it_is_corrected_too(house: House, clock: Clock) -> None:
    await says(house, "high")
    clock.advance(minutes=1)
    await says(house, "high lyrics")
    case = await taken(house)
    second = (await known(house)).standing.seq
    assert second is not None
    await corrects(house, case, second, Level.NONE, reason=Reason.QUOTE)
    state = await known(house)
    assert (state.level(clock()), state.standing.seq) == (Level.HIGH, 1)
    assert (await the_case(house)).level is Level.HIGH
    await corrects(house, case, 1, Level.MODERATE)
    state = await known(house)
    assert state.level(clock()) is Level.MODERATE
    assert (await the_case(house)).level is Level.MODERATE


async def test_correcting_an_old_false_alarm_hides_no_later_one(house: House, clock: Clock) -> None:
    await says(house, "high joke")
    clock.advance(minutes=1)
    await says(house, "imminent")
    case = await taken(house)
    await corrects(house, case, 1, Level.NONE, reason=Reason.JOKE)
    assert (await known(house)).level(clock()) is Level.IMMINENT
    assert (await the_case(house)).level is Level.IMMINENT


async def test_raising_an_unrelated_message_a_little_lowers_nothing(house: House, clock: Clock) -> None:
    await says(house, "none at all")
    await says(house, "high")
    case = await taken(house)
    await corrects(house, case, 1, Level.LOW)
    assert (await known(house)).level(clock()) is Level.HIGH
    assert (await the_case(house)).level is Level.HIGH


async def test_a_corrected_message_counts_as_corrected_for_the_next(house: House, clock: Clock) -> None:
    await says(house, "high joke")
    case = await taken(house)
    await corrects(house, case, 1, Level.NONE, reason=Reason.JOKE)
    await closes(house, case)
    clock.advance(days=1)
    await says(house, "moderate")
    state = await known(house)
    assert state.case is None, "the crisis that never was raised nothing"
    clock.advance(days=1)
    await commands(house, Command.HUMAN)
    moderate = state.standing.seq
    assert moderate is not None
    case = await taken(house)
    await corrects(house, case, moderate, Level.HIGH)
    await closes(house, case)
    clock.advance(hours=1)
    await says(house, "moderate")
    assert (await the_case(house)).reason == "context_moderate_after_high"


async def test_a_pressed_button_can_be_corrected(house: House, clock: Clock) -> None:
    await says(house, "moderate")
    await presses(house, "check_in.thoughts.has")
    pressed = (await known(house)).standing.seq
    assert pressed is not None
    case = await taken(house)
    await corrects(house, case, pressed, Level.NONE, reason=Reason.PRESSED_BY_MISTAKE)
    assert (await known(house)).level(clock()) is Level.MODERATE


async def test_a_decision_is_recorded_for_good(house: House, clock: Clock) -> None:
    await says(house, "high")
    case = await taken(house)
    clock.advance(minutes=2)
    await corrects(house, case, 1, Level.LOW, reason=Reason.JOKE)
    clock.advance(minutes=2)
    await corrects(house, case, 1, Level.IMMINENT)
    async with house.database.reading() as tx:
        found = await repository.corrections_of(tx, case.conversation_id)
        history = await cases.events(tx, case.id)
    assert [(c.n, c.message_seq, c.staff_id, c.was, c.level, c.reason) for c in found] == [
        (1, 1, STAFF, Level.HIGH, Level.LOW, "joke"),
        (2, 1, STAFF, Level.LOW, Level.IMMINENT, None),
    ]
    assert {(c.assessed_by, c.context_version) for c in found} == {(VERSION, context_rules().version)}
    assert [c.at for c in found] == [clock.now.replace(minute=2), clock.now]
    assert [(event.actor, event.detail) for event in history if event.action == "level_set"] == [
        (f"staff:{STAFF}", "high>low"),
        (f"staff:{STAFF}", "low>imminent"),
    ]
    message = await said(house, 1)
    assert (message.level, message.counted) == (Level.HIGH, Level.IMMINENT)
    assert message.body["counted"]["level"] == "high", "what was found is not rewritten"


async def test_the_same_request_again_changes_nothing(house: House) -> None:
    await says(house, "high")
    case = await taken(house)
    work = await asyncio.gather(
        *(corrects(house, case, 1, Level.LOW, was=Level.HIGH, request="request-0001") for _ in range(4))
    )
    assert sorted(done.outcome.repeated for done in work) == [False, True, True, True]
    async with house.database.reading() as tx:
        assert len(await repository.corrections_of(tx, case.conversation_id)) == 1


async def test_nobody_decides_about_another_level_than_they_saw(house: House) -> None:
    await says(house, "high")
    case = await taken(house)
    with pytest.raises(LevelChanged, match="counts as high"):
        await corrects(house, case, 1, Level.LOW, was=Level.MODERATE)
    results = await asyncio.gather(
        *(corrects(house, case, 1, level, was=Level.HIGH) for level in (Level.LOW, Level.IMMINENT)),
        return_exceptions=True,
    )
    assert sorted(isinstance(result, LevelChanged) for result in results) == [False, True]


async def test_a_confirmed_level_is_recorded_and_counts_anew(house: House, clock: Clock) -> None:
    await says(house, "high")
    case = await taken(house)
    clock.advance(days=1)
    await corrects(house, case, 1, Level.HIGH)
    assert (await known(house)).standing == Standing(Level.HIGH, clock(), 1)
    async with house.database.reading() as tx:
        (found,) = await repository.corrections_of(tx, case.conversation_id)
    assert (found.was, found.level) == (Level.HIGH, Level.HIGH)


async def test_only_the_holder_of_an_open_case_decides_and_only_about_the_callers_words(house: House) -> None:
    await says(house, "high")
    waiting = await the_case(house)
    with pytest.raises(CaseNotYours):
        await corrects(house, waiting, 1, Level.LOW)
    case = await taken(house)
    with pytest.raises(CaseNotYours):
        await corrects(house, case, 1, Level.LOW, staff="giorgi")
    for seq in (2, 99):
        with pytest.raises(NoSuchMessage):
            await corrects(house, case, seq, Level.LOW, was=Level.NONE)
    await closes(house, case)
    with pytest.raises(CaseClosed):
        await corrects(house, case, 1, Level.LOW)


async def test_what_was_deleted_is_not_corrected(house: House) -> None:
    await says(house, "high")
    case = await taken(house)
    await commands(house, Command.DELETE, "yes")
    with pytest.raises(ConversationGone):
        await corrects(house, case, 1, Level.LOW, was=Level.HIGH)


async def test_corrections_are_counted_by_language_and_levels_only(house: House) -> None:
    await says(house, "high")
    case = await taken(house)
    await corrects(house, case, 1, Level.LOW, request="request-0001")
    await corrects(house, case, 1, Level.LOW, was=Level.HIGH, request="request-0001")
    async with house.database.reading() as tx:
        (count,) = [c for c in await stats.totals(tx) if c.name == "levels_corrected"]
    assert (count.labels, count.count) == ("from_level=high;language=ka;to_level=low", 1)
    assert count.shown == "1-9"
    assert count.day == START.date().isoformat()

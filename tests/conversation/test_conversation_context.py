"""Levels across messages, through the whole conversation room and on both databases."""

from datetime import timedelta

import pytest

from app.wiring import House
from conversation import closing, counsellor, repository
from conversation.channel import Channel, Command, InboundKind
from conversation.hearing import Assess
from conversation.known import NOTHING_KNOWN, Known
from conversation.reasons import OTHER_NEEDS
from conversation.repository import StoredMessage
from conversation.state import State
from escalation import repository as cases
from escalation.case import Case, Urgency
from escalation.case import Outcome as CaseOutcome
from escalation.closing import Ending
from flows.model import BringIn
from risk.assessment import Assessment, Context, Level
from risk.context import Standing
from risk.context_file import context_rules
from store.database import Database
from store.errors import StoreUnavailable
from tests.conversation.plain_risk import PROBABILITIES, VERSION, plain_risk
from tests.conversation.telling import commands, presses, says
from tests.fixtures import START, Clock


@pytest.fixture
def looks() -> list[Context]:
    """What each look at a message knew."""
    return []


@pytest.fixture
def risk(looks: list[Context]) -> Assess:
    def watched(text: str, context: Context) -> Assessment:
        looks.append(context)
        return plain_risk(text, context)

    return watched


async def now_known(house: House) -> State:
    async with house.database.reading() as tx:
        found = await repository.find(tx, house.vault, Channel.TELEGRAM, "42")
    assert found is not None
    return found


async def open_case(house: House) -> Case | None:
    async with house.database.reading() as tx:
        found = await cases.open_cases(tx)
    assert len(found) <= 1
    return found[0] if found else None


async def stored(house: House) -> list[StoredMessage]:
    state = await now_known(house)
    async with house.database.reading() as tx:
        found = await repository.read_messages(tx, state.id, state.key)
    return [message for message in found if message.author == "caller"]


async def raised_by_context(house: House) -> bool:
    reasons = [message.body.get("counted", {}).get("reason", "") for message in await stored(house)]
    return any(reason.startswith("context.") for reason in reasons)


async def closed(house: House, outcome: CaseOutcome = CaseOutcome.SUPPORTED) -> None:
    """A counsellor takes the open case and ends it."""
    rooms, now = house.intake.rooms, house.api.clock()
    case = await open_case(house)
    assert case is not None
    await house.intake.act(lambda tx: counsellor.claim(tx, rooms, case.id, "nino", now))
    await house.intake.act(lambda tx: closing.close(tx, rooms, case.id, "nino", Ending(outcome), now))
    await house.delivery.settled()


async def test_the_third_wish_to_be_dead_within_an_hour_opens_a_case(house: House, clock: Clock) -> None:
    for _ in range(2):
        await says(house, "moderate")
        assert await open_case(house) is None
        clock.advance(minutes=9)
    await says(house, "moderate")
    case = await open_case(house)
    assert case is not None
    assert (case.reason, case.level, case.urgency) == ("context_wish_repeated", Level.HIGH, Urgency.URGENT)
    last = (await stored(house))[-1]
    assert (last.level, last.counted) == (Level.MODERATE, Level.HIGH)
    assert last.body["counted"] == {
        "level": "high",
        "reason": "context.wish_repeated",
        "version": context_rules().version,
    }


async def test_the_same_spread_over_a_day_asks_and_wakes_nobody(house: House, clock: Clock) -> None:
    for _ in range(3):
        await says(house, "moderate")
        await presses(house, "check_in.thoughts.has_not")
        await presses(house, "check_in.offer.not_now")
        clock.advance(hours=8)
    assert await open_case(house) is None


async def test_edits_of_one_message_are_one_message(house: House, clock: Clock) -> None:
    await says(house, "moderate", reference="7")
    for _ in range(3):
        clock.advance(minutes=1)
        await says(house, "moderate indeed", reference="7", kind=InboundKind.EDIT)
    assert not await raised_by_context(house)


async def test_a_wish_after_a_closed_crisis_opens_a_case_again(house: House, clock: Clock) -> None:
    await says(house, "high")
    await closed(house)
    assert (await now_known(house)).level(clock()) is Level.NONE
    clock.advance(days=2)
    await says(house, "moderate")
    case = await open_case(house)
    assert case is not None
    assert case.reason == "context_moderate_after_high"
    await closed(house)
    clock.advance(days=8)
    await says(house, "moderate")
    assert await open_case(house) is None, "a raise must not lead to the next"


async def test_means_named_after_a_wish_are_read_together_with_it(house: House, clock: Clock) -> None:
    await says(house, "moderate")
    clock.advance(minutes=5)
    await says(house, "low means")
    case = await open_case(house)
    assert case is not None
    assert (case.reason, case.flags) == ("context_preparing_after_wish", ("means",))


async def test_somebody_elses_danger_is_not_added_up(house: House) -> None:
    for _ in range(4):
        await says(house, "moderate other")
    assert not await raised_by_context(house)


async def test_a_failed_check_leads_to_no_further_alarm(house: House, clock: Clock) -> None:
    await says(house, "high assessment_failed")
    await closed(house)
    clock.advance(days=1)
    await says(house, "moderate")
    assert await open_case(house) is None


async def test_everything_that_was_found_is_stored_and_nothing_of_it_in_the_clear(house: House) -> None:
    await says(house, "high plan today")
    (message,) = await stored(house)
    assert message.body["assessment"] == {
        "level": "high",
        "subject": "self",
        "flags": ["plan"],
        "evidence": [{"start": 0, "end": 4, "rule": "plain.rule"}],
        "language": "ka",
        "script": "Geor",
        "version": VERSION,
        "probabilities": PROBABILITIES,
        "severity": 2.5,
        **{key: [] for key in ("severity_at_least", "kinds")},
    }
    assert message.body["counted"]["reason"] == "words"
    assert (message.level, message.counted) == (Level.HIGH, Level.HIGH)


async def test_a_harmless_message_lowers_nothing_and_time_does(house: House, clock: Clock) -> None:
    await says(house, "moderate")
    asked = await now_known(house)
    assert asked.standing == Standing(Level.MODERATE, START, 1)
    await presses(house, "check_in.thoughts.has_not")
    for _ in range(3):
        clock.advance(hours=20)
        await says(house, "none")
    known = await now_known(house)
    assert known.standing == asked.standing
    assert known.level(clock()) is Level.MODERATE
    clock.advance(hours=13)
    assert known.level(clock()) is Level.LOW
    clock.advance(days=3)
    assert known.level(clock()) is Level.NONE


async def test_a_clock_that_jumps_back_lowers_nothing(house: House, clock: Clock) -> None:
    await says(house, "moderate")
    clock.advance(days=-30)
    await says(house, "low")
    assert (await now_known(house)).level(clock()) is Level.MODERATE
    await says(house, "moderate")
    assert (await now_known(house)).standing.since == START, "or it would fall sooner than it was to"


async def test_an_open_case_holds_its_level_for_as_long_as_it_is_open(house: House, clock: Clock) -> None:
    await says(house, "high")
    clock.advance(days=60)
    assert (await now_known(house)).level(clock()) is Level.HIGH
    await closed(house, CaseOutcome.LEFT)
    known = await now_known(house)
    assert (known.case, known.level(clock())) == (None, Level.NONE), "from then on the clock counts"


async def test_who_stops_answering_is_not_settled_by_closing(house: House, clock: Clock) -> None:
    await says(house, "imminent")
    await closed(house, CaseOutcome.LEFT)
    known = await now_known(house)
    assert known.level(clock()) is Level.IMMINENT
    clock.advance(hours=25)
    assert known.level(clock()) is Level.HIGH


async def test_an_explicit_yes_is_stored_with_the_button(house: House) -> None:
    await says(house, "moderate")
    await presses(house, "check_in.thoughts.has")
    pressed = (await stored(house))[-1]
    assert (pressed.level, pressed.counted) == (None, Level.HIGH)
    assert pressed.body["counted"]["reason"] == "answer.thoughts"
    known = await now_known(house)
    assert known.standing == Standing(Level.HIGH, START, pressed.seq)
    assert known.case is not None
    assert known.case.reason == "thoughts_of_suicide"


async def test_silence_after_a_direct_question_raises_and_rests_on_no_message(
    house: House, clock: Clock
) -> None:
    await says(house, "moderate")
    for _ in range(2):
        clock.advance(hours=1)
        await house.intake.silence((await now_known(house)).id)
    known = await now_known(house)
    assert known.case is not None
    assert known.case.reason == "thoughts_not_answered"
    assert known.standing == Standing(Level.HIGH, clock(), None)


async def test_a_conversation_that_was_deleted_keeps_no_evidence(house: House) -> None:
    await says(house, "moderate self_harm")
    state = await now_known(house)
    await commands(house, Command.DELETE, "yes")
    async with house.database.reading() as tx:
        assert await repository.read_messages(tx, state.id, state.key) == []
        assert await repository.glance(tx, state.id) is None
        since = START - timedelta(days=1)
        assert await repository.earlier_messages(tx, state.id, state.key, since) == []


async def test_the_second_look_knows_the_level_and_the_question(
    house: House, clock: Clock, looks: list[Context]
) -> None:
    looks.clear()  # the house has tried the check at its opening
    await says(house, "moderate")
    await says(house, "none")
    clock.advance(hours=80)
    await says(house, "none")
    seen = [(look.earlier_level, look.answered_step) for look in looks]
    assert seen == [
        (Level.NONE, None),
        (Level.NONE, None),
        (Level.MODERATE, "check_in.thoughts"),
        (Level.NONE, None),
    ]


async def test_what_became_grave_during_the_check_is_looked_at_again(
    house: House, looks: list[Context], monkeypatch: pytest.MonkeyPatch
) -> None:
    await says(house, "moderate")
    looks.clear()

    async def known_too_early(_: object) -> Known:
        return NOTHING_KNOWN

    monkeypatch.setattr(house.intake, "_known", known_too_early)
    await says(house, "none")
    assert [look.earlier_level for look in looks] == [Level.NONE, Level.MODERATE]


async def test_whoever_writes_in_an_outage_does_not_wait_for_it_twice(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def out_of_order() -> None:
        raise StoreUnavailable("out of order")

    monkeypatch.setattr(house.database, "reading", out_of_order)
    monkeypatch.delattr(Database, "transaction")
    with pytest.raises(StoreUnavailable):
        await says(house, "none")


def test_reasons_of_other_needs_are_reasons_that_flows_give(house: House) -> None:
    steps = [step for flow in house.intake.rooms.flows.flows.values() for step in flow.steps.values()]
    reasons = {step.reason for step in steps if isinstance(step, BringIn)}
    assert reasons >= OTHER_NEEDS
    assert max(len(code) for code in (*reasons, *(rule.id for rule in context_rules().rules))) <= 32

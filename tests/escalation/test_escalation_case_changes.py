"""What changes a case: how grave it is, who may read it, what is due about it, what stands in its history."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product
from typing import Any

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import repository, seats, service
from escalation.case import Case, State, Urgency
from escalation.errors import EscalationError
from escalation.service import PAGE, WATCH, WATCH_EVERY, About, Need
from risk.assessment import Danger, Kind, Level
from store import deadlines
from store.database import Database
from tests.escalation.cases import LEVELS, claimed, need, opened, reloaded, timers
from tests.fixtures import START, on_sqlite

NOW = START + timedelta(seconds=15)
Work = Callable[[AsyncConnection], Awaitable[Any]]
pytestmark = on_sqlite


async def act(database: Database, work: Work) -> Any:
    """What it answers, or the name of what the counsellor is told instead."""
    try:
        async with database.transaction() as tx:
            return await work(tx)
    except EscalationError as refused:
        return type(refused).__name__


async def changed(database: Database, case: Case, **values: Any) -> Case:
    """The case, put into this state."""
    async with database.transaction() as tx:
        await repository.change(tx, case.id, **values)
    return await reloaded(database, case)


async def history(database: Database, case: Case) -> list[tuple[str, str, str, str]]:
    """Who did what, with which state after it, since the case was opened and taken."""
    async with database.reading() as tx:
        found = await repository.events(tx, case.id)
    later = [event for event in found if event.action not in {"opened", "claimed"}]
    assert all(event.at == NOW for event in later)
    return [(event.actor, event.action, event.state, event.detail) for event in later]


def raise_by(case: Case, wanted: Need) -> Work:
    return lambda tx: service.raise_case(tx, case, wanted, NOW)


def decide(case: Case, level: Level) -> Work:
    return lambda tx: service.set_level(tx, case, level, "nino", NOW)


def hold(case: Case, who: str) -> Work:
    return lambda tx: service.held(tx, case.id, who)


def read(case: Case, who: str) -> Work:
    return lambda tx: service.readable(tx, case.id, who)


def queue(now: datetime, known: dict[str, Case] | None = None) -> Work:
    return lambda tx: service.queue(tx, now, known)


async def test_a_new_case_says_all_that_was_known(database: Database) -> None:
    about = About("conversation", "ru", "adult", "widget")
    kinds = (Danger(Kind.SUICIDE, Level.IMMINENT), Danger(Kind.ABUSE, Level.HIGH))
    wanted = Need(Urgency.EMERGENCY, Level.IMMINENT, "other", ("means", "plan"), "risk_imminent", kinds)
    case = await act(database, lambda tx: service.open_case(tx, about, wanted, NOW))
    assert (
        await reloaded(database, case)
        == case
        == Case(
            id=case.id,
            conversation_id="conversation",
            state=State.WAITING,
            urgency=Urgency.EMERGENCY,
            level=Level.IMMINENT,
            subject="other",
            flags=("means", "plan"),
            reason="risk_imminent",
            language="ru",
            audience="adult",
            channel="widget",
            opened_at=NOW,
            waiting_since=NOW,
            last_message_at=NOW,
            kinds=kinds,
            unanswered_since=NOW,
        )
    )
    async with database.reading() as tx:
        (event,) = await repository.events(tx, case.id)
    assert (event.at, event.actor, event.action, event.state) == (NOW, "system", "opened", "waiting")
    assert event.detail == "risk_imminent"
    async with database.transaction() as tx:
        (page,) = await deadlines.lease_due(tx, "one", NOW, limit=5)
    assert (page.kind, page.rung) == (PAGE, ""), "from the beginning of the ladder"


async def test_the_graver_case_is_taken_first_and_who_waits_before_who_is_held(database: Database) -> None:
    """When much is due at once: the wrong order calls for a routine question before an emergency."""
    for nth, urgency in enumerate(Urgency):  # what must come later is due earlier
        waits = await opened(database, need(urgency), conversation_id=f"{urgency.label} waits")
        held = await opened(database, need(urgency), conversation_id=f"{urgency.label} held")
        async with database.transaction() as tx:
            await service.watch(tx, held, START + timedelta(minutes=2 * nth))
            await service.call_out(tx, waits, START + timedelta(minutes=2 * nth + 1), rung="on_duty/1/0/no")
    async with database.transaction() as tx:
        due = await deadlines.lease_due(tx, "one", START + timedelta(hours=1), limit=50)
        found = [((await service.found(tx, one.subject_id)).conversation_id, one.rung) for one in due]
    assert found == [
        (f"{urgency.label} {how}", rung)
        for urgency in reversed(Urgency)
        for how, rung in (("waits", "on_duty/1/0/no"), ("held", ""))
    ]


def expected(case: Case, wanted: Need) -> Case:
    """What a case becomes by what the person said last."""
    is_graver = wanted.urgency > case.urgency
    in_danger = wanted.urgency >= case.urgency and wanted.level >= Level.HIGH
    return replace(
        case,
        urgency=max(case.urgency, wanted.urgency),
        level=max(case.level, wanted.level),
        flags=tuple(sorted({*case.flags, *wanted.flags})),
        subject=wanted.subject if in_danger else case.subject,
        reason=wanted.reason if is_graver else case.reason,
    )


async def test_what_is_said_later_raises_a_case_and_calls_again_only_for_what_is_graver(
    database: Database,
) -> None:
    """Who told of a friend and is now in danger themselves must not stand there as the friend."""
    wrong = []
    for was, then in product(Urgency, Urgency):
        for level in (LEVELS[then], Level.MODERATE, Level.HIGH):
            first = await opened(
                database, replace(need(was, "plan", "attempt", "abuse"), subject="other", reason="before")
            )
            case = await changed(database, first, acknowledged_by="nino", acknowledged_at=START)
            wanted = replace(need(then, "means", "goodbye", "bullying", level=level), reason="after")
            answer = await act(database, raise_by(case, wanted))
            after = await reloaded(database, case)
            should = replace(expected(case, wanted), version=after.version)
            raised, due = [], {PAGE: START}
            if then > was:
                should = replace(should, acknowledged_by=None, acknowledged_at=None)
                raised, due = [("system", "raised", "waiting", then.label)], {PAGE: NOW}
            seen = (answer, after, await history(database, case), await timers(database, case))
            if seen != (True, should, raised, due):
                wrong.append((was, then, level, seen))
    assert wrong == []


async def test_what_was_said_before_changes_nothing(database: Database) -> None:
    case = await opened(database, need(Urgency.URGENT, "plan"))
    assert await act(database, raise_by(case, need(Urgency.URGENT, "plan"))) is False
    assert await reloaded(database, case) == case
    # Each of the five by itself is a change.
    for wanted in (
        need(Urgency.EMERGENCY, "plan", level=Level.HIGH),
        need(Urgency.URGENT, "plan", level=Level.IMMINENT),
        need(Urgency.URGENT, "means"),
        replace(need(Urgency.URGENT, "plan"), subject="other"),
        replace(need(Urgency.URGENT, "plan"), kinds=(Danger(Kind.ABUSE, Level.MODERATE),)),
    ):
        assert await act(database, raise_by(case, wanted)) is True, wanted


async def test_a_graver_word_to_a_counsellor_is_on_record_and_calls_nobody(
    database: Database,
) -> None:
    case = await claimed(database, await opened(database), "nino", NOW)
    case = await changed(database, case, acknowledged_by="nino", acknowledged_at=START)
    await act(database, raise_by(case, need(Urgency.EMERGENCY)))
    assert await history(database, case) == [("system", "raised", "claimed", "emergency")]
    assert await timers(database, case) == {WATCH: NOW + timedelta(seconds=10)}
    assert (await reloaded(database, case)).acknowledged_by == "nino"


async def test_only_who_holds_a_case_lowers_it_and_only_downwards(database: Database) -> None:
    case = await claimed(database, await opened(database, need(Urgency.URGENT)), "nino", NOW)

    def lower(who: str, to: Urgency, reason: str = "calmer") -> Work:
        return lambda tx: service.lower_urgency(tx, case.id, who, to, reason, NOW)

    assert await act(database, lower("nino", Urgency.EMERGENCY)) == "OnlyLower"
    assert await act(database, lower("nino", Urgency.URGENT)) == "OnlyLower"
    assert await act(database, lower("beka", Urgency.ROUTINE)) == "CaseNotYours"
    assert await history(database, case) == []
    lowered = await act(database, lower("nino", Urgency.ROUTINE, "x" * 80))
    assert lowered == replace(case, urgency=Urgency.ROUTINE, version=case.version + 1)
    detail = ("urgent>routine:" + "x" * 80)[:64]
    assert await history(database, case) == [("staff:nino", "lowered", "claimed", detail)]


async def test_how_grave_a_counsellor_finds_it_stands_in_the_history_once(database: Database) -> None:
    case = await claimed(database, await opened(database), "nino", NOW)
    for level in (Level.HIGH, Level.MODERATE):
        await act(database, decide(case, level))
    after = await reloaded(database, case)
    assert after == replace(case, level=Level.MODERATE, version=case.version + 1)
    assert await history(database, case) == [("staff:nino", "level_set", "claimed", "high>moderate")]


async def test_a_case_is_held_and_read_by_who_may_and_by_nobody_else(database: Database) -> None:
    """Everybody else would read what a person said to one counsellor."""
    case = await claimed(database, await opened(database), "nino", NOW)
    async with database.transaction() as tx:
        await seats.join(tx, case.id, "dali", NOW)
    state = {"claimed": State.CLAIMED, "in_transfer": State.IN_TRANSFER, "waiting": State.WAITING}
    who = ("nino", "beka", "dali", "gia")  # holds it, is offered it, reads along, has nothing to do with it
    holds, reads = {}, {}
    for name, value in {**state, "closed": State.CLOSED}.items():
        await changed(database, case, state=value.value, transfer_to="beka")
        for one in who:
            holds[name, one] = await act(database, hold(case, one))
            reads[name, one] = await act(database, read(case, one))
    may = {key for key, answer in holds.items() if isinstance(answer, Case)}
    assert may == {("claimed", "nino"), ("in_transfer", "nino")}
    may = {key for key, answer in reads.items() if isinstance(answer, Case)}
    assert may == {
        *product(state, ["dali"]),
        ("claimed", "nino"),
        *product(["in_transfer"], ["nino", "beka"]),
    }
    for answers in (holds, reads):
        refused = {key: answer for key, answer in answers.items() if not isinstance(answer, Case)}
        assert refused == {key: "CaseClosed" if key[0] == "closed" else "CaseNotYours" for key in refused}
    assert await act(database, lambda tx: service.readable(tx, "nothing", "nino")) == "CaseNotFound"


@pytest.mark.parametrize("is_held", [True, False], ids=["held", "waits"])
async def test_who_writes_again_is_looked_at_soon_where_somebody_holds_them(
    database: Database, is_held: bool
) -> None:
    """And where nobody does, the page that is due stays due: it is not put off by writing."""
    case = await opened(database)
    if is_held:
        case = await claimed(database, case, "nino", NOW + timedelta(minutes=5))
    due = await timers(database, case)
    later = NOW + timedelta(minutes=1)
    await act(database, lambda tx: service.touch(tx, case, later))
    assert await timers(database, case) == ({WATCH: later + WATCH_EVERY} if is_held else due)
    assert (await reloaded(database, case)).last_message_at == later


async def test_an_answer_is_noted_once_and_a_second_changes_nothing(database: Database) -> None:
    """Unanswered emergencies are taken from their holder: an answer that is not noted costs them."""
    case = await opened(database)
    await act(database, lambda tx: service.answered(tx, case))
    answered = await reloaded(database, case)
    assert answered == replace(case, unanswered_since=None, version=case.version + 1)
    await act(database, lambda tx: service.answered(tx, answered))
    assert await reloaded(database, case) == answered


async def test_what_the_person_did_stands_in_the_history_and_the_case_stays(database: Database) -> None:
    case = await opened(database)
    assert await act(database, lambda tx: service.mark_abandoned(tx, case, NOW, "silent")) is True
    left = await reloaded(database, case)
    assert left == replace(case, abandoned_at=NOW, version=case.version + 1)
    assert await act(database, lambda tx: service.mark_abandoned(tx, left, NOW, "silent")) is False
    await act(database, lambda tx: service.mark_deleted(tx, case.id, NOW))
    assert (await reloaded(database, case)).deleted_by_caller
    assert await history(database, case) == [
        ("caller", "left", "waiting", "silent"),
        ("caller", "deleted", "waiting", ""),
    ]
    assert await timers(database, case) == {PAGE: START}


async def test_the_queue_is_what_is_open_now_whatever_was_read_before(database: Database) -> None:
    """Read anew only where it changed: an old reading must not hide what has become an emergency."""
    old, other = await opened(database), await opened(database, now=START - timedelta(seconds=1))
    known = {case.id: case for case in (old, other)}
    raised = await changed(database, old, urgency="emergency")
    ended = await changed(database, other, state=State.CLOSED.value)
    new = await opened(database, need(Urgency.ROUTINE))
    for before in (None, {}, known):
        assert await act(database, queue(NOW, before)) == [raised, new]
    assert ended.state is State.CLOSED
    again = await act(database, queue(NOW, {raised.id: raised}))
    assert again[0] is raised, "what did not change is not read again"
    aged = START + timedelta(minutes=20)
    fresh = await opened(database, now=START + timedelta(seconds=1))
    assert await act(database, queue(aged)) == [raised, new, fresh]

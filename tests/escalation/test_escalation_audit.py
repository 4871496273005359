"""A history that was changed, cut or put in another order does not hold, wherever it was done."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import delete, update

from escalation import repository
from escalation.audit import START as ZERO
from escalation.audit import CaseEvent, broken_at, link
from escalation.case import State
from store.database import Database
from store.tables import case_events, cases
from tests.escalation.cases import claimed, opened
from tests.fixtures import START

CASE = "0" * 32
CODES = st.sampled_from(["", "opened", "claimed", "wrote_note", "decision_437", "refer", "staff:a", "closed"])
EVENTS = st.lists(st.tuples(CODES, CODES, CODES, CODES, st.integers(0, 5)), min_size=1, max_size=8)


def chain(parts: list[tuple[str, str, str, str, int]]) -> list[CaseEvent]:
    """A whole history of these actors, actions, states, details and seconds between them."""
    made: list[CaseEvent] = []
    before, at = ZERO, START
    for n, (actor, action, state, detail, seconds) in enumerate(parts, 1):
        at += timedelta(seconds=seconds)
        event = CaseEvent(n, at, actor, action, state, detail)
        made.append(replace(event, hash=link(before, CASE, event)))
        before = made[-1].hash
    return made


@given(EVENTS)
def test_a_whole_history_holds_and_only_for_its_own_case(parts: list[tuple[str, str, str, str, int]]) -> None:
    events = chain(parts)
    assert broken_at(CASE, events, events[-1].hash) is None
    assert broken_at("1" * 32, events, events[-1].hash) == 1


@given(EVENTS, st.data())
def test_any_changed_part_is_found_where_it_was_changed(
    parts: list[tuple[str, str, str, str, int]], data: st.DataObject
) -> None:
    events = chain(parts)
    n = data.draw(st.integers(0, len(events) - 1))
    field = data.draw(st.sampled_from(["actor", "action", "state", "detail", "at", "hash", "seq"]))
    was = getattr(events[n], field)
    changed: Any = {
        "at": START - timedelta(seconds=1),
        "hash": bytes(32),
        "seq": events[n].seq + 1,
    }.get(field, f"{was}!")
    found = broken_at(
        CASE, [*events[:n], replace(events[n], **{field: changed}), *events[n + 1 :]], events[-1].hash
    )
    assert found == n + 1


@given(EVENTS, st.data())
def test_whatever_is_missing_is_found(
    parts: list[tuple[str, str, str, str, int]], data: st.DataObject
) -> None:
    events = chain(parts)
    n = data.draw(st.integers(0, len(events) - 1))
    assert broken_at(CASE, events[:n] + events[n + 1 :], events[-1].hash) == n + 1
    assert broken_at(CASE, events[:n], events[-1].hash) == n + 1, "cut off at the end"


@given(EVENTS.filter(lambda parts: len(parts) > 1), st.data())
def test_events_that_changed_places_are_found(
    parts: list[tuple[str, str, str, str, int]], data: st.DataObject
) -> None:
    events = chain(parts)
    n = data.draw(st.integers(0, len(events) - 2))
    events[n], events[n + 1] = events[n + 1], events[n]
    assert broken_at(CASE, events, events[-1].hash) == n + 1
    renumbered = [replace(event, seq=seq) for seq, event in enumerate(events, 1)]
    assert broken_at(CASE, renumbered, events[-1].hash) == n + 1


def test_the_parts_of_an_event_do_not_run_into_each_other() -> None:
    one = CaseEvent(1, START, "a", "bc", "d", "")
    assert link(ZERO, CASE, one) != link(ZERO, CASE, replace(one, actor="ab", action="c"))


async def whole(database: Database, case_id: str) -> int | None:
    async with database.reading() as tx:
        return broken_at(
            case_id, await repository.events(tx, case_id), await repository.audit_head(tx, case_id)
        )


async def test_events_cut_off_at_the_end_are_missed(database: Database) -> None:
    case = await claimed(database, await opened(database), "nino")
    async with database.transaction() as tx:
        await repository.record(tx, case.id, START, "staff:nino", "decision_437", State.CLAIMED, "refer")
    assert await whole(database, case.id) is None
    async with database.transaction() as tx:
        await tx.execute(delete(case_events).where(case_events.c.action == "decision_437"))
    assert await whole(database, case.id) == 3


async def test_a_decision_cannot_be_turned_round(database: Database) -> None:
    case = await claimed(database, await opened(database), "nino")
    async with database.transaction() as tx:
        await repository.record(tx, case.id, START, "staff:nino", "decision_437", State.CLAIMED, "not_refer")
        await tx.execute(
            update(case_events).where(case_events.c.detail == "not_refer").values(detail="refer")
        )
    assert await whole(database, case.id) == 3


async def test_another_head_is_found(database: Database) -> None:
    case = await claimed(database, await opened(database), "nino")
    async with database.transaction() as tx:
        await tx.execute(update(cases).values(audit_head=bytes(32)))
    assert await whole(database, case.id) == 3


async def test_an_event_copied_into_another_history_is_found(database: Database) -> None:
    one = await opened(database)
    two = await opened(database, conversation_id="another")
    async with database.reading() as tx:
        (event,) = await repository.events(tx, one.id)
    async with database.transaction() as tx:
        await tx.execute(
            update(case_events).where(case_events.c.case_id == two.id).values(at=event.at, hash=event.hash)
        )
        await tx.execute(update(cases).where(cases.c.id == two.id).values(audit_head=event.hash))
    assert await whole(database, one.id) is None
    assert await whole(database, two.id) == 1

"""Cases and their events in the database."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, bindparam, func, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation.audit import START, CaseEvent, link
from escalation.case import Case, State, TransferKind, Urgency
from risk.assessment import Danger, Kind, Level, Subject
from store.tables import case_events, cases

# Statements that many messages need are built once: building one costs more than running it.
_BY_ID = select(cases).where(cases.c.id == bindparam("of_id"))
_TOUCH = (
    update(cases)
    .where(cases.c.id == bindparam("of_id"))
    .values(
        version=cases.c.version + 1,
        last_message_at=bindparam("at"),
        abandoned_at=None,
        unanswered_since=func.coalesce(cases.c.unanswered_since, bindparam("at")),
    )
)
_LOCKED_HEAD = select(cases.c.audit_head).where(cases.c.id == bindparam("of_id")).with_for_update()
_LAST_SEQ = select(func.coalesce(func.max(case_events.c.seq), 0)).where(
    case_events.c.case_id == bindparam("of_id")
)
_ADD_EVENT = case_events.insert()
_SET_HEAD = update(cases).where(cases.c.id == bindparam("of_id")).values(audit_head=bindparam("head"))
_WAITING = [state.value for state in State if state.waits]
_HELD = [state.value for state in State if state.is_held]


def _codes(joined: str) -> tuple[str, ...]:
    return tuple(joined.split(",")) if joined else ()


def joined_kinds(kinds: Iterable[Danger]) -> str:
    """Kinds of danger as the column `kinds` holds them."""
    return ",".join(f"{one.kind.value}:{one.level.label}:{one.subject.value}" for one in kinds)


def _danger(code: str) -> Danger:
    kind, level, subject = code.split(":")
    return Danger(Kind(kind), Level.from_label(level), Subject(subject))


def _case(row: Row[Any]) -> Case:
    return Case(
        id=row.id,
        conversation_id=row.conversation_id,
        state=State(row.state),
        urgency=Urgency.from_label(row.urgency),
        level=Level(row.level),
        subject=row.subject,
        flags=_codes(row.flags),
        reason=row.reason,
        language=row.language,
        audience=row.audience,
        channel=row.channel,
        opened_at=row.opened_at,
        waiting_since=row.waiting_since,
        last_message_at=row.last_message_at,
        kinds=tuple(_danger(code) for code in _codes(row.kinds)),
        claimed_by=row.claimed_by,
        claimed_at=row.claimed_at,
        unanswered_since=row.unanswered_since,
        transfer_to=row.transfer_to,
        transfer_kind=None if row.transfer_kind is None else TransferKind(row.transfer_kind),
        acknowledged_by=row.acknowledged_by,
        acknowledged_at=row.acknowledged_at,
        abandoned_at=row.abandoned_at,
        closed_at=row.closed_at,
        outcome=row.outcome,
        category=row.category,
        actions=_codes(row.actions),
        risk_at_end=None if row.risk_at_end is None else Level(row.risk_at_end),
        deleted_by_caller=row.deleted_by_caller,
        version=row.version,
    )


async def find(tx: AsyncConnection, case_id: str) -> Case | None:
    """The case, or None."""
    row = (await tx.execute(_BY_ID, {"of_id": case_id})).one_or_none()
    return None if row is None else _case(row)


async def find_all(tx: AsyncConnection, case_ids: Collection[str]) -> dict[str, Case]:
    """Those of these cases that exist, by id."""
    query = select(cases).where(cases.c.id.in_(case_ids))
    return {row.id: _case(row) for row in (await tx.execute(query)).all()}


async def open_cases(tx: AsyncConnection, limit: int = 500) -> list[Case]:
    """Every case that is not closed, oldest first."""
    query = select(cases).where(cases.c.state != State.CLOSED).order_by(cases.c.opened_at).limit(limit)
    return [_case(row) for row in (await tx.execute(query)).all()]


async def open_cases_again(tx: AsyncConnection, known: Mapping[str, Case], limit: int = 500) -> list[Case]:
    """The same, where only those are read whole that are not `known` (by id) as they are now."""
    query = select(cases.c.id, cases.c.version).where(cases.c.state != State.CLOSED)
    rows = (await tx.execute(query.order_by(cases.c.opened_at).limit(limit))).all()
    found = {
        row.id: known[row.id] for row in rows if row.id in known and known[row.id].version == row.version
    }
    found |= await find_all(tx, [row.id for row in rows if row.id not in found])
    open_now = (found[row.id] for row in rows if row.id in found)
    return [case for case in open_now if case.state is not State.CLOSED]


async def held_by(tx: AsyncConnection, staff_id: str) -> list[Case]:
    """The open cases that a counsellor holds, oldest first."""
    query = (
        select(cases)
        .where(cases.c.claimed_by == staff_id, cases.c.state.in_(_HELD))
        .order_by(cases.c.claimed_at)
    )
    return [_case(row) for row in (await tx.execute(query)).all()]


async def of_conversation(tx: AsyncConnection, conversation_id: str) -> list[Case]:
    """Every case of one person, newest first."""
    query = select(cases).where(cases.c.conversation_id == conversation_id).order_by(cases.c.opened_at.desc())
    return [_case(row) for row in (await tx.execute(query)).all()]


async def open_counts(tx: AsyncConnection) -> dict[str, int]:
    """How many cases are open, by urgency."""
    query = (
        select(cases.c.urgency, func.count().label("open"))
        .where(cases.c.state != State.CLOSED)
        .group_by(cases.c.urgency)
    )
    counts = {urgency.label: 0 for urgency in Urgency}
    counts.update({row.urgency: row.open for row in (await tx.execute(query)).all()})
    return counts


async def waiting_seconds(tx: AsyncConnection, now: datetime) -> dict[str, float]:
    """How long the oldest waiting case has waited, by urgency; 0.0 where none waits."""
    query = (
        select(cases.c.urgency, func.min(cases.c.waiting_since).label("oldest"))
        .where(cases.c.state.in_(_WAITING))
        .group_by(cases.c.urgency)
    )
    seconds = {urgency.label: 0.0 for urgency in Urgency}
    seconds.update(
        {row.urgency: (now - row.oldest).total_seconds() for row in (await tx.execute(query)).all()}
    )
    return seconds


async def insert(tx: AsyncConnection, case: Case) -> None:
    """Add a case."""
    await tx.execute(
        cases.insert().values(
            id=case.id,
            conversation_id=case.conversation_id,
            state=case.state.value,
            urgency=case.urgency.label,
            level=int(case.level),
            subject=case.subject,
            flags=",".join(case.flags),
            kinds=joined_kinds(case.kinds),
            reason=case.reason,
            language=case.language,
            audience=case.audience,
            channel=case.channel,
            opened_at=case.opened_at,
            waiting_since=case.waiting_since,
            last_message_at=case.last_message_at,
            unanswered_since=case.unanswered_since,
            version=case.version,
        )
    )


async def change(tx: AsyncConnection, case_id: str, *conditions: ColumnElement[bool], **values: Any) -> bool:
    """Change a case if it still meets `conditions`; returns whether it did."""
    result = await tx.execute(
        update(cases).where(cases.c.id == case_id, *conditions).values(version=cases.c.version + 1, **values)
    )
    return result.rowcount == 1


async def touch(tx: AsyncConnection, case_id: str, at: datetime) -> None:
    """Note when the person wrote last; from then on they wait for an answer, and have not left."""
    await tx.execute(_TOUCH, {"of_id": case_id, "at": at})


def is_in(*states: State) -> ColumnElement[bool]:
    """A condition for `change`: the case is in one of these states."""
    return cases.c.state.in_([state.value for state in states])


def is_held_by(staff_id: str) -> ColumnElement[bool]:
    """A condition for `change`: the case is held by this counsellor."""
    return cases.c.claimed_by == staff_id


def is_offered_to(staff_id: str) -> ColumnElement[bool]:
    """A condition for `change`: the case is offered to this counsellor."""
    return cases.c.transfer_to == staff_id


async def record(
    tx: AsyncConnection, case_id: str, at: datetime, actor: str, action: str, state: State, detail: str = ""
) -> None:
    """Append to the case's history and its chain."""
    # The case's row is locked first: of two writers the second links to the first.
    head = (await tx.execute(_LOCKED_HEAD, {"of_id": case_id})).scalar_one()
    seq = (await tx.execute(_LAST_SEQ, {"of_id": case_id})).scalar_one() + 1
    digest = link(head or START, case_id, CaseEvent(seq, at, actor, action, state.value, detail))
    await tx.execute(
        _ADD_EVENT,
        {
            "case_id": case_id,
            "seq": seq,
            "at": at,
            "actor": actor,
            "action": action,
            "state": state.value,
            "detail": detail,
            "hash": digest,
        },
    )
    await tx.execute(_SET_HEAD, {"of_id": case_id, "head": digest})


async def events(tx: AsyncConnection, case_id: str) -> list[CaseEvent]:
    """The case's events in order."""
    query = select(case_events).where(case_events.c.case_id == case_id).order_by(case_events.c.seq)
    return [
        CaseEvent(row.seq, row.at, row.actor, row.action, row.state, row.detail, row.hash)
        for row in (await tx.execute(query)).all()
    ]


async def audit_heads(tx: AsyncConnection) -> list[tuple[str, bytes | None]]:
    """The newest hash of each case, by id: what to check, or to keep elsewhere as a witness."""
    query = select(cases.c.id, cases.c.audit_head).order_by(cases.c.id)
    return [(row.id, row.audit_head) for row in (await tx.execute(query)).all()]


async def audit_head(tx: AsyncConnection, case_id: str) -> bytes | None:
    """The newest hash of a case's chain."""
    head: bytes | None = (
        await tx.execute(select(cases.c.audit_head).where(cases.c.id == case_id))
    ).scalar_one_or_none()
    return head


def waiting_counts(found: Iterable[Case]) -> dict[str, int]:
    """How many of these cases wait, by urgency."""
    counts = {urgency.label: 0 for urgency in Urgency}
    for case in found:
        counts[case.urgency.label] += case.state.waits
    return counts


async def set_right(tx: AsyncConnection, now: datetime) -> None:
    """After the clock was put back: nobody has waited since a moment that is yet to come."""
    for column in (cases.c.waiting_since, cases.c.unanswered_since, cases.c.last_message_at):
        moved = {column: now, cases.c.version: cases.c.version + 1}
        await tx.execute(update(cases).where(column > now).values(moved))

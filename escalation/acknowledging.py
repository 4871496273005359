"""What somebody who was called answers: they are coming, or they can't."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import repository
from escalation.case import State
from escalation.policy import policy
from escalation.service import PAGE, by_staff
from store import deadlines


class Answered(StrEnum):
    """What became of an answer to a page."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    ALREADY_HELD = "already_held"
    CLOSED = "closed"
    UNKNOWN = "unknown"


async def accept(tx: AsyncConnection, case_id: str, staff_id: str, now: datetime) -> Answered:
    """Somebody is on the way to the console. The ladder holds for them, and goes on if they do not claim."""
    if (refused := await _refused(tx, case_id, staff_id)) is not None:
        return refused
    await repository.answer_pages(tx, case_id, staff_id, Answered.ACCEPTED, now)
    await repository.change(tx, case_id, acknowledged_by=staff_id, acknowledged_at=now)
    await _record(tx, case_id, staff_id, "page_accepted", now)
    await deadlines.hold(tx, case_id, PAGE, now + policy().paging.acknowledged_for, now)
    return Answered.ACCEPTED


async def decline(tx: AsyncConnection, case_id: str, staff_id: str, now: datetime) -> Answered:
    """Somebody can't. When everybody who was called can't, the next are called at once."""
    if (refused := await _refused(tx, case_id, staff_id)) is not None:
        return refused
    case = await repository.find(tx, case_id)
    assert case is not None  # noqa: S101 - or it was refused
    await repository.answer_pages(tx, case_id, staff_id, Answered.DECLINED, now)
    if case.acknowledged_by == staff_id:
        await repository.change(tx, case_id, acknowledged_by=None, acknowledged_at=None)
    await _record(tx, case_id, staff_id, "page_declined", now)
    called = (await repository.answers_by_case(tx, [case_id])).get(case_id, {})
    if all(answer == Answered.DECLINED for answer in called.values()):
        await deadlines.hasten(tx, case_id, PAGE, now, now)
    return Answered.DECLINED


async def _refused(tx: AsyncConnection, case_id: str, staff_id: str) -> Answered | None:
    case = await repository.find(tx, case_id)
    if case is None or await repository.worker(tx, staff_id) is None:
        return Answered.UNKNOWN
    if case.state is State.CLOSED:
        return Answered.CLOSED
    if case.state.waits:
        return None
    return Answered.ACCEPTED if case.claimed_by == staff_id else Answered.ALREADY_HELD


async def _record(tx: AsyncConnection, case_id: str, staff_id: str, action: str, now: datetime) -> None:
    case = await repository.find(tx, case_id)
    assert case is not None  # noqa: S101 - it was found by this transaction
    await repository.record(tx, case_id, now, by_staff(staff_id), action, case.state)

"""Supervisors who read along: nobody is told but the history."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import repository
from escalation.case import Case, State
from escalation.errors import CaseClosed
from escalation.service import by_staff, found


async def join(tx: AsyncConnection, case_id: str, staff_id: str, now: datetime) -> Case:
    """Read along from now on; a repeat changes nothing. Raises `CaseNotFound`, `CaseClosed`."""
    case = await found(tx, case_id)
    if case.state is State.CLOSED:
        raise CaseClosed(case_id)
    if await repository.take_seat(tx, case_id, staff_id, now):
        await repository.record(tx, case_id, now, by_staff(staff_id), "joined", case.state)
    return case


async def leave(tx: AsyncConnection, case_id: str, staff_id: str, now: datetime) -> None:
    """Read along no longer. Raises `CaseNotFound`."""
    case = await found(tx, case_id)
    if await repository.leave_seat(tx, case_id, staff_id, now):
        await repository.record(tx, case_id, now, by_staff(staff_id), "left_seat", case.state)

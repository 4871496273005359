"""Acting on the rota: shifts begin and end, people are away, cover for each other and swap.

Each act sees the rota locked for the people whom it concerns: of two that exclude each other one is refused.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from escalation.repository import rota as rota_repository
from escalation.rota import TBILISI, Absence, Cover, Duty, Gap, Rota, Shift
from escalation.rota_errors import AlreadyPast, NoSuchChange, NoSuchShift, UnknownStaff
from escalation.rota_rules import (
    TurnAt,
    check_interval,
    check_person,
    check_shift,
    covers_for,
    swap_of,
)


async def add_shift(tx: AsyncConnection, shift: Shift, now: datetime) -> None:
    """Add a weekly shift. Raises `UnknownStaff`, and as `check_shift` does."""
    rota = await _rota_for(tx, now, shift.staff_id)
    check_shift(rota, shift, now)
    await rota_repository.add_shift(tx, shift, now)


async def end_shift(tx: AsyncConnection, shift_id: str, last_day: date, now: datetime) -> Shift:
    """Let a shift begin on this day for the last time. Raises `NoSuchShift`, `AlreadyPast`, `OverlapsItself`.

    A turn that has begun is not cut off; for that there are absences.
    """
    shift = (await rota_repository.find(tx, [shift_id])).get(shift_id)
    local = now.astimezone(TBILISI)
    yesterday = local.date() - timedelta(days=1)
    if not isinstance(shift, Shift) or (shift.valid_until is not None and shift.valid_until < yesterday):
        raise NoSuchShift
    began_today = local.weekday() == shift.weekday and shift.starts <= local.time()
    if last_day < (local.date() if began_today else yesterday):
        raise AlreadyPast
    ended = replace(shift, valid_until=last_day)
    if shift.valid_until is not None and last_day > shift.valid_until:  # it may meet what came after it
        await rota_repository.lock(tx, shift.staff_id)
        check_shift(await rota_repository.load(tx, now), ended, now)
    await rota_repository.end_shift(tx, shift_id, last_day)
    return ended


async def report_absence(tx: AsyncConnection, absence: Absence, by: str, now: datetime) -> Absence:
    """Take somebody off every duty for a time. Raises `UnknownStaff`, and as `check_interval` does."""
    check_interval(absence.starts_at, absence.ends_at, now)
    await _rota_for(tx, now, absence.staff_id)
    stored = replace(absence, starts_at=_stored(absence.starts_at), ends_at=_stored(absence.ends_at))
    await rota_repository.add_absence(tx, stored, by, now)
    return stored


async def cover(tx: AsyncConnection, wanted: Cover, by: str, now: datetime) -> list[Cover]:
    """Put somebody on a duty once; in somebody's place, for each turn of theirs in that time.

    Raises `UnknownStaff`, `NothingToCover`, `AbsentThen`, `OverlapsItself`, `ShiftTooLong`, and as
    `check_interval` does.
    """
    check_interval(wanted.starts_at, wanted.ends_at, now)
    rota = await _rota_for(tx, now, wanted.staff_id, besides=wanted.instead_of)
    stored = replace(wanted, starts_at=_stored(wanted.starts_at), ends_at=_stored(wanted.ends_at))
    covers = covers_for(rota, stored, now)
    for each in covers:
        await rota_repository.add_cover(tx, each, by, now)
    return covers


async def swap(
    tx: AsyncConnection, first: TurnAt, second: TurnAt, by: str, now: datetime
) -> tuple[Cover, Cover]:
    """Exchange two turns, both or neither.

    Raises `UnknownStaff`, `NothingToSwap`, `AbsentThen`, `OverlapsItself`.
    """
    rota = await _rota_for(tx, now, first.staff_id, second.staff_id)
    covers = swap_of(rota, first, second, now)
    await rota_repository.add_swap(tx, covers, by, now)
    return covers


async def remove_change(tx: AsyncConnection, change_id: str, now: datetime) -> None:
    """Take back an absence or a cover; what has begun ends now. Raises `NoSuchChange`."""
    if not await rota_repository.remove_change(tx, change_id, now.replace(microsecond=0)):
        raise NoSuchChange


def gaps(rota: Rota, start: datetime, end: datetime) -> list[Gap]:
    """Every time without somebody on a duty, by duty and then by its beginning."""
    return [gap for duty in Duty for gap in rota.uncovered(duty, start, end)]


async def _rota_for(tx: AsyncConnection, now: datetime, *staff_ids: str, besides: str | None = None) -> Rota:
    people = await rota_repository.people(tx)
    for staff_id in staff_ids:
        check_person(people, staff_id)
    if besides is not None and besides not in people:  # who has left is covered for, too
        raise UnknownStaff
    concerned = staff_ids if besides is None else (*staff_ids, besides)
    await rota_repository.lock(tx, *concerned)
    return await rota_repository.load(tx, now)


def _stored(moment: datetime) -> datetime:
    """A moment as a calendar can say it: in whole seconds."""
    return moment.astimezone(UTC).replace(microsecond=0)

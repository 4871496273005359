"""The rota in the database: shifts, absences and covers. What was is never deleted."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import delete, or_, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation.rota import TBILISI, Absence, Cover, Duty, Person, Rota, Shift
from store.tables import rota_changes, shifts, staff

_ABSENCE, _COVER = "absence", "cover"


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _shift(row: Row[Any]) -> Shift:
    return Shift(
        id=row.id,
        staff_id=row.staff_id,
        duty=Duty(row.duty),
        weekday=row.weekday,
        starts=time(*divmod(row.starts, 60)),
        ends=time(*divmod(row.ends, 60)),
        valid_from=date.fromisoformat(row.valid_from),
        valid_until=None if row.valid_until is None else date.fromisoformat(row.valid_until),
    )


def _change(row: Row[Any]) -> Absence | Cover:
    if row.kind == _ABSENCE:
        return Absence(row.id, row.staff_id, row.starts_at, row.ends_at)
    return Cover(row.id, row.staff_id, Duty(row.duty), row.starts_at, row.ends_at, row.instead_of)


async def load(tx: AsyncConnection, since: datetime) -> Rota:
    """The rota with all that can still matter at this moment or later."""
    # A turn that began yesterday may run until now.
    day = (since.astimezone(TBILISI).date() - timedelta(days=1)).isoformat()
    lasting = or_(shifts.c.valid_until.is_(None), shifts.c.valid_until >= day)
    weekly = select(shifts).where(lasting).order_by(shifts.c.weekday, shifts.c.starts, shifts.c.id)
    once = (
        select(rota_changes)
        .where(rota_changes.c.ends_at > since)
        .order_by(rota_changes.c.created_at, rota_changes.c.id)
    )
    changes = [_change(row) for row in (await tx.execute(once)).all()]
    return Rota(
        shifts=tuple(_shift(row) for row in (await tx.execute(weekly)).all()),
        absences=tuple(change for change in changes if isinstance(change, Absence)),
        covers=tuple(change for change in changes if isinstance(change, Cover)),
        left=frozenset(
            (await tx.execute(select(staff.c.id).where(staff.c.disabled.is_(True)))).scalars().all()
        ),
    )


async def people(tx: AsyncConnection) -> dict[str, Person]:
    """Everybody by id, those with disabled accounts too."""
    query = select(staff.c.id, staff.c.login, staff.c.name, staff.c.role, staff.c.disabled)
    rows = (await tx.execute(query.order_by(staff.c.name, staff.c.id))).all()
    return {row.id: Person(row.id, row.login, row.name, row.role, row.disabled) for row in rows}


async def find(tx: AsyncConnection, ids: Iterable[str]) -> dict[str, Shift | Absence | Cover]:
    """What has one of these ids, however long ago it was."""
    wanted = list(ids)
    weekly = await tx.execute(select(shifts).where(shifts.c.id.in_(wanted)))
    once = await tx.execute(select(rota_changes).where(rota_changes.c.id.in_(wanted)))
    found: dict[str, Shift | Absence | Cover] = {row.id: _shift(row) for row in weekly.all()}
    return found | {row.id: _change(row) for row in once.all()}


async def lock(tx: AsyncConnection, *staff_ids: str) -> None:
    """Let changes to the turns of these people follow one another."""
    query = select(staff.c.id).where(staff.c.id.in_(staff_ids)).order_by(staff.c.id)
    await tx.execute(query.with_for_update())


async def add_shift(tx: AsyncConnection, shift: Shift, now: datetime) -> None:
    """Add a weekly shift."""
    await tx.execute(
        shifts.insert().values(
            id=shift.id,
            staff_id=shift.staff_id,
            duty=shift.duty.value,
            weekday=shift.weekday,
            starts=_minutes(shift.starts),
            ends=_minutes(shift.ends),
            valid_from=shift.valid_from.isoformat(),
            valid_until=None if shift.valid_until is None else shift.valid_until.isoformat(),
            created_at=now,
        )
    )


async def end_shift(tx: AsyncConnection, shift_id: str, last_day: date) -> bool:
    """Let the shift begin on this day for the last time; returns whether there is such a shift."""
    result = await tx.execute(
        update(shifts).where(shifts.c.id == shift_id).values(valid_until=last_day.isoformat())
    )
    return result.rowcount == 1


async def add_absence(tx: AsyncConnection, absence: Absence, by: str, now: datetime) -> None:
    """Add an absence; `by` is who entered it."""
    await _add_change(tx, absence, by, now, kind=_ABSENCE, duty=None, instead_of=None)


async def add_cover(tx: AsyncConnection, cover: Cover, by: str, now: datetime) -> None:
    """Add a cover; `by` is who entered it."""
    await _add_change(tx, cover, by, now, kind=_COVER, duty=cover.duty.value, instead_of=cover.instead_of)


async def add_swap(tx: AsyncConnection, covers: tuple[Cover, Cover], by: str, now: datetime) -> None:
    """Add both covers of a swap."""
    for cover in covers:
        await add_cover(tx, cover, by, now)


async def _add_change(
    tx: AsyncConnection, change: Absence | Cover, by: str, now: datetime, **values: str | None
) -> None:
    await tx.execute(
        rota_changes.insert().values(
            id=change.id,
            staff_id=change.staff_id,
            starts_at=change.starts_at,
            ends_at=change.ends_at,
            created_by=by,
            created_at=now,
            **values,
        )
    )


async def remove_change(tx: AsyncConnection, change_id: str, now: datetime) -> bool:
    """Take back an absence or cover: one that has not begun is deleted, one that runs ends now.

    Returns whether there was one that is not over.
    """
    mine = rota_changes.c.id == change_id
    ahead = await tx.execute(delete(rota_changes).where(mine, rota_changes.c.starts_at >= now))
    if ahead.rowcount == 1:
        return True
    running = await tx.execute(
        update(rota_changes).where(mine, rota_changes.c.ends_at > now).values(ends_at=now)
    )
    return running.rowcount == 1

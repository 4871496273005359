"""The on-call rota at the console: four weeks at a glance, absences, covers, swaps, shifts, calendars."""

import asyncio
from datetime import time, timedelta
from typing import Final

from fastapi import APIRouter, Response

from api.access import Context, Counsellor, Supervisor
from api.repository import Account
from api.rota_view import absence_out, cover_out, rota_out, shift_out, taken_out
from api.schemas.common import Problem
from api.schemas.rota import (
    AbsenceOut,
    CalendarIn,
    CalendarTaken,
    CoverOut,
    EndShift,
    EntryId,
    NewAbsence,
    NewCover,
    NewShift,
    NewSwap,
    RotaOut,
    ShiftOut,
    TurnNamed,
)
from escalation import rota_import, rota_service
from escalation.repository import rota as rota_repository
from escalation.rota import TBILISI, Absence, Cover, Duty, Shift
from escalation.rota_calendar import calendar_of
from escalation.rota_errors import NoSuchChange, NotYoursToArrange
from escalation.rota_reading import read_calendar
from escalation.rota_rules import TurnAt, new_id

router = APIRouter(prefix="/api/console", tags=["rota"])
_PROBLEMS: dict[int | str, dict[str, object]] = {
    status: {"model": Problem} for status in (401, 403, 404, 409, 422, 503)
}
SHOWN: Final = timedelta(weeks=4)


@router.get("/rota", responses=_PROBLEMS)
async def rota(context: Context, _account: Counsellor) -> RotaOut:
    """Who is on which duty in the next four weeks, and when nobody is."""
    now = context.clock()
    async with context.database.reading() as tx:
        loaded, people = await rota_repository.load(tx, now), await rota_repository.people(tx)
    return rota_out(loaded, people, now, now + SHOWN)


@router.get(
    "/rota.ics",
    response_class=Response,
    responses={**_PROBLEMS, 200: {"content": {"text/calendar": {"schema": {"type": "string"}}}}},
)
async def own_calendar(context: Context, account: Counsellor) -> Response:
    """Your own turns as a calendar file. It says no more than the duty."""
    now = context.clock()
    async with context.database.reading() as tx:
        loaded = await rota_repository.load(tx, now)
    file = calendar_of(loaded, {}, now, only=account.id)
    named = {"Content-Disposition": 'attachment; filename="mkhari-rota.ics"'}
    return Response(file, media_type="text/calendar; charset=utf-8", headers=named)


@router.post("/rota/absences", responses=_PROBLEMS)
async def report_absence(context: Context, account: Counsellor, given: NewAbsence) -> AbsenceOut:
    """Say when you are away; a supervisor says it for anybody."""
    staff_id = given.staff or account.id
    _concerns(account, staff_id)
    now, absence = context.clock(), Absence(new_id(), staff_id, given.starts_at, given.ends_at)
    async with context.database.transaction() as tx:
        return absence_out(await rota_service.report_absence(tx, absence, account.id, now))


@router.post("/rota/covers", responses=_PROBLEMS)
async def cover(context: Context, account: Counsellor, given: NewCover) -> list[CoverOut]:
    """Take a duty once, or let somebody take yours; a supervisor arranges it for anybody."""
    _concerns(account, given.staff, given.instead_of)
    wanted = Cover(new_id(), given.staff, Duty(given.duty), given.starts_at, given.ends_at, given.instead_of)
    async with context.database.transaction() as tx:
        covers = await rota_service.cover(tx, wanted, account.id, context.clock())
    return [cover_out(each) for each in covers]


@router.post("/rota/swaps", responses=_PROBLEMS)
async def swap(context: Context, account: Counsellor, given: NewSwap) -> list[CoverOut]:
    """Exchange a turn of yours for one of somebody else's; a supervisor exchanges any two."""
    _concerns(account, given.first.staff, given.second.staff)
    async with context.database.transaction() as tx:
        covers = await rota_service.swap(
            tx, _turn_at(given.first), _turn_at(given.second), account.id, context.clock()
        )
    return [cover_out(each) for each in covers]


@router.delete("/rota/changes/{change_id}", status_code=204, responses=_PROBLEMS)
async def remove_change(context: Context, account: Counsellor, change_id: EntryId) -> Response:
    """Take back an absence or a cover that concerns you; what has begun ends now."""
    async with context.database.transaction() as tx:
        change = (await rota_repository.find(tx, [change_id])).get(change_id)
        if change is None or isinstance(change, Shift):
            raise NoSuchChange
        _concerns(account, change.staff_id, change.instead_of if isinstance(change, Cover) else None)
        await rota_service.remove_change(tx, change_id, context.clock())
    return Response(status_code=204)


@router.post("/rota/shifts", responses=_PROBLEMS)
async def add_shift(context: Context, _account: Supervisor, given: NewShift) -> ShiftOut:
    """Add a weekly shift."""
    now = context.clock()
    shift = Shift(
        new_id(),
        given.staff,
        Duty(given.duty),
        given.weekday,
        time.fromisoformat(given.starts),
        time.fromisoformat(given.ends),
        given.valid_from or now.astimezone(TBILISI).date(),
        given.valid_until,
    )
    async with context.database.transaction() as tx:
        await rota_service.add_shift(tx, shift, now)
    return shift_out(shift)


@router.post("/rota/shifts/{shift_id}/end", responses=_PROBLEMS)
async def end_shift(context: Context, _account: Supervisor, shift_id: EntryId, given: EndShift) -> ShiftOut:
    """Let a shift begin on this day for the last time."""
    async with context.database.transaction() as tx:
        return shift_out(await rota_service.end_shift(tx, shift_id, given.last_day, context.clock()))


@router.post("/rota/import", responses=_PROBLEMS)
async def import_calendar(context: Context, account: Counsellor, given: CalendarIn) -> CalendarTaken:
    """Take over a calendar: a counsellor their own absences, a supervisor everything. It only adds."""
    now = context.clock()
    only = None if _is_supervisor(account) else account.id
    async with context.database.reading() as tx:
        people = await rota_repository.people(tx)
    # In a thread and before the transaction: nobody who writes to us waits for somebody's calendar.
    reading = await asyncio.to_thread(read_calendar, given.text, people.values(), account.id)
    async with context.database.transaction() as tx:
        plan = await rota_import.plan_import(tx, reading, now, only)
        kept = given.keep and (given.skip or not plan.refused)
        if kept:
            await rota_import.save(tx, plan, account.id, now)
    return taken_out(plan, kept=kept)


def _is_supervisor(account: Account) -> bool:
    return account.role == "supervisor"


def _concerns(account: Account, *staff_ids: str | None) -> None:
    """A counsellor arranges what concerns themselves. Raises `NotYoursToArrange`."""
    if account.id not in staff_ids and not _is_supervisor(account):
        raise NotYoursToArrange


def _turn_at(named: TurnNamed) -> TurnAt:
    return TurnAt(named.staff, named.at, None if named.duty is None else Duty(named.duty))

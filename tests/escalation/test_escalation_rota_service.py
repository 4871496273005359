"""The rota in both databases: what is kept, what is refused, and who is on duty by it."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import rota_import, rota_service
from escalation.duty import Roster, roster
from escalation.repository import rota as rota_repository
from escalation.rota import Absence, Cover, Duty, Rota, Shift
from escalation.rota_calendar import calendar_of
from escalation.rota_errors import (
    AlreadyPast,
    NoSuchChange,
    NoSuchShift,
    NothingToSwap,
    OverlapsItself,
    RotaError,
    UnknownStaff,
)
from escalation.rota_reading import read_calendar
from escalation.rota_rules import TurnAt, new_id
from store.database import Database
from tests.escalation.rotas import GIORGI, MAKA, MONDAY, NINO, TEAM, absence, at, cover, shift, team
from tests.fixtures import START


async def added(database: Database, *shifts: Shift, now: datetime = START) -> None:
    async with database.transaction() as tx:
        for each in shifts:
            await rota_service.add_shift(tx, each, now)


async def reported(database: Database, wanted: Absence, now: datetime = START) -> Absence:
    async with database.transaction() as tx:
        return await rota_service.report_absence(tx, wanted, MAKA, now)


async def covered(database: Database, wanted: Cover, now: datetime = START) -> list[Cover]:
    async with database.transaction() as tx:
        return await rota_service.cover(tx, wanted, MAKA, now)


async def loaded(database: Database, since: datetime = START) -> Rota:
    async with database.reading() as tx:
        return await rota_repository.load(tx, since)


async def on_duty(database: Database, now: datetime) -> Roster:
    async with database.reading() as tx:
        return await roster(tx, now)


async def test_a_team_without_a_rota_has_none(database: Database) -> None:
    await team(database)
    await reported(database, absence(NINO, at(23), at(24)))
    assert await on_duty(database, START) == Roster((), (), ())


async def test_the_roster_names_who_is_on_duty(database: Database) -> None:
    await team(database)
    await added(database, shift(), shift(GIORGI, Duty.BACKUP), shift(MAKA, Duty.SUPERVISOR))
    assert await on_duty(database, at(23, 21)) == Roster((NINO,), (GIORGI,), (MAKA,))
    assert await on_duty(database, at(24, 8)) == Roster((), (), ())


async def test_a_rota_that_has_run_out_names_nobody(database: Database) -> None:
    await team(database)
    await added(database, shift(valid_until=MONDAY))
    assert await on_duty(database, at(24, 7)) == Roster((NINO,), (), ())
    assert await on_duty(database, at(1, month=6, year=2027)) == Roster((), (), ())


async def test_one_cover_names_somebody_without_any_shift(database: Database) -> None:
    await team(database)
    await covered(database, cover(NINO, at(23, 20), at(24, 8)))
    assert not (await on_duty(database, START)).is_manned
    assert (await on_duty(database, at(23, 21))).primary == (NINO,)


async def test_what_is_stored_comes_back_the_same(database: Database) -> None:
    await team(database)
    night = shift(valid_until=date(2027, 3, 1), starts=time(20, 30), ends=time(0))
    away = await reported(database, absence(GIORGI, at(23) + timedelta(microseconds=9), at(24)))
    await added(database, night)
    (taken,) = await covered(database, cover(MAKA, at(23, 20, 30), at(23, 23), instead_of=NINO))
    assert await loaded(database) == Rota((night,), (away,), (taken,))
    assert away.starts_at == at(23), "in whole seconds, as calendars say it"


async def test_only_what_can_still_matter_is_loaded(database: Database) -> None:
    await team(database)
    await added(database, shift(valid_until=MONDAY, of_id="ended"), shift(GIORGI, of_id="going on"))
    await reported(database, absence(NINO, at(23), at(24, 12)))
    running = await loaded(database, at(24, 7))
    assert (len(running.shifts), len(running.absences)) == (2, 1)
    later = await loaded(database, at(26))
    assert ([each.id for each in later.shifts], later.absences) == (["going on"], ())


async def test_whose_account_is_disabled_is_on_duty_no_more(database: Database) -> None:
    await team(database, GIORGI)
    async with database.transaction() as tx:
        await rota_repository.add_shift(tx, shift(GIORGI), START)
    assert (await on_duty(database, at(23, 21))).primary == ()
    with pytest.raises(UnknownStaff):
        await added(database, shift(GIORGI, weekday=4))
    assert await covered(database, cover(NINO, at(23, 20), at(24, 8), instead_of=GIORGI))
    assert (await on_duty(database, at(23, 21))).primary == (NINO,)


async def test_nobody_unknown_gets_into_the_rota(database: Database) -> None:
    await team(database)
    nobody = "0" * 32
    with pytest.raises(UnknownStaff):
        await added(database, shift(nobody))
    with pytest.raises(UnknownStaff):
        await reported(database, absence(nobody, at(23), at(24)))
    with pytest.raises(UnknownStaff):
        await covered(database, cover(nobody, at(23), at(23, 2)))
    with pytest.raises(UnknownStaff):
        await covered(database, cover(NINO, at(23), at(23, 2), instead_of=nobody))


async def test_a_shift_ends_and_what_was_stays(database: Database) -> None:
    await team(database)
    await added(database, shift(of_id="night"))
    during = at(30, 23)
    async with database.transaction() as tx:
        with pytest.raises(AlreadyPast):
            await rota_service.end_shift(tx, "night", date(2026, 11, 29), during)
        ended = await rota_service.end_shift(tx, "night", date(2026, 11, 30), during)
    assert ended.valid_until == date(2026, 11, 30)
    assert (await on_duty(database, during)).primary == (NINO,)
    assert (await on_duty(database, at(7, 23, month=12))).primary == ()
    async with database.transaction() as tx:
        with pytest.raises(NoSuchShift):
            await rota_service.end_shift(tx, "night", date(2027, 1, 1), at(5, month=12))
        with pytest.raises(NoSuchShift):
            await rota_service.end_shift(tx, "never", date(2027, 1, 1), START)


async def test_a_shift_lasts_no_longer_than_the_next_one_allows(database: Database) -> None:
    await team(database)
    await added(database, shift(of_id="old", valid_until=MONDAY))
    await added(database, shift(of_id="new", valid_from=MONDAY + timedelta(days=7)))
    async with database.transaction() as tx:
        with pytest.raises(OverlapsItself):
            await rota_service.end_shift(tx, "old", date(2027, 1, 1), START)


async def test_a_swap_is_kept_whole_or_not_at_all(database: Database) -> None:
    await team(database)
    await added(database, shift(), shift(GIORGI, weekday=2))
    first, second = TurnAt(NINO, at(23, 21)), TurnAt(GIORGI, at(25, 21))
    async with database.transaction() as tx:
        await rota_service.swap(tx, first, second, MAKA, START)
    assert (await on_duty(database, at(23, 21))).primary == (GIORGI,)
    assert (await on_duty(database, at(25, 21))).primary == (NINO,)
    with pytest.raises(NothingToSwap):
        async with database.transaction() as tx:
            await rota_service.swap(tx, first, second, MAKA, START)
    assert len((await loaded(database)).covers) == 2


async def test_a_change_ahead_is_taken_back_and_a_running_one_ends_now(database: Database) -> None:
    await team(database)
    await added(database, shift())
    await reported(database, absence(NINO, at(23, 20), at(24, 2)))
    during = at(23, 22)
    async with database.transaction() as tx:
        await rota_service.remove_change(tx, "away", during)
    assert (await on_duty(database, at(23, 21))).primary == ()
    assert (await on_duty(database, during)).primary == (NINO,)
    await reported(database, absence(NINO, at(30), at(30, 23), of_id="later"), during)
    async with database.transaction() as tx:
        await rota_service.remove_change(tx, "later", during)
        for gone in ("later", "away", "never"):
            with pytest.raises(NoSuchChange):
                await rota_service.remove_change(tx, gone, during)
    assert (await loaded(database, during)).absences == ()


async def test_of_two_shifts_that_exclude_each_other_one_is_kept(database: Database) -> None:
    await team(database)
    acts: list[Callable[[AsyncConnection], Awaitable[None]]] = [
        lambda tx, each=each: rota_service.add_shift(tx, each, START)  # type: ignore[misc]
        for each in (shift(of_id="one"), shift(starts=time(22), ends=time(23), of_id="other"))
    ]

    async def act(work: Callable[[AsyncConnection], Awaitable[None]]) -> bool:
        try:
            async with database.transaction() as tx:
                await work(tx)
        except RotaError:
            return False
        return True

    assert sorted(await asyncio.gather(*map(act, acts))) == [False, True]
    assert len((await loaded(database)).shifts) == 1


async def test_an_import_adds_all_in_order_and_again_nothing(database: Database) -> None:
    await team(database)
    night = shift(of_id=new_id())
    chain = (
        cover(GIORGI, at(23, 20), at(24, 8), NINO, of_id="f" * 32),
        cover(MAKA, at(24), at(24, 8), GIORGI, of_id="0" * 32),
    )
    rota = Rota((night,), (absence(NINO, at(23), at(25), of_id=new_id()),), chain)
    reading = read_calendar(calendar_of(rota, {}, START), TEAM.values())
    async with database.transaction() as tx:
        plan = await rota_import.plan_import(tx, reading, START)
        await rota_import.save(tx, plan, MAKA, START)
    assert await loaded(database) == rota
    async with database.transaction() as tx:
        again = await rota_import.plan_import(tx, reading, START)
    assert (again.is_empty, again.unchanged, again.refused) == (True, 4, ())


async def test_a_shift_that_was_ended_does_not_come_back_by_an_old_file(database: Database) -> None:
    await team(database)
    night = shift(of_id=new_id())
    await added(database, night)
    reading = read_calendar(calendar_of(Rota((night,)), {}, START), TEAM.values())
    async with database.transaction() as tx:
        await rota_service.end_shift(tx, night.id, MONDAY, START)
        plan = await rota_import.plan_import(tx, reading, at(1, month=12))
    assert plan.is_empty
    assert "in the rota already, but otherwise" in plan.refused[0].why

"""`mkhari rota`: who is on call when, and when nobody is. All times are those of the clock in Georgia."""

from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Annotated, Final

import typer
from sqlalchemy.ext.asyncio import AsyncConnection

from app.command import run, settings_or_exit
from app.rota_words import entry_lines, gap_lines, said, turn_lines, weekday_of
from app.wiring import utc_now
from escalation import rota_import, rota_service
from escalation.repository import rota as rota_repository
from escalation.rota import TBILISI, Absence, Cover, Duty, Person, Shift
from escalation.rota_calendar import calendar_of
from escalation.rota_errors import CalendarUnreadable, RotaError, UnknownStaff
from escalation.rota_reading import read_calendar
from escalation.rota_rules import TurnAt, new_id
from store.database import Database

rota_app = typer.Typer(help="Who is on call when, and when nobody is.", no_args_is_help=True)

BY: Final = "command-line"  # who entered a change, where nobody is signed in
Work = Callable[[AsyncConnection, datetime], Awaitable[None]]

Login = Annotated[str, typer.Argument(help="The login of a member of staff.")]
DutyWord = Annotated[Duty, typer.Argument(help="primary, backup or supervisor.")]
Moment = Annotated[
    datetime, typer.Argument(formats=["%Y-%m-%d %H:%M"], help='"YYYY-MM-DD HH:MM" in Georgia.')
]
Clock = Annotated[datetime, typer.Argument(formats=["%H:%M"], help="HH:MM in Georgia.")]
Day = Annotated[datetime | None, typer.Option(formats=["%Y-%m-%d"], help="YYYY-MM-DD.")]
Weeks = Annotated[int, typer.Option(min=1, max=52, help="How many weeks ahead.")]


def _do(work: Work, *, looks_only: bool = False) -> None:
    """Run `work` in a transaction; what the rota refuses becomes a line and exit status 1."""

    async def main() -> None:
        database = Database(settings_or_exit().database)
        try:
            async with database.reading() if looks_only else database.transaction() as tx:
                await work(tx, utc_now())
        except RotaError as error:
            typer.secho(str(error), err=True, fg="red")
            raise typer.Exit(1) from None
        finally:
            await database.close()

    run(main())


async def _person(tx: AsyncConnection, login: str) -> Person:
    wanted = login.strip().lower()
    for person in (await rota_repository.people(tx)).values():
        if person.login == wanted:
            return person
    raise UnknownStaff


def _moment(typed: datetime) -> datetime:
    return typed.replace(tzinfo=TBILISI)


@rota_app.command()
def check(weeks: Weeks = 4) -> None:
    """Print the hours of the next weeks in which nobody is on call; status 1 if nobody is called first."""

    async def work(tx: AsyncConnection, now: datetime) -> None:
        start = now.replace(second=0, microsecond=0)
        rota = await rota_repository.load(tx, start)
        found = rota_service.gaps(rota, start, start + timedelta(weeks=weeks))
        typer.echo("\n".join(gap_lines(found, weeks)))
        if any(gap.duty is Duty.PRIMARY for gap in found):
            raise typer.Exit(1)

    _do(work, looks_only=True)


@rota_app.command()
def show(weeks: Weeks = 1) -> None:
    """Print the turns of the next weeks, then the shifts, absences and covers with their ids."""

    async def work(tx: AsyncConnection, now: datetime) -> None:
        rota, people = await rota_repository.load(tx, now), await rota_repository.people(tx)
        logins = {person.id: person.login for person in people.values()}
        typer.echo("\n".join(turn_lines(rota.turns(now, now + timedelta(weeks=weeks)), logins)))
        typer.echo("")
        typer.echo("\n".join(entry_lines(rota, logins)))

    _do(work, looks_only=True)


@rota_app.command()
def add_shift(
    login: Login,
    duty: DutyWord,
    weekday: Annotated[str, typer.Argument(help="monday to sunday, or the first three letters.")],
    starts: Clock,
    ends: Clock,
    since: Day = None,
    until: Day = None,
) -> None:
    """Add a weekly shift from today, or from --since; one that ends at night ends the next day."""
    day = weekday_of(weekday)

    async def work(tx: AsyncConnection, now: datetime) -> None:
        person = await _person(tx, login)
        first = now.astimezone(TBILISI).date() if since is None else since.date()
        last = None if until is None else until.date()
        shift = Shift(new_id(), person.id, duty, day, starts.time(), ends.time(), first, last)
        await rota_service.add_shift(tx, shift, now)
        typer.echo(f"added shift {shift.id}: {said(shift, person.login)}")

    _do(work)


@rota_app.command()
def end_shift(
    shift_id: Annotated[str, typer.Argument(help="As `mkhari rota show` prints it.")],
    last_day: Annotated[datetime, typer.Argument(formats=["%Y-%m-%d"], help="YYYY-MM-DD.")],
) -> None:
    """Let a shift begin on this day for the last time."""

    async def work(tx: AsyncConnection, now: datetime) -> None:
        ended = await rota_service.end_shift(tx, shift_id, last_day.date(), now)
        typer.echo(f"the shift begins for the last time on {ended.valid_until} or before")

    _do(work)


@rota_app.command()
def absent(login: Login, starts_at: Moment, ends_at: Moment) -> None:
    """Take somebody off every duty for a time."""

    async def work(tx: AsyncConnection, now: datetime) -> None:
        person = await _person(tx, login)
        wanted = Absence(new_id(), person.id, _moment(starts_at), _moment(ends_at))
        absence = await rota_service.report_absence(tx, wanted, BY, now)
        typer.echo(f"added absence {absence.id}: {said(absence, person.login)}")

    _do(work)


@rota_app.command()
def cover(
    login: Login,
    duty: DutyWord,
    starts_at: Moment,
    ends_at: Moment,
    instead_of: Annotated[str, typer.Option(help="In whose place: each turn of theirs in that time.")] = "",
) -> None:
    """Put somebody on a duty once, in somebody's place or besides."""

    async def work(tx: AsyncConnection, now: datetime) -> None:
        person = await _person(tx, login)
        other = (await _person(tx, instead_of)).id if instead_of else None
        wanted = Cover(new_id(), person.id, duty, _moment(starts_at), _moment(ends_at), other)
        for each in await rota_service.cover(tx, wanted, BY, now):
            typer.echo(f"added cover {each.id}: {said(each, person.login)}")

    _do(work)


@rota_app.command()
def swap(
    login: Login,
    at: Moment,
    other_login: Login,
    other_at: Moment,
    duty: Annotated[Duty | None, typer.Option(help="Where one of them has two duties at that time.")] = None,
) -> None:
    """Exchange two turns; each is named by its person and any moment in it."""

    async def work(tx: AsyncConnection, now: datetime) -> None:
        people = [await _person(tx, login), await _person(tx, other_login)]
        first, second = TurnAt(people[0].id, _moment(at), duty), TurnAt(people[1].id, _moment(other_at), duty)
        for each, person in zip(
            await rota_service.swap(tx, first, second, BY, now), people[::-1], strict=True
        ):
            typer.echo(f"added cover {each.id}: {said(each, person.login)}")

    _do(work)


@rota_app.command()
def remove(change_id: Annotated[str, typer.Argument(help="As `mkhari rota show` prints it.")]) -> None:
    """Take back an absence or a cover; what has begun ends now."""

    async def work(tx: AsyncConnection, now: datetime) -> None:
        await rota_service.remove_change(tx, change_id, now)
        typer.echo("taken back")

    _do(work)


@rota_app.command()
def export(
    login: Annotated[str, typer.Argument(help="Whose turns; without it the whole team's.")] = "",
) -> None:
    """Print the rota as an iCalendar file."""

    async def work(tx: AsyncConnection, now: datetime) -> None:
        rota, people = await rota_repository.load(tx, now), await rota_repository.people(tx)
        names = {person.id: person.name for person in people.values()}
        only = (await _person(tx, login)).id if login else None
        typer.echo(calendar_of(rota, names, now, only=only), nl=False)

    _do(work, looks_only=True)


@rota_app.command(name="import")
def import_file(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="An .ics file.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be added; add nothing.")] = False,
    skip: Annotated[bool, typer.Option("--skip", help="Add the rest although entries are refused.")] = False,
) -> None:
    """Add the shifts, covers and absences of a calendar; all or, where an entry is refused, none."""

    async def work(tx: AsyncConnection, now: datetime) -> None:
        people = await rota_repository.people(tx)
        try:
            text = file.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            raise CalendarUnreadable("it is not UTF-8 text") from None
        plan = await rota_import.plan_import(tx, read_calendar(text, people.values()), now)
        added: list[Shift | Absence | Cover] = [*plan.shifts, *plan.covers, *plan.absences]
        for what in added:
            kind = type(what).__name__.lower()
            typer.echo(f"{kind}: {said(what, people[what.staff_id].login)}")
        typer.echo(f"{plan.unchanged} are in the rota already, {plan.past} are over")
        for each in plan.refused:
            typer.secho(f"entry {each.entry} ({each.day or 'no day'}) {each.why}", err=True, fg="red")
        if dry_run:
            typer.echo("nothing was added: this was a dry run")
            return
        if plan.refused and not skip:
            typer.secho("nothing was added; mend these entries, or use --skip", err=True, fg="red")
            raise typer.Exit(1)
        await rota_import.save(tx, plan, BY, now)
        typer.echo("added")

    _do(work)

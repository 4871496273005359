"""`mkhari staff`: counsellors' accounts."""

from typing import Annotated

import typer

from api import repository, staff
from app.command import run, settings_or_exit
from app.wiring import utc_now
from escalation.linking import CODE_LASTS, new_code
from store.database import Database
from store.sealing import Vault

staff_app = typer.Typer(help="Counsellors' accounts.", no_args_is_help=True)

Login = Annotated[str, typer.Argument(help="What the counsellor types to sign in.")]


_LONGEST = 80  # characters of a login or a name


def _is_short(text: str) -> bool:
    return 0 < len(text.strip()) <= _LONGEST and text.isprintable()


def _say_password(login: str, password: str) -> None:
    typer.echo(f"login:              {login}")
    typer.echo(f"one-time password:  {password}")
    typer.echo("It is shown once and opens only the choice of a password of their own.")


@staff_app.command()
def add(
    login: Login,
    name: Annotated[str, typer.Option(help="The name that other counsellors see.")],
    role: Annotated[str, typer.Option(help=" or ".join(staff.ROLES))] = staff.ROLES[0],
) -> None:
    """Add a member of staff and print a one-time password."""
    if role not in staff.ROLES:
        raise typer.BadParameter(f"choose one of {', '.join(staff.ROLES)}", param_hint="--role")
    if not _is_short(login) or len(login.split()) != 1:
        raise typer.BadParameter(f"use 1 to {_LONGEST} characters without spaces", param_hint="LOGIN")
    if not _is_short(name):
        raise typer.BadParameter(f"use 1 to {_LONGEST} characters", param_hint="--name")

    async def work() -> None:
        database = Database(settings_or_exit().database)
        try:
            _say_password(login, await staff.add(database, login, name, role, utc_now()))
        finally:
            await database.close()

    run(work())


@staff_app.command()
def reset(login: Login) -> None:
    """Print a new one-time password; every session of this login ends."""

    async def work() -> None:
        database = Database(settings_or_exit().database)
        try:
            _say_password(login, await staff.reset(database, login))
        finally:
            await database.close()

    run(work())


@staff_app.command()
def link(login: Login) -> None:
    """Print a one-time code that links a Telegram account to this login."""
    settings = settings_or_exit()

    async def work() -> None:
        vault, database = Vault(settings.open_master_key()), Database(settings.database)
        try:
            async with database.transaction() as tx:
                account = await repository.by_login(tx, staff.login_of(login))
                if account is None or account.disabled:
                    raise staff.LoginUnknown(f"there is no login {login!r}; see `mkhari staff list`")
                code = await new_code(tx, vault, account.id, utc_now())
        finally:
            await database.close()
        typer.echo(f"code:  {code}")
        minutes = int(CODE_LASTS.total_seconds() // 60)
        typer.echo(f"It works once, within {minutes} minutes: send the staff bot  /link {code}")

    run(work())


@staff_app.command(name="list")
def list_all() -> None:
    """List all accounts."""

    async def work() -> None:
        database = Database(settings_or_exit().database)
        try:
            async with database.reading() as tx:
                accounts = await repository.everybody(tx)
        finally:
            await database.close()
        for account in accounts:
            notes = [
                note
                for note, applies in (
                    ("demo", account.is_demo),
                    ("disabled", account.disabled),
                    ("one-time password not used yet", account.must_change_password),
                )
                if applies
            ]
            typer.echo(f"{account.login}\t{account.role}\t{account.name}\t{', '.join(notes)}")
        if not accounts:
            typer.echo("no staff yet; add somebody with `mkhari staff add`", err=True)

    run(work())

"""`mkhari reach`: where staff are called, for what they cannot set up themselves."""

from typing import Annotated

import typer
from sqlalchemy.ext.asyncio import AsyncConnection

from api import repository as staff_repository
from api.staff import LoginUnknown, login_of
from app.command import run, settings_or_exit
from app.errors import CannotStart
from app.wiring import utc_now
from escalation import addresses, repository
from escalation.addresses import CONTACT_PLACE, AddressUnusable
from escalation.paging import PageChannel
from store.database import Database
from store.errors import CannotOpenSealed
from store.sealing import Vault

reach_app = typer.Typer(help="Where staff are called.", no_args_is_help=True)
_BY_URL = (PageChannel.SMS, PageChannel.MAIL)


def _checked(channel: PageChannel, url: str) -> str:
    # Here, since apprise brings libraries that other commands do without.
    from app.pagers.by_apprise import is_understood

    try:
        if "://" not in url:
            is_number = channel is PageChannel.SMS
            return addresses.phone_number(url) if is_number else addresses.mail_address(url)
        address = addresses.service_url(channel, url)
    except AddressUnusable as error:
        raise CannotStart(str(error)) from None
    if not is_understood(address):
        raise CannotStart("this is not a complete URL of its service; see docs/settings.md")
    return address


@reach_app.command(name="set")
def set_address(
    login: Annotated[str, typer.Argument(help="Whom to call.")],
    channel: Annotated[str, typer.Argument(help=" or ".join(_BY_URL))],
    url: Annotated[
        str, typer.Argument(help="An apprise URL, a number or a mail address; asked for if left out.")
    ] = "",
) -> None:
    """Call somebody here, and nowhere else on this channel.

    A URL may hold a password: leave it out, and it is asked for where no other user of this machine sees it.
    """
    if channel not in _BY_URL:
        raise typer.BadParameter(f"choose one of {', '.join(_BY_URL)}", param_hint="CHANNEL")
    kind = PageChannel(channel)
    given = url or typer.prompt("URL", hide_input=True)
    settings = settings_or_exit()

    async def work() -> None:
        vault, address = Vault(settings.open_master_key()), _checked(kind, given)
        database = Database(settings.database)
        try:
            async with database.transaction() as tx:
                account = await staff_repository.by_login(tx, login_of(login))
                if account is None:
                    raise LoginUnknown(f"there is no login {login!r}; see `mkhari staff list`")
                await repository.drop_contacts(tx, account.id, kind)
                hashed = addresses.address_hash(vault, kind, address)
                sealed = vault.house.seal(address.encode(), CONTACT_PLACE, account.id)
                await repository.put_contact(tx, account.id, kind, hashed, sealed, utc_now())
        finally:
            await database.close()
        typer.echo(f"{login_of(login)} is called by {kind}: {addresses.hint(kind, address)}")

    run(work())


@reach_app.command(name="list")
def list_all() -> None:
    """List where everybody is called, as far as it may be shown."""
    settings = settings_or_exit()

    async def work() -> None:
        vault, database = Vault(settings.open_master_key()), Database(settings.database)
        try:
            async with database.reading() as tx:
                lines = await _lines(tx, vault)
        finally:
            await database.close()
        for line in lines:
            typer.echo(line)
        if not lines:
            typer.echo("nobody can be called but at the console; see `mkhari reach set`", err=True)

    run(work())


async def _lines(tx: AsyncConnection, vault: Vault) -> list[str]:
    logins = {account.id: account.login for account in await staff_repository.everybody(tx)}
    lines = []
    for contact in await repository.contacts(tx, logins):
        channel = PageChannel(contact.channel)
        try:
            address = vault.house.open(contact.sealed, CONTACT_PLACE, contact.staff_id).decode()
            hint = addresses.hint(channel, address)
        except CannotOpenSealed:
            hint = "cannot be read"
        lines.append(f"{logins[contact.staff_id]}\t{channel}\t{hint}")
    return sorted(lines)

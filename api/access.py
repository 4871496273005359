"""Who may use a route. Every route names one of these; a test walks all routes and finds any that do not."""

import hmac
import ipaddress
from typing import Annotated

from fastapi import Depends, Header, Request

from api import staff, tokens
from api.context import ApiContext, context_of
from api.errors import Forbidden, MustChangePassword, NotSignedIn, TokenRefused
from api.repository import Account

COOKIE = "mkhari_staff"
# A cross-site form cannot set this header, so a request that carries it came from our own page.
CONSOLE_HEADER = "x-mkhari-console"

Context = Annotated[ApiContext, Depends(context_of)]


async def public() -> None:
    """Open to everybody, on purpose."""


async def widget_caller(context: Context, authorization: Annotated[str, Header()] = "") -> str:
    """The address of the widget's caller. Raises `TokenRefused`."""
    scheme, _, token = authorization.partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise TokenRefused("send the token of this conversation as `Authorization: Bearer …`")
    return tokens.read(context.vault, token, context.clock())


async def signed_in(request: Request, context: Context) -> Account:
    """A member of staff, even one who must still change the one-time password. Raises `NotSignedIn`."""
    if request.method not in {"GET", "HEAD"} and CONSOLE_HEADER not in request.headers:
        raise Forbidden("this request does not come from the console; send the header X-Mkhari-Console")
    token = request.cookies.get(COOKIE, "")
    account = None
    if token:
        async with context.database.reading() as tx:
            account = await staff.who(tx, context.vault, token, context.clock())
    if account is None:
        raise NotSignedIn("the session is over; sign in again")
    return account


async def counsellor(account: Annotated[Account, Depends(signed_in)]) -> Account:
    """A counsellor with a password of their own. Raises `NotSignedIn`, `MustChangePassword`."""
    if account.must_change_password:
        raise MustChangePassword("the one-time password opens nothing but the change of itself")
    return account


async def supervisor(account: Annotated[Account, Depends(counsellor)]) -> Account:
    """A supervisor. Raises `Forbidden`, and as `counsellor` does."""
    if account.role != "supervisor":
        raise Forbidden("this is for supervisors; ask the one on duty")
    return account


async def operator(request: Request, context: Context, authorization: Annotated[str, Header()] = "") -> None:
    """Monitoring: by token, or from this machine where no token is set. Raises `Forbidden`."""
    if context.metrics_token is not None:
        given = authorization.removeprefix("Bearer ").encode()
        if hmac.compare_digest(given, context.metrics_token.encode()):
            return
    elif request.client is not None and _is_this_machine(request.client.host):
        return
    raise Forbidden("metrics are for this machine, or for who holds MKHARI_METRICS_TOKEN")


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


ACCESS = frozenset({public, widget_caller, signed_in, counsellor, supervisor, operator})

Caller = Annotated[str, Depends(widget_caller)]
SignedIn = Annotated[Account, Depends(signed_in)]
Counsellor = Annotated[Account, Depends(counsellor)]
Supervisor = Annotated[Account, Depends(supervisor)]

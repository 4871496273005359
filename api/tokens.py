"""The widget's tokens: a random address, an end, and our signature. Nothing is stored for them."""

import base64
import binascii
import secrets
from datetime import UTC, datetime, timedelta

from api.errors import TokenRefused
from store.sealing import Vault

LASTS = timedelta(days=7)
_PURPOSE = "widget-token"


def new(vault: Vault, now: datetime) -> tuple[str, str, datetime]:
    """A fresh token: the token, the address that it opens, and when it ends."""
    address = secrets.token_urlsafe(24)
    ends = (now + LASTS).replace(microsecond=0)
    stamp = str(int(ends.timestamp()))
    signature = base64.urlsafe_b64encode(vault.sign(_PURPOSE, address, stamp)).decode().rstrip("=")
    return f"{address}.{stamp}.{signature}", address, ends


def read(vault: Vault, token: str, now: datetime) -> str:
    """The address that the token opens. Raises `TokenRefused` for a forged or expired one."""
    parts = token.split(".")
    if len(parts) != 3 or not all(part.isascii() for part in parts):
        raise TokenRefused("this is not one of our tokens; begin a new conversation")
    address, stamp, signature = parts
    try:
        raw = base64.b64decode(signature + "=" * (-len(signature) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if not vault.is_signed(raw, _PURPOSE, address, stamp):
        raise TokenRefused("this token was not made by us; begin a new conversation")
    if datetime.fromtimestamp(int(stamp), UTC) <= now:
        raise TokenRefused("this token is over; begin a new conversation")
    return address

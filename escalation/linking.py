"""One-time codes by which a member of staff shows another program who they are."""

import secrets
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import repository
from store.sealing import Vault

CODE_LASTS: Final = timedelta(minutes=10)
_ALPHABET: Final = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # without what looks alike: I and 1, L, O and 0
_LENGTH: Final = 8  # 31^8 codes for ten minutes: nobody guesses one


async def new_code(tx: AsyncConnection, vault: Vault, staff_id: str, now: datetime) -> str:
    """A code that works once within `CODE_LASTS`; the one before is void. Only its hash is kept."""
    code = "".join(secrets.choice(_ALPHABET) for _ in range(_LENGTH))
    await repository.add_code(tx, vault.hash("staff-code", code), staff_id, now + CODE_LASTS)
    return code

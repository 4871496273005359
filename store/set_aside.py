"""Updates that could not be handled at all: kept sealed, so that nothing is lost."""

import uuid
from datetime import datetime

import orjson
from sqlalchemy.ext.asyncio import AsyncConnection

from store.sealing import Vault
from store.tables import set_aside

PLACE = "set_aside"


async def add(
    tx: AsyncConnection,
    vault: Vault,
    channel: str,
    address: str | None,
    raw: bytes,
    reason: str,
    now: datetime,
) -> str:
    """Keep an update; returns its id. `reason` is a code, never text."""
    item_id = uuid.uuid4().hex
    kept = orjson.dumps({"address": address, "raw": raw.decode("utf-8", "backslashreplace")})
    sealed = vault.house.seal(kept, PLACE, item_id)
    await tx.execute(
        set_aside.insert().values(id=item_id, channel=channel, at=now, reason=reason[:64], sealed=sealed)
    )
    return item_id

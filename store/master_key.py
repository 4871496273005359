"""Whether the master key is the one that the database was made with."""

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from store.sealing import Vault
from store.tables import conversations


async def try_on(tx: AsyncConnection, vault: Vault) -> None:
    """Open some conversation's key; raises `CannotOpenSealed` when it was wrapped by another one."""
    query = select(conversations.c.id, conversations.c.wrapped_key).where(
        conversations.c.wrapped_key.is_not(None)
    )
    row = (await tx.execute(query.limit(1))).one_or_none()
    if row is not None:
        vault.unwrap(row.wrapped_key, row.id)

"""Conversations and outbox rows put straight into the store."""

from collections.abc import Sequence
from datetime import datetime

from store import outbox
from store.database import Database
from store.outbox import Mark, Row
from store.tables import conversations
from tests.fixtures import START

CHANNELS = ("telegram",)


async def queued(
    database: Database,
    conversation_id: str,
    seqs: Sequence[int],
    *,
    owner: str | None = None,
    now: datetime = START,
) -> None:
    """A conversation with these outbox rows; call it again to add more rows."""
    async with database.transaction() as tx:
        known = conversations.select().where(conversations.c.id == conversation_id)
        if (await tx.execute(known)).first() is None:
            await tx.execute(
                conversations.insert().values(
                    id=conversation_id,
                    channel="telegram",
                    language="ka",
                    audience="youth",
                    level_since=now,
                    created_at=now,
                    last_inbound_at=now,
                )
            )
        await outbox.add(tx, conversation_id, "telegram", list(seqs), now, owner=owner)


async def leased(
    database: Database, owner: str, now: datetime = START, limit: int = 50, only: str | None = None
) -> list[Row]:
    """What `owner` gets when it asks."""
    async with database.transaction() as tx:
        return await outbox.lease_heads(tx, owner, now, channels=CHANNELS, limit=limit, conversation_id=only)


async def marked(database: Database, row: Row, status: str, now: datetime = START, **more: object) -> None:
    """What became of a row."""
    mark = Mark(row.conversation_id, row.seq, status, now, row.attempts + 1, **more)  # type: ignore[arg-type]
    async with database.transaction() as tx:
        await outbox.mark(tx, [mark])


def places(rows: Sequence[Row]) -> list[tuple[str, int]]:
    """Which rows these are."""
    return sorted((row.conversation_id, row.seq) for row in rows)

"""Rows of the outbox put straight into the store, and what is different afterwards."""

from typing import Any

from store.database import Database
from store.tables import conversations, messages
from store.tables import outbox as table
from tests.fixtures import START

FREE = {"lease_owner": None, "lease_until": None}

Place = tuple[str, int]
Rows = dict[Place, dict[str, Any]]


def row(conversation: str, seq: int, **values: Any) -> dict[str, Any]:
    """A row that waits, and is free."""
    return {
        "conversation_id": conversation,
        "seq": seq,
        "channel": "telegram",
        "kind": "message",
        "status": "pending",
        "attempts": 2,
        "next_attempt_at": START,
        **FREE,
        "parts_sent": 0,
        "reference": None,
        "reason": None,
        "sealed": None,
        "created_at": START,
        "done_at": None,
        **values,
    }


async def lay_out(database: Database, *rows: dict[str, Any]) -> None:
    """These rows and no others, each of a conversation of its own with its key and address."""
    async with database.transaction() as tx:
        for emptied in (table, messages, conversations):
            await tx.execute(emptied.delete())
        for name in {one["conversation_id"] for one in rows}:
            keys = {"sealed_address": f"address {name}".encode(), "wrapped_key": f"key {name}".encode()}
            about = {"channel": "telegram", "language": "ka", "audience": "youth"}
            times = {"level_since": START, "created_at": START, "last_inbound_at": START}
            await tx.execute(conversations.insert().values(id=name, **keys, **about, **times))
        if rows:
            await tx.execute(table.insert(), list(rows))


async def standing(database: Database) -> Rows:
    """Every row, by its place."""
    async with database.reading() as tx:
        found = (await tx.execute(table.select())).mappings().all()
    return {(one["conversation_id"], one["seq"]): dict(one) for one in found}


def changes(before: Rows, after: Rows) -> Rows:
    """What is different, by place and column."""
    return {
        place: {column: value for column, value in after[place].items() if value != was[column]}
        for place, was in before.items()
        if after[place] != was
    }

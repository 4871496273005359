"""From the shape of the first release to this one, with people's conversations in it: nothing is lost."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from store import migrate
from store.database import Database

FIRST = "0001"
BEGUN, LAST = 1_795_000_000_000_000, 1_795_000_600_000_000  # microseconds since 1970
CONVERSATION: dict[str, Any] = {
    "id": "c" * 32,
    "channel": "telegram",
    "address_hash": b"h" * 32,
    "wrapped_key": b"key",
    "language": "ka",
    "audience": "youth",
    "level": 3,
    "last_seq": 2,
    "unreachable": False,
    "created_at": BEGUN,
    "last_inbound_at": LAST,
}
CASE: dict[str, Any] = {
    "id": "k" * 32,
    "conversation_id": "c" * 32,
    "state": "waiting",
    "urgency": "urgent",
    "level": 3,
    "subject": "self",
    "flags": "abuse,plan",
    "reason": "risk_high",
    "language": "ka",
    "audience": "youth",
    "channel": "telegram",
    "opened_at": BEGUN,
    "last_message_at": LAST,
    "deleted_by_caller": False,
    "version": 1,
}
MESSAGES: list[dict[str, Any]] = [
    {"seq": 1, "author": "caller", "kind": "text", "level": 3, "sealed": b"words", "at": BEGUN},
    {"seq": 2, "author": "program", "kind": "text", "level": None, "sealed": b"answer", "at": LAST},
]


async def write(tx: AsyncConnection, table: str, row: dict[str, Any]) -> None:
    names = ", ".join(row)
    await tx.execute(text(f"INSERT INTO {table} ({names}) VALUES (:{', :'.join(row)})"), row)  # noqa: S608


async def read(database: Database, table: str) -> list[dict[str, Any]]:
    async with database.reading() as tx:
        rows = await tx.execute(text(f"SELECT * FROM {table}"))  # noqa: S608 - a name of ours
        return sorted((dict(row) for row in rows.mappings()), key=lambda row: str(row.get("seq", "")))


@pytest.fixture
async def first_release(empty_database_url: str) -> AsyncIterator[Database]:
    """A database as the first release left it: one conversation at high, with two messages and a case."""
    database = Database(empty_database_url)
    await migrate.upgrade(database, FIRST)
    async with database.transaction() as tx:
        await write(tx, "conversations", CONVERSATION)
        await write(tx, "cases", CASE)
        for message in MESSAGES:
            await write(tx, "messages", {"conversation_id": CONVERSATION["id"], **message})
    yield database
    await database.close()


async def test_what_was_stored_is_kept_and_counts_as_before(first_release: Database) -> None:
    await migrate.upgrade(first_release)
    assert await migrate.is_current(first_release)
    assert await migrate.differences(first_release) == []
    (conversation,) = await read(first_release, "conversations")
    assert {name: conversation[name] for name in CONVERSATION} == {**CONVERSATION}
    assert (conversation["level_since"], conversation["level_seq"]) == (LAST, None), "lowered none too soon"
    assert (conversation["settled_seq"], conversation["training_consent"]) == (0, None)
    words, answer = await read(first_release, "messages")
    assert (words["sealed"], words["level"], words["counted"]) == (b"words", 3, 3)
    assert (answer["sealed"], answer["level"], answer["counted"]) == (b"answer", None, None)
    for table in ("corrections", "consents", "training_texts"):
        assert await read(first_release, table) == []
    (waiting,) = await read(first_release, "cases")
    assert {name: waiting[name] for name in CASE} == {**CASE}
    assert (waiting["waiting_since"], waiting["kinds"]) == (BEGUN, ""), "of what kind it is nobody knows"


async def test_the_way_back_leaves_what_the_first_release_knew(first_release: Database) -> None:
    tables = ("conversations", "messages", "cases")
    before = [await read(first_release, table) for table in tables]
    assert all(before)
    await migrate.upgrade(first_release)
    async with first_release.transaction() as tx:
        await tx.execute(text("UPDATE cases SET kinds = 'violence_now:imminent:self'"))
    await migrate.downgrade(first_release, FIRST)
    assert [await read(first_release, table) for table in tables] == before
    await migrate.upgrade(first_release)
    assert await migrate.differences(first_release) == []

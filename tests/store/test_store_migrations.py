"""The migrations, on both databases: complete, and passable in both directions."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from sqlalchemy import inspect

from store import migrate
from store.database import Database
from store.errors import NotMigrated, UnknownRevision
from store.tables import metadata


@pytest.fixture
async def empty(empty_database_url: str) -> AsyncIterator[Database]:
    opened = Database(empty_database_url)
    yield opened
    await opened.close()


async def tables_of(database: Database) -> set[str]:
    async with database.reading() as tx:
        found = await tx.run_sync(lambda connection: inspect(connection).get_table_names())
    return set(found)


async def test_an_empty_database_is_not_current(empty: Database) -> None:
    assert not await migrate.is_current(empty)


async def test_migrations_go_up_and_down_and_up_again(empty: Database) -> None:
    await migrate.upgrade(empty)
    assert await migrate.is_current(empty)
    assert set(metadata.tables) <= await tables_of(empty)
    await migrate.downgrade(empty)
    assert not await migrate.is_current(empty)
    assert await tables_of(empty) <= {"alembic_version"}
    await migrate.upgrade(empty)
    assert await migrate.is_current(empty)
    assert await migrate.differences(empty) == []


async def test_a_database_without_tables_says_what_to_run(empty: Database) -> None:
    async def ask() -> None:
        async with empty.reading() as tx:
            await tx.execute(metadata.tables["staff"].select())

    with pytest.raises(NotMigrated, match="run `mkhari migrate`"):
        await ask()


async def test_migrating_twice_changes_nothing(database: Database) -> None:
    await migrate.upgrade(database)
    assert await migrate.is_current(database)


async def test_two_replicas_may_migrate_at_the_same_moment(empty: Database, empty_database_url: str) -> None:
    other = Database(empty_database_url)
    try:
        await asyncio.gather(migrate.upgrade(empty), migrate.upgrade(other))
    finally:
        await other.close()
    assert await migrate.differences(empty) == []


async def test_a_failed_migration_leaves_nothing_behind(empty: Database) -> None:
    with pytest.raises(UnknownRevision, match="no revision 'r9999'"):
        await migrate.upgrade(empty, "r9999")
    assert await tables_of(empty) <= {"alembic_version"}


async def test_only_what_was_not_reached_yet_is_ahead(empty: Database) -> None:
    assert await migrate.is_ahead(empty, "0001")
    await migrate.upgrade(empty)
    assert not await migrate.is_ahead(empty, "0001")
    assert not await migrate.is_ahead(empty, "base")

"""What goes wrong with a database, told in the store's own words and without anybody's."""

import asyncio
import threading
import uuid
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from store.database import Database
from store.errors import Conflict, StoreError, StoreUnavailable
from store.tables import staff
from tests.fixtures import START, fresh_postgresql
from tests.patience import PATIENCE
from tests.project.services import postgresql_url

SECRET = "სოფო-ს-სიტყვები"


@pytest.fixture
async def postgresql() -> AsyncIterator[Database]:
    async with fresh_postgresql() as url:
        opened = Database(url)
        yield opened
        await opened.close()


async def ask(database: Database) -> int:
    async with database.reading() as tx:
        answer: int = (await tx.execute(text("SELECT 1"))).scalar_one()
    return answer


async def add_staff(database: Database, *logins: str) -> None:
    async with database.transaction() as tx:
        for login in logins:
            await insert_staff(tx, login)


async def insert_staff(tx: AsyncConnection, login: str) -> None:
    row = {"id": uuid.uuid4().hex, "login": login, "name": SECRET, "role": "counsellor"}
    await tx.execute(staff.insert().values(**row, password_hash="-", created_at=START))


async def test_an_unreachable_server_is_unavailable() -> None:
    database = Database("postgresql+asyncpg://mkhari@127.0.0.1:1/mkhari")
    with pytest.raises(StoreUnavailable) as refused:
        await ask(database)
    assert "127.0.0.1" not in str(refused.value)
    with pytest.raises(StoreUnavailable):
        await add_staff(database, "nino")
    await database.close()
    await failed_connections_end()


@pytest.mark.needs_postgresql
async def test_a_database_that_is_not_there_is_unavailable() -> None:
    url = make_url(str(postgresql_url())).set(database="mkhari_never_created")
    database = Database(url.render_as_string(hide_password=False))
    with pytest.raises(StoreUnavailable):
        await ask(database)
    await database.close()


@pytest.mark.needs_postgresql
async def test_a_server_that_throws_us_out_is_unavailable_and_then_there_again(
    postgresql: Database,
) -> None:
    other = Database(postgresql.url.render_as_string(hide_password=False))
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"

    async def interrupted() -> None:
        async with postgresql.transaction() as tx:
            await tx.execute(text("SELECT 1"))
            async with other.reading() as killer:
                await killer.execute(text(f"{others} AND pid <> pg_backend_pid()"))
            await tx.execute(text("SELECT 1"))

    with pytest.raises(StoreUnavailable):
        await interrupted()
    assert await ask(postgresql) == 1
    await other.close()


@pytest.mark.needs_postgresql
async def test_waiting_for_each_other_crosswise_is_a_conflict(postgresql: Database) -> None:
    async with postgresql.transaction() as tx:
        await tx.execute(text("CREATE TABLE pair (n int)"))
        await tx.execute(text("INSERT INTO pair VALUES (1), (2)"))
    row = text("SELECT n FROM pair WHERE n = :n FOR UPDATE")
    first_holds, second_holds = asyncio.Event(), asyncio.Event()

    async def take(mine: int, theirs: int, holds: asyncio.Event, other_holds: asyncio.Event) -> None:
        async with postgresql.transaction() as tx:
            await tx.execute(text("SET LOCAL deadlock_timeout = '10ms'"))
            await tx.execute(row, {"n": mine})
            holds.set()
            await other_holds.wait()
            await tx.execute(row, {"n": theirs})

    results = await asyncio.gather(
        take(1, 2, first_holds, second_holds), take(2, 1, second_holds, first_holds), return_exceptions=True
    )
    assert [type(result) for result in results if result is not None] == [Conflict]


async def test_a_second_row_with_the_same_key_is_a_conflict(database: Database) -> None:
    await add_staff(database, "nino")
    with pytest.raises(Conflict) as refused:
        await add_staff(database, "nino")
    assert "nino" not in str(refused.value)
    assert refused.value.__cause__ is None, "the driver's message names the values"


async def test_a_failed_transaction_leaves_nothing(database: Database) -> None:
    with pytest.raises(Conflict):
        await add_staff(database, "ana", "nino", "nino")
    async with database.reading() as tx:
        assert (await tx.execute(staff.select())).all() == []


async def failed_connections_end() -> None:
    """A connection that failed leaves a thread that tells this test's loop so: that must still be there."""
    for thread in threading.enumerate():
        if "_connection_worker_thread" in thread.name:
            await asyncio.to_thread(thread.join, PATIENCE)


async def test_a_damaged_file_is_unavailable(tmp_path: Path) -> None:
    path = tmp_path / "damaged.sqlite"
    path.write_bytes(b"this is no database at all, and long enough to be read as one" * 100)
    database = Database(f"sqlite+aiosqlite:///{path}")
    with pytest.raises(StoreUnavailable):
        await ask(database)
    await database.close()
    await failed_connections_end()


async def test_a_folder_that_is_gone_is_unavailable(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'gone' / 'mkhari.sqlite'}")
    with pytest.raises(StoreUnavailable):
        await add_staff(database, "nino")
    await database.close()
    await failed_connections_end()


async def test_an_error_of_ours_shows_no_parameters(database: Database) -> None:
    # A name that no column can hold, and a statement that does not fit its table.
    with pytest.raises((DBAPIError, StoreError)) as refused:
        async with database.transaction() as tx:
            await tx.execute(
                text("INSERT INTO staff (id, name, no_such_column) VALUES (:id, :name, 1)"),
                {"id": "1", "name": SECRET},
            )
    assert SECRET not in str(refused.value)


async def test_a_writer_does_not_hold_up_a_reader(database: Database) -> None:
    async with database.transaction() as tx:
        await insert_staff(tx, "nino")
        async with asyncio.timeout(PATIENCE):
            assert await ask(database) == 1

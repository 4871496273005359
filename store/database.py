"""One way to the database, SQLite or PostgreSQL, and what may be assumed of a transaction."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError, DBAPIError, IntegrityError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.util import await_only

from store import one_hop
from store.errors import Conflict, NotMigrated, StoreUnavailable

# PostgreSQL: 40001 serialization failure, 40P01 deadlock; somebody else was first, trying again helps.
_TRY_AGAIN = {"40001", "40P01"}
_NO_SUCH = {"42P01", "42703"}  # table, column
# 57P01-57P03 the server is stopping or starting, 53xxx it is out of something, 08xxx the connection broke.
_UNAVAILABLE_CLASSES = ("08", "53", "57")


class Database:
    """Connections and transactions.

    `url` is a SQLAlchemy URL (`sqlite+aiosqlite:///path` or `postgresql+asyncpg://...`).
    """

    def __init__(self, url: str, *, pool_size: int = 10) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine: AsyncEngine = (
            self._sqlite_engine() if self.is_sqlite else self._postgresql_engine(pool_size)
        )
        # SQLite has one writer. Queueing here is fair and wakes at once; its own busy handler sleeps.
        self._writing: asyncio.Lock | None = asyncio.Lock() if self.is_sqlite else None

    def _sqlite_engine(self) -> AsyncEngine:
        engine = create_async_engine(
            self.url,
            pool_size=5,
            max_overflow=5,
            connect_args={"timeout": 10, "async_creator_fn": one_hop.connect},
            hide_parameters=True,
        )

        @event.listens_for(engine.sync_engine, "connect")
        def on_connect(connection: Any, _record: Any) -> None:
            connection.isolation_level = None  # we say BEGIN ourselves, below
            try:
                _prepare(connection)
            except Exception:
                connection.close()  # the pool would forget it open, and its thread with it
                raise

        @event.listens_for(engine.sync_engine, "begin")
        def on_begin(connection: Any) -> None:
            reading = connection.get_execution_options().get("mkhari_reading", False)
            connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

        return engine

    def _postgresql_engine(self, pool_size: int) -> AsyncEngine:
        return create_async_engine(
            self.url,
            pool_size=pool_size,
            max_overflow=pool_size,
            pool_timeout=5,
            connect_args={"timeout": 3, "command_timeout": 10},
            hide_parameters=True,  # of statements in error messages: they are people's names and words
        )

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncConnection]:
        """A writing transaction: committed at the end of the block, rolled back on any error.

        Raises `StoreUnavailable` when the database is out of order and `Conflict` when another
        transaction wrote the same thing first; in both cases nothing was written.
        """
        turn = self._writing if self._writing is not None else nullcontext()
        async with turn, self._translated(), self._connected() as connection, connection.begin():
            yield connection

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        """A transaction that only reads; never waits for a writer. Raises `StoreUnavailable`."""
        async with self._translated(), self._connected() as connection:
            await connection.execution_options(mkhari_reading=True)
            yield connection

    @asynccontextmanager
    async def _connected(self) -> AsyncIterator[AsyncConnection]:
        connection = self.engine.connect()
        try:
            await connection.start()
        except Exception as error:  # noqa: BLE001 - whatever a driver says while it connects: not usable now
            raise _unavailable(error) from None
        try:
            yield connection
        finally:
            await connection.close()

    @asynccontextmanager
    async def _translated(self) -> AsyncIterator[None]:
        try:
            yield
        except IntegrityError as error:
            raise Conflict(
                f"another transaction wrote the same row first ({_sqlstate(error) or 'constraint'})"
            ) from None
        except (OperationalError, InterfaceError, PoolTimeout, OSError) as error:
            raise (NotMigrated() if _lacks_a_table(error) else _unavailable(error)) from None
        except DBAPIError as error:
            state = _sqlstate(error)
            if state in _TRY_AGAIN:
                raise Conflict(f"the database asked to try again ({state})") from None
            # SQLite says no more than "database error" of a file that is damaged.
            is_damaged = type(error) is DatabaseError
            if _lacks_a_table(error):
                raise NotMigrated from None
            if error.connection_invalidated or is_damaged or state.startswith(_UNAVAILABLE_CLASSES):
                raise _unavailable(error) from None
            raise

    async def close(self) -> None:
        """Close all connections."""
        await self.engine.dispose()


def _prepare(connection: Any) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA busy_timeout=10000")  # milliseconds for another process to end its writing
    _write_ahead(cursor, tries=50)
    cursor.execute("PRAGMA synchronous=FULL")  # a committed message survives a power cut
    cursor.execute("PRAGMA secure_delete=ON")  # a forgotten key is overwritten in the file too
    cursor.close()


def _write_ahead(cursor: Any, tries: int) -> None:
    # Of two that open a new file at the same moment one is refused here, and is not made to wait.
    try:
        cursor.execute("PRAGMA journal_mode=WAL")
    except sqlite3.OperationalError:
        if tries <= 1:
            raise
        await_only(asyncio.sleep(0.02))
        _write_ahead(cursor, tries - 1)


def _sqlstate(error: DBAPIError) -> str:
    return str(getattr(error.orig, "sqlstate", "") or "")


def _lacks_a_table(error: Exception) -> bool:
    if not isinstance(error, DBAPIError):
        return False
    # SQLite has no code for it, only these words.
    return _sqlstate(error) in _NO_SUCH or str(error.orig).startswith(("no such table", "no such column"))


def _unavailable(error: Exception) -> StoreUnavailable:
    # Only the error's kind: a driver's message can hold parameters, and those are people's words.
    cause = getattr(error, "orig", None) or error
    return StoreUnavailable(
        f"the database did not answer ({type(cause).__name__}); the message is kept and tried again"
    )

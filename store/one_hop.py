"""SQLite connections that go to their thread once for each statement.

SQLAlchemy makes a cursor, executes, fetches and closes; with aiosqlite each of the four crosses to the
connection's thread and back, and SQLite's one writer is held all the while. Here a statement and its rows are
one crossing. Results are small and always read whole, so that nothing is lost by it.
"""

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any

import aiosqlite

_Result = tuple[Any, int, int | None, list[Any]]


class _Cursor:
    """What SQLAlchemy asks of an asynchronous cursor. It holds rows, and nothing in the database."""

    arraysize = 1

    def __init__(self, connection: "OneHopConnection") -> None:
        self._connection = connection
        self.description: Any = None
        self.rowcount = -1
        self.lastrowid: int | None = None
        self._rows: list[Any] = []

    async def __aenter__(self) -> "_Cursor":
        return self

    async def __aexit__(self, *_: object) -> None:
        self._rows = []

    async def execute(self, operation: str, parameters: Sequence[Any] = ()) -> None:
        self._take(await self._connection.run(_execute, operation, parameters))

    async def executemany(self, operation: str, parameters: Iterable[Sequence[Any]]) -> None:
        self._take(await self._connection.run(_execute_many, operation, parameters))

    def _take(self, result: _Result) -> None:
        self.description, self.rowcount, self.lastrowid, self._rows = result

    async def fetchall(self) -> list[Any]:
        rows, self._rows = self._rows, []
        return rows

    async def close(self) -> None:
        self._rows = []


class OneHopConnection(aiosqlite.Connection):
    """aiosqlite's connection with cursors that need one crossing."""

    def cursor(self) -> Any:
        """A cursor for SQLAlchemy."""
        return _Cursor(self)

    async def run(self, work: Callable[..., _Result], *args: Any) -> _Result:
        """Run `work(connection, *args)` in the connection's thread."""
        execute: Any = self._execute
        result: _Result = await execute(work, self._conn, *args)
        return result


async def connect(database: str, **options: Any) -> OneHopConnection:
    """Open a connection; takes what `sqlite3.connect` takes."""
    connection = OneHopConnection(partial(sqlite3.connect, database, **options), iter_chunk_size=64)
    connection._thread.daemon = True
    await connection
    return connection


def _execute(connection: sqlite3.Connection, operation: str, parameters: Sequence[Any]) -> _Result:
    return _result(connection.execute(operation, parameters))


def _execute_many(
    connection: sqlite3.Connection, operation: str, parameters: Iterable[Sequence[Any]]
) -> _Result:
    return _result(connection.executemany(operation, parameters))


def _result(cursor: sqlite3.Cursor) -> _Result:
    rows = cursor.fetchall() if cursor.description else []
    found = cursor.description, cursor.rowcount, cursor.lastrowid, rows
    cursor.close()
    return found

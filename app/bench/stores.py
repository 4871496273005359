"""Databases to measure on: an SQLite file in a temporary folder, a temporary PostgreSQL database."""

import getpass
import os
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import count
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import BigInteger, Column, Integer, MetaData, Table, Text, func, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from store.database import Database

SECONDS_TO_ANSWER = 3.0

# The one row of the bare bot. It brings its own number, so that the INSERT is one statement on both.
_BARE = Table(
    "bench_bare",
    MetaData(),
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("chat_id", BigInteger, nullable=False),
    Column("said", Text, nullable=False),
)
_INSERT = _BARE.insert()
_numbers = count(1)


async def make_bare_table(database: Database) -> None:
    """Make the table that the bare bot writes to."""
    async with database.transaction() as tx:
        await tx.run_sync(_BARE.metadata.create_all)


async def insert_bare(database: Database, chat_id: int, said: str) -> None:
    """Store one row and commit."""
    async with database.transaction() as tx:
        await tx.execute(_INSERT, {"id": next(_numbers), "chat_id": chat_id, "said": said})


async def counts(database: Database) -> tuple[int, int]:
    """How many inbound messages are stored, and how many rows of the bare bot."""
    async with database.reading() as tx:
        ours = await tx.execute(text("SELECT count(*) FROM messages WHERE author = 'caller'"))
        bare = await tx.execute(select(func.count()).select_from(_BARE))
        return ours.scalar_one(), bare.scalar_one()


def sqlite_in(folder: Path) -> str:
    """The URL of a new SQLite file."""
    return f"sqlite+aiosqlite:///{folder / 'bench.sqlite'}"


async def find_postgresql(named: str | None) -> str | None:
    """A PostgreSQL server that answers: the named one, MKHARI_TEST_POSTGRESQL_URL, or one on this machine."""
    named = named or os.environ.get("MKHARI_TEST_POSTGRESQL_URL")
    user = quote(getpass.getuser())
    candidates = [
        f"postgresql://{user}@/postgres?host=/var/run/postgresql",
        f"postgresql://{user}@127.0.0.1/postgres",
    ]
    for candidate in [named] if named else candidates:
        url = make_url(candidate).set(drivername="postgresql+asyncpg").render_as_string(hide_password=False)
        if await _answers(url):
            return url
    return None


async def _answers(url: str) -> bool:
    engine = create_async_engine(url, poolclass=NullPool, connect_args={"timeout": SECONDS_TO_ANSWER})
    try:
        async with engine.connect() as connection:
            await connection.execute(text("SELECT 1"))
    except (OSError, TimeoutError, SQLAlchemyError):
        return False
    return True


@asynccontextmanager
async def temporary_postgresql(server: str) -> AsyncIterator[str]:
    """The URL of an empty database on this server, dropped at the end."""
    name = f"mkhari_bench_{uuid.uuid4().hex[:12]}"
    await _administer(server, f"CREATE DATABASE {name}")
    try:
        yield make_url(server).set(database=name).render_as_string(hide_password=False)
    finally:
        await _administer(server, f"DROP DATABASE {name} WITH (FORCE)")


async def _administer(server: str, statement: str) -> None:
    engine = create_async_engine(server, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.execute(text(statement))

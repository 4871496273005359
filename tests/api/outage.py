"""Puts a database out of order, as a server that stops and comes back."""

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import event

from store.database import Database
from tests.fixtures import administer


def _refuse(*_: object) -> None:
    raise sqlite3.OperationalError("unable to open database file")


@asynccontextmanager
async def out_of_order(database: Database) -> AsyncIterator[None]:
    """Nobody gets a connection while the block runs; on PostgreSQL those who have one lose it too."""
    if database.is_sqlite:
        event.listen(database.engine.sync_engine, "checkout", _refuse)
        try:
            yield
        finally:
            event.remove(database.engine.sync_engine, "checkout", _refuse)
        return
    name = str(database.url.database)
    await administer(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
    everybody = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"
    await administer(everybody, name=name)
    try:
        yield
    finally:
        await administer(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")

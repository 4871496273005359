"""Puts a database out of order, as a server that stops and comes back."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy import event

from store.database import Database
from tests.fixtures import administer
from tests.patience import PATIENCE


class Refusals:
    """Counts how often the database did not answer."""

    def __init__(self) -> None:
        self.number = 0
        self._changed = asyncio.Event()

    def note(self, *_: object) -> None:
        """One more."""
        self.number += 1
        self._changed.set()

    async def reach(self, number: int) -> None:
        """Wait until somebody was refused so many times."""
        async with asyncio.timeout(PATIENCE):
            while self.number < number:
                self._changed.clear()
                await self._changed.wait()


def _refuse(*_: object) -> None:
    raise sqlite3.OperationalError("unable to open database file")


@asynccontextmanager
async def out_of_order(database: Database) -> AsyncIterator[Refusals]:
    """Nobody gets a connection while the block runs; on PostgreSQL those who have one lose it too."""
    refusals, engine = Refusals(), database.engine.sync_engine
    event.listen(engine, "handle_error", refusals.note)
    try:
        if database.is_sqlite:
            event.listen(engine, "checkout", _refuse)
            try:
                yield refusals
            finally:
                event.remove(engine, "checkout", _refuse)
            return
        name = str(database.url.database)
        await administer(f"ALTER DATABASE {name} ALLOW_CONNECTIONS false")
        everybody = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :name"
        await administer(everybody, name=name)
        try:
            yield refusals
        finally:
            await administer(f"ALTER DATABASE {name} ALLOW_CONNECTIONS true")
    finally:
        event.remove(engine, "handle_error", refusals.note)

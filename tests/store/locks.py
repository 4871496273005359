"""Two transactions at once on PostgreSQL, the second of which must wait for the first."""

import asyncio

from sqlalchemy import text

from store.database import Database
from tests.patience import PATIENCE

_WAITING = text(
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
)


async def somebody_waits_for_a_lock(database: Database) -> None:
    """Returns once another transaction has come to where it must wait for what an open one holds."""
    async with asyncio.timeout(PATIENCE):
        while True:
            async with database.reading() as tx:  # a new one each time: what is seen stands still in one
                if (await tx.execute(_WAITING)).scalar_one():
                    return
            await asyncio.sleep(0.005)

"""Counters in the database."""

import random
from collections import Counter
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Table, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from stats.counters import Count, Tally
from store.tables import counters

# A day is a day in Georgia.
TBILISI = ZoneInfo("Asia/Tbilisi")

# Everybody's message adds to the same few rows; shards keep writers from waiting for each other.
_SHARDS = 16


def _adding(insert: Callable[[Table], Any]) -> Any:
    statement = insert(counters)
    return statement.on_conflict_do_update(
        index_elements=["day", "name", "labels", "shard"],
        set_={"count": counters.c.count + statement.excluded.count},
    )


# Built once: building a statement costs more than running it.
_ADD = {"sqlite": _adding(sqlite.insert), "postgresql": _adding(postgresql.insert)}


async def add(tx: AsyncConnection, tallies: Sequence[Tally], now: datetime) -> None:
    """Count each tally once, in the caller's transaction."""
    if not tallies:
        return
    shard = 0 if tx.dialect.name == "sqlite" else random.randrange(_SHARDS)
    day = now.astimezone(TBILISI).date().isoformat()
    # Sorted, so that two writers never wait for each other crosswise.
    amounts = sorted(Counter((t.name, t.labels) for t in tallies).items())
    await tx.execute(
        _ADD[tx.dialect.name],
        [
            {"day": day, "name": name, "labels": labels, "shard": shard, "count": amount}
            for (name, labels), amount in amounts
        ],
    )


async def totals(tx: AsyncConnection, since: str = "", until: str = "9999") -> list[Count]:
    """Counts by day, name and labels, for days in `[since, until]` (ISO dates)."""
    query = (
        select(counters.c.day, counters.c.name, counters.c.labels, func.sum(counters.c.count))
        .where(counters.c.day >= since, counters.c.day <= until)
        .group_by(counters.c.day, counters.c.name, counters.c.labels)
        .order_by(counters.c.day, counters.c.name, counters.c.labels)
    )
    return [
        Count(day, name, labels, int(count)) for day, name, labels, count in (await tx.execute(query)).all()
    ]

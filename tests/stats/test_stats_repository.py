"""Counting in the database: sums by day in Georgia, whatever writes at the same time."""

import asyncio
from datetime import UTC, datetime

import pytest

from stats import repository
from stats.counters import Tally, tally
from store.database import Database
from store.tables import counters
from tests.fixtures import START

CLAIMED = tally("cases_claimed", urgency="urgent")
DELETED = tally("conversations_deleted", channel="widget")


async def count(database: Database, *tallies: Tally, now: datetime = START) -> None:
    async with database.transaction() as tx:
        await repository.add(tx, list(tallies), now)


async def totals(database: Database, since: str = "", until: str = "9999") -> dict[tuple[str, str], int]:
    async with database.reading() as tx:
        found = await repository.totals(tx, since, until)
    return {(c.day, c.name): c.count for c in found}


async def test_the_same_thing_counted_several_times_adds_up(database: Database) -> None:
    await count(database, CLAIMED, DELETED, CLAIMED)
    await count(database, CLAIMED)
    assert await totals(database) == {
        ("2026-11-21", "cases_claimed"): 3,
        ("2026-11-21", "conversations_deleted"): 1,
    }


async def test_counting_nothing_writes_nothing(database: Database) -> None:
    await count(database)
    assert await totals(database) == {}


async def test_many_writers_lose_nothing(database: Database) -> None:
    both = ([CLAIMED, DELETED], [DELETED, CLAIMED])
    await asyncio.gather(*(count(database, *both[n % 2]) for n in range(30)))
    assert set((await totals(database)).values()) == {30}


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 11, 21, 19, 59, 59, 999_999, UTC), "2026-11-21"),
        (datetime(2026, 11, 21, 20, 0, tzinfo=UTC), "2026-11-22"),  # midnight in Tbilisi
        (datetime(2026, 12, 31, 20, 0, tzinfo=UTC), "2027-01-01"),
        (datetime(2026, 7, 1, 20, 0, tzinfo=UTC), "2026-07-02"),  # no summer time there
    ],
)
async def test_a_day_is_a_day_in_georgia(database: Database, moment: datetime, day: str) -> None:
    await count(database, CLAIMED, now=moment)
    assert list(await totals(database)) == [(day, "cases_claimed")]


async def test_both_ends_of_a_period_belong_to_it(database: Database) -> None:
    for day in (19, 20, 21, 22):
        await count(database, CLAIMED, now=datetime(2026, 11, day, 9, tzinfo=UTC))
    found = await totals(database, "2026-11-20", "2026-11-21")
    assert [day for day, _ in found] == ["2026-11-20", "2026-11-21"]


async def test_a_transaction_that_fails_counts_nothing(database: Database) -> None:
    async def broken() -> None:
        async with database.transaction() as tx:
            await repository.add(tx, [CLAIMED], START)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        await broken()
    assert await totals(database) == {}


def test_no_column_could_hold_a_person() -> None:
    assert set(counters.c.keys()) == {"day", "name", "labels", "shard", "count"}

"""Counting in the database: sums by day in Georgia, whatever writes at the same time."""

import asyncio
import random
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, text
from sqlalchemy.ext.asyncio import AsyncConnection

from stats import repository
from stats.counters import CASE_ACTIONS, Count, Tally, tally
from store.database import Database
from store.tables import counters
from tests.fixtures import START, on_postgresql, on_sqlite
from tests.store.locks import somebody_waits_for_a_lock

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


async def test_a_sum_is_told_apart_by_day_name_and_labels_and_comes_in_their_order(
    database: Database,
) -> None:
    emergency = tally("cases_claimed", urgency="emergency")
    on_the_next_day = datetime(2026, 11, 22, 9, tzinfo=UTC)
    await count(database, DELETED, CLAIMED, CLAIMED, emergency, now=on_the_next_day)
    await count(database, DELETED, emergency, CLAIMED)
    async with database.reading() as tx:
        found = await repository.totals(tx)
    assert found == [
        Count("2026-11-21", "cases_claimed", "urgency=emergency", 1),
        Count("2026-11-21", "cases_claimed", "urgency=urgent", 1),
        Count("2026-11-21", "conversations_deleted", "channel=widget", 1),
        Count("2026-11-22", "cases_claimed", "urgency=emergency", 1),
        Count("2026-11-22", "cases_claimed", "urgency=urgent", 2),
        Count("2026-11-22", "conversations_deleted", "channel=widget", 1),
    ]


@on_postgresql
async def test_a_report_keeps_its_order_however_the_database_finds_the_rows(database: Database) -> None:
    """Two reports of one month are laid side by side; in another order what changed cannot be seen."""
    done = [tally("case_actions", action=action) for action in CASE_ACTIONS]
    for day in (23, 21, 22):
        await count(database, *done, DELETED, now=datetime(2026, 11, day, 9, tzinfo=UTC))
    async with database.transaction() as tx:
        for other_way in ("sort", "indexscan", "indexonlyscan", "bitmapscan"):
            await tx.execute(text(f"SET LOCAL enable_{other_way} = off"))
        found = [(one.day, one.name, one.labels) for one in await repository.totals(tx)]
    assert found == sorted(found)
    assert len(found) == 3 * (len(done) + 1)


@on_postgresql
async def test_two_messages_that_count_the_same_things_never_wait_for_each_other_crosswise(
    database: Database, seed: int
) -> None:
    """The database would break one of them off, and somebody's words would be handled late."""

    async def add(tx: AsyncConnection, *tallies: Tally) -> None:
        random.seed(seed)  # into the same rows
        await repository.add(tx, list(tallies), START)

    async def other() -> None:
        async with database.transaction() as tx:
            await add(tx, DELETED, CLAIMED)

    async with database.transaction() as tx:
        await add(tx, CLAIMED)
        meanwhile = asyncio.create_task(other())
        await somebody_waits_for_a_lock(database)
        await add(tx, DELETED)
    await meanwhile
    assert set((await totals(database)).values()) == {2}


@on_postgresql
async def test_many_messages_at_once_add_to_different_rows(database: Database, seed: int) -> None:
    """On one row each message would wait until all those before it are stored."""
    random.seed(seed)
    async with database.transaction() as tx:
        for _ in range(400):
            await repository.add(tx, [CLAIMED], START)
        shards = set((await tx.execute(select(counters.c.shard))).scalars())
    assert shards == set(range(16))
    assert set((await totals(database)).values()) == {400}


@on_sqlite
async def test_where_there_is_one_writer_there_is_one_row(database: Database) -> None:
    for _ in range(40):
        await count(database, CLAIMED)
    async with database.reading() as tx:
        rows = (await tx.execute(select(counters.c.shard, counters.c.count))).all()
    assert [tuple(row) for row in rows] == [(0, 40)]


def test_no_column_could_hold_a_person() -> None:
    assert set(counters.c.keys()) == {"day", "name", "labels", "shard", "count"}

"""Timers: any worker takes what is due, never two the same one, and a crash forgets nothing."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from store import deadlines
from store.database import Database
from store.deadlines import LEASE, Deadline
from tests.fixtures import START

AFTER_LEASE = START + LEASE + timedelta(microseconds=1)


async def due(database: Database, owner: str, now: datetime = START, limit: int = 50) -> list[Deadline]:
    async with database.transaction() as tx:
        return await deadlines.lease_due(tx, owner, now, limit=limit)


async def scheduled(database: Database, subject: str, at: datetime = START, kind: str = "page_case") -> str:
    async with database.transaction() as tx:
        return await deadlines.schedule(tx, kind, subject, at, now=START)


async def test_what_is_due_is_given_out_oldest_first(database: Database) -> None:
    late = await scheduled(database, "b", START - timedelta(seconds=1))
    older = await scheduled(database, "a", START - timedelta(seconds=9))
    await scheduled(database, "c", START + timedelta(microseconds=1))
    assert [d.id for d in await due(database, "one")] == [older, late]


async def test_no_more_than_the_limit_is_given_out(database: Database) -> None:
    for n in range(5):
        await scheduled(database, f"s{n}")
    assert len(await due(database, "one", limit=3)) == 3
    assert len(await due(database, "two", limit=3)) == 2


async def test_two_workers_never_hold_the_same_timer(database: Database) -> None:
    expected = {await scheduled(database, f"s{n}") for n in range(40)}
    found = await asyncio.gather(*(due(database, f"w{n}", limit=7) for n in range(8)))
    taken = [deadline.id for batch in found for deadline in batch]
    assert len(taken) == len(set(taken))
    while batch := await due(database, "last"):
        taken += [deadline.id for deadline in batch]
    assert set(taken) == expected
    assert len(taken) == len(expected)


async def test_a_dead_workers_timer_is_given_out_again(database: Database) -> None:
    await scheduled(database, "a")
    (first,) = await due(database, "one")
    assert first.attempts == 0
    assert await due(database, "two", START + LEASE) == []
    (again,) = await due(database, "two", AFTER_LEASE)
    assert (again.id, again.attempts) == (first.id, 1)


async def test_a_worker_known_to_be_gone_gives_back_at_once(database: Database) -> None:
    await scheduled(database, "a")
    await due(database, "one")
    async with database.transaction() as tx:
        await deadlines.release(tx, "one")
    assert len(await due(database, "two")) == 1


async def test_a_postponed_timer_comes_again_in_its_time(database: Database) -> None:
    deadline_id = await scheduled(database, "a")
    await due(database, "one")
    later = START + timedelta(seconds=20)
    async with database.transaction() as tx:
        await deadlines.postpone(tx, deadline_id, later, now=START)
    assert await due(database, "one", later - timedelta(microseconds=1)) == []
    (again,) = await due(database, "two", later)
    assert again.attempts == 1


async def test_a_completed_timer_never_comes_again(database: Database) -> None:
    deadline_id = await scheduled(database, "a")
    async with database.transaction() as tx:
        await deadlines.complete(tx, deadline_id)
    assert await due(database, "one") == []


@pytest.mark.parametrize(
    ("kind", "left"), [(None, set()), ("page_case", {"watch_case"})], ids=["all", "one kind"]
)
async def test_cancelling_takes_away_one_subjects_timers(
    database: Database, kind: str | None, left: set[str]
) -> None:
    await scheduled(database, "a")
    await scheduled(database, "a", kind="watch_case")
    other = await scheduled(database, "b")
    async with database.transaction() as tx:
        await deadlines.cancel(tx, "a", kind=kind)
    found = await due(database, "one")
    assert {d.kind for d in found if d.subject_id == "a"} == left
    assert other in {d.id for d in found}


async def test_a_timer_cancelled_under_a_lease_is_not_brought_back(database: Database) -> None:
    deadline_id = await scheduled(database, "a")
    await due(database, "one")
    async with database.transaction() as tx:
        await deadlines.cancel(tx, "a")
        await deadlines.postpone(tx, deadline_id, START, now=START)
    assert await due(database, "two", AFTER_LEASE) == []


@pytest.mark.parametrize(
    ("at", "expected"),
    [(None, 0.0), (timedelta(seconds=5), 0.0), (timedelta(seconds=-5), 5.0)],
    ids=["none", "not yet due", "due"],
)
async def test_overdue_is_measured_from_the_oldest(
    database: Database, at: timedelta | None, expected: float
) -> None:
    if at is not None:
        await scheduled(database, "a", START + at)
        await scheduled(database, "b", START + timedelta(hours=1))
    async with database.reading() as tx:
        assert await deadlines.overdue_seconds(tx, START) == expected


async def test_a_timer_is_not_given_out_when_its_transaction_fails(database: Database) -> None:
    async def broken(fail: Callable[[], None]) -> None:
        async with database.transaction() as tx:
            await deadlines.schedule(tx, "page_case", "a", START, now=START)
            fail()

    def crash() -> None:
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await broken(crash)
    assert await due(database, "one") == []


async def test_the_most_urgent_is_given_out_before_the_oldest(database: Database) -> None:
    async with database.transaction() as tx:
        for subject, seconds, priority in (("old", 60, 0), ("grave", 1, 2), ("graver", 5, 2)):
            due_at = START - timedelta(seconds=seconds)
            await deadlines.schedule(tx, "page_case", subject, due_at, now=START, priority=priority)
    assert [d.subject_id for d in await due(database, "one")] == ["graver", "grave", "old"]


async def test_a_timer_keeps_how_far_it_has_come(database: Database) -> None:
    deadline_id = await scheduled(database, "a")
    async with database.transaction() as tx:
        assert await deadlines.postpone(tx, deadline_id, START, now=START, rung="on_duty/2/0")
        assert await deadlines.postpone(tx, deadline_id, START, now=START)
    assert [d.rung for d in await due(database, "one")] == ["on_duty/2/0"]


async def test_a_clock_put_back_makes_no_timer_late(database: Database) -> None:
    """Set for 20 s from then; an hour less on the clock, it is still 20 s from now."""
    await scheduled(database, "a", START + timedelta(seconds=20))
    earlier = START - timedelta(hours=1)
    async with database.transaction() as tx:
        assert await deadlines.set_right(tx, earlier) == 1
        assert await deadlines.set_right(tx, earlier) == 0
    assert await due(database, "one", earlier + timedelta(seconds=19)) == []
    assert len(await due(database, "one", earlier + timedelta(seconds=20))) == 1


async def test_a_clock_put_back_ends_no_lease_and_lets_none_last_for_ever(database: Database) -> None:
    await scheduled(database, "a")
    await due(database, "one")
    earlier = START - timedelta(hours=1)
    async with database.transaction() as tx:
        await deadlines.set_right(tx, earlier)
    assert await due(database, "two", earlier + LEASE) == []
    assert len(await due(database, "two", earlier + LEASE + timedelta(seconds=1))) == 1


async def test_after_a_jump_a_lease_that_seems_over_is_not_taken(database: Database) -> None:
    await scheduled(database, "a")
    await due(database, "one")
    async with database.transaction() as tx:
        assert await deadlines.lease_due(tx, "two", AFTER_LEASE, limit=5, take_over=False) == []

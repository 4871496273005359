"""Each bound of a timer is where it is said to be: when it is due, how long it is held, what clocks move."""

from datetime import datetime, timedelta

import pytest

from store import deadlines
from store.database import Database
from store.deadlines import LEASE, RENEW_EVERY
from tests.fixtures import START, on_postgresql, on_sqlite
from tests.store.timers import DUE, FREE, NOW, PAGE, TICK, changes, lay_out, row, standing


async def test_a_timer_is_due_from_its_moment_on_unless_somebody_is_at_it(database: Database) -> None:
    """The look without a lock and the lease say the same: else a sweep passes over who waits."""
    over, lasting = NOW - TICK, NOW
    expected = {
        # When it is due, until when it is leased, whether leases may be taken from others.
        (NOW, None, True): True,
        (NOW + TICK, None, True): False,
        (NOW, lasting, True): False,
        (NOW, over, True): True,
        (NOW, None, False): True,
        (NOW, over, False): False,
        (NOW, lasting, False): False,
        (NOW + TICK, over, True): False,
    }
    wrong = {}
    for (due_at, until, take_over), is_due in expected.items():
        await lay_out(database, row("ana", PAGE, due_at=due_at, lease_until=until))
        async with database.reading() as tx:
            seen = await deadlines.is_any_due(tx, NOW, take_over=take_over)
        async with database.transaction() as tx:
            taken = await deadlines.lease_due(tx, "one", NOW, limit=5, take_over=take_over)
        if (seen, len(taken)) != (is_due, is_due):
            wrong[due_at, until, take_over] = (seen, len(taken))
    assert wrong == {}


async def test_a_lapsed_lease_is_taken_over_where_nothing_else_is_said(database: Database) -> None:
    await lay_out(database, row("ana", PAGE, due_at=NOW, lease_until=NOW - TICK))
    async with database.transaction() as tx:
        assert await deadlines.is_any_due(tx, NOW)
        assert len(await deadlines.lease_due(tx, "one", NOW, limit=1)) == 1


@on_postgresql
async def test_a_timer_that_another_worker_is_just_taking_is_passed_over(database: Database) -> None:
    """Nobody is called twice, and nobody's page waits until the other worker is done."""
    await lay_out(database, *(row(name, PAGE, due_at=START, **FREE) for name in ("ana", "beka")))
    async with database.transaction() as first, database.transaction() as second:
        mine = await deadlines.lease_due(first, "one", NOW, limit=1)
        theirs = await deadlines.lease_due(second, "two", NOW, limit=5)
    assert sorted(given.subject_id for given in [*mine, *theirs]) == ["ana", "beka"]
    assert (len(mine), len(theirs)) == (1, 1)


async def test_clocks_that_differ_by_two_seconds_move_no_timer(database: Database) -> None:
    wrong = {}
    length = DUE - START
    for skew, is_moved in ((timedelta(seconds=2), False), (timedelta(seconds=2) + TICK, True)):
        await lay_out(database, row("ana", PAGE, **FREE), row("beka", PAGE, set_at=None, **FREE))
        before = await standing(database)
        now = START - skew
        async with database.transaction() as tx:
            moved = await deadlines.set_right(tx, now)
        found = changes(before, await standing(database))
        expected = {"ana-page_case": {"due_at": now + length, "set_at": now}} if is_moved else {}
        if (moved, found) != (int(is_moved), expected):
            wrong[skew] = (moved, found)
    assert wrong == {}


async def test_a_clock_put_back_shortens_only_a_lease_that_would_last_too_long(database: Database) -> None:
    """A dead worker's page must not wait for as long as the clock was wrong; a living one's is not taken."""
    held = {"ana": NOW + LEASE + TICK, "beka": NOW + LEASE, "dali": NOW + TICK}
    await lay_out(database, *(row(name, PAGE, lease_until=until) for name, until in held.items()))
    before = await standing(database)
    async with database.transaction() as tx:
        assert await deadlines.set_right(tx, NOW) == 0
    assert changes(before, await standing(database)) == {"ana-page_case": {"lease_until": NOW + LEASE}}


@on_sqlite
async def test_what_a_dead_worker_held_is_done_within_a_second_and_a_slow_one_keeps_it(
    database: Database,
) -> None:
    """Longer, and a killed process costs an emergency that time; shorter, and a colleague is called twice."""
    await lay_out(database, row("ana", PAGE, due_at=NOW, **FREE))
    half, second = NOW + timedelta(seconds=0.5), NOW + timedelta(seconds=1)
    async with database.transaction() as tx:
        assert len(await deadlines.lease_due(tx, "dead", NOW, limit=1)) == 1
        assert await deadlines.lease_due(tx, "alive", half, limit=1) == []
        assert len(await deadlines.lease_due(tx, "alive", second, limit=1)) == 1
    # Two renewals may fail before the lease is over; more often would only be work for the database.
    assert 0.1 <= RENEW_EVERY <= LEASE.total_seconds() / 3


@pytest.mark.parametrize("late", [timedelta(0), TICK, timedelta(minutes=3)], ids=str)
async def test_the_longest_wait_is_that_of_the_oldest_timer(database: Database, late: timedelta) -> None:
    ages: dict[str, datetime] = {"ana": NOW - late, "beka": NOW + TICK, "dali": NOW + timedelta(hours=1)}
    await lay_out(database, *(row(name, PAGE, due_at=due) for name, due in ages.items()))
    async with database.reading() as tx:
        assert await deadlines.overdue_seconds(tx, NOW) == late.total_seconds()

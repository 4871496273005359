"""Rows leave in order, once at a time, and come back when their holder is gone."""

import asyncio
from datetime import timedelta

import pytest

from store import outbox
from store.database import Database
from tests.fixtures import START, on_postgresql
from tests.patience import PATIENCE
from tests.store.rows import leased, marked, places, queued

LATER = START + outbox.LEASE + timedelta(microseconds=1)


async def test_only_the_oldest_row_of_a_conversation_is_given_out(database: Database) -> None:
    await queued(database, "a", [1, 2, 3])
    await queued(database, "b", [7, 9])
    assert places(await leased(database, "one")) == [("a", 1), ("b", 7)]


async def test_the_next_row_comes_when_the_one_before_is_done(database: Database) -> None:
    await queued(database, "a", [1, 2, 3])
    seen = []
    while rows := await leased(database, "one"):
        seen += places(rows)
        await marked(database, rows[0], "sent")
    assert seen == [("a", 1), ("a", 2), ("a", 3)]


@pytest.mark.parametrize("end", ["failed", "blocked", "dropped"])
async def test_a_row_that_came_to_another_end_lets_the_next_one_go(database: Database, end: str) -> None:
    await queued(database, "a", [1, 2])
    (head,) = await leased(database, "one")
    await marked(database, head, end)
    assert places(await leased(database, "one")) == [("a", 2)]


async def test_a_row_that_must_wait_blocks_those_behind_it(database: Database) -> None:
    await queued(database, "a", [1, 2])
    (head,) = await leased(database, "one")
    again = START + timedelta(seconds=7)
    await marked(database, head, "pending", next_attempt_at=again)
    assert await leased(database, "one") == []
    assert await leased(database, "two", again - timedelta(seconds=1)) == []
    (head,) = await leased(database, "two", again)
    assert (head.seq, head.attempts) == (1, 1)


async def test_a_leased_row_is_nobody_elses_until_the_lease_is_over(database: Database) -> None:
    await queued(database, "a", [1])
    assert places(await leased(database, "one")) == [("a", 1)]
    assert await leased(database, "two") == []
    assert await leased(database, "two", START + outbox.LEASE) == []
    assert places(await leased(database, "two", LATER)) == [("a", 1)]


async def test_a_row_leased_from_its_birth_waits_for_its_process(database: Database) -> None:
    await queued(database, "a", [1, 2], owner="one")
    assert await leased(database, "two") == []
    assert places(await leased(database, "two", LATER)) == [("a", 1)]


async def test_a_process_may_go_on_with_its_own_conversation(database: Database) -> None:
    await queued(database, "a", [1], owner="one")
    await queued(database, "b", [1], owner="one")
    assert await leased(database, "one") == [], "a sweep must not take what is being sent"
    assert places(await leased(database, "one", only="a")) == [("a", 1)]


async def test_two_processes_never_get_the_same_row(database: Database) -> None:
    names = [f"c{n}" for n in range(30)]
    for name in names:
        await queued(database, name, [1])
    owners = [f"p{n}" for n in range(6)]
    found = await asyncio.gather(*(leased(database, owner, limit=8) for owner in owners))
    given = [place for rows in found for place in places(rows)]
    assert len(given) == len(set(given))
    while rows := await leased(database, "last"):
        given += places(rows)
    assert sorted(given) == sorted((name, 1) for name in names)


@on_postgresql
async def test_a_row_held_by_an_open_transaction_is_passed_over(database: Database) -> None:
    for name in ("a", "b"):
        await queued(database, name, [1])
    async with database.transaction() as tx:
        mine = await outbox.lease_heads(tx, "one", START, channels=["telegram"], limit=1)
        async with asyncio.timeout(PATIENCE):
            theirs = await leased(database, "two")
    assert places([*mine, *theirs]) == [("a", 1), ("b", 1)]


async def test_a_dead_process_gives_everything_back(database: Database) -> None:
    for name in ("a", "b"):
        await queued(database, name, [1], owner="one")
    await queued(database, "c", [1], owner="two")
    async with database.transaction() as tx:
        assert await outbox.release(tx, "one") == 2
    assert places(await leased(database, "three")) == [("a", 1), ("b", 1)]


async def test_channels_of_others_are_left_alone(database: Database) -> None:
    await queued(database, "a", [1])
    async with database.transaction() as tx:
        assert await outbox.lease_heads(tx, "one", START, channels=["sms"], limit=5) == []


async def test_what_is_done_cannot_be_done_again(database: Database) -> None:
    await queued(database, "a", [1])
    (row,) = await leased(database, "one")
    await marked(database, row, "sent", reference="901", parts_sent=1)
    await marked(database, row, "failed", reason="too_late")
    async with database.reading() as tx:
        assert await outbox.sent_references(tx, "a") == ["901"]
        assert await outbox.pending_count(tx) == 0


async def test_a_split_messages_progress_is_kept(database: Database) -> None:
    await queued(database, "a", [1])
    (row,) = await leased(database, "one")
    await marked(database, row, "pending", reference="901,902", parts_sent=2)
    (row,) = await leased(database, "one")
    assert (row.parts_sent, row.reference) == (2, "901,902")


async def test_forgetting_drops_what_waits_and_forgets_the_numbers(database: Database) -> None:
    await queued(database, "a", [1, 2])
    await queued(database, "b", [1])
    (row, _) = sorted(await leased(database, "one"), key=lambda r: r.conversation_id)
    await marked(database, row, "sent", reference="901", parts_sent=1)
    async with database.transaction() as tx:
        await outbox.forget(tx, "a", START)
        assert await outbox.sent_references(tx, "a") == []
        assert await outbox.pending_count(tx) == 1
    assert places(await leased(database, "one", LATER)) == [("b", 1)]


async def test_a_long_code_does_not_break_the_books(database: Database) -> None:
    await queued(database, "a", [1])
    (row,) = await leased(database, "one")
    await marked(database, row, "failed", reason="x" * 500)
    assert await leased(database, "one", LATER) == []

"""What is done to one row of the outbox leaves every other as it was, and each bound is where it is said.

A row moved by mistake is an answer that never comes, that comes twice, or that overtakes another.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from store import outbox
from store.database import Database
from store.outbox import LEASE, Mark, Row
from store.tables import messages
from tests.fixtures import START, on_postgresql, on_sqlite
from tests.store.locks import somebody_waits_for_a_lock
from tests.store.outbox_rows import FREE, Place, Rows, changes, lay_out, row, standing

TICK = timedelta(microseconds=1)
NOW = START + timedelta(seconds=10)
MINE = {"lease_owner": "one", "lease_until": NOW + LEASE}


async def leased(
    database: Database, *, now: datetime = NOW, limit: int = 50, only: str | None = None, owner: str = "one"
) -> list[Place]:
    async with database.transaction() as tx:
        found = await outbox.lease_heads(
            tx, owner, now, channels=["telegram", "sms"], limit=limit, conversation_id=only
        )
    return sorted((one.conversation_id, one.seq) for one in found)


async def test_a_row_is_stored_and_given_out_with_all_that_is_needed_to_send_it(database: Database) -> None:
    await lay_out(database, row("a", 9, status="sent"))
    async with database.transaction() as tx:
        for whose, seq, words in (("a", 1, b"words"), ("b", 1, b"another's"), ("b", 2, b"another's")):
            said = {"author": "program", "kind": "text", "sealed": words, "at": START}
            await tx.execute(messages.insert().values(conversation_id=whose, seq=seq, **said))
        await outbox.add(tx, "a", "telegram", [1, 2], NOW, owner="one")
        await outbox.add(tx, "a", "sms", [3], NOW, owner=None, kind="purge", sealed=b"errand")
    fresh = {"attempts": 0, "next_attempt_at": NOW, "created_at": NOW}
    found = await standing(database)
    del found["a", 9]
    assert found == {
        ("a", 1): row("a", 1, **fresh, **MINE),
        ("a", 2): row("a", 2, **fresh, **MINE),
        ("a", 3): row("a", 3, **fresh, channel="sms", kind="purge", sealed=b"errand"),
    }
    given = []
    for seq in (1, 2, 3):
        async with database.transaction() as tx:
            given += await outbox.lease_heads(
                tx, "one", NOW, channels=["telegram", "sms"], limit=9, conversation_id="a"
            )
            await outbox.mark(tx, [Mark("a", seq, "sent", NOW, 1)])
    plain = ("a", 2, "telegram", "message", 0, 0, "", None, None, b"address a", b"key a", NOW)
    assert given == [
        Row("a", 1, "telegram", "message", 0, 0, "", None, b"words", b"address a", b"key a", NOW),
        Row(*plain),
        Row("a", 3, "sms", "purge", 0, 0, "", b"errand", None, b"address a", b"key a", NOW),
    ]


async def test_what_waits_is_told_oldest_first_with_who_has_it(database: Database) -> None:
    """A new answer is sent after what waits, never before it."""
    await lay_out(
        database,
        row("a", 3),
        row("a", 2, lease_owner="one", lease_until=NOW),
        row("a", 1, status="sent"),
        row("b", 1),
    )
    async with database.reading() as tx:
        assert await outbox.waiting(tx, "a") == [(2, "one"), (3, None)]
        assert await outbox.waiting(tx, "c") == []


# Rows, and which of them go out now.
HEADS: dict[str, tuple[list[dict[str, Any]], list[Place]]] = {
    "due from its moment on": ([row("a", 1, next_attempt_at=NOW)], [("a", 1)]),
    "not before": ([row("a", 1, next_attempt_at=NOW + TICK)], []),
    "what is done does not go out again": ([row("a", 1, status="sent")], []),
    "what is done holds nothing up": ([row("a", 1, status="failed"), row("a", 2)], [("a", 2)]),
    "what must wait holds up what follows": ([row("a", 1, next_attempt_at=NOW + TICK), row("a", 2)], []),
    "what follows holds nothing up": ([row("a", 1), row("a", 2, next_attempt_at=NOW + TICK)], [("a", 1)]),
    "nobody is held up by another's": (
        [row("a", 1, next_attempt_at=NOW + TICK), row("b", 2)],
        [("b", 2)],
    ),
    "a lease holds to its end": ([row("a", 1, lease_owner="two", lease_until=NOW)], []),
    "and is over then": ([row("a", 1, lease_owner="two", lease_until=NOW - TICK)], [("a", 1)]),
    "one's own is not taken by a sweep": ([row("a", 1, **MINE)], []),
    "another channel's is another's": ([row("a", 1, channel="viber")], []),
    "each of several is the head of its own": (
        [row("a", 1), row("a", 2), row("b", 2), row("b", 3)],
        [("a", 1), ("b", 2)],
    ),
}


async def test_what_goes_out_is_what_is_due_and_first_in_its_conversation(database: Database) -> None:
    wrong = {}
    for said, (rows, expected) in HEADS.items():
        await lay_out(database, *rows)
        before = await standing(database)
        found = await leased(database)
        moved = changes(before, await standing(database))
        if found != expected or moved != dict.fromkeys(expected, MINE):
            wrong[said] = (found, moved)
    assert wrong == {}


async def test_one_conversation_is_sent_by_its_own_process_and_no_other(database: Database) -> None:
    theirs = {"lease_owner": "two", "lease_until": NOW + TICK}
    await lay_out(database, row("a", 1, **MINE), row("b", 1), row("c", 1, **theirs), row("d", 1, **theirs))
    assert await leased(database, only="a") == [("a", 1)]
    assert await leased(database, only="c") == []
    assert await leased(database, only="d", now=NOW + TICK * 2) == [("d", 1)]
    assert await leased(database) == [("b", 1)]


async def test_who_waited_longest_goes_first_where_there_is_room_for_few(database: Database) -> None:
    ages = {"a": 1, "b": 3, "c": 2}
    await lay_out(database, *(row(name, 1, next_attempt_at=NOW - TICK * age) for name, age in ages.items()))
    assert await leased(database, limit=1) == [("b", 1)]
    assert await leased(database, limit=1) == [("c", 1)]


@on_postgresql
async def test_who_waited_longest_goes_first_however_the_database_finds_the_rows(database: Database) -> None:
    ages = {"a": 1, "b": 3, "c": 2}
    await lay_out(database, *(row(name, 1, next_attempt_at=NOW - TICK * age) for name, age in ages.items()))
    async with database.transaction() as tx:
        for other_way in ("indexscan", "bitmapscan"):
            await tx.execute(text(f"SET LOCAL enable_{other_way} = off"))
        (first,) = await outbox.lease_heads(tx, "one", NOW, channels=["telegram"], limit=1)
    assert first.conversation_id == "b"


async def mark(tx: AsyncConnection, *marks: Mark) -> None:
    await outbox.mark(tx, list(marks))


FIELD = [
    row("a", 1, **MINE, sealed=b"errand"),
    row("a", 2, **MINE),
    row("b", 1, **MINE, reference="7", parts_sent=1),
    row("b", 2, lease_owner="two", lease_until=NOW),
    row("b", 3, status="sent", reference="8,9", parts_sent=2, done_at=START),
    row("c", 1, status="sent", reference="5", done_at=START),
]
AGAIN = NOW + timedelta(seconds=30)
# What is done, what it answers, and all that is then different.
ACTS: dict[str, tuple[Callable[[AsyncConnection], Awaitable[Any]], Any, Rows]] = {
    "sent, and its errand is not kept": (
        lambda tx: mark(tx, Mark("a", 1, "sent", NOW, 3, reference="11,12", parts_sent=2)),
        None,
        {
            ("a", 1): {
                **FREE,
                "status": "sent",
                "attempts": 3,
                "reference": "11,12",
                "parts_sent": 2,
                "next_attempt_at": NOW,
                "done_at": NOW,
                "sealed": None,
            }
        },
    ),
    "again later, and its errand is kept": (
        lambda tx: mark(tx, Mark("a", 1, "pending", NOW, 3, reason="r" * 65, next_attempt_at=AGAIN)),
        None,
        {("a", 1): {**FREE, "attempts": 3, "next_attempt_at": AGAIN, "reason": "r" * 64}},
    ),
    "each as it is said of it, in whatever order": (
        lambda tx: mark(tx, Mark("b", 2, "failed", NOW, 2), Mark("b", 1, "blocked", AGAIN, 2, "7", 1)),
        None,
        {
            ("b", 1): {**FREE, "status": "blocked", "next_attempt_at": AGAIN, "done_at": AGAIN},
            ("b", 2): {**FREE, "status": "failed", "next_attempt_at": NOW, "done_at": NOW},
        },
    ),
    "what is done stays as it became": (
        lambda tx: mark(tx, Mark("b", 3, "failed", NOW, 9, reason="late")),
        None,
        {},
    ),
    "one person's are forgotten, and what was sent stays sent": (
        lambda tx: outbox.forget(tx, "b", NOW),
        None,
        {
            ("b", 1): {**FREE, "status": "dropped", "done_at": NOW, "reference": None},
            ("b", 2): {**FREE, "status": "dropped", "done_at": NOW},
            ("b", 3): {"reference": None},
        },
    ),
    "a process that is gone gives back what it held": (
        lambda tx: outbox.release(tx, "one"),
        3,
        {("a", 1): FREE, ("a", 2): FREE, ("b", 1): FREE},
    ),
    "all that was sent to one person": (lambda tx: outbox.sent_references(tx, "c"), ["5"], {}),
    "all that waits": (outbox.pending_count, 4, {}),
}


async def test_what_is_done_to_one_row_leaves_every_other_as_it_was(database: Database) -> None:
    wrong = {}
    for said, (act, answer, expected) in ACTS.items():
        await lay_out(database, *FIELD)
        before = await standing(database)
        async with database.transaction() as tx:
            answered = await act(tx)
        found = changes(before, await standing(database))
        if (answered, found) != (answer, expected):
            wrong[said] = (answered, found)
    assert wrong == {}


async def test_every_number_of_what_was_sent_in_parts_is_known_to_delete_it(database: Database) -> None:
    await lay_out(database, *FIELD)
    async with database.reading() as tx:
        assert sorted(await outbox.sent_references(tx, "b")) == ["7", "8", "9"]
        assert await outbox.sent_references(tx, "a") == []


@on_sqlite
async def test_a_lease_is_longer_than_a_send_and_not_longer_than_an_answer_may_be_late(
    database: Database,
) -> None:
    """Shorter, and a slow message is sent twice; longer, and after a crash a person waits for its end."""
    await lay_out(database, row("a", 1))
    assert await leased(database) == [("a", 1)]
    assert await leased(database, owner="two", now=NOW + timedelta(seconds=20)) == []
    assert await leased(database, owner="two", now=NOW + timedelta(seconds=20) + TICK) == [("a", 1)]


@on_postgresql
async def test_two_processes_that_note_the_same_rows_never_wait_for_each_other_crosswise(
    database: Database,
) -> None:
    """The database would break one of them off, and what was sent would be sent again."""
    await lay_out(database, row("a", 1), row("a", 2), row("b", 1))

    async def note(places: Sequence[Place]) -> None:
        async with database.transaction() as tx:
            await outbox.mark(tx, [Mark(*place, "pending", NOW, 3) for place in places])

    for first, last in ((("a", 1), ("a", 2)), (("a", 2), ("b", 1))):
        async with database.transaction() as tx:
            await outbox.mark(tx, [Mark(*first, "pending", NOW, 1)])
            meanwhile = asyncio.create_task(note([last, first]))
            await somebody_waits_for_a_lock(database)
            await outbox.mark(tx, [Mark(*last, "pending", NOW, 1)])
        await meanwhile
    assert {one["attempts"] for one in (await standing(database)).values()} == {3}

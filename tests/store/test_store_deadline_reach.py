"""What is done to one timer leaves every other as it was.

A timer moved by mistake is a page that does not come, or that comes twice.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from store import deadlines
from store.database import Database
from store.deadlines import LEASE, Deadline
from tests.fixtures import START
from tests.store.timers import DUE, FREE, NOW, PAGE, TICK, WATCH, Rows, changes, lay_out, row, standing

SOONER, LATER = DUE - TICK, DUE + TICK
Act = Callable[[AsyncConnection], Awaitable[Any]]

MOVED = {"due_at": LATER, "set_at": NOW, **FREE}
GONE: dict[str, Any] = {}

FIELD = [
    row("ana", PAGE, lease_owner="one"),
    row("ana", WATCH),
    row("beka", PAGE, lease_owner="one"),
    row("dali", WATCH),
]
THEIRS = ["ana-page_case", "ana-watch_case"]

# What is done, what it answers, and all that is then different.
ACTS: dict[str, tuple[Act, Any, Rows]] = {
    "a worker renews its own lease, and none that another holds or that it did not name": (
        lambda tx: deadlines.renew(tx, "one", THEIRS, NOW),
        None,
        {"ana-page_case": {"lease_until": NOW + LEASE}},
    ),
    "what has done its work is gone": (
        lambda tx: deadlines.complete(tx, "ana-page_case"),
        True,
        {"ana-page_case": GONE},
    ),
    "what was cancelled meanwhile is not there to be completed": (
        lambda tx: deadlines.complete(tx, "nothing"),
        False,
        {},
    ),
    "one rung goes on to the next": (
        lambda tx: deadlines.postpone(tx, "ana-page_case", LATER, now=NOW, rung="on_duty/2/0/no"),
        True,
        {"ana-page_case": {**MOVED, "rung": "on_duty/2/0/no"}},
    ),
    "one is put off and stays on its rung": (
        lambda tx: deadlines.postpone(tx, "ana-page_case", LATER, now=NOW),
        True,
        {"ana-page_case": MOVED},
    ),
    "what was cancelled meanwhile is not there to be put off": (
        lambda tx: deadlines.postpone(tx, "nothing", LATER, now=NOW),
        False,
        {},
    ),
    "the watches that were named are put off, and no page": (
        lambda tx: deadlines.postpone_all(tx, ["ana-watch_case", "dali-watch_case"], LATER, now=NOW),
        None,
        {"ana-watch_case": MOVED, "dali-watch_case": MOVED},
    ),
    "nothing is named, nothing is put off": (
        lambda tx: deadlines.postpone_all(tx, [], LATER, now=NOW),
        None,
        {},
    ),
    "one person's page comes sooner": (
        lambda tx: deadlines.hasten(tx, "ana", PAGE, SOONER, NOW),
        True,
        {"ana-page_case": {"due_at": SOONER, "set_at": NOW}},
    ),
    "what is to hasten makes nothing later": (
        lambda tx: deadlines.hasten(tx, "ana", PAGE, LATER, NOW),
        True,
        {},
    ),
    "what is due then anyhow keeps its length": (
        lambda tx: deadlines.hasten(tx, "ana", PAGE, DUE, NOW),
        True,
        {},
    ),
    "there is no such timer to hasten": (
        lambda tx: deadlines.hasten(tx, "dali", PAGE, SOONER, NOW),
        False,
        {},
    ),
    "one person's page is held back": (
        lambda tx: deadlines.hold(tx, "ana", PAGE, LATER, NOW),
        None,
        {"ana-page_case": {"due_at": LATER, "set_at": NOW}},
    ),
    "what is to hold makes nothing sooner": (
        lambda tx: deadlines.hold(tx, "ana", PAGE, SOONER, NOW),
        None,
        {},
    ),
    "what is held for so long anyhow keeps its length": (
        lambda tx: deadlines.hold(tx, "ana", PAGE, DUE, NOW),
        None,
        {},
    ),
    "one person's timers are cancelled": (
        lambda tx: deadlines.cancel(tx, "ana"),
        None,
        {"ana-page_case": GONE, "ana-watch_case": GONE},
    ),
    "one kind of one person's timers is cancelled": (
        lambda tx: deadlines.cancel(tx, "ana", kind=PAGE),
        None,
        {"ana-page_case": GONE},
    ),
    "a worker that is gone gives back what it held, and nobody else does": (
        lambda tx: deadlines.release(tx, "one"),
        None,
        {"ana-page_case": FREE, "beka-page_case": FREE},
    ),
}


async def test_what_is_done_to_one_persons_timer_leaves_everybody_elses_as_it_was(database: Database) -> None:
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


async def test_a_timer_that_is_set_for_somebody_else_is_not_taken_for_ones_own(database: Database) -> None:
    """A caring contact that is not set because another person has one never comes."""
    await lay_out(database, row("ana", PAGE), row("beka", WATCH), row("beka", PAGE))
    asked = [(subject, kind) for subject in ("ana", "beka", "dali") for kind in (PAGE, WATCH)]
    async with database.reading() as tx:
        found = {one for one in asked if await deadlines.is_set(tx, *one)}
    assert found == {("ana", PAGE), ("beka", PAGE), ("beka", WATCH)}


async def test_of_two_timers_of_a_kind_one_is_enough_to_be_set(database: Database) -> None:
    await lay_out(database, row("ana", PAGE), row("ana", PAGE, id="second"))
    async with database.reading() as tx:
        assert await deadlines.is_set(tx, "ana", PAGE)


async def test_a_timer_is_given_out_with_all_that_was_said_of_it(database: Database) -> None:
    async with database.transaction() as tx:
        plain = await deadlines.schedule(tx, WATCH, "beka", NOW, now=START)
        full = await deadlines.schedule(
            tx, PAGE, "ana", NOW - TICK, now=START, priority=5, rung="on_duty/2/0/quiet"
        )
        given = await deadlines.lease_due(tx, "one", NOW, limit=2)
    assert given == [
        Deadline(full, PAGE, "ana", NOW - TICK, 0, "on_duty/2/0/quiet", 5),
        Deadline(plain, WATCH, "beka", NOW, 0),
    ]
    for found in (await standing(database)).values():
        assert (found["set_at"], found["attempts"]) == (START, 1)
        assert (found["lease_owner"], found["lease_until"]) == ("one", NOW + LEASE)


async def test_only_what_is_given_out_is_leased(database: Database) -> None:
    """A lease on more than was given out keeps a page from every worker until it is over."""
    await lay_out(database, *(row(name, PAGE, due_at=START, **FREE) for name in ("ana", "beka", "dali")))
    before = await standing(database)
    async with database.transaction() as tx:
        (given,) = await deadlines.lease_due(tx, "one", NOW, limit=1)
    found = changes(before, await standing(database))
    assert found == {given.id: {"lease_owner": "one", "lease_until": NOW + LEASE, "attempts": 4}}

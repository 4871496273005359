"""Timers put straight into the store, and what is different afterwards."""

from datetime import timedelta
from typing import Any

from store.database import Database
from store.tables import deadlines as table
from tests.fixtures import START

PAGE, WATCH = "page_case", "watch_case"
TICK = timedelta(microseconds=1)
NOW = START + timedelta(seconds=10)
DUE = START + timedelta(seconds=60)
FREE = {"lease_owner": None, "lease_until": None}

Rows = dict[str, dict[str, Any]]


def row(subject: str, kind: str, **values: Any) -> dict[str, Any]:
    """A timer that another worker holds, as most are whose neighbour is being moved."""
    return {
        "id": f"{subject}-{kind}",
        "kind": kind,
        "subject_id": subject,
        "due_at": DUE,
        "set_at": START,
        "priority": 1,
        "rung": "on_duty/1/0/no",
        "attempts": 3,
        "lease_owner": "two",
        "lease_until": START + timedelta(seconds=2),
        **values,
    }


async def lay_out(database: Database, *rows: dict[str, Any]) -> None:
    """These timers and no others."""
    async with database.transaction() as tx:
        await tx.execute(table.delete())
        await tx.execute(table.insert(), list(rows))


async def standing(database: Database) -> Rows:
    """Every timer, by id."""
    async with database.reading() as tx:
        return {found["id"]: dict(found) for found in (await tx.execute(table.select())).mappings().all()}


def changes(before: Rows, after: Rows) -> Rows:
    """What is different, by timer and column; nothing but the name where a timer is gone."""
    return {
        name: {column: value for column, value in after.get(name, {}).items() if value != was[column]}
        for name, was in before.items()
        if after.get(name) != was
    }

"""Counsellors straight in the store."""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from store.database import Database
from store.tables import staff
from tests.fixtures import START


async def employ(database: Database, *ids: str, seen_at: datetime | None = None, **values: Any) -> None:
    """Members of staff with these ids, where there are none yet. `values` are columns of theirs."""
    async with database.transaction() as tx:
        known = set((await tx.execute(select(staff.c.id))).scalars())
        for name in ids:
            if name not in known:
                row = {"login": f"login-of-{name}", "name": name, "role": "counsellor", "password_hash": "-"}
                await tx.execute(
                    staff.insert().values(
                        **{"id": name, **row, "seen_at": seen_at, "created_at": START, **values}
                    )
                )

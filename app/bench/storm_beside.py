"""What goes on beside the storm: consoles that are open, and looks at what is due."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from app.wiring import House, utc_now
from escalation import presence
from store import deadlines
from store.errors import StoreError

_SAMPLES = 5  # looks a second at what is overdue
_SEEN_EVERY = 5.0  # seconds; a console that was not seen for 60 is closed


@dataclass(slots=True)
class Watched:
    """What was seen while it stormed."""

    overdue: list[float] = field(default_factory=list)
    unanswered: int = 0  # looks and claims that the database did not answer


@asynccontextmanager
async def consoles_open(house: House, staff_ids: list[str], watched: Watched) -> AsyncIterator[None]:
    """Counsellors' consoles say that they are there: else after a minute nobody would be on duty."""

    async def say_so() -> None:
        while True:
            try:
                async with house.database.transaction() as tx:
                    for staff_id in staff_ids:
                        await presence.seen(tx, staff_id, utc_now())
            except StoreError:
                watched.unanswered += 1
            await asyncio.sleep(_SEEN_EVERY)

    async with _beside(say_so()):
        yield


@asynccontextmanager
async def watching(house: House, watched: Watched) -> AsyncIterator[None]:
    """Look again and again at what is overdue."""

    async def look() -> None:
        while True:
            try:
                async with house.database.reading() as tx:
                    watched.overdue.append(await deadlines.overdue_seconds(tx, utc_now()))
            except StoreError:
                watched.unanswered += 1
            await asyncio.sleep(1 / _SAMPLES)

    async with _beside(look()):
        yield


@asynccontextmanager
async def _beside(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Do this as long as the block runs."""
    task = asyncio.create_task(work)
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

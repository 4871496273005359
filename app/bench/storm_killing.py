"""Workers of `mkhari bench storm` that are killed and replaced, and that all end with the storm."""

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Protocol


class Killable(Protocol):
    """A worker that runs from the moment it is made."""

    def wait_until_ready(self) -> None:
        """Return once it works."""

    def kill(self) -> None:
        """End it; not more than once."""


class Workers:
    """The only place that starts and ends workers.

    `thread` is one thread, which does one thing after another and which no cancellation stops half-way: a
    worker is never killed twice, and none is started that this does not know of.
    """

    def __init__(self, start: Callable[[], Killable], thread: ThreadPoolExecutor) -> None:
        self.kills = 0
        self._start = start
        self._thread = thread
        self._alive: list[Killable] = []
        self._killed = asyncio.Condition()

    async def begin(self, number: int) -> None:
        """Start so many, and wait until all are ready."""
        await self._do(lambda: self._begin(number))

    async def replace_one(self, chance: random.Random) -> None:
        """Kill one of them and start another in its place."""
        await self._do(lambda: self._replace(chance))
        async with self._killed:
            self.kills += 1
            self._killed.notify_all()

    async def killed(self, number: int) -> None:
        """Wait until so many were killed."""
        async with self._killed:
            await self._killed.wait_for(lambda: self.kills >= number)

    async def end(self) -> None:
        """Kill all that are left, after what is under way."""
        await self._do(self._end)

    async def _do(self, work: Callable[[], None]) -> None:
        await asyncio.get_running_loop().run_in_executor(self._thread, work)

    def _begin(self, number: int) -> None:
        for _ in range(number):
            self._alive.append(self._start())
        for worker in self._alive:
            worker.wait_until_ready()

    def _replace(self, chance: random.Random) -> None:
        self._alive.pop(chance.randrange(len(self._alive))).kill()
        self._alive.append(self._start())

    def _end(self) -> None:
        while self._alive:
            self._alive.pop().kill()


@asynccontextmanager
async def killing(
    start: Callable[[], Killable], number: int, every: float, chance: random.Random
) -> AsyncIterator[Workers]:
    """So many workers, of which one is killed and replaced every so many seconds."""
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="storm-workers") as thread:
        workers = Workers(start, thread)

        async def kill_one_after_another() -> None:
            while True:
                await asyncio.sleep(every)
                await workers.replace_one(chance)

        try:
            await workers.begin(number)
            killer = asyncio.create_task(kill_one_after_another())
            try:
                yield workers
            finally:
                killer.cancel()
                await asyncio.wait({killer})
            if not killer.cancelled():
                killer.result()  # it ends by itself only when no other worker could be started
        finally:
            await workers.end()

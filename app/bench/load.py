"""Two kinds of load: as fast as it goes (closed loop), and at a fixed rate come what may (open loop)."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any

from app.bench.callers import Caller, Crowd


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two that are compared. `take` returns when the answer to an update is committed.

    `buttons` are what each chat shows. `awake` runs what belongs to this side in the background; `settled`
    waits until nothing is left to do, so that no work slips into the other side's time.
    """

    take: Callable[[Any], Awaitable[None]]
    buttons: Mapping[int, tuple[str, ...]]
    awake: Callable[[], AbstractAsyncContextManager[None]]
    settled: Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Passing:
    """How time passes: seconds that have passed, and what waits for some of them."""

    now: Callable[[], float] = time.perf_counter
    rest: Callable[[float], Awaitable[None]] = asyncio.sleep


_REAL = Passing()


@dataclass(frozen=True, slots=True)
class Round:
    """What one round of the closed loop did."""

    messages: int
    seconds: float

    @property
    def per_second(self) -> float:
        """Messages a second."""
        return self.messages / self.seconds


async def closed_loop(
    side: Side, crowd: Crowd, chats: int, seconds: float, passing: Passing = _REAL
) -> Round:
    """So many chats at once, each writing again as soon as it was answered."""
    begun = passing.now()
    until = begun + seconds
    done = 0

    async def chat() -> None:
        nonlocal done
        caller = crowd.newcomer()
        while passing.now() < until:
            if caller.is_done:
                caller = crowd.newcomer()
            await side.take(caller.next_update(side.buttons.get(caller.chat_id, ())))
            done += 1

    async with side.awake():
        await asyncio.gather(*(chat() for _ in range(chats)))
        await side.settled()
    return Round(done, passing.now() - begun)


async def open_loop(
    side: Side, crowd: Crowd, chats: int, rate: float, seconds: float, passing: Passing = _REAL
) -> list[float]:
    """Messages at a fixed rate; returns seconds from when each was due to its answer committed.

    A message that comes late because an earlier one was slow counts its wait (no coordinated omission).
    """
    waits: list[float] = []
    callers = [crowd.newcomer() for _ in range(chats)]

    async def one(caller: Caller, due: float) -> None:
        await side.take(caller.next_update(side.buttons.get(caller.chat_id, ())))
        waits.append(passing.now() - due)

    async with side.awake(), asyncio.TaskGroup() as tasks:
        begun = passing.now()
        for nth in range(int(rate * seconds)):
            due = begun + nth / rate
            await passing.rest(max(0.0, due - passing.now()))
            place = nth % chats
            if callers[place].is_done:
                callers[place] = crowd.newcomer()
            tasks.create_task(one(callers[place], due))
    await side.settled()
    return waits

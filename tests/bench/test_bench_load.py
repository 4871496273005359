"""What the measurements measure with: people who write the same thing each time, and honest clocks."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from app.bench.callers import Crowd
from app.bench.load import Passing, Side, closed_loop, open_loop
from risk.assess import assess
from risk.assessment import Level
from tests.telegram.reader import read_update


def everything(seed: int) -> list[dict[str, Any]]:
    crowd = Crowd(seed, first_chat=1000)
    said = []
    for _ in range(60):
        caller = crowd.newcomer()
        while not caller.is_done:
            said.append(caller.next_update(()))
    return said


class Clock:
    """Time that passes only while somebody works or rests."""

    def __init__(self) -> None:
        self.now = 0.0

    async def rest(self, seconds: float) -> None:
        self.now += seconds

    def passing(self) -> Passing:
        return Passing(lambda: self.now, self.rest)


class Slow:
    """Answers one message at a time, each as long as it is told; counts."""

    def __init__(self, seconds: float, clock: Clock) -> None:
        self.seconds = seconds
        self.clock = clock
        self.taken = 0
        self.settled = 0
        self._one = asyncio.Lock()

    def side(self) -> Side:
        return Side(self._take, {}, self._awake, self._settle)

    async def _take(self, raw: Any) -> None:
        async with self._one:
            await self.clock.rest(self.seconds)
        self.taken += 1

    @asynccontextmanager
    async def _awake(self) -> AsyncIterator[None]:
        yield

    async def _settle(self) -> None:
        self.settled += 1


def test_the_same_seed_brings_the_same_people() -> None:
    assert everything(1) == everything(1)
    assert everything(1) != everything(2)


def test_what_people_send_is_what_telegram_sends() -> None:
    for update in everything(1):
        read_update(update)


def test_some_people_are_in_crisis_and_most_are_not() -> None:
    texts = [update["message"]["text"] for update in everything(1) if "message" in update]
    grave = [text for text in texts if assess(text).level >= Level.HIGH]
    assert 0 < len(grave) < len(texts) / 10


async def test_a_round_counts_every_answer_and_waits_for_what_is_left() -> None:
    clock = Clock()
    slow = Slow(0.25, clock)
    one = await closed_loop(slow.side(), Crowd(1, first_chat=1), chats=3, seconds=5, passing=clock.passing())
    assert (one.messages, one.seconds) == (20, 5)
    assert (slow.taken, slow.settled) == (20, 1)


async def test_a_wait_behind_a_slow_answer_counts() -> None:
    """Twice as many messages are due as can be answered: the last waits for all before it."""
    clock = Clock()
    slow = Slow(0.5, clock)
    waits = await open_loop(
        slow.side(), Crowd(1, first_chat=1), chats=4, rate=4, seconds=10, passing=clock.passing()
    )
    # All are written within 9.75 s and answered within 20 more.
    assert len(waits) == slow.taken == 40
    assert max(waits) == 20

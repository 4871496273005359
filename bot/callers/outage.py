"""Waiting out an outage of the database: back off alone, come back together."""

import asyncio
import contextlib
import random
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Backoff:
    """Waiting times in seconds that double from `first` to `cap`, each shortened by up to a half by chance.

    The chance keeps many waiting chats from coming back in the same instant.
    """

    first: float = 0.5
    cap: float = 30.0

    def seconds(self, attempt: int) -> float:
        """How long to wait after the attempt with this number (from 0)."""
        whole = min(self.cap, self.first * 2.0 ** min(attempt, 30))
        return whole * random.uniform(0.5, 1.0)


class StoreOutage:
    """Whether the database answers, as far as the bot has seen; who waits is woken when it does again."""

    def __init__(self) -> None:
        self._answers = asyncio.Event()
        self._answers.set()

    @property
    def is_on(self) -> bool:
        """Whether the last attempt found the database down."""
        return not self._answers.is_set()

    def began(self) -> None:
        """The database did not answer."""
        self._answers.clear()

    def over(self) -> None:
        """The database answered."""
        self._answers.set()

    async def wait(self, at_least: float, at_most: float) -> None:
        """Wait `at_least` seconds, and on until the database answers somebody or `at_most` is over."""
        await asyncio.sleep(min(at_least, at_most))
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(max(0.0, at_most - at_least)):
                await self._answers.wait()

"""Risk checks that answer when they are let, on a clock that is moved by hand."""

import asyncio
import threading
from collections.abc import Callable, Coroutine
from typing import Any

from prometheus_client import REGISTRY

from conversation.checks import HANGS_AFTER, Checks
from risk.assessment import Assessment, Context, Level
from tests.patience import PATIENCE

NONE = Assessment(level=Level.NONE)
LIMIT = 1.0 / HANGS_AFTER  # a check hangs after a second


class HandLoop(asyncio.SelectorEventLoop):
    """An event loop whose clock is moved by hand."""

    now = 0.0

    def time(self) -> float:
        return self.now


class Desk:
    """Checks that answer when they are let, one by one; each is known by its text."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.ended: list[str] = []
        self.seen_at_begin: dict[str, int] = {}
        self.broken: set[str] = set()
        self.let: dict[str, threading.Event] = {}
        self._changed = threading.Condition()

    def assess(self, text: str, context: Context) -> Assessment:
        with self._changed:
            self.begun.append(text)
            self.seen_at_begin[text] = len(self.ended)
            self._changed.notify_all()
        assert self.let[text].wait(PATIENCE)
        with self._changed:
            self.ended.append(text)
            self._changed.notify_all()
        if text in self.broken:
            raise ValueError(text)
        return NONE

    async def until(self, happened: Callable[[], bool]) -> None:
        """Wait until this holds of what begun and ended."""

        def wait() -> bool:
            with self._changed:
                return self._changed.wait_for(happened, PATIENCE)

        assert await asyncio.to_thread(wait)

    def expect(self, *texts: str) -> None:
        for text in texts:
            self.let[text] = threading.Event()

    def let_go(self, *texts: str) -> None:
        for text in texts:
            self.let[text].set()


async def settled() -> None:
    """Let everything run that can run without time passing."""
    for _ in range(20):
        await asyncio.sleep(0)


def play(loop: HandLoop, story: Coroutine[Any, Any, None]) -> None:
    loop.run_until_complete(story)


def asked(checks: Checks, text: str) -> "asyncio.Task[Assessment]":
    async def found() -> Assessment:
        return (await checks.hear(text, Context())).assessment

    return asyncio.ensure_future(found())


def late_or_broken(why: str) -> float:
    return REGISTRY.get_sample_value("mkhari_assessments_failed_total", {"why": why}) or 0.0

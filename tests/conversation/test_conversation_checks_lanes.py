"""What a risk check may use: a processor's time, and a lane of its own for a long text.

Time stands still here until a test moves it, so that a busy machine changes nothing.
"""

import asyncio
import threading
from collections.abc import Iterator

import pytest

from conversation.checks import LONG_FROM, Checks
from conversation.hearing import heard_by
from risk.assessment import Assessment, Context, Level
from tests.conversation.checks_by_hand import (
    LIMIT,
    NONE,
    Desk,
    HandLoop,
    asked,
    late_or_broken,
    play,
    settled,
)


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = Desk()
    yield made
    made.let_go(*made.let)


@pytest.fixture
def loop() -> Iterator[HandLoop]:
    made = HandLoop()
    yield made
    made.close()


class Processor:
    """How long each thread has had a processor, by hand: all of them alike."""

    def __init__(self) -> None:
        self.used = 0.0

    def __call__(self, ident: int) -> float:
        return self.used


def test_a_check_that_waits_for_a_processor_is_not_late(loop: HandLoop, desk: Desk) -> None:
    async def story() -> None:
        processor = Processor()
        checks = Checks(heard_by(desk.assess), LIMIT, loop.time, processor)
        desk.expect("waits")
        waits = asked(checks, "waits")
        await desk.until(lambda: bool(desk.begun))
        processor.used = LIMIT * 0.9
        loop.now = 0.9
        await settled()
        assert not waits.done()
        desk.let_go("waits")

        assert (await waits).level is Level.NONE
        checks.close()

    play(loop, story())


def test_a_check_that_has_had_its_time_is_late_before_it_hangs(loop: HandLoop, desk: Desk) -> None:
    async def story() -> None:
        processor = Processor()
        checks = Checks(heard_by(desk.assess), LIMIT, loop.time, processor)
        desk.expect("busy")
        busy = asked(checks, "busy")
        await desk.until(lambda: bool(desk.begun))
        processor.used = LIMIT
        loop.now = LIMIT * 1.01

        assert (await busy).level is Level.HIGH
        desk.let_go("busy")
        checks.close()

    play(loop, story())


def test_long_texts_wait_for_one_another_and_short_ones_for_none_of_them(loop: HandLoop, desk: Desk) -> None:
    async def story() -> None:
        checks = Checks(heard_by(desk.assess), LIMIT, loop.time)
        books = [f"{number}" * LONG_FROM for number in range(1, 6)]
        desk.expect(*books, "short")
        desk.let_go("short")
        waiting = [asked(checks, book) for book in books]
        await desk.until(lambda: bool(desk.begun))

        assert (await asked(checks, "short")).level is Level.NONE
        assert [text for text in desk.begun if text != "short"] == books[:1]
        desk.let_go(*books)
        assert {one.level for one in await asyncio.gather(*waiting)} == {Level.NONE}
        checks.close()

    play(loop, story())


def test_a_check_that_raises_a_timeout_is_broken_and_not_late(loop: HandLoop) -> None:
    def broken(text: str, context: Context) -> Assessment:
        raise TimeoutError

    async def story() -> None:
        before = late_or_broken("TimeoutError")
        checks = Checks(heard_by(broken), LIMIT, loop.time)
        assert (await checks.hear("x", Context())).assessment.level is Level.HIGH
        assert late_or_broken("TimeoutError") - before == 1
        checks.close()

    play(loop, story())


def test_each_lane_has_threads_of_its_own_name(loop: HandLoop) -> None:
    seen: list[str] = []

    def named(text: str, context: Context) -> Assessment:
        seen.append(threading.current_thread().name)
        return NONE

    async def story() -> None:
        checks = Checks(heard_by(named), LIMIT, loop.time)
        await asked(checks, "short")
        await asked(checks, "x" * LONG_FROM)
        checks.close()

    play(loop, story())
    assert [name.rpartition("_")[0] for name in seen] == ["risk", "risk-long"]


@pytest.mark.parametrize("text", ["short", "x" * LONG_FROM], ids=["short", "long"])
def test_after_the_close_no_lane_takes_anything_up(loop: HandLoop, desk: Desk, text: str) -> None:
    async def story() -> None:
        checks = Checks(heard_by(desk.assess), LIMIT, loop.time)
        checks.close()

        assert (await asked(checks, text)).level is Level.HIGH
        assert desk.begun == []

    play(loop, story())

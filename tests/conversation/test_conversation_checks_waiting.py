"""Who waits for a risk check: for how long, behind whom, and what is left behind of a check that was late.

Time stands still here until a test moves it, so that a busy machine changes nothing.
"""

import asyncio
import gc
from collections.abc import Iterator
from typing import Any

import pytest

from conversation.checks import ASSESS_LIMIT, HANGS_AFTER, Checks
from conversation.hearing import heard_by
from risk.assessment import Level
from tests.conversation.checks_by_hand import LIMIT, Desk, HandLoop, asked, late_or_broken, play, settled


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


def test_who_waits_behind_a_crowd_is_not_late_while_checks_come_to_an_end(loop: HandLoop, desk: Desk) -> None:
    async def story() -> None:
        checks = Checks(heard_by(desk.assess), LIMIT, loop.time)
        desk.expect("a", "b", "c", "d", "next", "patient")
        crowd = [asked(checks, text) for text in ("a", "b", "c", "d", "next")]
        patient = asked(checks, "patient")
        await desk.until(lambda: len(desk.begun) == 4)
        loop.now = 0.9
        desk.let_go("a")
        await desk.until(lambda: "next" in desk.begun)
        loop.now = 1.5  # beyond the limit since it came, but not since "a" was answered
        await settled()
        assert not patient.done()
        desk.let_go("b", "patient")

        assert (await patient).level is Level.NONE
        desk.let_go("c", "d", "next")
        await asyncio.gather(*crowd)
        checks.close()

    play(loop, story())


def test_who_waits_behind_checks_that_hang_is_high_after_the_limit(loop: HandLoop, desk: Desk) -> None:
    async def story() -> None:
        checks = Checks(heard_by(desk.assess), LIMIT, loop.time)
        desk.expect("a", "b", "c", "d", "waits")
        before = late_or_broken("late")
        everybody = [asked(checks, text) for text in ("a", "b", "c", "d")]
        await desk.until(lambda: len(desk.begun) == 4)
        loop.now = 0.5
        waits = asked(checks, "waits")
        await settled()
        loop.now = 1.4
        await settled()
        assert [one.done() for one in everybody] == [True] * 4
        assert not waits.done()  # its own limit is not over
        loop.now = 1.6

        assert (await waits).level is Level.HIGH
        assert "waits" not in desk.begun
        assert late_or_broken("late") - before == 5
        checks.close()

    play(loop, story())


def test_somebody_who_comes_after_a_quiet_hour_is_not_late_when_they_come(loop: HandLoop, desk: Desk) -> None:
    async def story() -> None:
        checks = Checks(heard_by(desk.assess), LIMIT, loop.time)
        desk.expect("first", "after an hour")
        desk.let_go(*desk.let)
        assert (await asked(checks, "first")).level is Level.NONE
        loop.now = 3600.0

        assert (await asked(checks, "after an hour")).level is Level.NONE
        checks.close()

    play(loop, story())


def test_a_thread_that_comes_back_late_is_used_again(loop: HandLoop, desk: Desk) -> None:
    async def story() -> None:
        checks = Checks(heard_by(desk.assess), LIMIT, loop.time)
        desk.expect("a", "b", "c", "d", "later")
        everybody = [asked(checks, text) for text in ("a", "b", "c", "d")]
        await desk.until(lambda: len(desk.begun) == 4)
        loop.now = 1.1
        assert {one.level for one in await asyncio.gather(*everybody)} == {Level.HIGH}
        desk.let_go("a", "b", "c", "d")
        await desk.until(lambda: len(desk.ended) == 4)
        desk.let_go("later")

        assert (await asked(checks, "later")).level is Level.NONE
        checks.close()

    play(loop, story())


def test_a_crowd_keeps_four_threads_busy_and_no_fifth(loop: HandLoop, desk: Desk) -> None:
    async def story() -> None:
        checks = Checks(heard_by(desk.assess), LIMIT, loop.time)
        desk.expect("a", "b", "c", "d", "e")
        everybody = [asked(checks, text) for text in desk.let]
        await desk.until(lambda: len(desk.begun) == 4)
        await settled()
        desk.let_go(*desk.let)
        await asyncio.gather(*everybody)

        assert desk.seen_at_begin["e"] >= 1
        checks.close()

    play(loop, story())


def test_what_a_late_check_breaks_on_is_written_nowhere(loop: HandLoop, desk: Desk) -> None:
    """Its error may hold the person's words, and asyncio logs an error that nobody asked for."""
    logged: list[dict[str, Any]] = []
    loop.set_exception_handler(lambda _, context: logged.append(context))

    async def story() -> None:
        checks = Checks(heard_by(desk.assess), LIMIT, loop.time)
        desk.expect("words of a person", "next")
        desk.broken.add("words of a person")
        late = asked(checks, "words of a person")
        await desk.until(lambda: bool(desk.begun))
        loop.now = 1.1
        assert (await late).level is Level.HIGH
        desk.let_go("words of a person", "next")
        await desk.until(lambda: bool(desk.ended))
        assert (await asked(checks, "next")).level is Level.NONE
        checks.close()

    play(loop, story())
    gc.collect()
    assert logged == []


def test_a_house_that_closes_does_not_wait_for_a_check_that_hangs(loop: HandLoop, desk: Desk) -> None:
    async def story() -> None:
        checks = Checks(heard_by(desk.assess), LIMIT, loop.time)
        desk.expect("hangs")
        hanging = asked(checks, "hangs")
        await desk.until(lambda: bool(desk.begun))

        checks.close()

        assert desk.ended == []
        desk.let_go("hangs")
        await hanging

    play(loop, story())


def test_nobody_waits_longer_than_four_seconds_for_the_check_of_a_message() -> None:
    assert (ASSESS_LIMIT, ASSESS_LIMIT * HANGS_AFTER) == (1.0, 4.0)

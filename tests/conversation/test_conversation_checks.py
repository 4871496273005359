"""The risk check at work: late or broken counts as high, and a crowd is neither."""

import asyncio
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from conversation.checks import Checks
from risk.assessment import Assessment, Context, Flag, Level

NONE = Assessment(level=Level.NONE)


class Gate:
    """A check that answers when it is let."""

    def __init__(self) -> None:
        self.open = threading.Event()

    def assess(self, text: str, context: Context) -> Assessment:
        self.open.wait(60)
        return NONE


@pytest.fixture
def gate() -> Iterator[Gate]:
    made = Gate()
    yield made
    made.open.set()


async def assess_many(checks: Checks, how_many: int) -> list[Assessment]:
    return await asyncio.gather(*(checks.assess("x", Context()) for _ in range(how_many)))


async def test_a_crowd_after_an_outage_is_not_late() -> None:
    """Each check is well within the limit, all together far beyond it."""
    clock = iter(range(100_000))

    def quick(text: str, context: Context) -> Assessment:
        return NONE

    # A hundredth of a second passes at each look at the clock: 400 checks take longer than the limit.
    checks = Checks(quick, limit=1.0, monotonic=lambda: next(clock) / 100)
    found = await assess_many(checks, 400)
    checks.close()
    assert {one.level for one in found} == {Level.NONE}


async def test_a_check_that_hangs_is_high_and_so_is_whoever_waits_behind_it(gate: Gate) -> None:
    checks = Checks(gate.assess, limit=0.02)
    found = await assess_many(checks, 9)
    checks.close()
    assert {(one.level, Flag.ASSESSMENT_FAILED in one.flags) for one in found} == {(Level.HIGH, True)}


async def test_threads_that_come_back_are_used_again(gate: Gate) -> None:
    checks = Checks(gate.assess, limit=0.02)
    await assess_many(checks, 4)
    gate.open.set()
    with ThreadPoolExecutor(1) as thread:  # until the threads are really free
        await asyncio.get_running_loop().run_in_executor(thread, gate.open.wait)
    patient = Checks(gate.assess, limit=10)
    assert (await patient.assess("x", Context())).level is Level.NONE
    checks.close()
    patient.close()


async def test_a_broken_check_is_high() -> None:
    def broken(text: str, context: Context) -> Assessment:
        raise ValueError(text)

    checks = Checks(broken)
    found = await checks.assess("never-shown", Context())
    checks.close()
    assert (found.level, found.flags) == (Level.HIGH, frozenset({Flag.ASSESSMENT_FAILED}))

"""The risk check at work: late or broken counts as high, and a crowd is neither."""

import asyncio
import threading
from collections.abc import Iterator

import pytest

from conversation.checks import Checks
from conversation.hearing import heard_by
from risk.assessment import Assessment, Context, Flag, Level
from tests.patience import PATIENCE

NONE = Assessment(level=Level.NONE)


class Gate:
    """A check that answers when it is let."""

    def __init__(self) -> None:
        self.open = threading.Event()

    def assess(self, text: str, context: Context) -> Assessment:
        self.open.wait(2 * PATIENCE)
        return NONE


@pytest.fixture
def gate() -> Iterator[Gate]:
    made = Gate()
    yield made
    made.open.set()


async def assess_many(checks: Checks, how_many: int) -> list[Assessment]:
    found = await asyncio.gather(*(checks.hear("x", Context()) for _ in range(how_many)))
    return [one.assessment for one in found]


async def test_a_crowd_after_an_outage_is_not_late() -> None:
    """Each check is well within the limit, all together far beyond it."""
    clock = iter(range(100_000))

    def quick(text: str, context: Context) -> Assessment:
        return NONE

    # A hundredth of the limit passes at each look at the clock: 400 checks take longer than it.
    checks = Checks(heard_by(quick), limit=PATIENCE, monotonic=lambda: next(clock) * PATIENCE / 100)
    found = await assess_many(checks, 400)
    checks.close()
    assert {one.level for one in found} == {Level.NONE}


async def test_a_check_that_hangs_is_high_and_so_is_whoever_waits_behind_it(gate: Gate) -> None:
    checks = Checks(heard_by(gate.assess), limit=0.02)
    found = await assess_many(checks, 9)
    checks.close()
    assert {(one.level, Flag.ASSESSMENT_FAILED in one.flags) for one in found} == {(Level.HIGH, True)}


async def test_threads_that_come_back_are_used_again(gate: Gate) -> None:
    checks = Checks(heard_by(gate.assess), limit=0.02)
    assert {one.level for one in await assess_many(checks, 4)} == {Level.HIGH}
    gate.open.set()
    async with asyncio.timeout(PATIENCE):
        # The limit that made four checks late may do so to a few more before one is quick enough.
        while (await checks.hear("x", Context())).assessment.level is not Level.NONE:
            pass
    checks.close()


async def test_a_broken_check_is_high() -> None:
    def broken(text: str, context: Context) -> Assessment:
        raise ValueError(text)

    checks = Checks(heard_by(broken))
    found = (await checks.hear("never-shown", Context())).assessment
    checks.close()
    assert (found.level, found.flags) == (Level.HIGH, frozenset({Flag.ASSESSMENT_FAILED}))

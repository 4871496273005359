"""Whatever moment a storm ends at: every worker that was started is ended, and ended once."""

import asyncio
import random
import threading

import pytest

from app.bench.storm_killing import killing
from tests.patience import PATIENCE

FIRST = 3


class Fleet:
    """Workers that are only counted. One that replaces another does not start before `gate` is open."""

    def __init__(self) -> None:
        self.started = 0
        self.alive: set[int] = set()
        self.one_is_gone = asyncio.Event()
        self.gate = threading.Event()
        self.is_broken = False
        self._loop = asyncio.get_running_loop()

    def start(self) -> "Counted":
        if self.started >= FIRST:
            self._loop.call_soon_threadsafe(self.one_is_gone.set)
            assert self.gate.wait(PATIENCE)
        if self.is_broken:
            raise OSError("no more processes")
        self.started += 1
        self.alive.add(self.started)
        return Counted(self, self.started)

    def open_gate_soon(self) -> None:
        """Not before whatever the caller does next without waiting."""
        self._loop.call_soon(self.gate.set)


class Counted:
    """As a process: to kill it a second time is an error."""

    def __init__(self, fleet: Fleet, number: int) -> None:
        self._fleet = fleet
        self._number = number

    def wait_until_ready(self) -> None:
        assert self._number in self._fleet.alive

    def kill(self) -> None:
        if self._number not in self._fleet.alive:
            raise ValueError("process object is closed")
        self._fleet.alive.remove(self._number)


async def test_a_storm_that_ends_between_a_kill_and_the_next_start_leaves_no_worker() -> None:
    fleet = Fleet()
    async with asyncio.timeout(PATIENCE), killing(fleet.start, FIRST, 0, random.Random(1)):
        await fleet.one_is_gone.wait()
        fleet.open_gate_soon()
    assert (fleet.started, fleet.alive) == (FIRST + 1, set())


async def test_a_storm_that_is_broken_off_there_leaves_no_worker() -> None:
    fleet = Fleet()

    async def storm() -> None:
        async with asyncio.timeout(PATIENCE), killing(fleet.start, FIRST, 0, random.Random(1)):
            await asyncio.Event().wait()

    storming = asyncio.create_task(storm())
    async with asyncio.timeout(PATIENCE):
        await fleet.one_is_gone.wait()
    storming.cancel()
    fleet.open_gate_soon()
    with pytest.raises(asyncio.CancelledError):
        await storming
    assert (fleet.started, fleet.alive) == (FIRST + 1, set())


async def test_a_storm_goes_on_until_as_many_were_killed_as_it_asks_for() -> None:
    fleet = Fleet()
    fleet.gate.set()
    async with asyncio.timeout(PATIENCE), killing(fleet.start, FIRST, 0, random.Random(1)) as workers:
        await workers.killed(7)
    assert workers.kills >= 7
    assert (fleet.started >= FIRST + 7, fleet.alive) == (True, set())


async def test_a_worker_that_cannot_be_replaced_is_told_and_the_others_are_ended_once() -> None:
    fleet = Fleet()
    fleet.gate.set()

    async def storm() -> None:
        async with asyncio.timeout(PATIENCE), killing(fleet.start, FIRST, 0, random.Random(1)) as workers:
            fleet.is_broken = True
            await fleet.one_is_gone.wait()
            await workers.end()  # comes after the start that failed

    with pytest.raises(OSError, match="no more processes"):
        await storm()
    assert fleet.alive == set()

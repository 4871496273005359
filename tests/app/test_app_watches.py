"""Cases that are held are looked at beside those that wait: neither makes anybody else wait longer."""

import asyncio
from datetime import timedelta

import pytest

from app.calling import Calling
from app.sweeper import Sweeper
from app.wiring import House
from escalation import presence
from escalation.case import State
from escalation.paging import Page, PageChannel
from escalation.service import WATCH, WATCH_EVERY
from store import deadlines
from tests.escalation.cases import claimed, opened, reloaded, timers
from tests.fixtures import Clock, on_sqlite
from tests.patience import PATIENCE


class Pager:
    """Takes every page, and answers when it is told to."""

    def __init__(self) -> None:
        self.called: list[str] = []
        self.was_called = asyncio.Event()
        self.answers = asyncio.Event()

    async def page(self, page: Page, address: str) -> None:
        self.called.append(page.case_id)
        self.was_called.set()
        await self.answers.wait()


@pytest.fixture
def pager() -> Pager:
    return Pager()


def sweeping(house: House, pager: Pager, clock: Clock, owner: str = "one") -> Sweeper:
    calling = Calling(house.database, house.intake, house.vault, {PageChannel.WEBHOOK: pager}, clock)
    parts = (house.database, house.intake, house.delivery, house.live, calling)
    return Sweeper(*parts, owner, clock, clock.passed)


async def at_the_console(house: House, staff_id: str, clock: Clock) -> None:
    async with house.database.transaction() as tx:
        await presence.seen(tx, staff_id, clock())


async def settle(sweeper: Sweeper, clock: Clock) -> None:
    """Let a minute pass: until then nobody is judged for what their console did not say."""
    await sweeper.sweep_deadlines()
    clock.advance(seconds=61)
    await sweeper.sweep_deadlines()


async def test_a_calm_conversation_puts_off_nobody_elses_page(
    house: House, pager: Pager, clock: Clock
) -> None:
    """One counsellor who is there must not cost the person beside them in the queue ten seconds."""
    pager.answers.set()
    waits = await opened(house.database, conversation_id="waits")
    sweeper = sweeping(house, pager, clock)
    await sweeper.sweep_deadlines()
    assert pager.called == [waits.id]
    again = (await timers(house.database, waits))["page_case"]
    clock.now = again - timedelta(seconds=1) - WATCH_EVERY
    await claimed(house.database, await opened(house.database, conversation_id="calm"), "nino", clock())
    clock.now = again - timedelta(seconds=1)
    await at_the_console(house, "nino", clock)
    assert await sweeper.sweep_deadlines() == 1, "the watch alone"
    clock.now = again
    await sweeper.sweep_deadlines()
    assert pager.called == [waits.id, waits.id]


async def test_of_many_watches_the_one_whose_holder_is_gone_is_followed(
    house: House, pager: Pager, clock: Clock
) -> None:
    """Among calm conversations the one that nobody answers any more must not be taken for calm."""
    pager.answers.set()
    sweeper = sweeping(house, pager, clock)
    await settle(sweeper, clock)
    calm = await claimed(house.database, await opened(house.database), "nino", clock())
    lost = await claimed(house.database, await opened(house.database), "giorgi", clock())
    clock.advance(seconds=60)
    await at_the_console(house, "nino", clock)
    await sweeper.sweep_deadlines()
    assert (await reloaded(house.database, lost)).state is State.WAITING
    assert (await reloaded(house.database, calm)).state is State.CLAIMED
    assert await timers(house.database, calm) == {WATCH: clock() + WATCH_EVERY}


@on_sqlite
async def test_a_page_that_takes_long_is_not_sent_by_a_second_worker_too(
    house: House, pager: Pager, clock: Clock
) -> None:
    """A colleague who is woken twice for one person trusts the next page less."""
    await opened(house.database)
    first, second = sweeping(house, pager, clock), sweeping(house, pager, clock, "two")
    await first.take_deadlines()
    async with asyncio.timeout(PATIENCE):
        await pager.was_called.wait()
    for _ in range(4):
        clock.now += deadlines.LEASE - timedelta(microseconds=1)
        assert await first.renew_leases() == 1
        assert await second.take_deadlines() == 0
    pager.answers.set()
    await first.sweep_deadlines()
    assert len(pager.called) == 1

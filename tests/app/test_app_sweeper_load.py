"""Much is due at once: no more is begun than the database can carry, and pagers that hang hold nobody up."""

import asyncio

from app.calling import Calling
from app.sweeper import Pace, Sweeper
from app.wiring import House
from escalation.paging import Page, PageChannel
from tests.escalation.cases import opened
from tests.fixtures import Clock, on_sqlite
from tests.patience import AN_HOUR, PATIENCE

DUE = 100


class SlowPager:
    """Takes every page, and answers when it is told to."""

    def __init__(self) -> None:
        self.called: list[str] = []
        self.all_called = asyncio.Event()
        self.answers = asyncio.Event()

    async def page(self, page: Page, address: str) -> None:
        self.called.append(page.case_id)
        if len(self.called) >= DUE:
            self.all_called.set()
        await self.answers.wait()


def sweeper_with(house: House, pager: SlowPager, clock: Clock) -> Sweeper:
    pagers = {PageChannel.WEBHOOK: pager}
    calling = Calling(house.database, house.intake, house.vault, pagers, clock, longest=AN_HOUR)
    parts = (house.database, house.intake, house.delivery, house.live, calling)
    return Sweeper(*parts, "test", clock, clock.passed, Pace(end_within=PATIENCE))


@on_sqlite
async def test_only_as_much_is_begun_as_the_database_can_carry(house: House, clock: Clock) -> None:
    for nth in range(DUE):
        await opened(house.database, conversation_id=f"conversation-{nth}")
    pager = SlowPager()
    pager.answers.set()
    sweeper = sweeper_with(house, pager, clock)
    begun = await sweeper.take_deadlines()
    assert 0 < begun < 50
    assert await sweeper.take_deadlines() == 0
    assert await sweeper.sweep_deadlines() == DUE - begun
    assert len(set(pager.called)) == len(pager.called) == DUE


@on_sqlite
async def test_pagers_that_hang_do_not_hold_up_the_next_page(house: House, clock: Clock) -> None:
    for nth in range(DUE):
        await opened(house.database, conversation_id=f"conversation-{nth}")
    pager = SlowPager()
    before = asyncio.all_tasks()
    sweeping = asyncio.create_task(sweeper_with(house, pager, clock).run())
    async with asyncio.timeout(PATIENCE):
        await pager.all_called.wait()
    sweeping.cancel()
    await asyncio.gather(sweeping, return_exceptions=True)
    assert asyncio.all_tasks() <= before, "what outlives the database waits for it for ever"

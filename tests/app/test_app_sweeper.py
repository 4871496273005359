"""What happens by itself: pages until somebody claims, the truth about the wait, and silence."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import pytest

from app.calling import Calling
from app.sweeper import Pace, Sweeper
from app.wiring import House
from conversation import counsellor, repository
from conversation.channel import Channel, Command, RetryLater
from escalation import presence
from escalation import repository as cases
from escalation.case import Case, Urgency
from escalation.paging import Page, PageChannel, PageFailed
from escalation.policy import policy
from store import deadlines
from tests.conversation.telling import commands, says
from tests.fixtures import Clock, Phone, on_sqlite
from tests.patience import AN_HOUR, PATIENCE

CRISIS = "თავს მოვიკლავ ამაღამ"
ADDRESS = "8112007199"


class Beeper:
    """A paging channel that remembers, and fails when it is told to."""

    def __init__(self) -> None:
        self.pages: list[Page] = []
        self.faults: list[Exception] = []
        self.beeped = asyncio.Event()

    async def page(self, page: Page, address: str) -> None:
        if self.faults:
            raise self.faults.pop(0)
        self.pages.append(page)
        self.beeped.set()


@pytest.fixture
def beeper() -> Beeper:
    return Beeper()


MakeSweeper = Callable[..., Sweeper]


@pytest.fixture
def make_sweeper(house: House, beeper: Beeper, clock: Clock) -> MakeSweeper:
    def make(pager: Beeper | None = beeper, owner: str = "test", pace: Pace | None = None) -> Sweeper:
        pagers = {} if pager is None else {PageChannel.WEBHOOK: pager}
        calling = Calling(house.database, house.intake, house.vault, pagers, clock)
        parts = (house.database, house.intake, house.delivery, house.live, calling)
        return Sweeper(*parts, owner, clock, clock.passed, pace)

    return make


@pytest.fixture
def sweeper(make_sweeper: MakeSweeper) -> Sweeper:
    return make_sweeper()


async def crisis(house: House, address: str = ADDRESS) -> Case:
    outcome = await says(house, CRISIS, address=address)
    async with house.database.reading() as tx:
        return next(c for c in await cases.open_cases(tx) if c.conversation_id == outcome.conversation_id)


async def history(house: House, case: Case) -> list[tuple[str, str]]:
    async with house.database.reading() as tx:
        return [(event.action, event.detail) for event in await cases.events(tx, case.id)]


async def on_duty(house: House, clock: Clock) -> None:
    """A counsellor's console is open now."""
    async with house.database.transaction() as tx:
        await presence.seen(tx, "nino", clock())


async def test_the_first_page_goes_out_at_once_and_tells_nothing_that_was_said(
    house: House, sweeper: Sweeper, beeper: Beeper
) -> None:
    case = await crisis(house)
    assert await sweeper.sweep_deadlines() == 1
    (page,) = beeper.pages
    assert (page.case_id, page.urgency, page.attempt) == (case.id, case.urgency.label, 1)
    for secret in (CRISIS, ADDRESS, case.conversation_id):
        assert secret not in repr(page)
    assert ("paged", "everybody:1:3") in await history(house, case)  # two consoles and the team's address


async def test_pages_are_repeated_until_somebody_claims(
    house: House, sweeper: Sweeper, beeper: Beeper, clock: Clock
) -> None:
    case = await crisis(house)
    pause = timedelta(seconds=60)  # the first pause of an emergency while nobody is on duty
    await sweeper.sweep_deadlines()
    clock.now += pause - timedelta(microseconds=1)
    assert await sweeper.sweep_deadlines() == 0
    clock.advance(microseconds=1)
    await sweeper.sweep_deadlines()
    assert [page.attempt for page in beeper.pages] == [1, 2]
    assert beeper.pages[1].waiting_seconds == pause.total_seconds()
    rooms = house.intake.rooms
    await house.intake.act(lambda tx: counsellor.claim(tx, rooms, case.id, "nino", clock()))
    clock.advance(seconds=59)
    await sweeper.sweep_deadlines()
    assert len(beeper.pages) == 2


async def test_a_rung_whose_every_page_failed_is_tried_again_soon_and_not_skipped(
    house: House, make_sweeper: MakeSweeper, beeper: Beeper, clock: Clock
) -> None:
    async with house.database.transaction() as tx:
        for name in ("nino", "giorgi"):  # no console to ring at
            await cases.set_worker(tx, name, disabled=True)
    beeper.faults = [PageFailed("http_503"), RuntimeError("broken")]
    case = await crisis(house)
    sweeper = make_sweeper()
    for _ in range(3):
        await sweeper.sweep_deadlines()
        clock.now += policy().paging.again_after_failure
    assert [(page.rung, page.attempt) for page in beeper.pages] == [("everybody", 3)]
    told = [detail for action, detail in await history(house, case) if action == "paged"]
    assert told == ["everybody:1:failed", "everybody:2:failed", "everybody:3:1"]


async def test_one_cases_broken_page_does_not_hold_up_anothers(
    house: House, sweeper: Sweeper, beeper: Beeper
) -> None:
    beeper.faults = [PageFailed("http_503")]
    waiting = {(await crisis(house, address)).id for address in ("1", "2", "3")}
    await sweeper.sweep_deadlines()
    assert len(beeper.pages) == 2
    assert {page.case_id for page in beeper.pages} < waiting


async def test_without_a_channel_the_consoles_ring_all_the_same(
    house: House, make_sweeper: MakeSweeper
) -> None:
    case = await crisis(house)
    await make_sweeper(None).sweep_deadlines()
    async with house.database.reading() as tx:
        rung = {(page.staff_id, page.channel) for page in await cases.pages_of(tx, case.id)}
    assert rung == {("nino", "console"), ("giorgi", "console")}


async def test_two_sweepers_page_once(house: House, make_sweeper: MakeSweeper, beeper: Beeper) -> None:
    for address in ("1", "2", "3"):
        await crisis(house, address)
    await asyncio.gather(*(make_sweeper(owner=f"worker-{n}").sweep_deadlines() for n in range(4)))
    assert len(beeper.pages) == 3
    assert len({page.case_id for page in beeper.pages}) == 3


async def test_a_worker_that_died_while_paging_is_followed_by_another(
    house: House, make_sweeper: MakeSweeper, beeper: Beeper, clock: Clock
) -> None:
    await crisis(house)
    async with house.database.transaction() as tx:
        await deadlines.lease_due(tx, "dead", clock(), limit=10)
    assert await make_sweeper(owner="alive").sweep_deadlines() == 0
    clock.now += deadlines.LEASE + timedelta(microseconds=1)
    assert await make_sweeper(owner="alive").sweep_deadlines() == 1
    assert len(beeper.pages) == 1


async def test_nobody_on_duty_is_said_once_and_never_that_somebody_comes(
    house: House, sweeper: Sweeper, phone: Phone, clock: Clock
) -> None:
    await crisis(house)
    before = len(phone.texts(ADDRESS))
    for _ in range(30):
        clock.advance(seconds=60)
        await sweeper.sweep_deadlines()
        await house.delivery.settled()
    texts = house.intake.rooms.flows.texts
    assert phone.texts(ADDRESS)[before:] == [texts.system("nobody-on-duty", "ka", audience="youth")]


async def test_whose_case_was_claimed_is_not_told_to_wait(
    house: House, sweeper: Sweeper, phone: Phone, clock: Clock
) -> None:
    case, rooms = await crisis(house), house.intake.rooms
    await house.intake.act(lambda tx: counsellor.claim(tx, rooms, case.id, "nino", clock()))
    await house.delivery.settled()
    before = len(phone.texts(ADDRESS))
    async with house.database.transaction() as tx:
        await cases.change(tx, case.id, unanswered_since=None)
    for _ in range(5):
        clock.advance(seconds=50)
        await on_duty(house, clock)
        await sweeper.sweep_deadlines()
        await house.delivery.settled()
    assert len(phone.texts(ADDRESS)) == before


async def test_a_timer_about_nothing_is_dropped(house: House, sweeper: Sweeper, clock: Clock) -> None:
    async with house.database.transaction() as tx:
        await deadlines.schedule(tx, "page_case", "0" * 32, clock(), now=clock())
    assert await sweeper.sweep_deadlines() == 1
    clock.advance(hours=1)
    assert await sweeper.sweep_deadlines() == 0


async def test_silence_is_told_to_the_flow_once(
    house: House, sweeper: Sweeper, phone: Phone, clock: Clock
) -> None:
    await commands(house, Command.START, address=ADDRESS)
    async with house.database.reading() as tx:
        state = await repository.find(tx, house.vault, Channel.TELEGRAM, ADDRESS)
    assert state is not None
    assert state.wake_at is not None
    before = len(phone.texts(ADDRESS))
    clock.now = state.wake_at - timedelta(microseconds=1)
    assert await sweeper.sweep_waits() == 0
    clock.advance(microseconds=1)
    assert await sweeper.sweep_waits() == 1
    await house.delivery.settled()
    assert len(phone.texts(ADDRESS)) > before
    assert await sweeper.sweep_waits() == 0


@pytest.mark.parametrize("fault", [RuntimeError("broken"), PageFailed("http_500")], ids=["bug", "failure"])
@on_sqlite
async def test_a_part_that_breaks_does_not_stop_the_others(
    house: House, sweeper: Sweeper, beeper: Beeper, phone: Phone, fault: Exception
) -> None:
    """A broken pager must not keep replies from going out."""
    phone.faults = [RetryLater("busy", 0)]
    beeper.faults = [fault]
    await crisis(house)
    assert phone.heard == []
    running = asyncio.create_task(sweeper.run())
    async with asyncio.timeout(PATIENCE):
        await phone.rang.wait()
    assert not running.done()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)


@on_sqlite
async def test_a_new_case_is_paged_without_waiting_for_the_next_sweep(
    house: House, make_sweeper: MakeSweeper, beeper: Beeper
) -> None:
    running = asyncio.create_task(make_sweeper(pace=Pace(every=AN_HOUR)).run())
    # The first look of all may find the first case; the second comes after it, and is found by a wake-up.
    for address in ("1", "2"):
        beeper.beeped.clear()
        await crisis(house, address)
        async with asyncio.timeout(PATIENCE):
            await beeper.beeped.wait()
    running.cancel()
    await asyncio.gather(running, return_exceptions=True)
    assert [page.urgency for page in beeper.pages] == [Urgency.EMERGENCY.label] * 2

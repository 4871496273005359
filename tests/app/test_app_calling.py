"""Calling the on-call: the right people, by what they can be reached, and the person is told what is true."""

from datetime import date, time, timedelta

import pytest

from app.calling import Calling
from app.sweeper import Sweeper
from app.wiring import House
from escalation import acknowledging, presence
from escalation import repository as cases
from escalation.addresses import CONTACT_PLACE
from escalation.case import Case
from escalation.paging import Page, PageChannel, PageFailed
from escalation.repository import rota as rota_repository
from escalation.rota import Duty, Shift
from tests.conversation.telling import says
from tests.escalation.staffing import employ
from tests.fixtures import START, Clock, Phone

CRISIS = "თავს მოვიკლავ ამაღამ"
ADDRESS = "42"


class Pager:
    """A personal channel that remembers, and fails for whom it is told to."""

    def __init__(self) -> None:
        self.pages: list[tuple[str, Page]] = []
        self.gone: set[str] = set()

    async def page(self, page: Page, address: str) -> None:
        if address in self.gone:
            raise PageFailed("http_410", gone=True)
        self.pages.append((address, page))


@pytest.fixture
def telegram() -> Pager:
    return Pager()


@pytest.fixture
async def sweeper(house: House, clock: Clock, telegram: Pager) -> Sweeper:
    """Ana is primary, Beka backup, Dali supervisor; each has a chat of their own."""
    await employ(house.database, "ana", "beka", "dali")
    async with house.database.transaction() as tx:
        for name in ("nino", "giorgi"):
            await cases.set_worker(tx, name, disabled=True)
        for who, duty in (("ana", Duty.PRIMARY), ("beka", Duty.BACKUP), ("dali", Duty.SUPERVISOR)):
            for weekday in range(7):
                shift = Shift(
                    f"{who}-{weekday}", who, duty, weekday, time(0), time(0), date(2026, 1, 1), None
                )
                await rota_repository.add_shift(tx, shift, START)
            sealed = house.vault.house.seal(f"chat-{who}".encode(), CONTACT_PLACE, who)
            await cases.put_contact(tx, who, "telegram", who.encode().ljust(32), sealed, START)
    calling = Calling(house.database, house.intake, house.vault, {PageChannel.TELEGRAM: telegram}, clock)
    return Sweeper(
        house.database, house.intake, house.delivery, house.live, calling, "test", clock, clock.passed
    )


async def crisis(house: House) -> Case:
    await says(house, CRISIS, address=ADDRESS)
    async with house.database.reading() as tx:
        (case,) = await cases.open_cases(tx)
    return case


async def later(house: House, sweeper: Sweeper, clock: Clock, seconds: float) -> None:
    clock.advance(seconds=seconds)
    await sweeper.sweep_deadlines()
    await house.delivery.settled()


def called(telegram: Pager) -> list[tuple[str, str]]:
    return [(page.rung, address) for address, page in telegram.pages]


def by_rung(telegram: Pager) -> dict[str, set[str]]:
    rungs: dict[str, set[str]] = {}
    for rung, address in called(telegram):
        rungs.setdefault(rung, set()).add(address)
    return rungs


async def test_the_ladder_calls_by_the_rota(
    house: House, sweeper: Sweeper, clock: Clock, telegram: Pager
) -> None:
    await crisis(house)
    for seconds in (0, 20, 20, 50):
        await later(house, sweeper, clock, seconds)
    ana, beka, dali = "chat-ana", "chat-beka", "chat-dali"
    assert by_rung(telegram) == {
        "primary": {ana},
        "primary_again": {ana},
        "backup": {ana, beka},
        "supervisor": {ana, beka, dali},
    }


async def test_cannot_from_all_who_were_called_brings_the_next_rung_at_once(
    house: House, sweeper: Sweeper, clock: Clock, telegram: Pager
) -> None:
    case = await crisis(house)
    await later(house, sweeper, clock, 0)
    async with house.database.transaction() as tx:
        assert await acknowledging.decline(tx, case.id, "ana", clock.now) == "declined"
    await later(house, sweeper, clock, 0)
    assert called(telegram) == [("primary", "chat-ana"), ("primary_again", "chat-beka")]


async def test_a_gap_in_the_rota_is_not_waited_for_and_texts_keep_their_time(
    house: House, sweeper: Sweeper, clock: Clock, telegram: Pager, phone: Phone
) -> None:
    async with house.database.transaction() as tx:
        await cases.set_worker(tx, "ana", disabled=True)
    await crisis(house)
    await house.delivery.settled()
    before = len(phone.texts(ADDRESS))
    await later(house, sweeper, clock, 0)
    assert called(telegram) == [("primary", "chat-beka")]
    await later(house, sweeper, clock, 19)
    assert len(called(telegram)) == 1
    assert len(phone.texts(ADDRESS)) == before
    await later(house, sweeper, clock, 1)
    assert called(telegram)[1:] == [("primary_again", "chat-beka")]
    texts = house.intake.rooms.flows.texts
    assert phone.texts(ADDRESS)[before:] == [texts.system("ladder-called-again", "ka", audience="youth")]


async def test_who_is_coming_holds_the_ladder_for_two_minutes_and_no_longer(
    house: House, sweeper: Sweeper, clock: Clock, telegram: Pager, phone: Phone
) -> None:
    case = await crisis(house)
    await later(house, sweeper, clock, 0)
    before = len(phone.texts(ADDRESS))
    async with house.database.transaction() as tx:
        assert await acknowledging.accept(tx, case.id, "ana", clock.now) == "accepted"
    await later(house, sweeper, clock, 119)
    assert len(called(telegram)) == 1
    assert len(phone.texts(ADDRESS)) == before, "nobody is there until somebody claims"
    await later(house, sweeper, clock, 1)
    assert called(telegram)[-1] == ("primary_again", "chat-ana")


async def test_a_second_counsellor_is_spoken_of_only_where_there_is_one(
    house: House, sweeper: Sweeper, clock: Clock, phone: Phone
) -> None:
    async with house.database.transaction() as tx:
        await cases.set_worker(tx, "beka", disabled=True)
    await crisis(house)
    for seconds in (0, 20, 20):
        await later(house, sweeper, clock, seconds)
    texts = house.intake.rooms.flows.texts
    told = phone.texts(ADDRESS)
    assert texts.system("ladder-backup-called", "ka", audience="youth") not in told
    assert told[-1] == texts.system("ladder-going-on", "ka", audience="youth")


async def test_an_address_that_will_never_work_again_is_forgotten(
    house: House, sweeper: Sweeper, clock: Clock, telegram: Pager
) -> None:
    telegram.gone.add("chat-ana")
    await crisis(house)
    await later(house, sweeper, clock, 0)
    async with house.database.reading() as tx:
        assert await cases.contacts(tx, ["ana"]) == []


async def test_who_is_at_the_console_is_called_where_no_rota_names_anybody(
    house: House, clock: Clock, sweeper: Sweeper
) -> None:
    async with house.database.transaction() as tx:
        for name in ("ana", "beka", "dali"):
            await cases.set_worker(tx, name, disabled=True)
        await cases.set_worker(tx, "nino", disabled=False)
        await presence.seen(tx, "nino", clock.now)
    case = await crisis(house)
    await later(house, sweeper, clock, 0)
    async with house.database.reading() as tx:
        (page,) = await cases.pages_of(tx, case.id)
    assert (page.rung, page.staff_id, page.channel) == ("primary", "nino", "console")


async def test_who_waits_without_a_word_for_an_hour_has_left_and_the_case_stays(
    house: House, sweeper: Sweeper, clock: Clock
) -> None:
    case = await crisis(house)
    for _ in range(70):
        await later(house, sweeper, clock, 60)
    async with house.database.reading() as tx:
        found = await cases.find(tx, case.id)
    assert found is not None
    assert found.state.waits
    assert found.abandoned_at is not None
    assert found.abandoned_at - START >= timedelta(hours=1)
    await says(house, "აქ ვარ", address=ADDRESS)
    async with house.database.reading() as tx:
        back = await cases.find(tx, case.id)
    assert back is not None
    assert back.abandoned_at is None

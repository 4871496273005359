"""An emergency at three in the night with nobody answering: it climbs the ladder to the end.

Every page and every message to the person stands in `night.<language>.txt`, to be read for whether it was
true at that moment. After a change that is meant, write them anew with MKHARI_TEST_WRITE=1 and read the
difference.
"""

import os
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from app.calling import Calling
from app.sweeper import Sweeper
from app.wiring import House
from conversation import counsellor, handover
from escalation import presence
from escalation import repository as cases
from escalation.paging import Page, PageChannel
from escalation.repository import rota as rota_repository
from escalation.rota import Duty, Shift
from tests.conversation.telling import presses, says
from tests.escalation.staffing import employ
from tests.fixtures import Clock, Phone, on_sqlite

TBILISI = ZoneInfo("Asia/Tbilisi")
NIGHT = datetime(2026, 11, 24, 3, 0, tzinfo=TBILISI)
ADDRESS = "8112007199"
WORDS = {
    "ka": "თავს მოვიკლავ ამაღამ",
    "ru": "сегодня ночью я покончу с собой",
    "en": "I am going to kill myself tonight",
}
FOLDER = Path(__file__).parent


class Beeper:
    """The team's address for pages."""

    def __init__(self, write: list[str], clock: Clock) -> None:
        self._write, self._clock = write, clock

    async def page(self, page: Page, address: str) -> None:
        """A line of the night."""
        self._write.append(
            f"{at(self._clock)} PAGE {page.rung}, no. {page.attempt}: {page.urgency}, {page.language}, "
            f"{page.audience}, waiting {page.waiting_seconds} s"
        )


def at(clock: Clock) -> str:
    return clock.now.astimezone(TBILISI).strftime("%H:%M:%S")


async def rota_of_the_night(house: House) -> None:
    """Ana is called first, Beka after her, Dali answers for the shift. All are asleep."""
    await employ(house.database, "ana", "beka")
    await employ(house.database, "dali", role="supervisor")
    async with house.database.transaction() as tx:
        for name in ("nino", "giorgi"):
            await cases.set_worker(tx, name, disabled=True)
        for who, duty in (("ana", Duty.PRIMARY), ("beka", Duty.BACKUP), ("dali", Duty.SUPERVISOR)):
            shift = Shift(who, who, duty, NIGHT.weekday(), time(0), time(8), date(2026, 1, 1), None)
            await rota_repository.add_shift(tx, shift, NIGHT)


@on_sqlite
@pytest.mark.parametrize("language", ["ka", "ru", "en"])
async def test_a_night_when_nobody_answers(house: House, phone: Phone, clock: Clock, language: str) -> None:
    clock.now = NIGHT.astimezone(UTC)
    await rota_of_the_night(house)
    night: list[str] = []
    calling = Calling(
        house.database, house.intake, house.vault, {PageChannel.WEBHOOK: Beeper(night, clock)}, clock
    )
    parts = (house.database, house.intake, house.delivery, house.live, calling)
    sweeper = Sweeper(*parts, "night", clock, clock.passed)
    heard = 0

    def write_down() -> None:
        nonlocal heard
        told = phone.texts(ADDRESS)
        night.extend(f"{at(clock)} THEY READ: {text}" for text in told[heard:])
        heard = len(told)

    night.append(f"{at(clock)} THEY WRITE (imminent)")
    await says(house, WORDS[language], address=ADDRESS, language_hint=language)
    write_down()
    end = clock.now + timedelta(minutes=20)
    while clock.now < end:
        await sweeper.sweep_deadlines()
        await house.delivery.settled()
        write_down()
        clock.advance(seconds=1)
        if clock.now == NIGHT.astimezone(UTC) + timedelta(seconds=30):
            night.append(f"{at(clock)} THEY PRESS: not safe now")
            await presses(house, "crisis.safe_now.not_safe", address=ADDRESS)
            write_down()
    async with house.database.reading() as tx:
        (case,) = await cases.open_cases(tx)
        consoles = [page for page in await cases.pages_of(tx, case.id) if page.channel == "console"]
    night += ["", "Consoles rang for: " + ", ".join(sorted({page.staff_id for page in consoles}))]

    night.append(f"{at(clock)} BEKA CLAIMS, and 70 s later her connection is gone")
    async with house.database.transaction() as tx:
        await presence.seen(tx, "beka", clock.now)
    rooms = house.intake.rooms
    await house.intake.act(lambda tx: counsellor.claim(tx, rooms, case.id, "beka", clock.now))
    await house.delivery.settled()
    write_down()
    for _ in range(75):
        clock.advance(seconds=1)
        await sweeper.sweep_deadlines()
        await house.delivery.settled()
        write_down()
    night.append(f"{at(clock)} ANA CLAIMS and must leave after 20 s")
    await house.intake.act(lambda tx: counsellor.claim(tx, rooms, case.id, "ana", clock.now))
    clock.advance(seconds=20)
    await house.intake.act(lambda tx: handover.hand_back(tx, rooms, case.id, "ana", "must_leave", clock.now))
    await house.delivery.settled()
    write_down()

    text = "\n".join(night) + "\n"
    print(text)
    golden = FOLDER / f"night.{language}.txt"
    if os.environ.get("MKHARI_TEST_WRITE"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")

"""Caring contacts: four in a month, with consent, by day. One word stops them; an answer is a case again."""

from datetime import timedelta

import pytest

from app.wiring import House
from conversation import closing, counsellor
from conversation.channel import Command
from conversation.contacts import CONTACTS, contact_after
from conversation.quiet_hours import TBILISI
from escalation import repository as cases
from escalation.case import Case, Outcome, State
from escalation.closing import Ending
from tests.conversation.telling import commands, presses, says
from tests.fixtures import START, Clock, Phone

CRISIS = "თავს მოვიკლავ ამაღამ"
ADDRESS = "42"


async def ended_with_consent(house: House, clock: Clock) -> Case:
    """A case that was closed; the person agreed to be written to."""
    await says(house, CRISIS)
    async with house.database.reading() as tx:
        (case,) = await cases.open_cases(tx)
    rooms = house.intake.rooms
    await house.intake.act(lambda tx: counsellor.claim(tx, rooms, case.id, "nino", clock.now))
    ending = Ending(Outcome.SUPPORTED)
    await house.intake.act(lambda tx: closing.close(tx, rooms, case.id, "nino", ending, clock.now))
    await presses(house, "feedback.how_was_it.better")
    await says(house, "კი")
    return case


async def a_month(house: House, clock: Clock, phone: Phone, *, days: int = 35) -> list[float]:
    """Let a month go by, an hour at a time; returns after how many days something was said."""
    said = []
    for _ in range(days * 24):
        clock.advance(hours=1)
        before = len(phone.texts(ADDRESS))
        await house.sweeper.sweep_deadlines()
        await house.delivery.settled()
        if len(phone.texts(ADDRESS)) > before:
            said.append((clock.now - START) / timedelta(days=1))
        await house.sweeper.sweep_waits()
        await house.delivery.settled()
    return said


async def test_four_contacts_are_made_by_day(house: House, clock: Clock, phone: Phone) -> None:
    await ended_with_consent(house, clock)
    said = await a_month(house, clock, phone)
    assert [round(days) for days in said] == [1, 3, 7, 30]
    for days in said:
        assert 10 <= (START + timedelta(days=days)).astimezone(TBILISI).hour <= 21


async def test_one_word_stops_them(house: House, clock: Clock, phone: Phone) -> None:
    await ended_with_consent(house, clock)
    clock.advance(hours=26)
    await house.sweeper.sweep_deadlines()
    await house.delivery.settled()
    await commands(house, Command.STOP)
    assert await a_month(house, clock, phone) == []


async def test_an_answer_brings_the_case_back_with_its_history(
    house: House, clock: Clock, phone: Phone
) -> None:
    case = await ended_with_consent(house, clock)
    clock.advance(hours=26)
    await house.sweeper.sweep_deadlines()
    await house.delivery.settled()
    await says(house, "ვერ ვარ კარგად, მაგრამ ვცდილობ")
    async with house.database.reading() as tx:
        (back,) = await cases.open_cases(tx)
        actions = [event.action for event in await cases.events(tx, case.id)]
    assert (back.id, back.state) == (case.id, State.REOPENED)
    assert "reopened" in actions


@pytest.mark.parametrize(("nth", "days"), [(1, 2), (2, 4), (3, 23)])
def test_the_pauses_grow(nth: int, days: int) -> None:
    following = contact_after(nth, START)
    assert following is not None
    assert (following - START).days == days


def test_after_the_last_there_is_none() -> None:
    assert contact_after(len(CONTACTS), START) is None

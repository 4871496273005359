"""A message that is tried again is not assessed again: in an outage checks are kept for whoever is new."""

from dataclasses import replace

import pytest

from app.wiring import House
from conversation.assessed import Assessed
from conversation.channel import Channel, InboundKind, InboundMessage
from conversation.hearing import FAILED, Assess, Heard
from conversation.known import NOTHING_KNOWN, Known
from risk.assessment import Assessment, Context, Level
from store.database import Database
from store.errors import StoreUnavailable
from tests.fixtures import START

LOW = Assessment(level=Level.LOW)
HEARD = Heard(LOW)
MESSAGE = InboundMessage(Channel.TELEGRAM, "7", "m1", InboundKind.TEXT, START, text="some words")


@pytest.fixture
def looks() -> list[str]:
    return []


@pytest.fixture
def risk(looks: list[str]) -> Assess:
    def assess(text: str, context: Context) -> Assessment:
        looks.append(text)
        return LOW

    return assess


async def tried_in_an_outage(house: House, message: InboundMessage, times: int) -> None:
    def out_of_order(_: Database) -> None:
        raise StoreUnavailable("out of order")

    with pytest.MonkeyPatch.context() as broken:
        broken.setattr(Database, "transaction", out_of_order)
        for _ in range(times):
            with pytest.raises(StoreUnavailable):
                await house.intake.receive(message)


async def test_a_message_that_is_tried_again_is_assessed_once(house: House, looks: list[str]) -> None:
    await tried_in_an_outage(house, MESSAGE, times=5)
    outcome = await house.intake.receive(MESSAGE)

    assert looks == ["some words"]
    assert not outcome.repeated


async def test_other_words_under_the_same_id_are_assessed_for_themselves(
    house: House, looks: list[str]
) -> None:
    await tried_in_an_outage(house, MESSAGE, times=1)
    await house.intake.receive(replace(MESSAGE, text="other words"))

    assert looks == ["some words", "other words"]


async def test_nothing_is_remembered_of_a_message_that_is_stored(house: House, looks: list[str]) -> None:
    await house.intake.receive(MESSAGE)
    await house.intake.receive(MESSAGE)

    assert looks == ["some words"] * 2


def test_a_check_that_failed_is_tried_again() -> None:
    assessed = Assessed()
    assessed.keep(b"m", NOTHING_KNOWN, FAILED)

    assert assessed.find(b"m", NOTHING_KNOWN) is None


def test_what_was_found_knowing_less_does_not_count_for_knowing_more() -> None:
    assessed = Assessed()
    assessed.keep(b"m", NOTHING_KNOWN, HEARD)

    assert assessed.find(b"m", NOTHING_KNOWN) is HEARD
    assert assessed.find(b"m", Known(Level.HIGH)) is None


def test_the_oldest_go_first() -> None:
    assessed = Assessed(most=2)
    for name in (b"a", b"b", b"c"):
        assessed.keep(name, NOTHING_KNOWN, HEARD)

    assert [assessed.find(name, NOTHING_KNOWN) for name in (b"a", b"b", b"c")] == [None, HEARD, HEARD]

"""Replies go out once, in order, whatever the channel, the process or the database does."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any

import pytest

from app.delivery import Delivery
from app.jobs import GIVE_UP_AFTER
from app.wiring import House
from conversation import repository
from conversation.channel import CannotBeSent, Channel, Command, OutgoingMessage, RetryLater, Sender
from store import outbox
from store.tables import messages
from store.tables import outbox as outbox_table
from tests.api.outage import out_of_order
from tests.conversation.telling import commands, message, says
from tests.fixtures import Clock, Phone, on_sqlite

ADDRESS = "42"
MakeDelivery = Callable[[str, Sender], Awaitable[Delivery]]


@pytest.fixture
async def make_delivery(house: House, clock: Clock) -> AsyncIterator[MakeDelivery]:
    """Further processes that deliver from the same database."""
    async with AsyncExitStack() as stack:

        async def make(owner: str, sender: Sender) -> Delivery:
            made = Delivery(house.database, house.vault, house.live, {"telegram": sender}, owner, clock)
            await made.start()
            stack.push_async_callback(made.close)
            return made

        yield make


async def stored(house: House) -> list[repository.StoredMessage]:
    """What the program said, as it is stored."""
    async with house.database.reading() as tx:
        state = await repository.find(tx, house.vault, Channel.TELEGRAM, ADDRESS)
        assert state is not None
        found = await repository.read_messages(tx, state.id, state.key)
    return [m for m in found if m.author == "program"]


async def rows(house: House) -> list[Any]:
    async with house.database.reading() as tx:
        return list((await tx.execute(outbox_table.select().order_by(outbox_table.c.seq))).all())


async def test_a_refused_message_is_set_where_staff_see_it_and_the_next_ones_go(
    house: House, phone: Phone
) -> None:
    phone.faults = [CannotBeSent("bad_request")]
    await commands(house, Command.START)
    said = await stored(house)
    assert phone.texts(ADDRESS) == [m.text for m in said[1:]]
    assert [m.delivery for m in said] == ["failed"] + ["sent"] * (len(said) - 1)
    assert (await rows(house))[0].reason == "bad_request"


class Splitting(Phone):
    """Sends the first part of its first message, then asks for a pause."""

    def __init__(self) -> None:
        super().__init__()
        self.begun: list[int] = []

    async def send(
        self, address: str, message: OutgoingMessage, *, silent: bool = False, already_sent: int = 0
    ) -> tuple[str, ...]:
        self.begun.append(already_sent)
        if len(self.begun) == 1:
            raise RetryLater("too_many_requests", 3, sent=("901",))
        return await super().send(address, message, silent=silent, already_sent=already_sent)


class Hanging(Phone):
    """Never comes back from its first message, as a process that is killed."""

    def __init__(self) -> None:
        super().__init__()
        self.reached = asyncio.Event()

    async def send(
        self, address: str, message: OutgoingMessage, *, silent: bool = False, already_sent: int = 0
    ) -> tuple[str, ...]:
        self.reached.set()
        await asyncio.Event().wait()
        return ()


async def waiting(house: House, phone: Phone) -> None:
    """Something said that waits in the outbox and is due now."""
    phone.faults = [RetryLater("busy", 0)]
    await commands(house, Command.START)
    assert phone.heard == []


async def test_a_split_message_goes_on_where_it_stopped(
    house: House, phone: Phone, make_delivery: MakeDelivery, clock: Clock
) -> None:
    await waiting(house, phone)
    splitting = Splitting()
    delivery = await make_delivery("other", splitting)
    await delivery.sweep()
    await delivery.settled()
    assert splitting.heard == []
    clock.advance(seconds=4)
    await delivery.sweep()
    await delivery.settled()
    assert splitting.begun[:2] == [0, 1]
    assert (await rows(house))[0].reference == "901,1"
    assert splitting.texts(ADDRESS) == [m.text for m in await stored(house)]


async def test_two_processes_send_everything_once_and_in_order(
    house: House, phone: Phone, make_delivery: MakeDelivery
) -> None:
    await waiting(house, phone)
    one, two = await make_delivery("one", phone), await make_delivery("two", phone)
    await asyncio.gather(one.sweep(), two.sweep(), one.sweep(), two.sweep())
    await asyncio.gather(one.settled(), two.settled())
    assert phone.texts(ADDRESS) == [m.text for m in await stored(house)]


async def test_what_a_dead_process_held_goes_out_when_its_lease_is_over(
    house: House, phone: Phone, make_delivery: MakeDelivery, clock: Clock
) -> None:
    await waiting(house, phone)
    hanging = Hanging()
    dying = await make_delivery("dying", hanging)
    await dying.sweep()
    await hanging.reached.wait()
    heir = await make_delivery("heir", phone)
    assert await heir.sweep() == 0
    clock.now += outbox.LEASE + timedelta(microseconds=1)
    assert await heir.sweep() == 1
    await heir.settled()
    assert phone.texts(ADDRESS) == [m.text for m in await stored(house)]


async def test_messages_said_while_the_channel_is_busy_keep_their_order(
    house: House, phone: Phone, clock: Clock
) -> None:
    await waiting(house, phone)
    for text in ("გამარჯობა", "ცუდად ვარ"):
        phone.faults = [RetryLater("busy", 1)]
        await says(house, text)
    for _ in range(5):
        clock.advance(seconds=2)
        await house.delivery.sweep()
        await house.delivery.settled()
    assert phone.texts(ADDRESS) == [m.text for m in await stored(house)]


async def test_other_people_are_not_held_up_by_one_who_cannot_be_reached(house: House, phone: Phone) -> None:
    await waiting(house, phone)
    await says(house, "გამარჯობა", address="7")
    assert phone.texts("7")
    assert phone.texts(ADDRESS) == []


async def test_after_a_day_a_message_is_given_up_for_staff_to_see(
    house: House, phone: Phone, clock: Clock
) -> None:
    await waiting(house, phone)
    clock.now += GIVE_UP_AFTER + timedelta(seconds=1)
    phone.faults = [RetryLater("busy")]
    await house.delivery.sweep()
    await house.delivery.settled()
    first = (await rows(house))[0]
    assert (first.status, first.reason) == ("failed", "gave_up:busy")


async def test_a_row_that_does_not_open_is_set_where_staff_see_it(house: House, phone: Phone) -> None:
    await waiting(house, phone)
    first = (await rows(house))[0]
    place = (messages.c.conversation_id == first.conversation_id) & (messages.c.seq == first.seq)
    async with house.database.transaction() as tx:
        await tx.execute(messages.update().where(place).values(sealed=b"damaged"))
    for _ in range(3):
        await house.delivery.sweep()
        await house.delivery.settled()
    kept = await rows(house)
    assert (kept[0].status, kept[0].reason) == ("failed", "cannot_open:CannotOpenSealed")
    assert {row.status for row in kept[1:]} == {"sent"}


@on_sqlite
async def test_what_was_sent_is_not_sent_again_because_the_database_was_away(
    house: House, phone: Phone
) -> None:
    await waiting(house, phone)
    await house.delivery.sweep()
    async with out_of_order(house.database) as refusals:
        await refusals.reach(1)  # it was sent, and that could not be written down
        assert phone.rang.is_set()
    await house.delivery.settled()
    await house.delivery.sweep()
    await house.delivery.settled()
    assert phone.texts(ADDRESS) == [m.text for m in await stored(house)]
    assert {row.status for row in await rows(house)} == {"sent"}


@on_sqlite
async def test_a_house_that_closes_finishes_what_is_under_way(house: House, phone: Phone) -> None:
    await house.intake.receive(message(house, "გამარჯობა"))
    await house.delivery.close()
    assert phone.texts(ADDRESS) == [m.text for m in await stored(house)]


async def test_a_sender_that_breaks_is_tried_again_after_a_pause(
    house: House, phone: Phone, clock: Clock
) -> None:
    phone.faults = [ZeroDivisionError("a fault of the sender's own")]
    await commands(house, Command.START)
    assert phone.heard == []
    assert await house.delivery.sweep() == 0
    clock.advance(seconds=2)
    assert await house.delivery.sweep() == 1
    await house.delivery.settled()
    assert phone.texts(ADDRESS) == [m.text for m in await stored(house)]

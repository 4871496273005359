"""What may be acknowledged, queues for each chat, and waiting out an outage: without Telegram."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.callers.order import ChatQueues
from bot.callers.outage import Backoff, StoreOutage
from bot.callers.window import Window
from tests.patience import AN_HOUR, PATIENCE


def test_the_offset_never_passes_an_open_update() -> None:
    window = Window()
    assert [window.admit(number) for number in (7, 8, 9)] == [True, True, True]
    window.finish(8)
    window.finish(9)
    assert window.offset == 7
    window.finish(7)
    assert (window.offset, window.is_clear) == (10, True)


def test_a_known_update_is_not_admitted_again_until_it_is_acknowledged() -> None:
    window = Window()
    assert window.offset is None
    window.admit(7)
    window.finish(7)
    assert not window.admit(7)
    window.acknowledged(8)
    assert window.admit(7)


@settings(deadline=None)
@given(st.permutations(range(1, 9)), st.integers(min_value=0, max_value=8))
def test_whatever_order_updates_finish_in_nothing_open_is_acknowledged(
    order: list[int], finished: int
) -> None:
    window = Window()
    for number in range(1, 9):
        window.admit(number)
    for number in order[:finished]:
        window.finish(number)
    assert window.open_ids == tuple(sorted(order[finished:]))
    assert window.offset == min(order[finished:], default=9)


async def test_work_that_fails_is_told_to_who_waits_and_the_next_goes_on() -> None:
    queues = ChatQueues()
    done: list[str] = []

    async def fails() -> None:
        raise ValueError("failed")

    async def works() -> None:
        done.append("worked")

    first, second = queues.put("chat", fails), queues.put("chat", works)
    with pytest.raises(ValueError, match="failed"):
        await first
    await second
    assert done == ["worked"]


async def test_finishing_cancels_what_does_not_end_in_time() -> None:
    queues = ChatQueues()
    first = queues.put("chat", lambda: asyncio.Event().wait())  # type: ignore[arg-type, return-value]
    second = queues.put("chat", lambda: asyncio.Event().wait())  # type: ignore[arg-type, return-value]
    await queues.finish(0.01)
    assert first.cancelled()
    assert second.cancelled()


def test_backing_off_doubles_up_to_the_cap_with_some_chance() -> None:
    backoff = Backoff(first=1.0, cap=8.0)
    for attempt, whole in enumerate((1.0, 2.0, 4.0, 8.0, 8.0)):
        assert whole / 2 <= backoff.seconds(attempt) <= whole
    assert backoff.seconds(10_000) <= 8.0


async def test_who_waits_for_the_database_is_woken_when_it_answers_somebody() -> None:
    outage = StoreOutage()
    outage.began()
    assert outage.is_on
    told: list[str] = []

    async def waits() -> None:
        await outage.wait(0.0, AN_HOUR)
        told.append("woken")

    async def is_answered() -> None:
        told.append("answered")
        outage.over()

    async with asyncio.timeout(PATIENCE):
        await asyncio.gather(waits(), is_answered())
    assert told == ["answered", "woken"]
    assert not outage.is_on

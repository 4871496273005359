"""One reading of the queue serves all consoles; none is shown what was before the change that woke it."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from sqlalchemy import event

from api.queue_board import QueueBoard, ShownQueue, queue_board
from api.schemas.casework import RingingPages
from api.schemas.console import CaseList, QueueChanges
from app.wiring import House
from escalation import presence
from tests.api.people import crisis, open_case, signed_in
from tests.fixtures import Clock, on_sqlite

NOTHING_RINGS = '{"pages":[]}'


@pytest.fixture
async def board(house: House, clock: Clock) -> AsyncIterator[QueueBoard]:
    async with queue_board(house.database, house.live, clock, clock.passed) as opened:
        yield opened


class Readings:
    """Counts how often the queue was read; `begun` is set when it is."""

    def __init__(self, house: House) -> None:
        self.number = 0
        self.begun = asyncio.Event()

        @event.listens_for(house.database.engine.sync_engine, "before_cursor_execute")
        def on_execute(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
            if "FROM cases" in statement and "ORDER BY cases.opened_at" in statement:
                self.number += 1
                self.begun.set()


@on_sqlite
async def test_fifty_who_look_together_share_a_reading(house: House, board: QueueBoard) -> None:
    readings = Readings(house)
    boards = await asyncio.gather(*(board.look() for _ in range(50)))
    assert readings.number == 1
    assert all(one is boards[0] for one in boards)


async def test_who_asks_while_it_is_read_waits_for_the_next_reading(
    house: House, http: httpx.AsyncClient, board: QueueBoard
) -> None:
    readings = Readings(house)
    early = asyncio.create_task(board.read())
    await readings.begun.wait()
    await crisis(house, http)
    late = await board.read()
    case = await open_case(house)
    assert [row.case.id for row in late.rows] == [case.id]
    await early


async def test_a_look_after_a_change_sees_it(
    house: House, http: httpx.AsyncClient, board: QueueBoard
) -> None:
    assert (await board.look()).rows == []
    _, case = await crisis(house, http)
    assert [row.case.id for row in (await board.look()).rows] == [case.id]
    nino = await signed_in(house, http)
    await nino.takes(case)
    (row,) = (await board.look()).rows
    assert row.case.claimed_by == nino.account.id


@on_sqlite
async def test_a_look_without_a_change_reads_nothing(house: House, board: QueueBoard) -> None:
    await board.look()
    readings = Readings(house)
    await board.look()
    assert readings.number == 0


@on_sqlite
async def test_who_leaves_does_not_take_the_reading_from_others(house: House, board: QueueBoard) -> None:
    readings = Readings(house)
    leaving, staying = asyncio.create_task(board.look()), asyncio.create_task(board.look())
    await readings.begun.wait()
    leaving.cancel()
    assert (await staying).rows == []


@on_sqlite
async def test_json_and_list_say_the_same_to_holder_and_colleague(
    house: House, http: httpx.AsyncClient, board: QueueBoard
) -> None:
    _, case = await crisis(house, http)
    nino, giorgi = await signed_in(house, http, "nino"), await signed_in(house, http, "giorgi")
    await nino.takes(case)
    shown = await board.look()
    lists = [shown.seen_by(who.account.id) for who in (nino, giorgi)]
    assert [[one.mine for one in listed.cases] for listed in lists] == [[True], [False]]
    news = [ShownQueue().news(shown, who.account.id) or ("", "") for who in (nino, giorgi)]
    assert [(name, CaseList.model_validate_json(sent)) for name, sent in news] == [
        ("queue", listed) for listed in lists
    ]


async def test_a_console_is_sent_the_queue_once_and_then_what_changed(
    house: House, http: httpx.AsyncClient, board: QueueBoard
) -> None:
    nino, giorgi = await signed_in(house, http, "nino"), await signed_in(house, http, "giorgi")
    _, first = await crisis(house, http)
    mine, others = ShownQueue(), ShownQueue()
    for shown, who in ((mine, nino), (others, giorgi)):
        assert (shown.news(await board.read(), who.account.id) or ("",))[0] == "queue"
        assert shown.news(await board.read(), who.account.id) is None
    await nino.takes(first)
    for shown, who, is_mine in ((mine, nino, True), (others, giorgi, False)):
        name, sent = shown.news(await board.read(), who.account.id) or ("", "")
        changes = QueueChanges.model_validate_json(sent)
        assert name == "queue_changes"
        assert [(one.id, one.mine) for one in changes.changed] == [(first.id, is_mine)]
        assert changes.order == [first.id]
    await nino.post(f"/cases/{first.id}/close", outcome="supported", risk_at_end="low")
    _, sent = others.news(await board.read(), giorgi.account.id) or ("", "")
    assert QueueChanges.model_validate_json(sent) == QueueChanges(changed=[], order=[])


@on_sqlite
async def test_a_page_rings_until_the_case_is_claimed(
    house: House, http: httpx.AsyncClient, board: QueueBoard, clock: Clock
) -> None:
    nino = await signed_in(house, http)
    async with house.database.transaction() as tx:
        await presence.seen(tx, nino.account.id, clock())
    _, case = await crisis(house, http)
    assert (await board.look()).ringing_for(nino.account.id) == NOTHING_RINGS
    await house.sweeper.sweep_deadlines()
    (page,) = RingingPages.model_validate_json((await board.look()).ringing_for(nino.account.id)).pages
    assert (page.case, page.rung, page.urgency) == (case.id, "primary", "emergency")
    await nino.takes(case)
    assert (await board.look()).ringing_for(nino.account.id) == NOTHING_RINGS

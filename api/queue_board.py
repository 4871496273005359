"""The queue as all consoles of this process see it, read once for all of them.

Fifty consoles that each read two hundred cases at every change would keep everybody waiting. Whoever asks
gets a reading that began after they asked, or after the last change that can have woken them.
"""

import asyncio
import json
import time
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from api.schemas.casework import RingingPage
from api.schemas.console import CaseList, CaseSummary
from api.views import case_summary
from conversation import repository as conversations
from conversation.intake import Clock
from escalation import repository as cases
from escalation import service as escalation
from escalation.case import Case
from escalation.repository import Ringing
from store.database import Database
from store.live import Live

Monotonic = Callable[[], float]

RINGS_FOR = timedelta(minutes=15)
# Seconds for which a reading serves those who look only because time has passed: fifty consoles that tick at
# fifty moments must not read fifty times.
_SERVES_FOR = 0.5
_EVERY = 0.1  # seconds from one reading to the next


@dataclass(frozen=True, slots=True)
class _Row:
    """A case, and how somebody sees it who neither holds it nor is offered it."""

    case: Case
    shown: CaseSummary
    json: str


@dataclass(frozen=True, slots=True)
class _Bell:
    """What rings about a case: since when, at whose console, as JSON. `head` stands for all that happened."""

    head: bytes | None
    pages: list[tuple[datetime, str, str]]


class Board:
    """The queue at one moment. Rows look the same to all but who holds a case or is offered one."""

    def __init__(
        self,
        rows: list[_Row],
        names: dict[str, str],
        unreachable: frozenset[str],
        ringing: Mapping[str, list[str]],
    ) -> None:
        self.rows = rows
        self._names = names
        self._unreachable = unreachable
        self._ringing = ringing
        self.order = [row.case.id for row in rows]
        self._json = [row.json for row in rows]
        self._mine: dict[str, list[int]] = {}
        for place, row in enumerate(rows):
            for staff_id in {row.case.claimed_by, row.case.transfer_to}:
                if staff_id is not None:
                    self._mine.setdefault(staff_id, []).append(place)

    def seen_by(self, staff_id: str) -> CaseList:
        """The queue as this counsellor sees it."""
        shown = [row.shown for row in self.rows]
        for place, mine in self._as_mine(staff_id):
            shown[place] = mine
        return CaseList(cases=shown)

    def rows_for(self, staff_id: str) -> list[str]:
        """The same, each case as JSON, in the order of `order`."""
        parts = self._json.copy()
        for place, mine in self._as_mine(staff_id):
            parts[place] = mine.model_dump_json()
        return parts

    def ringing_for(self, staff_id: str) -> str:
        """What rings at this counsellor's console, as the JSON of `RingingPages`."""
        return _list_of("pages", self._ringing.get(staff_id, []))

    def _as_mine(self, staff_id: str) -> Iterator[tuple[int, CaseSummary]]:
        for place in self._mine.get(staff_id, ()):
            yield place, case_summary(self.rows[place].case, self._names, staff_id, self._unreachable)


class ShownQueue:
    """What of the queue one console was shown: fifty of them cannot be sent all cases at each change."""

    def __init__(self) -> None:
        self._order: list[str] | None = None
        self._rows: dict[str, str] = {}

    def news(self, board: Board, staff_id: str) -> tuple[str, str] | None:
        """An event and its JSON: `queue`, a CaseList, the first time; then `queue_changes`, QueueChanges."""
        order, rows, before = board.order, board.rows_for(staff_id), self._rows
        changed = [row for case_id, row in zip(order, rows, strict=True) if before.get(case_id) != row]
        was, self._order, self._rows = self._order, order, dict(zip(order, rows, strict=True))
        if was is None:
            return "queue", _list_of("cases", rows)
        if not changed and order == was:
            return None
        return "queue_changes", f'{{"changed":[{",".join(changed)}],"order":{json.dumps(order)}}}'


def _list_of(name: str, parts: list[str]) -> str:
    return f'{{"{name}":[{",".join(parts)}]}}'


def _ringing_page(page: Ringing) -> RingingPage:
    return RingingPage.model_validate(
        {
            "page": page.id,
            "case": page.case_id,
            "urgency": page.urgency.label,
            "rung": page.rung,
            "attempt": page.attempt,
            "at": page.at,
        }
    )


class QueueBoard:
    """Reads the queue for whoever asks, one reading at a time. `changed` is set at every change of it."""

    def __init__(
        self, database: Database, clock: Clock, changed: asyncio.Event, monotonic: Monotonic = time.monotonic
    ) -> None:
        self._database = database
        self._clock = clock
        self._changed = changed
        self._monotonic = monotonic
        self._one_at_a_time = asyncio.Lock()
        self._coming: asyncio.Task[Board] | None = None  # has not begun to read: whoever asks may join
        self._newest: asyncio.Task[Board] | None = None  # may still be reading
        self._began = float("-inf")
        self._bells: dict[str, _Bell] = {}
        self._rows: dict[str, _Row] = {}
        self._names: dict[str, str] = {}

    async def read(self) -> Board:
        """The queue with everything that was committed before this call. Raises `StoreUnavailable`."""
        if self._coming is None:
            self._coming = asyncio.create_task(self._reading(), name="queue-board")
            self._coming.add_done_callback(_seen)
        return await asyncio.shield(self._coming)  # who leaves does not take it from the others

    async def look(self) -> Board:
        """The same at a wake-up or a tick: where nothing has changed since, a reading serves for a moment."""
        is_new = not self._changed.is_set() and self._monotonic() - self._began < _SERVES_FOR
        if self._newest is not None and is_new:
            return await asyncio.shield(self._newest)
        return await self.read()

    async def close(self) -> None:
        """Read no more."""
        tasks = [task for task in (self._coming, self._newest) if task is not None]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _reading(self) -> Board:
        async with self._one_at_a_time:
            # Who asks meanwhile joins: a storm of changes must not leave room for nothing else.
            await asyncio.sleep(self._began + _EVERY - self._monotonic())
            reading, self._coming = self._coming, None
            assert reading is not None  # noqa: S101 - it is this task
            self._changed.clear()
            self._began, self._newest = self._monotonic(), reading
            try:
                return await self._read(self._clock())
            except BaseException:
                self._newest = None
                raise

    async def _read(self, now: datetime) -> Board:
        async with self._database.reading() as tx:
            known = {case_id: row.case for case_id, row in self._rows.items()}
            found = await escalation.queue(tx, now, known)
            names = await cases.names(tx)
            unreachable = await conversations.unreachable_among(tx, [case.conversation_id for case in found])
            ringing = await self._ring(tx, now - RINGS_FOR)
        if names != self._names:
            self._names, self._rows = names, {}
        rows = [self._row(case, names, unreachable) for case in found]
        self._rows = {row.case.id: row for row in rows}
        return Board(rows, names, unreachable, ringing)

    async def _ring(self, tx: AsyncConnection, since: datetime) -> dict[str, list[str]]:
        """What rings at each console; only of cases to which something happened the pages are read again."""
        heads = await cases.heads_of_waiting(tx)
        known = {
            case_id: bell for case_id, bell in self._bells.items() if heads.get(case_id, b"") == bell.head
        }
        new = {case_id: _Bell(head, []) for case_id, head in heads.items() if case_id not in known}
        for page in await cases.ringing(tx, new) if new else ():
            shown = _ringing_page(page).model_dump_json()
            new[page.case_id].pages.append((page.at, page.staff_id, shown))
        self._bells = known | new
        ringing: dict[str, list[str]] = {}
        for bell in self._bells.values():
            for at, staff_id, shown in bell.pages:
                if at >= since:
                    ringing.setdefault(staff_id, []).append(shown)
        return ringing

    def _row(self, case: Case, names: dict[str, str], unreachable: frozenset[str]) -> _Row:
        """The row of before where nothing about it has changed: most have not."""
        before = self._rows.get(case.id)
        is_unreachable = case.conversation_id in unreachable
        if before is not None and before.case == case and before.shown.unreachable == is_unreachable:
            return before
        shown = case_summary(case, names, "", unreachable)
        return _Row(case, shown, shown.model_dump_json())


def _seen(reading: asyncio.Task[Board]) -> None:
    """Whoever asked may have left meanwhile; the error was for them."""
    if not reading.cancelled():
        reading.exception()


@asynccontextmanager
async def queue_board(
    database: Database, live: Live, clock: Clock, monotonic: Monotonic = time.monotonic
) -> AsyncIterator[QueueBoard]:
    """The board of this process, told of every change until the end of the block."""
    async with live.watching("queue") as changed:
        board = QueueBoard(database, clock, changed, monotonic)
        try:
            yield board
        finally:
            await board.close()

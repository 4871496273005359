"""What happens by itself: due deadlines, waits that are over, and rows left in the outbox.

Any number of these may run; leases and locks in the database keep them from doing anything twice.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from app.calling import Calling
from app.delivery import Delivery
from app.rungs import Briefing
from app.watches import Watches
from conversation import handover
from conversation import repository as conversations
from conversation.decide_events import FOLLOW_UP
from conversation.intake import Clock, Intake
from conversation.outcome import Outcome
from escalation import repository as cases
from escalation.case import State
from escalation.policy import policy
from escalation.service import PAGE, TRANSFER, WATCH
from store import deadlines
from store.database import Database
from store.deadlines import Deadline
from store.errors import StoreError, StoreUnavailable
from store.live import Live, wait

log = structlog.get_logger()

_AT_ONCE = 50
_UNDER_WAY = 200  # deadlines that are being worked on; most of them may hang at a pager
# Of these, such as need the database: more would queue for its connections until their leases are over, and
# others would begin the same work again, ever more of it.
_AT_WORK = 40
_LATE = 3.0  # seconds after which somebody must look why: a rung, or a whole process, was late
_JUMP = 2.0  # seconds by which the clock may differ from the time that passed

Monotonic = Callable[[], float]


@dataclass(frozen=True, slots=True)
class Pace:
    """Waiting times of a sweeper, in seconds."""

    every: float = 1.0
    # What is left then is taken up by another worker when its lease is over.
    end_within: float = 1.0


class Sweeper:
    """Sweeps until it is stopped. `monotonic` counts seconds whatever is done to the clock."""

    def __init__(
        self,
        database: Database,
        intake: Intake,
        delivery: Delivery,
        live: Live,
        calling: Calling,
        owner: str,
        clock: Clock,
        monotonic: Monotonic = time.monotonic,
        pace: Pace | None = None,
    ) -> None:
        self._database = database
        self._intake = intake
        self._delivery = delivery
        self._live = live
        self._calling = calling
        self._owner = owner
        self._clock = clock
        self._monotonic = monotonic
        self._pace = pace or Pace()
        self._under_way: dict[asyncio.Task[None], tuple[str, ...]] = {}
        self._is_behind = False  # more may be due than there was room for
        self._look_again = asyncio.Event()
        self._seen: tuple[datetime, float] | None = None
        # Consoles of before the start, or before a jump, have not yet said that they are there.
        self._unsettled_until = monotonic() + policy().presence.gone_after.total_seconds()
        self._leases_unsure_until = float("-inf")
        self._watches = Watches(database, intake, clock, lambda: monotonic() < self._unsettled_until)

    async def run(self) -> None:
        """Sweep each second, and at once when a deadline was set for now. Ends by being cancelled."""
        parts = (
            self._keep_taking(),
            self._repeat(self.sweep_waits, self._pace.every),
            self._repeat(self._delivery.sweep, self._pace.every),
            self._repeat(self.renew_leases, deadlines.RENEW_EVERY),
        )
        try:
            async with asyncio.TaskGroup() as group:
                for part in parts:
                    group.create_task(part)
        finally:
            await self._end_what_is_under_way()

    async def _end_what_is_under_way(self) -> None:
        # Waited for: a task that outlived the database would wait for ever for a connection that is gone.
        tasks = set(self._under_way)
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=self._pace.end_within)

    async def _repeat(self, part: Callable[[], Awaitable[int]], every: float) -> None:
        # Beside one another: a pager that hangs must not keep replies from going out, nor the next page.
        while True:
            await self._guarded(part)
            await asyncio.sleep(every)

    async def _keep_taking(self) -> None:
        # One after another: of two at once neither would know how much room there is.
        async with self._live.watching("deadlines") as self._look_again:
            while True:
                await self._guarded(self.take_deadlines)
                await wait(self._look_again, self._pace.every)

    async def _guarded(self, part: Callable[[], Awaitable[int]]) -> None:
        try:
            await part()
        except StoreError as error:
            log.warning("sweep.paused", part=part.__name__, reason=type(error).__name__)
        except Exception as error:
            log.exception("sweep.failed", part=part.__name__, error=type(error).__name__)

    async def sweep_deadlines(self) -> int:
        """Do what is due, and wait until it is done; returns how many."""
        taken = 0
        while True:
            taken += await self.take_deadlines()
            await asyncio.gather(*self._under_way)
            if not self._is_behind:
                return taken

    async def take_deadlines(self) -> int:
        """Begin what is due, most urgent first; returns how many. Raises `StoreUnavailable`."""
        now = await self._look_at_the_clock()
        room = min(_UNDER_WAY - len(self._under_way), _AT_WORK - self._at_work)
        self._is_behind = room <= 0
        if room <= 0:
            return 0
        take_over = self._monotonic() >= self._leases_unsure_until
        async with self._database.reading() as tx:  # mostly there is none, and SQLite has one writer
            if not await deadlines.is_any_due(tx, now, take_over=take_over):
                return 0
        async with self._database.transaction() as tx:
            leased = await deadlines.lease_due(tx, self._owner, now, limit=room, take_over=take_over)
        held = self._held()
        due = [deadline for deadline in leased if deadline.id not in held]  # a lease of ours may have run out
        late = max(((now - deadline.due_at).total_seconds() for deadline in due), default=0.0)
        if late > _LATE:
            log.error(
                "deadlines.late", seconds=round(late, 1), consequence="people waited longer than they may"
            )
        self._is_behind = len(leased) == room
        if watches := [deadline for deadline in due if deadline.kind == WATCH]:
            self._begin(self._look_at(watches), watches)
        rest = [deadline for deadline in due if deadline.kind != WATCH]
        known = await self._brief(rest)
        for deadline in rest:
            self._begin(self._do_guarded(deadline, known), [deadline])
        return len(due)

    def _begin(self, work: Coroutine[Any, Any, None], about: Sequence[Deadline]) -> None:
        task = asyncio.create_task(work)
        self._under_way[task] = tuple(deadline.id for deadline in about)
        task.add_done_callback(self._done)

    def _done(self, task: asyncio.Task[None]) -> None:
        del self._under_way[task]
        # Not at each that is done: leasing them one by one would cost as much as doing them.
        if self._is_behind and self._at_work <= _AT_WORK // 2:
            self._look_again.set()

    @property
    def _at_work(self) -> int:
        return len(self._under_way) - self._calling.at_pagers

    def _held(self) -> set[str]:
        return {deadline_id for ids in self._under_way.values() for deadline_id in ids}

    async def renew_leases(self) -> int:
        """Keep what is being worked on; returns how many. Raises `StoreUnavailable`."""
        held = self._held()
        if held:
            async with self._database.transaction() as tx:
                await deadlines.renew(tx, self._owner, held, self._clock())
        return len(held)

    async def _look_at_the_clock(self) -> datetime:
        """Now; and what follows if the clock was moved since the last look."""
        now, passed = self._clock(), self._monotonic()
        if self._seen is None:  # it may have been put back while nothing ran
            self._seen = (now, passed)
            await self._set_right(now)
        was, before = self._seen
        jump = (now - was).total_seconds() - (passed - before)
        self._seen = (now, passed)
        if abs(jump) <= _JUMP:
            return now
        log.warning("clock.jumped", seconds=round(jump, 1))
        self._unsettled_until = passed + policy().presence.gone_after.total_seconds()
        self._leases_unsure_until = passed + deadlines.LEASE.total_seconds()
        if jump < 0:
            await self._set_right(now)
        return now

    async def _set_right(self, now: datetime) -> None:
        async with self._database.transaction() as tx:
            await deadlines.set_right(tx, now)
            await cases.set_right(tx, now)
            await cases.set_seen_right(tx, now)

    async def sweep_waits(self) -> int:
        """Tell flows about silence; returns how many."""
        async with self._database.reading() as tx:
            ids = await conversations.due_to_wake(tx, self._clock(), _AT_ONCE)
        for conversation_id in ids:
            try:
                await self._intake.silence(conversation_id)
            except StoreUnavailable:
                raise
            except Exception:
                # One conversation that does not open must not silence the program for everybody after it.
                log.exception("silence.failed", conversation=conversation_id)
                await self._intake.give_up_waiting(conversation_id)
        return len(ids)

    async def _look_at(self, watches: Sequence[Deadline]) -> None:
        try:
            watches = await self._watches.left_over(watches)
        except Exception as error:
            log.exception("watches.failed", error=type(error).__name__)
        for deadline in watches:
            await self._do_guarded(deadline, None)

    async def _brief(self, due: Sequence[Deadline]) -> Briefing | None:
        rungs = [deadline for deadline in due if deadline.kind == PAGE]
        try:
            return await self._calling.brief(rungs) if rungs else None
        except Exception as error:
            # One case that cannot be read must not silence the others: each rung then reads its own.
            log.exception("briefing.failed", error=type(error).__name__)
            return None

    async def _do_guarded(self, deadline: Deadline, known: Briefing | None) -> None:
        # A deadline that failed keeps its lease until that runs out, and is then tried again.
        try:
            await self._do(deadline, known)
        except StoreError as error:
            log.warning("deadline.paused", deadline=deadline.id, reason=type(error).__name__)
        except Exception:
            log.exception("deadline.failed", deadline=deadline.id, kind=deadline.kind)

    async def _do(self, deadline: Deadline, known: Briefing | None) -> None:
        match deadline.kind:
            case kind if kind == FOLLOW_UP:
                nth = int(deadline.rung or "1")
                await self._intake.follow_up(deadline.subject_id, deadline.id, nth)
            case kind if kind == PAGE:
                await self._calling.fire(deadline, known)
            case kind if kind == WATCH:
                await self._watches.end(deadline)
            case kind if kind == TRANSFER:
                await self._intake.transact(lambda tx: self._end_transfer(tx, deadline))
            case _:
                log.error("deadline.unknown", kind=deadline.kind, deadline=deadline.id)

    async def _end_transfer(self, tx: AsyncConnection, deadline: Deadline) -> Outcome:
        """Nobody took up an offer in time."""
        case = await cases.find(tx, deadline.subject_id)
        if case is not None:  # locked before the deadline, as whoever takes up the offer does
            await conversations.hold(tx, case.conversation_id)
            case = await cases.find(tx, deadline.subject_id)
        await deadlines.complete(tx, deadline.id)
        if case is None or case.state is not State.IN_TRANSFER:
            return Outcome("" if case is None else case.conversation_id)
        return await handover.expire(tx, self._intake.rooms, case, self._clock())

"""From the outbox to the channels' senders: at once after the commit, in order, and again until it is done.

One task a conversation keeps the order; other conversations go on beside it. What became of each row is
written in batches, since a commit costs more than a send.
"""

import asyncio
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import structlog
from prometheus_client import Counter

from app.jobs import Job, done, job_of, later, left_behind, open_row
from conversation.channel import CallerBlockedUs, CannotBeSent, RetryLater, Sender
from conversation.intake import Clock
from conversation.outcome import Envelope
from conversation.repository import change
from store import outbox
from store.database import Database
from store.errors import StoreError, StoreUnavailable
from store.live import Live
from store.outbox import Mark
from store.sealing import Vault

log = structlog.get_logger()

SENT = Counter("mkhari_outbox_results_total", "What became of attempts to send.", ["channel", "result"])

_AT_ONCE = 30  # sends under way; Telegram takes about 30 messages a second in all
_RETRY_MARKS = 0.5  # seconds


@dataclass(slots=True)
class _Lane:
    """One conversation's way out: what is to be sent, and what was sent but is not written down yet."""

    jobs: deque[Job] = field(default_factory=deque)
    unwritten: set[int] = field(default_factory=set)
    more: bool = False  # something of it may wait in the outbox that is not in here
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    def holds(self, seq: int) -> bool:
        """Whether this row goes out, or went out, through here."""
        return seq in self.unwritten or any(seq == job.seq for job in self.jobs)


class Delivery:
    """Sends what is committed. `senders` holds one sender for each pushed channel that runs here."""

    def __init__(
        self,
        database: Database,
        vault: Vault,
        live: Live,
        senders: Mapping[str, Sender],
        owner: str,
        clock: Clock,
    ) -> None:
        self._database = database
        self._vault = vault
        self._live = live
        self._senders = senders
        self._owner = owner
        self._clock = clock
        self._lanes: dict[str, _Lane] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._slots = asyncio.Semaphore(_AT_ONCE)
        self._marks: asyncio.Queue[tuple[Mark, asyncio.Future[None]]] = asyncio.Queue()
        self._marker: asyncio.Task[None] | None = None
        self._closing = False

    async def start(self) -> None:
        """Begin to write down results."""
        self._marker = asyncio.create_task(self._write_marks(), name="outbox-marker")

    async def close(self) -> None:
        """Finish what is under way, within a second; what is left is swept up by the next process."""
        if self._tasks:
            await asyncio.wait(self._tasks.values(), timeout=1)
        # Said before cancelling: the Redis client inside the process may swallow a cancellation.
        self._closing = True
        tasks = [*self._tasks.values(), *([self._marker] if self._marker else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def offer(self, envelopes: Sequence[Envelope]) -> None:
        """Send committed messages now; this process holds their leases.

        One that follows a row which is not in here (it is being leased by a sweep, or was given back) would
        overtake it: such a message is left to the outbox, which keeps the order.
        """
        now = self._clock()
        for envelope in envelopes:
            lane = self._lane(envelope.conversation_id)
            if envelope.after and not lane.holds(envelope.after):
                lane.more = True
            else:
                self._add(lane, job_of(envelope, now))
            self._wake(envelope.conversation_id)

    def nudge(self, conversation_id: str) -> None:
        """Something of this conversation waits in the outbox."""
        self._lane(conversation_id).more = True
        self._wake(conversation_id)

    async def sweep(self, limit: int = 50) -> int:
        """Take up what was left by a crash or a pause; returns how many rows. Raises `StoreUnavailable`."""
        jobs = await self._lease(limit=limit)
        for job in jobs:
            lane = self._lane(job.conversation_id)
            lane.more = True
            self._add(lane, job)
            self._wake(job.conversation_id)
        return len(jobs)

    async def settled(self) -> None:
        """Wait until nothing is under way here."""
        while self._tasks:
            await asyncio.gather(*self._tasks.values(), return_exceptions=True)

    def _lane(self, conversation_id: str) -> _Lane:
        return self._lanes.setdefault(conversation_id, _Lane())

    def _add(self, lane: _Lane, job: Job) -> None:
        if not lane.holds(job.seq):
            lane.jobs.append(job)

    def _wake(self, conversation_id: str) -> None:
        self._lanes[conversation_id].changed.set()
        if conversation_id not in self._tasks:
            task = asyncio.create_task(self._drain(conversation_id))
            self._tasks[conversation_id] = task
            task.add_done_callback(lambda _: self._drained(conversation_id))

    def _drained(self, conversation_id: str) -> None:
        self._tasks.pop(conversation_id, None)
        if self._lanes[conversation_id].jobs and not self._closing:
            self._wake(conversation_id)
        else:
            del self._lanes[conversation_id]

    async def _drain(self, conversation_id: str) -> None:
        """Send this conversation's rows in order until none is left or one must wait.

        The next row does not wait until the one before is written down as sent, only until it is sent.
        """
        lane = self._lanes[conversation_id]
        while True:
            lane.changed.clear()
            while lane.jobs:
                mark = await self._attempt_next(lane)
                if mark.status in {"pending", "blocked"}:
                    await self._give_back(lane, mark)
                    return
                self._mark_soon(lane, mark)
            if lane.unwritten:
                await lane.changed.wait()
            elif lane.more:
                lane.more = False
                await self._refill(lane, conversation_id)
            else:
                return

    async def _attempt_next(self, lane: _Lane) -> Mark:
        job = lane.jobs[0]
        async with self._slots:
            mark = await self._attempt(job)
        lane.jobs.popleft()
        return mark

    def _mark_soon(self, lane: _Lane, mark: Mark) -> None:
        def written(_: asyncio.Future[None]) -> None:
            lane.unwritten.discard(mark.seq)
            lane.changed.set()

        lane.unwritten.add(mark.seq)
        future = asyncio.get_running_loop().create_future()
        future.add_done_callback(written)
        self._marks.put_nowait((mark, future))

    async def _give_back(self, lane: _Lane, mark: Mark) -> None:
        behind = left_behind(lane.jobs, mark)
        lane.jobs.clear()
        await self._mark([mark, *behind])

    async def _refill(self, lane: _Lane, conversation_id: str) -> None:
        try:
            found = await self._lease(limit=1, conversation_id=conversation_id)
        except StoreUnavailable:
            # What is in the outbox keeps its leases until those run out; then a sweep takes it up.
            log.warning("delivery.paused", conversation=conversation_id, reason="store_unavailable")
            return
        for job in found:
            lane.more = True
            self._add(lane, job)

    async def _attempt(self, job: Job) -> Mark:
        sender = self._senders[job.channel]
        try:
            if job.references:
                await sender.purge(job.address, job.references)
            sent = await sender.send(job.address, job.message, already_sent=job.parts_sent)
        except RetryLater as error:
            mark = later(job, error, self._clock())
        except CallerBlockedUs as error:
            mark = done(job, "blocked", self._clock(), error.sent, "blocked")
        except CannotBeSent as error:
            mark = done(job, "failed", self._clock(), error.sent, error.reason)
        except Exception as error:  # noqa: BLE001 - whatever a sender raises, the row must wait, not spin
            # A sender's own fault. Without a pause this row would be tried thousands of times a second.
            kind = type(error).__name__
            log.error("delivery.sender_broke", conversation=job.conversation_id, seq=job.seq, error=kind)  # noqa: TRY400
            mark = later(job, RetryLater(kind), self._clock())
        else:
            mark = done(job, "sent", self._clock(), sent)
        SENT.labels(job.channel, mark.status).inc()
        if mark.status == "failed":
            log.error("delivery.failed", conversation=job.conversation_id, seq=job.seq, reason=mark.reason)
        return mark

    async def _lease(self, *, limit: int, conversation_id: str | None = None) -> list[Job]:
        if not self._senders:
            return []
        async with self._database.transaction() as tx:
            rows = await outbox.lease_heads(
                tx,
                self._owner,
                self._clock(),
                channels=list(self._senders),
                limit=limit,
                conversation_id=conversation_id,
            )
        jobs = []
        for row in rows:
            try:
                jobs.append(open_row(self._vault, row))
            except (StoreError, ValueError, KeyError) as error:
                # It will never open; set it where staff see it instead of trying for ever.
                reason = f"cannot_open:{type(error).__name__}"
                await self._mark(
                    [Mark(row.conversation_id, row.seq, "failed", self._clock(), row.attempts, reason=reason)]
                )
        return jobs

    async def _mark(self, marks: list[Mark]) -> None:
        loop = asyncio.get_running_loop()
        written = []
        for mark in marks:
            future: asyncio.Future[None] = loop.create_future()
            written.append(future)
            self._marks.put_nowait((mark, future))
        await asyncio.gather(*written)

    async def _write_marks(self) -> None:
        """Write results as they come; while one batch is being committed the next one gathers."""
        while not self._closing:
            batch = [await self._marks.get()]
            while not self._marks.empty():
                batch.append(self._marks.get_nowait())
            await self._write(batch)

    async def _write(self, batch: list[tuple[Mark, asyncio.Future[None]]]) -> None:
        blocked = {mark.conversation_id for mark, _ in batch if mark.status == "blocked"}
        while True:
            try:
                async with self._database.transaction() as tx:
                    await outbox.mark(tx, [mark for mark, _ in batch])
                    for conversation_id in sorted(blocked):
                        await change(tx, conversation_id, unreachable=True)
                break
            except StoreError:
                # Sent but not written: keep trying, or it would be sent twice.
                await asyncio.sleep(_RETRY_MARKS)
        for _, written in batch:
            if not written.done():
                written.set_result(None)
        topics = {f"conversation:{mark.conversation_id}" for mark, _ in batch}
        await self._live.publish(*topics, *(["queue"] if blocked else []))

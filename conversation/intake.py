"""The edge of the conversation: assess first, then one transaction, then send and wake.

Channels call this and nothing else. It satisfies the intake that `bot` asks for.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from conversation import repository
from conversation.assessed import Assessed
from conversation.channel import Channel, InboundMessage
from conversation.checks import ASSESS_LIMIT, Checks
from conversation.hearing import Hear, Heard, graver
from conversation.known import NOTHING_KNOWN, Known, known_of
from conversation.metrics import HANDLE_SECONDS, MESSAGES, SET_ASIDE
from conversation.outcome import Envelope, Outcome, Rooms, Work
from conversation.service import handle_follow_up, handle_message, handle_silence
from escalation import presence
from risk.assessment import Assessment, Context, Level
from store import set_aside
from store.database import Database
from store.errors import Conflict
from store.live import Live

log = structlog.get_logger()

T = TypeVar("T")

Clock = Callable[[], datetime]

_DUTY_KNOWN_FOR = 5.0  # seconds
_ATTEMPTS = 5  # of a transaction that another one keeps overtaking


class Outlet(Protocol):
    """Where committed messages go to be pushed."""

    def offer(self, envelopes: Sequence[Envelope]) -> None:
        """Send these soon; they are leased to this process."""
        ...

    def nudge(self, conversation_id: str) -> None:
        """Something of this conversation may wait to be sent."""
        ...


class Intake:
    """Takes what callers do on any channel."""

    def __init__(
        self,
        database: Database,
        rooms: Rooms,
        live: Live,
        outlet: Outlet,
        hear: Hear,
        clock: Clock,
        *,
        assess_limit: float = ASSESS_LIMIT,
    ) -> None:
        self._database = database
        self.rooms = rooms
        self._live = live
        self._outlet = outlet
        self._clock = clock
        self._checks = Checks(hear, assess_limit)
        self._found = Assessed()
        self._duty: tuple[float, bool] = (float("-inf"), False)

    async def receive(self, inbound: InboundMessage) -> Outcome:
        """Handle one message. Raises `StoreUnavailable` when the database is out of order: bring it again."""
        begun = time.perf_counter()
        heard, known = await self._checked(inbound)
        now = self._clock()

        async def work(tx: AsyncConnection) -> Outcome:
            on_duty = await self._is_anyone_on_duty(tx, now)
            return await handle_message(
                tx,
                self.rooms,
                inbound,
                heard,
                now,
                on_duty=on_duty,
                known=known,
                hear_again=lambda known: self._heard(inbound, known),
            )

        outcome = await self.transact(work)
        self._found.forget(self._name_of(inbound))
        HANDLE_SECONDS.observe(time.perf_counter() - begun)
        if not outcome.repeated:
            MESSAGES.labels(inbound.channel.value, "in").inc()
        log.info(
            "message.handled",
            conversation=outcome.conversation_id,
            seq=outcome.inbound_seq,
            channel=inbound.channel.value,
            kind=inbound.kind.value,
            risk=heard.assessment.level.label,
            repeated=outcome.repeated,
        )
        return outcome

    async def silence(self, conversation_id: str) -> Outcome:
        """A wait's time is over."""
        now = self._clock()
        return await self.transact(lambda tx: handle_silence(tx, self.rooms, conversation_id, now))

    async def give_up_waiting(self, conversation_id: str) -> None:
        """Expect no more silence here: the conversation does not open. The next message sets a new wait."""
        async with self._database.transaction() as tx:
            await repository.change(tx, conversation_id, wake_at=None)

    async def follow_up(self, conversation_id: str, deadline_id: str, nth: int) -> Outcome:
        """The `nth` caring contact is due."""
        now = self._clock()
        return await self.transact(
            lambda tx: handle_follow_up(tx, self.rooms, conversation_id, deadline_id, nth, now)
        )

    async def transact(self, work: Callable[[AsyncConnection], Awaitable[Outcome]]) -> Outcome:
        """Run one transaction and do what follows its commit; another one that was first means: again."""
        outcome = await self._committed(work, _ATTEMPTS)
        await self._after_commit(outcome)
        return outcome

    async def act(self, work: Callable[[AsyncConnection], Awaitable[Work]]) -> Work:
        """The same for what a counsellor does."""
        done = await self._committed(work, _ATTEMPTS)
        await self._after_commit(done.outcome)
        return done

    async def _committed(self, work: Callable[[AsyncConnection], Awaitable[T]], attempts: int) -> T:
        try:
            async with self._database.transaction() as tx:
                return await work(tx)
        except Conflict:
            if attempts <= 1:
                raise
        return await self._committed(work, attempts - 1)

    async def _after_commit(self, outcome: Outcome) -> None:
        for envelope in outcome.envelopes:
            MESSAGES.labels(envelope.channel, "out").inc()
        if outcome.envelopes:
            self._outlet.offer(outcome.envelopes)
        if outcome.queued:
            self._outlet.nudge(outcome.conversation_id)
        topics = [f"conversation:{outcome.conversation_id}"]
        if outcome.queue_changed:
            topics += ["queue", "deadlines"] if outcome.call_now else ["queue"]
        await self._live.publish(*topics)

    async def _checked(self, inbound: InboundMessage) -> tuple[Heard, Known]:
        """The check begins at once and waits for nothing; after something grave it looks again, knowing that.

        All of it before the transaction: the check takes its time, and others must not wait for it there.
        """
        first, known = await asyncio.gather(self._heard(inbound, NOTHING_KNOWN), self._known(inbound))
        if known.level < Level.MODERATE:
            return first, known
        again = await self._heard(inbound, known)
        return graver(again, first), known

    async def _known(self, inbound: InboundMessage) -> Known:
        if not inbound.text:
            return NOTHING_KNOWN
        async with self._database.reading() as tx:
            state = await repository.find(tx, self.rooms.vault, inbound.channel, inbound.address)
        return NOTHING_KNOWN if state is None else known_of(state, self._clock())

    async def _heard(self, inbound: InboundMessage, known: Known) -> Heard:
        if not inbound.text:
            return Heard(Assessment(level=Level.NONE))
        message = self._name_of(inbound)
        if (before := self._found.find(message, known)) is not None:
            return before
        context = Context(
            earlier_level=known.level,
            language_hint=inbound.language_hint,
            answered_step=known.step,
            now=inbound.received_at,
        )
        found = await self._checks.hear(inbound.text, context)
        self._found.keep(message, known, found)
        return found

    def _name_of(self, inbound: InboundMessage) -> bytes:
        """A message with these very words, without the words."""
        named = (inbound.channel, inbound.address, inbound.message_id, inbound.text)
        return self.rooms.vault.hash("assessed", *named)

    async def _is_anyone_on_duty(self, tx: AsyncConnection, now: datetime) -> bool:
        asked_at, answer = self._duty
        if time.monotonic() - asked_at > _DUTY_KNOWN_FOR:
            answer = await presence.is_anyone_on_duty(tx, now)
            self._duty = (time.monotonic(), answer)
        return answer

    async def mark_reachable(self, channel: Channel, address: str, reachable: bool) -> None:
        """The caller blocked the bot or came back. Raises `StoreUnavailable`."""
        address_hash = self.rooms.vault.hash("address", channel, address)
        async with self._database.transaction() as tx:
            conversation_id = await repository.set_reachable(tx, address_hash, channel, reachable)
        if conversation_id is not None:
            await self._live.publish("queue", f"conversation:{conversation_id}")

    async def set_aside(self, channel: Channel, address: str | None, raw: bytes, reason: str) -> None:
        """Keep an update that cannot be handled, sealed, and report it. Raises `StoreUnavailable`."""
        async with self._database.transaction() as tx:
            item_id = await set_aside.add(tx, self.rooms.vault, channel, address, raw, reason, self._clock())
        SET_ASIDE.labels(channel.value).inc()
        log.error("update.set_aside", item=item_id, channel=channel.value, reason=reason)

    def close(self) -> None:
        """Let the risk threads go."""
        self._checks.close()

"""Hand-written stand-ins for what the callers' bot is given."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from bot.callers.outage import Backoff
from bot.callers.polling import Pace
from conversation.channel import Channel, InboundMessage, OutgoingMessage, Sender
from conversation.errors import StoreUnavailable
from tests.patience import AN_HOUR

SECRET = "a-secret-of-the-tests"
_SOON = Backoff(first=0.004, cap=0.02)
FAST = Pace(
    long_poll=int(AN_HOUR),  # a poll ends by what comes, and not by its time
    while_open=_SOON,
    unreachable=_SOON,
    misconfigured=_SOON,
    store_down=_SOON,
    spool_from=10,
)


@dataclass
class FakeIntake:
    """Remembers what came in; answers with an echo; is down, slow or broken when told so."""

    notify: Callable[[], None]
    sender: Sender | None = None
    received: list[InboundMessage] = field(default_factory=list)
    attempts: list[str] = field(default_factory=list)
    set_aside_updates: list[tuple[str | None, bytes, str]] = field(default_factory=list)
    reachable: list[tuple[str, bool]] = field(default_factory=list)
    is_down: bool = False
    breaks_on: str = ""
    gates: dict[str, asyncio.Event] = field(default_factory=dict)
    answered: set[tuple[str, str]] = field(default_factory=set)

    async def receive(self, inbound: InboundMessage) -> None:
        self.attempts.append(inbound.message_id)
        self.notify()
        self._check_store()
        if inbound.address in self.gates:
            await self.gates[inbound.address].wait()
        if self.breaks_on and self.breaks_on in inbound.text:
            raise ValueError(inbound.text)
        self.received.append(inbound)
        claim = (inbound.address, inbound.message_id)
        if self.sender is not None and claim not in self.answered:
            await self.sender.send(inbound.address, OutgoingMessage(f"echo: {inbound.text}"))
        self.answered.add(claim)
        self.notify()

    async def mark_reachable(self, channel: Channel, address: str, reachable: bool) -> None:
        self._check_store()
        self.reachable.append((address, reachable))
        self.notify()

    async def set_aside(self, channel: Channel, address: str | None, raw: bytes, reason: str) -> None:
        self._check_store()
        self.set_aside_updates.append((address, raw, reason))
        self.notify()

    def close_gate(self, chat_id: int) -> asyncio.Event:
        """Hold what this chat sends until the event is set."""
        return self.gates.setdefault(str(chat_id), asyncio.Event())

    @property
    def texts(self) -> list[str]:
        return [inbound.text for inbound in self.received]

    def _check_store(self) -> None:
        if self.is_down:
            raise StoreUnavailable("The database does not answer.")


class FakeTexts:
    """Texts that say which they are."""

    def system(self, name: str, language: str, **args: str) -> str:
        return f"{name} in {language}"

    def in_every_language(self, name: str) -> str:
        return f"{name} in every language"


@dataclass
class MemorySpool:
    """A spool that survives a restart of the bot, as its folder would."""

    updates: dict[int, bytes] = field(default_factory=dict)
    is_full: bool = False

    async def keep(self, update_id: int, raw: bytes) -> None:
        if self.is_full:
            raise OSError("No space left on device.")
        self.updates[update_id] = raw

    async def kept(self) -> list[tuple[int, bytes]]:
        return sorted(self.updates.items())

    async def forget(self, update_id: int) -> None:
        self.updates.pop(update_id, None)

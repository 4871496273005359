"""What the callers' bot is given by the rest of the house: intake, texts, a spool."""

from typing import Protocol

from conversation.channel import Channel, InboundMessage


class Intake(Protocol):
    """Takes what callers do.

    Every method raises `conversation.errors.StoreUnavailable` when the database is down.
    """

    async def receive(self, inbound: InboundMessage) -> object:
        """Assess, store and answer one message; idempotent on (channel, address, message_id)."""
        ...

    async def mark_reachable(self, channel: Channel, address: str, reachable: bool) -> None:
        """Note that a caller blocked us, or let us write again."""
        ...

    async def set_aside(self, channel: Channel, address: str | None, raw: bytes, reason: str) -> None:
        """Store, sealed, an update that cannot be handled, and report it. `reason` is a code without text."""
        ...


class CallerTexts(Protocol):
    """The texts that the bot itself says; the flows say the others."""

    def system(self, name: str, language: str, **args: str) -> str:
        """The text `name` in `language` (ka, ru or en)."""
        ...

    def in_every_language(self, name: str) -> str:
        """The text `name` in all languages, for when the caller's own is not known."""
        ...


class Spool(Protocol):
    """Holds updates through an outage of the database that outgrows Telegram's own queue.

    Telegram shows at most 100 unacknowledged updates. In a long outage the oldest are put here, sealed,
    and then acknowledged, so that those who write later are seen and answered too.
    """

    async def keep(self, update_id: int, raw: bytes) -> None:
        """Write one update; it is on disk when this returns. Raises OSError when the disk refuses."""
        ...

    async def kept(self) -> list[tuple[int, bytes]]:
        """Everything that is kept, lowest update id first."""
        ...

    async def forget(self, update_id: int) -> None:
        """The update was handled: remove it (nothing happens if it is not there)."""
        ...

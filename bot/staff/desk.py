"""What the staff's bot asks of the house. It never sees a case, only what became of an answer."""

from enum import StrEnum
from typing import Protocol


class Answer(StrEnum):
    """What became of an answer to a page."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    ALREADY_HELD = "already_held"
    CLOSED = "closed"
    UNKNOWN = "unknown"


class StaffDesk(Protocol):
    """Who a chat belongs to, and their answers. Every method may raise: then nothing was noted."""

    async def link(self, code: str, chat_id: int) -> str | None:
        """Page the owner of this one-time code in this chat from now on; their name, or None."""
        ...

    async def unlink(self, chat_id: int) -> bool:
        """Page nobody in this chat any more; whether somebody was."""
        ...

    async def accept(self, chat_id: int, case_id: str) -> Answer:
        """Whoever this chat belongs to is coming."""
        ...

    async def decline(self, chat_id: int, case_id: str) -> Answer:
        """Whoever this chat belongs to can't."""
        ...

    async def who(self, chat_id: int) -> str | None:
        """The name of whoever is paged in this chat."""
        ...

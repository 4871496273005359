"""What a page says, to whom, and the one door for every channel. A page never holds what anybody wrote."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol, runtime_checkable

from escalation.case import Case


class PageChannel(StrEnum):
    """By what a page goes out. The console rings by itself; a webhook is the whole team's."""

    CONSOLE = "console"
    PUSH = "push"
    TELEGRAM = "telegram"
    SMS = "sms"
    MAIL = "mail"
    WEBHOOK = "webhook"


# Channels that need an address of the person who is called.
PERSONAL = (PageChannel.PUSH, PageChannel.TELEGRAM, PageChannel.SMS, PageChannel.MAIL)


@dataclass(frozen=True, slots=True)
class Page:
    """What the on-call is told. `page_id` is what an answer comes back under; `attempt` counts from 1."""

    page_id: str
    case_id: str
    urgency: str
    language: str
    audience: str
    channel: str
    rung: str
    waiting_seconds: int
    attempt: int


class PageFailed(Exception):
    """The paging channel did not take the page; `reason` is a code without any address in it.

    `gone` says that the address will never work again, and can be forgotten.
    """

    def __init__(self, reason: str, *, gone: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.gone = gone


class Pager(Protocol):
    """One paging channel."""

    async def page(self, page: Page, address: str) -> None:
        """Call whoever is at `address` (empty: the whole team's), within 5 s; raises `PageFailed`."""
        ...


@runtime_checkable
class Closing(Protocol):
    """A channel with connections of its own."""

    async def close(self) -> None:
        """Let the connections go."""
        ...


def page_about(page_id: str, case: Case, rung: str, attempt: int, now: datetime) -> Page:
    """The page for a case that is still waiting."""
    return Page(
        page_id=page_id,
        case_id=case.id,
        urgency=case.urgency.label,
        language=case.language,
        audience=case.audience,
        channel=case.channel,
        rung=rung,
        waiting_seconds=max(0, int((now - case.waiting_since).total_seconds())),
        attempt=attempt,
    )

"""What every channel translates to and from: inbound messages, outgoing messages, senders.

A channel (Telegram, the widget, the terminal) knows its own wire; from here on nobody does.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class Channel(StrEnum):
    """Where a caller writes from."""

    TELEGRAM = "telegram"
    WIDGET = "widget"
    TERMINAL = "terminal"

    @property
    def is_pushed(self) -> bool:
        """Whether replies are pushed through a sender; the others read what is stored."""
        return self is Channel.TELEGRAM


class InboundKind(StrEnum):
    """What arrived."""

    TEXT = "text"
    EDIT = "edit"  # the text of an earlier message was changed
    BUTTON = "button"
    COMMAND = "command"
    MEDIA = "media"  # voice, photo, sticker, contact, location, poll …; `text` holds a caption if any


class Command(StrEnum):
    """Always available, in every state."""

    START = "start"
    HELP = "help"  # numbers to call now
    HUMAN = "human"
    LANGUAGE = "language"
    PLAN = "plan"  # the person's own safety plan
    STOP = "stop"
    DELETE = "delete"


_LINE_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f]")
_LONE_SURROGATES = re.compile("[\ud800-\udfff]")


def clean_text(text: str) -> str:
    """The same words, fit to be stored as UTF-8: no control characters, no half of a surrogate pair.

    Zero-width and right-to-left marks stay: emoji and bidirectional text need them.
    """
    text = _LINE_BREAKS.sub("\n", text)
    return _LONE_SURROGATES.sub("\N{REPLACEMENT CHARACTER}", _CONTROLS.sub("", text))


@dataclass(frozen=True, slots=True)
class InboundMessage:
    """One thing a caller did.

    `address` is the channel's own address of the caller (a chat id, a widget session id) and
    `message_id` the channel's own id of this event: unique per address, the same when redelivered.
    `reference` lets the channel find the message again (to delete it). `button` is the data of a
    pressed button; `argument` what followed a command (a deep link's payload, a language).
    """

    channel: Channel
    address: str
    message_id: str
    kind: InboundKind
    received_at: datetime
    text: str = ""
    button: str = ""
    command: Command | None = None
    argument: str = ""
    media: str = ""
    reference: str = ""
    language_hint: str | None = None


@dataclass(frozen=True, slots=True)
class Button:
    """A choice under a message. `data` is at most 64 bytes (Telegram's limit)."""

    label: str
    data: str


@dataclass(frozen=True, slots=True)
class OutgoingMessage:
    """One message to a caller: text and rows of buttons."""

    text: str
    buttons: tuple[tuple[Button, ...], ...] = ()


class SendError(Exception):
    """A message could not be sent. The text of the message is never part of the error.

    `reason` is a code. `sent` holds the references of the parts of a split message that did go out in
    this call: store them, and pass the number of all parts sent so far as `already_sent` next time.
    """

    def __init__(self, reason: str = "", *, sent: tuple[str, ...] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.sent = sent


class CallerBlockedUs(SendError):
    """The caller blocked the bot or deleted the account: do not try again."""


class RetryLater(SendError):
    """The channel is busy or unreachable; try again after `seconds` (None: back off as you see fit)."""

    def __init__(self, reason: str, seconds: float | None = None, *, sent: tuple[str, ...] = ()) -> None:
        super().__init__(reason, sent=sent)
        self.seconds = seconds


class CannotBeSent(SendError):
    """The channel refuses this message for good; `reason` is its code, without text."""


class Sender(Protocol):
    """Pushes messages to callers on one channel."""

    async def send(
        self, address: str, message: OutgoingMessage, *, silent: bool = False, already_sent: int = 0
    ) -> tuple[str, ...]:
        """Send one message; returns the channel's references of what this call sent (several if split).

        A long message is split the same way each time; the first `already_sent` parts are left out.
        Raises `CallerBlockedUs`, `RetryLater` or `CannotBeSent`.
        """
        ...

    async def purge(self, address: str, references: tuple[str, ...]) -> None:
        """Delete messages from the caller's chat as far as the channel permits. Raises `RetryLater`."""
        ...

"""What Telegram knows: chats and their messages, updates that wait for the bot. No HTTP."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from tests.telegram.reader import read_update

BOT_ID = 4242
BOT_USERNAME = "MkhariTestBot"
SHOWN_AT_ONCE = 100  # getUpdates never shows more


@dataclass
class Chat:
    """One chat as Telegram sees it."""

    id: int
    type: str
    name: str
    language_code: str | None = None
    started: bool = False  # a bot may not write first
    blocked: bool = False
    bot_present: bool = True  # groups only
    messages: dict[int, dict[str, Any]] = field(default_factory=dict)
    from_bot: list[dict[str, Any]] = field(default_factory=list)

    @property
    def wire(self) -> dict[str, Any]:
        """The chat as it stands in a message."""
        name = "first_name" if self.type == "private" else "title"
        return {"id": self.id, "type": self.type, name: self.name}

    @property
    def person(self) -> dict[str, Any]:
        """The person of a private chat as a user."""
        user: dict[str, Any] = {"id": self.id, "is_bot": False, "first_name": self.name}
        if self.language_code is not None:
            user["language_code"] = self.language_code
        return user


@dataclass(frozen=True)
class Call:
    """One call of the bot, with its parameters read from the wire."""

    method: str
    params: dict[str, Any]


class World:
    """State, and a way to wait until it changes."""

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self.clock = clock
        self.chats: dict[int, Chat] = {}
        self.updates: dict[int, Any] = {}
        self.allowed_updates: list[str] = []
        self.open_presses: set[str] = set()
        self.answered_presses: list[str] = []
        self.calls: list[Call] = []
        self.commands: dict[str, list[dict[str, Any]]] = {}
        self.descriptions: dict[str, str] = {}
        self.short_descriptions: dict[str, str] = {}
        self._next_update = 700_000_001
        self._next_message = 1
        self._next_press = 1
        self._changed = asyncio.Event()

    @property
    def bot(self) -> dict[str, Any]:
        """The bot as a user."""
        return {"id": BOT_ID, "is_bot": True, "first_name": "Mkhari", "username": BOT_USERNAME}

    def now(self) -> int:
        """Unix time in seconds, by the clock that was passed in."""
        return int(self.clock().timestamp())

    def notify(self) -> None:
        """Wake everybody who waits."""
        changed, self._changed = self._changed, asyncio.Event()
        changed.set()

    async def until(self, condition: Callable[[], bool], within: float) -> bool:
        """Wait until the condition holds; False when `within` seconds went by first."""
        try:
            async with asyncio.timeout(within):
                while True:
                    changed = self._changed
                    if condition():
                        return True
                    await changed.wait()
        except TimeoutError:
            return condition()

    def push(self, **event: Any) -> int:
        """Queue an update that the bot will be shown; returns its id."""
        update = {"update_id": self._next_update, **event}
        read_update(update)
        return self.push_raw(update)

    def push_raw(self, update: Any) -> int:
        """Queue anything at all as an update; returns the id it is kept under."""
        key = self._next_update
        self._next_update += 1
        kinds = set(update) - {"update_id"} if isinstance(update, dict) else set()
        if not self.allowed_updates or not kinds or kinds & set(self.allowed_updates):
            self.updates[key] = update
        self.notify()
        return key

    def restart_update_ids(self, at: int) -> None:
        """Go on from another id, as Telegram does after a week without updates."""
        self._next_update = at

    @property
    def next_update_id(self) -> int:
        """The id that the next update gets."""
        return self._next_update

    def shown(self, offset: int, limit: int) -> list[Any]:
        """Acknowledge what lies below `offset` and show what waits from there."""
        if offset < 0:
            keep = sorted(self.updates)[offset:]
            self.updates = {key: self.updates[key] for key in keep}
        for key in [key for key in self.updates if offset > 0 and key < offset]:
            del self.updates[key]
        self.notify()
        return [self.updates[key] for key in sorted(self.updates)][: min(limit, SHOWN_AT_ONCE)]

    def new_press(self) -> str:
        """The id of a button press."""
        press = f"90071992547{self._next_press:05d}"
        self._next_press += 1
        self.open_presses.add(press)
        return press

    def add_message(
        self, chat: Chat, sender: dict[str, Any] | None, content: dict[str, Any]
    ) -> dict[str, Any]:
        """Put a message into a chat."""
        message: dict[str, Any] = {"message_id": self._next_message, "date": self.now(), "chat": chat.wire}
        if sender is not None:
            message["from"] = sender
        message.update(content)
        self._next_message += 1
        chat.messages[message["message_id"]] = message
        return message

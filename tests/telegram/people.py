"""Driving a test as a person would: writing, pressing, editing, blocking, and reading what comes back."""

from dataclasses import dataclass
from typing import Any

from tests.patience import PATIENCE
from tests.telegram.world import BOT_ID, Chat, World

_FILE = {"file_id": "file", "file_unique_id": "unique"}
_SIZED = {**_FILE, "width": 10, "height": 10}
_PLACE = {"latitude": 41.7, "longitude": 44.8}

MEDIA: dict[str, dict[str, Any]] = {
    "voice": {"voice": {**_FILE, "duration": 3}},
    "audio": {"audio": {**_FILE, "duration": 3}},
    "video": {"video": {**_SIZED, "duration": 3}},
    "video_note": {"video_note": {**_FILE, "length": 10, "duration": 3}},
    "photo": {"photo": [_SIZED]},
    "sticker": {"sticker": {**_SIZED, "type": "regular", "is_animated": False, "is_video": False}},
    "contact": {"contact": {"phone_number": "+995000000000", "first_name": "Somebody"}},
    "location": {"location": _PLACE},
    "venue": {"venue": {"location": _PLACE, "title": "Place", "address": "Street"}, "location": _PLACE},
    "dice": {"dice": {"emoji": "🎲", "value": 4}},
    "document": {"document": _FILE},
    "animation": {"animation": {**_SIZED, "duration": 1}, "document": _FILE},
    "story": {"story": {"chat": {"id": 77, "type": "private", "first_name": "Friend"}, "id": 1}},
    "paid_media": {"paid_media": {"star_count": 1, "paid_media": [{"type": "preview"}]}},
    "poll": {
        "poll": {
            "id": "1",
            "question": "Which?",
            "options": [
                {"persistent_id": "1", "text": "One", "voter_count": 0},
                {"persistent_id": "2", "text": "Two", "voter_count": 0},
            ],
            "total_voter_count": 0,
            "is_closed": False,
            "is_anonymous": True,
            "type": "regular",
            "allows_multiple_answers": False,
            "allows_revoting": False,
            "members_only": False,
        }
    },
}


@dataclass(frozen=True)
class Choice:
    """A button as a person sees it, with what it sends."""

    label: str
    data: str


@dataclass(frozen=True)
class Seen:
    """A message as a person sees it."""

    message_id: int
    text: str
    buttons: tuple[tuple[Choice, ...], ...] = ()
    is_mine: bool = False
    is_silent: bool = False

    @property
    def choices(self) -> tuple[Choice, ...]:
        """All buttons, row after row."""
        return tuple(choice for row in self.buttons for choice in row)


class NotHeard(AssertionError):
    """The bot said nothing in time."""


class Person:
    """Somebody with a phone, in a private chat with the bot."""

    def __init__(self, world: World, chat: Chat) -> None:
        self._world = world
        self._chat = chat
        self._heard = 0

    @property
    def chat_id(self) -> int:
        """The id of the private chat, which is the person's id."""
        return self._chat.id

    @property
    def chat(self) -> list[Seen]:
        """Every message that the chat shows now, oldest first."""
        return [_seen(message) for _, message in sorted(self._chat.messages.items())]

    @property
    def said_to_me(self) -> list[Seen]:
        """Everything the bot ever sent here, deleted or not."""
        return [_seen(message) for message in self._chat.from_bot]

    async def says(self, text: str) -> int:
        """Write a message; returns its id."""
        return await self.sends({"text": text, **_command_entity(text)})

    async def sends(self, content: dict[str, Any]) -> int:
        """Send any content, as it stands in a Bot API message; returns the message's id."""
        self._chat.started = True
        message = self._world.add_message(self._chat, self._chat.person, content)
        self._world.push(message=dict(message))
        return int(message["message_id"])

    async def sends_media(self, kind: str, caption: str = "") -> int:
        """Send one of `MEDIA`; returns the message's id."""
        return await self.sends({**MEDIA[kind], **({"caption": caption} if caption else {})})

    async def sends_voice(self) -> int:
        """Send a voice message; returns its id."""
        return await self.sends_media("voice")

    async def sends_photo(self, caption: str = "") -> int:
        """Send a photo; returns the message's id."""
        return await self.sends_media("photo", caption)

    async def edits(self, text: str, message_id: int | None = None) -> int:
        """Change the text of a message of one's own (the last one by default); returns the update's id."""
        mine = [number for number, message in self._chat.messages.items() if _seen(message).is_mine]
        message = self._chat.messages[message_id or max(mine)]
        message["text"] = text
        message["edit_date"] = self._world.now()
        return self._world.push(edited_message=dict(message))

    async def presses(self, button: str | Choice) -> str:
        """Press the newest button with this label (or data) that the chat shows; returns the press's id."""
        for message in sorted(self._chat.messages.values(), key=lambda m: -int(m["message_id"])):
            for choice in _seen(message).choices:
                if button == choice or button in (choice.label, choice.data):
                    return self._press(message, choice.data)
        raise AssertionError("The chat shows no such button.")

    async def presses_unknown(self, data: str) -> str:
        """Press a button with data of one's own making, under the bot's last message."""
        return self._press(self._chat.from_bot[-1], data)

    async def blocks(self) -> None:
        """Block the bot."""
        self._chat.blocked = True
        self._membership("member", "kicked")

    async def unblocks(self) -> None:
        """Let the bot write again."""
        self._chat.blocked = False
        self._membership("kicked", "member")

    async def hears(self, within: float = PATIENCE) -> Seen:
        """The next message of the bot that was not heard yet; waits for it up to `within` seconds."""
        if not await self._world.until(lambda: len(self._chat.from_bot) > self._heard, within):
            raise NotHeard(f"The bot said nothing for {within:g} s.")
        self._heard += 1
        return _seen(self._chat.from_bot[self._heard - 1])

    async def hears_all(self, count: int, within: float = PATIENCE) -> list[Seen]:
        """The next `count` messages of the bot."""
        return [await self.hears(within) for _ in range(count)]

    def _press(self, message: dict[str, Any], data: str) -> str:
        press = self._world.new_press()
        shown = {key: value for key, value in message.items() if key != "silent"}
        self._world.push(
            callback_query={
                "id": press,
                "from": self._chat.person,
                "message": shown,
                "chat_instance": str(self._chat.id),
                "data": data,
            }
        )
        return press

    def _membership(self, before: str, after: str) -> None:
        self._world.push(
            my_chat_member=_membership(self._world, self._chat, self._chat.person, before, after)
        )


class Group:
    """A group, a supergroup or a channel that the bot may be brought into."""

    def __init__(self, world: World, chat: Chat) -> None:
        self._world = world
        self._chat = chat

    @property
    def bot_present(self) -> bool:
        """Whether the bot is in it."""
        return self._chat.bot_present

    @property
    def said_here(self) -> list[Seen]:
        """What the bot said in it."""
        return [_seen(message) for message in self._chat.from_bot]

    async def adds_bot(self, by: Person) -> None:
        """Bring the bot in: Telegram tells it of its membership, and of a message about new members."""
        self._chat.bot_present = True
        user = self._world.chats[by.chat_id].person
        self._world.push(my_chat_member=_membership(self._world, self._chat, user, "left", "member"))
        await self.shows({"new_chat_members": [self._world.bot]}, by)

    async def shows(self, content: dict[str, Any], by: Person) -> None:
        """Show a message in the group to the bot."""
        user = self._world.chats[by.chat_id].person
        message = self._world.add_message(self._chat, user, content)
        self._world.push(message=dict(message))

    async def posts(self, text: str) -> None:
        """Post in a channel."""
        message = self._world.add_message(self._chat, None, {"text": text})
        self._world.push(channel_post=dict(message))

    async def is_left(self, within: float = PATIENCE) -> bool:
        """Wait until the bot has left."""
        return await self._world.until(lambda: not self._chat.bot_present, within)


def _seen(message: dict[str, Any]) -> Seen:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return Seen(
        message_id=message["message_id"],
        text=message.get("text", message.get("caption", "")),
        buttons=tuple(tuple(Choice(b["text"], b["callback_data"]) for b in row) for row in rows),
        is_mine=message.get("from", {}).get("id") != BOT_ID,
        is_silent=message.get("silent", False),
    )


def _command_entity(text: str) -> dict[str, Any]:
    if not text.startswith("/"):
        return {}
    return {"entities": [{"type": "bot_command", "offset": 0, "length": len(text.split()[0])}]}


def _membership(world: World, chat: Chat, by: dict[str, Any], before: str, after: str) -> dict[str, Any]:
    def member(status: str) -> dict[str, Any]:
        until = {"until_date": 0} if status == "kicked" else {}
        return {"user": world.bot, "status": status, **until}

    return {
        "chat": chat.wire,
        "from": by,
        "date": world.now(),
        "old_chat_member": member(before),
        "new_chat_member": member(after),
    }

"""From Telegram's wire to what the conversation understands. Pure: no I/O, the clock is passed in."""

import re
from datetime import datetime
from typing import Any

from aiogram.enums import ChatType, ContentType
from aiogram.types import CallbackQuery, Message, RichMessage, Update

from bot.callers.raw import language_of
from conversation.channel import Channel, Command, InboundKind, InboundMessage, clean_text

_COMMAND = re.compile(
    rf"/(?P<name>{'|'.join(Command)})(?:@\w+)?(?:\s+(?P<argument>.*))?\s*",
    re.IGNORECASE | re.DOTALL,
)

MEDIA_KINDS = {
    ContentType.ANIMATION: "animation",
    ContentType.AUDIO: "audio",
    ContentType.CONTACT: "contact",
    ContentType.DICE: "dice",
    ContentType.DOCUMENT: "document",
    ContentType.LIVE_PHOTO: "photo",
    ContentType.LOCATION: "location",
    ContentType.PAID_MEDIA: "paid_media",
    ContentType.PHOTO: "photo",
    ContentType.POLL: "poll",
    ContentType.STICKER: "sticker",
    ContentType.STORY: "story",
    ContentType.VENUE: "venue",
    ContentType.VIDEO: "video",
    ContentType.VIDEO_NOTE: "video_note",
    ContentType.VOICE: "voice",
}
# Things a person sends that have no kind of their own. A kind that Telegram invents later comes as
# UNKNOWN and is one of them: better a kind line too many than a person without an answer.
OTHER_MEDIA = frozenset(
    {
        ContentType.CHECKLIST,
        ContentType.GAME,
        ContentType.GIVEAWAY,
        ContentType.GIVEAWAY_WINNERS,
        ContentType.INVOICE,
        ContentType.RICH_MESSAGE,
        ContentType.TEXT,
        ContentType.UNKNOWN,
    }
)
# Where a rich message keeps words; its other fields are types, addresses and sizes.
_WORDS_OF_RICH = ("text", "title", "summary", "blocks", "items", "cells", "caption", "credit")
# In these one thing stands beside another; elsewhere a list holds the parts of one sentence.
_APART = frozenset({"blocks", "items", "cells"})


def to_inbound(update: Update, now: datetime) -> InboundMessage | None:
    """What a caller did in a private chat; None for groups, service messages, bots and live locations."""
    if update.message is not None:
        return _from_message(update.message, now)
    if update.edited_message is not None:
        return _from_edit(update.edited_message, update.update_id, now)
    if update.callback_query is not None:
        return _from_button(update.callback_query, now)
    return None


def _from_message(message: Message, now: datetime) -> InboundMessage | None:
    if not _is_from_a_person(message):
        return None
    content = ContentType(message.content_type)
    text = clean_text(_words(message))
    if content in (ContentType.TEXT, ContentType.RICH_MESSAGE) and text.strip():
        match = _COMMAND.fullmatch(text.strip())
        if match is None:
            return _inbound(message, now, f"m:{message.message_id}", InboundKind.TEXT, text=text)
        return _inbound(
            message,
            now,
            f"m:{message.message_id}",
            InboundKind.COMMAND,
            # The words after a command may be a cry for help: they are assessed like any other text.
            text=text,
            command=Command(match["name"].lower()),
            argument=(match["argument"] or "").strip(),
        )
    if content not in MEDIA_KINDS and content not in OTHER_MEDIA:
        return None
    kind = MEDIA_KINDS.get(content, "other")
    return _inbound(message, now, f"m:{message.message_id}", InboundKind.MEDIA, text=text, media=kind)


def _from_edit(message: Message, update_id: int, now: datetime) -> InboundMessage | None:
    if not _is_from_a_person(message):
        return None
    text = clean_text(_words(message))
    if not text.strip():
        return None
    media = MEDIA_KINDS.get(ContentType(message.content_type), "")
    claim = f"e:{message.message_id}:{message.edit_date}:{update_id}"
    return _inbound(message, now, claim, InboundKind.EDIT, text=text, media=media)


def _from_button(query: CallbackQuery, now: datetime) -> InboundMessage | None:
    if query.message is None or query.message.chat.type != ChatType.PRIVATE or query.data is None:
        return None
    return InboundMessage(
        channel=Channel.TELEGRAM,
        address=str(query.message.chat.id),
        message_id=f"c:{query.id}",
        kind=InboundKind.BUTTON,
        received_at=now,
        button=clean_text(query.data),
        reference=str(query.message.message_id),
        language_hint=language_of(query.from_user.language_code),
    )


def _inbound(
    message: Message,
    now: datetime,
    claim: str,
    kind: InboundKind,
    *,
    text: str,
    command: Command | None = None,
    argument: str = "",
    media: str = "",
) -> InboundMessage:
    person = message.from_user
    return InboundMessage(
        channel=Channel.TELEGRAM,
        address=str(message.chat.id),
        message_id=claim,
        kind=kind,
        received_at=now,
        text=text,
        command=command,
        argument=argument,
        media=media,
        reference=str(message.message_id),
        language_hint=language_of(person.language_code) if person else None,
    )


def _is_from_a_person(message: Message) -> bool:
    """In a private chat and not from another bot: two bots that answer each other never stop."""
    is_bot = message.from_user is not None and message.from_user.is_bot
    return message.chat.type == ChatType.PRIVATE and not is_bot


def _words(message: Message) -> str:
    """Every word the person wrote in it: text, caption, lines of a poll or checklist, rich blocks."""
    if message.text or message.caption:
        return message.text or message.caption or ""
    if message.poll is not None:
        return "\n".join([message.poll.question, *(option.text for option in message.poll.options)])
    if message.checklist is not None:
        return "\n".join([message.checklist.title, *(task.text for task in message.checklist.tasks)])
    if message.rich_message is not None:
        return _words_of_rich(message.rich_message)
    return ""


def _words_of_rich(rich: RichMessage) -> str:
    return _flatten([block.model_dump() for block in rich.blocks], "\n")


def _flatten(value: Any, between: str) -> str:
    match value:
        case str():
            return value
        case list():
            return between.join(filter(None, (_flatten(item, between) for item in value)))
        case dict():
            parts = (
                _flatten(value[key], "\n" if key in _APART else "") for key in _WORDS_OF_RICH if key in value
            )
            return " ".join(filter(None, parts))
        case _:
            return ""

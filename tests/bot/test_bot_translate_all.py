"""Whoever writes to the bot, and whatever they send: what is heard of it, and what is not."""

from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram.types import Update

from bot.callers.translate import to_inbound
from conversation.channel import Channel, Command, InboundKind, InboundMessage

NOON = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
PRIVATE = {"id": 5, "type": "private", "first_name": "A"}
PERSON = {"id": 5, "is_bot": False, "first_name": "A", "language_code": "ka"}
BOT = {**PERSON, "is_bot": True}
NOT_PRIVATE = [{"id": -5, "type": kind, "title": "G"} for kind in ("group", "supergroup", "channel")]

FILE = {"file_id": "f", "file_unique_id": "u"}
PICTURE = {**FILE, "width": 1, "height": 1}
CLIP = {**PICTURE, "duration": 1}
PLACE = {"latitude": 41.7, "longitude": 44.8}
GIVEN = {"chat": NOT_PRIVATE[2], "winners_selection_date": 0, "winner_count": 1}
POLL = {
    "id": "1",
    "question": "Should I?",
    "options": [{"persistent_id": "0", "text": "yes", "voter_count": 0}],
    "total_voter_count": 0,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
    "allows_revoting": False,
    "members_only": False,
}
# Each thing a person can send, and its kind. What had none would be taken for a service message: no answer.
SENT: dict[str, tuple[dict[str, Any], str]] = {
    "animation": ({"animation": CLIP}, "animation"),
    "audio": ({"audio": {**FILE, "duration": 1}}, "audio"),
    "contact": ({"contact": {"phone_number": "112", "first_name": "A"}}, "contact"),
    "dice": ({"dice": {"emoji": "🎲", "value": 1}}, "dice"),
    "document": ({"document": FILE}, "document"),
    "live photo": ({"live_photo": CLIP}, "photo"),
    "location": ({"location": PLACE}, "location"),
    "paid media": ({"paid_media": {"star_count": 1, "paid_media": [{"type": "preview"}]}}, "paid_media"),
    "photo": ({"photo": [PICTURE]}, "photo"),
    "poll": ({"poll": POLL}, "poll"),
    "sticker": (
        {"sticker": {**PICTURE, "type": "regular", "is_animated": False, "is_video": False}},
        "sticker",
    ),
    "story": ({"story": {"chat": PRIVATE, "id": 1}}, "story"),
    "venue": ({"venue": {"location": PLACE, "title": "t", "address": "a"}}, "venue"),
    "video": ({"video": CLIP}, "video"),
    "video note": ({"video_note": {**FILE, "length": 1, "duration": 1}}, "video_note"),
    "voice": ({"voice": {**FILE, "duration": 1}}, "voice"),
    "checklist": ({"checklist": {"title": "Tonight", "tasks": [{"id": 1, "text": "write"}]}}, "other"),
    "game": ({"game": {"title": "t", "description": "d", "photo": []}}, "other"),
    "giveaway": ({"giveaway": {**GIVEN, "chats": NOT_PRIVATE[2:]}}, "other"),
    "winners": ({"giveaway_winners": {**GIVEN, "giveaway_message_id": 1, "winners": [PERSON]}}, "other"),
    "invoice": (
        {
            "invoice": {
                "title": "t",
                "description": "d",
                "start_parameter": "",
                "currency": "GEL",
                "total_amount": 1,
            }
        },
        "other",
    ),
    "a rich message without words": ({"rich_message": {"blocks": [{"type": "divider"}]}}, "other"),
    "a text without words": ({"text": "\x00"}, "other"),
    "a kind that is invented later": ({"hologram": {}}, "other"),
}
CAPTIONED = ("animation", "audio", "document", "live photo", "paid media", "photo", "video", "voice")


def body(**content: Any) -> dict[str, Any]:
    return {"message_id": 9, "date": 0, "chat": PRIVATE, "from": PERSON, **content}


def heard(kind: str, content: dict[str, Any]) -> InboundMessage | None:
    return to_inbound(Update.model_validate({"update_id": 4, kind: content}), NOON)


def sent(**content: Any) -> InboundMessage | None:
    return heard("message", body(**content))


def edited(**content: Any) -> InboundMessage | None:
    return heard("edited_message", body(edit_date=7, **content))


def pressed(**query: Any) -> InboundMessage | None:
    told = {"id": "77", "from": PERSON, "chat_instance": "1", "data": "x", "message": body(text="?"), **query}
    return heard("callback_query", {name: value for name, value in told.items() if value is not None})


def inbound(claim: str, kind: InboundKind, **parts: Any) -> InboundMessage:
    """What is heard of a person with a Georgian phone."""
    always: dict[str, Any] = {"reference": "9", "language_hint": "ka"}
    return InboundMessage(Channel.TELEGRAM, "5", claim, kind, NOON, **(always | parts))


def test_only_a_person_in_a_private_chat_is_heard() -> None:
    """In a group everybody would read the answer; two bots that answer each other never stop."""
    wrong = {
        **{f"a text in a {chat['type']}": sent(text="hi", chat=chat) for chat in NOT_PRIVATE},
        **{f"an edit in a {chat['type']}": edited(text="hi", chat=chat) for chat in NOT_PRIVATE},
        **{
            f"a press in a {chat['type']}": pressed(message=body(text="?", chat=chat)) for chat in NOT_PRIVATE
        },
        "a text of a bot": sent(**{"text": "hi", "from": BOT}),
        "an edit of a bot": edited(**{"text": "hi", "from": BOT}),
        "a press under no message": pressed(message=None),
        "a press without data": pressed(data=None),
        "a post in a channel": heard("channel_post", body(text="hi")),
        "an update of nothing": to_inbound(Update(update_id=4), NOON),
    }
    assert {what: got for what, got in wrong.items() if got is not None} == {}


def test_everything_a_person_does_is_heard_whole_and_under_an_id_of_its_own() -> None:
    """The id is what tells a second delivery from a second message."""
    voice, photo = SENT["voice"][0], SENT["photo"][0]
    command = {"text": "/language ru", "command": Command.LANGUAGE, "argument": "ru"}
    cases = {
        "a text": (sent(text="hi"), inbound("m:9", InboundKind.TEXT, text="hi")),
        "a command": (sent(text="/language ru"), inbound("m:9", InboundKind.COMMAND, **command)),
        "a voice message": (sent(**voice), inbound("m:9", InboundKind.MEDIA, media="voice")),
        "a photo with words": (
            sent(**photo, caption="me"),
            inbound("m:9", InboundKind.MEDIA, text="me", media="photo"),
        ),
        "an edit": (edited(text="hi"), inbound("e:9:7:4", InboundKind.EDIT, text="hi")),
        "an edit of a photo's words": (
            edited(**photo, caption="me"),
            inbound("e:9:7:4", InboundKind.EDIT, text="me", media="photo"),
        ),
        "a press": (pressed(), inbound("c:77", InboundKind.BUTTON, button="x")),
        "a text from nobody": (
            sent(**{"text": "hi", "from": None}),
            inbound("m:9", InboundKind.TEXT, text="hi", language_hint=None),
        ),
        "a phone in a language we have not": (
            sent(**{"text": "hi", "from": {**PERSON, "language_code": "tr"}}),
            inbound("m:9", InboundKind.TEXT, text="hi", language_hint=None),
        ),
        "what cannot be stored": (
            (pressed(data="\x00x"), edited(text="\x00hi"), sent(text="\x00hi")),
            (
                inbound("c:77", InboundKind.BUTTON, button="x"),
                inbound("e:9:7:4", InboundKind.EDIT, text="hi"),
                inbound("m:9", InboundKind.TEXT, text="hi"),
            ),
        ),
        "spaces": (sent(text=" hi \n"), inbound("m:9", InboundKind.TEXT, text=" hi \n")),
    }
    assert {name: got for name, (got, _) in cases.items()} == {
        name: want for name, (_, want) in cases.items()
    }


def test_whatever_a_person_sends_is_answered_as_what_it_is() -> None:
    got = {name: sent(**content) for name, (content, _) in SENT.items()}
    kinds = {name: None if one is None else (one.kind, one.media) for name, one in got.items()}
    assert kinds == {name: (InboundKind.MEDIA, kind) for name, (_, kind) in SENT.items()}


def test_words_under_a_picture_or_a_recording_are_heard() -> None:
    got = {name: sent(**SENT[name][0], caption="I cannot go on") for name in CAPTIONED}
    assert {name: one and (one.kind, one.media, one.text) for name, one in got.items()} == {
        name: (InboundKind.MEDIA, SENT[name][1], "I cannot go on") for name in CAPTIONED
    }


def test_words_that_were_changed_are_heard_wherever_they_stand_and_an_edit_without_words_is_nothing() -> None:
    changed = {"poll": "Should I?\nyes", "checklist": "Tonight\nwrite"}
    for name, words in changed.items():
        one = edited(**SENT[name][0])
        assert one is not None
        assert (one.kind, one.text) == (InboundKind.EDIT, words)
    assert [edited(**content) for content, _ in SENT.values() if content is not SENT["poll"][0]].count(
        None
    ) == (len(SENT) - 2)
    assert [edited(text=blank) for blank in (" ", "\n", "\x00")] == [None, None, None]


def test_a_command_under_a_picture_is_words() -> None:
    one = sent(**SENT["photo"][0], caption="/delete")
    assert one == inbound("m:9", InboundKind.MEDIA, text="/delete", media="photo")


@pytest.mark.parametrize(
    ("text", "command", "argument"),
    [
        ("/Delete", Command.DELETE, ""),
        ("/HELP@MkhariBot", Command.HELP, ""),
        ("/help\t", Command.HELP, ""),
        ("/start@MkhariBot\n a\nb \n", Command.START, "a\nb"),
        ("\u00a0/stop", Command.STOP, ""),
    ],
)
def test_a_command_is_understood_however_it_is_typed(text: str, command: Command, argument: str) -> None:
    parts = {"text": text, "command": command, "argument": argument}
    assert sent(text=text) == inbound("m:9", InboundKind.COMMAND, **parts)


@pytest.mark.parametrize(
    "text", ["/helpme", "/help@", "/help@@bot", "I say /help", "help", "/help,now", "/start-now"]
)
def test_what_only_looks_like_a_command_is_words(text: str) -> None:
    assert sent(text=text) == inbound("m:9", InboundKind.TEXT, text=text)


def paragraph(words: Any) -> dict[str, Any]:
    return {"type": "paragraph", "text": words}


def test_every_word_of_a_rich_message_is_read() -> None:
    """Danger may stand in a list, under a picture or in a table as well as in a paragraph."""
    item = {"label": "1.", "blocks": [paragraph("a"), paragraph("b")]}
    cell = {"align": "left", "valign": "top", "text": "c"}
    caption = {"text": ["under ", {"type": "bold", "text": "it"}], "credit": "by me"}
    link = {"type": "url", "text": "here", "url": "https://example.org"}
    cases: dict[str, tuple[list[dict[str, Any]], str]] = {
        "two paragraphs": ([paragraph("a"), paragraph("b")], "a\nb"),
        "parts of a sentence": (
            [paragraph(["I am ", {"type": "bold", "text": ["so"]}, " tired"])],
            "I am so tired",
        ),
        "a link's words, not its address": ([paragraph(link)], "here"),
        "a heading": ([{"type": "heading", "text": "h", "size": 1}], "h"),
        "a list": ([{"type": "list", "items": [item, item]}], "a\nb\na\nb"),
        "a table": ([{"type": "table", "cells": [[cell, cell], [cell]], "caption": "t"}], "c\nc\nc t"),
        "a kind that is invented later": ([{**paragraph("a"), "title": "t"}], "a t"),
        "details": ([{"type": "details", "summary": "s", "blocks": [paragraph("a")]}], "s a"),
        "a quotation": ([{"type": "blockquote", "blocks": [paragraph("a")], "credit": "c"}], "a c"),
        "a picture": ([{"type": "photo", "photo": [PICTURE], "caption": caption}], "under it by me"),
        "nothing between": ([paragraph("a"), {"type": "divider"}, paragraph("b")], "a\nb"),
    }
    got = {name: sent(rich_message={"blocks": blocks}) for name, (blocks, _) in cases.items()}
    assert got == {name: inbound("m:9", InboundKind.TEXT, text=words) for name, (_, words) in cases.items()}
    command = sent(rich_message={"blocks": [paragraph("/help")]})
    assert command == inbound("m:9", InboundKind.COMMAND, text="/help", command=Command.HELP)

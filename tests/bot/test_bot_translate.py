"""Telegram's wire into inbound messages, without I/O."""

from datetime import UTC, datetime
from typing import Any

import pytest
from aiogram.types import Update
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.callers.raw import as_bytes, chat_key, correspondent, language_of, without_lone_surrogates
from bot.callers.translate import MEDIA_KINDS, OTHER_MEDIA, to_inbound
from conversation.channel import Channel, Command, InboundKind, InboundMessage, clean_text

NOON = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
PRIVATE = {"id": 5, "type": "private", "first_name": "A"}
PERSON = {"id": 5, "is_bot": False, "first_name": "A", "language_code": "ka"}
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(st.characters()),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["message", "callback_query", "my_chat_member", "chat", "from", "id", "update_id"]
            ),
            inner,
        )
    ),
    max_leaves=12,
)


def message(**content: Any) -> InboundMessage | None:
    body = {"message_id": 9, "date": 0, "chat": PRIVATE, "from": PERSON, **content}
    return to_inbound(Update.model_validate({"update_id": 1, "message": body}), NOON)


def received(**content: Any) -> InboundMessage:
    inbound = message(**content)
    assert inbound is not None
    return inbound


def test_a_text_is_a_text() -> None:
    assert received(text="გამარჯობა") == InboundMessage(
        channel=Channel.TELEGRAM,
        address="5",
        message_id="m:9",
        kind=InboundKind.TEXT,
        received_at=NOON,
        text="გამარჯობა",
        reference="9",
        language_hint="ka",
    )


@pytest.mark.parametrize("command", list(Command))
def test_every_command_is_known(command: Command) -> None:
    inbound = received(text=f"/{command}")
    assert (inbound.kind, inbound.command, inbound.argument) == (InboundKind.COMMAND, command, "")


@pytest.mark.parametrize(
    ("text", "command", "argument"),
    [
        ("/start school-7", Command.START, "school-7"),
        ("/START@MkhariBot  school-7 ", Command.START, "school-7"),
        ("/language\nka", Command.LANGUAGE, "ka"),
        (" /stop please\nstop", Command.STOP, "please\nstop"),
    ],
)
def test_a_command_may_carry_a_bot_name_and_an_argument(text: str, command: Command, argument: str) -> None:
    inbound = received(text=text)
    assert (inbound.command, inbound.argument) == (command, argument)


def test_words_after_a_command_are_kept_to_be_assessed() -> None:
    assert received(text="/stop I cannot go on").text == "/stop I cannot go on"


@pytest.mark.parametrize(
    "text", ["/unknown", "/starting", "/start_now", "/", "say /help", "/help.", "//help"]
)
def test_an_unknown_command_is_text(text: str) -> None:
    assert (received(text=text).kind, received(text=text).text) == (InboundKind.TEXT, text)


@pytest.mark.parametrize(
    "content", [{"hologram": {"x": 1}}, {"game": {"title": "t", "description": "d", "photo": []}}]
)
def test_an_unknown_kind_of_media_is_other(content: dict[str, Any]) -> None:
    assert (received(**content).kind, received(**content).media) == (InboundKind.MEDIA, "other")


def test_a_text_of_nothing_but_control_characters_asks_for_words() -> None:
    assert (received(text="\x00\x01").kind, received(text="\x00\x01").media) == (InboundKind.MEDIA, "other")


@pytest.mark.parametrize(
    "content",
    [
        {"pinned_message": {"message_id": 3, "date": 0, "chat": PRIVATE, "text": "pinned"}},
        {"message_auto_delete_timer_changed": {"message_auto_delete_time": 60}},
        {"write_access_allowed": {}},
    ],
)
def test_service_messages_are_nothing(content: dict[str, Any]) -> None:
    assert message(**content) is None


def test_another_bot_is_not_answered() -> None:
    assert message(**{"text": "hi", "from": {**PERSON, "is_bot": True}}) is None


def test_a_group_is_not_received() -> None:
    assert message(text="hi", chat={"id": -5, "type": "group", "title": "G"}) is None


def test_the_words_of_a_poll_are_read() -> None:
    options = [
        {"persistent_id": str(n), "text": text, "voter_count": 0} for n, text in enumerate(["yes", "no"])
    ]
    poll = {
        "id": "1",
        "question": "Should I?",
        "options": options,
        "total_voter_count": 0,
        "is_closed": False,
        "is_anonymous": True,
        "type": "regular",
        "allows_multiple_answers": False,
        "allows_revoting": False,
        "members_only": False,
    }
    inbound = received(poll=poll)
    assert (inbound.media, inbound.text) == ("poll", "Should I?\nyes\nno")


def test_the_words_of_a_checklist_are_read() -> None:
    inbound = received(checklist={"title": "Tonight", "tasks": [{"id": 1, "text": "write"}]})
    assert (inbound.media, inbound.text) == ("other", "Tonight\nwrite")


def test_the_words_of_a_rich_message_are_a_text() -> None:
    blocks = [
        {"type": "paragraph", "text": ["I am ", {"type": "bold", "text": "so"}, " tired"]},
        {"type": "divider"},
        {"type": "paragraph", "text": "of it"},
    ]
    inbound = received(rich_message={"blocks": blocks})
    assert (inbound.kind, inbound.text) == (InboundKind.TEXT, "I am so tired\nof it")


def test_a_moving_live_location_is_nothing() -> None:
    body = {
        "message_id": 9,
        "date": 0,
        "edit_date": 1,
        "chat": PRIVATE,
        "from": PERSON,
        "location": {"latitude": 1, "longitude": 2},
    }
    assert to_inbound(Update.model_validate({"update_id": 1, "edited_message": body}), NOON) is None


def test_an_edited_command_is_words_not_a_command() -> None:
    body = {"message_id": 9, "date": 0, "edit_date": 1, "chat": PRIVATE, "from": PERSON, "text": "/delete"}
    inbound = to_inbound(Update.model_validate({"update_id": 4, "edited_message": body}), NOON)
    assert inbound is not None
    assert (inbound.kind, inbound.command, inbound.message_id) == (InboundKind.EDIT, None, "e:9:1:4")


def test_a_press_under_a_message_that_telegram_hides_is_received() -> None:
    query = {
        "id": "77",
        "from": PERSON,
        "chat_instance": "1",
        "data": "x",
        "message": {"chat": PRIVATE, "message_id": 3, "date": 0},
    }
    inbound = to_inbound(Update.model_validate({"update_id": 4, "callback_query": query}), NOON)
    assert inbound is not None
    assert (inbound.button, inbound.reference) == ("x", "3")


def test_kinds_do_not_overlap() -> None:
    assert not set(MEDIA_KINDS) & OTHER_MEDIA


def test_sanitising_keeps_joined_emoji_and_direction_marks() -> None:
    text = "👨‍👩‍👧 \u200fשלום\u200b ok\tok"
    assert clean_text(text) == text


def test_sanitising_turns_every_line_break_into_one_kind() -> None:
    assert clean_text("a\r\nb\rc\u2028d\x0be") == "a\nb\nc\nd\ne"


@settings(deadline=None)
@given(st.text(st.characters()))
def test_sanitised_text_can_be_stored(text: str) -> None:
    clean = clean_text(text)
    assert "\x00" not in clean.encode("utf-8").decode("utf-8")
    assert clean_text(clean) == clean


@settings(deadline=None)
@given(JSON)
def test_any_json_value_can_be_looked_into(raw: Any) -> None:
    correspondent(raw)
    assert chat_key(raw)
    as_bytes(without_lone_surrogates(raw))


@pytest.mark.parametrize(
    ("code", "language"),
    [("ka", "ka"), ("ru-RU", "ru"), ("EN-gb", "en"), ("tr", None), ("", None), (None, None), (7, None)],
)
def test_a_language_hint_is_one_of_ours_or_none(code: Any, language: str | None) -> None:
    assert language_of(code) == language

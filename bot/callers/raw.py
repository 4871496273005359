"""Reading an update before it is parsed: whose it is, so that even a poisonous one finds its person.

Nothing here raises on any JSON value: what cannot be read is None.
"""

import json
import re
from dataclasses import dataclass
from typing import Any

LANGUAGES = ("ka", "ru", "en")
_WRITTEN = ("message", "edited_message")
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Correspondent:
    """The person behind an update in a private chat, and the language of their phone if it is one of ours."""

    chat_id: int
    language: str | None


def without_lone_surrogates(value: Any) -> Any:
    """The same JSON value with every half of a broken surrogate pair replaced by U+FFFD.

    JSON may carry them as escapes; neither pydantic nor UTF-8 takes them, and one broken emoji must not
    cost a person the answer. Raises RecursionError for absurdly deep nesting.
    """
    match value:
        case str():
            return _LONE_SURROGATE.sub("\ufffd", value)
        case dict():
            return {
                without_lone_surrogates(key): without_lone_surrogates(item) for key, item in value.items()
            }
        case list():
            return [without_lone_surrogates(item) for item in value]
        case _:
            return value


def update_id(raw: Any) -> int | None:
    """The update's id."""
    return _integer(_field(raw, "update_id"))


def as_bytes(raw: Any) -> bytes:
    """The update as ASCII JSON, whatever is in its strings."""
    return json.dumps(raw).encode("ascii")


def correspondent(raw: Any) -> Correspondent | None:
    """Who wrote or pressed, if it was a person in a private chat (Telegram numbers those above zero)."""
    for kind in _WRITTEN:
        message = _field(raw, kind)
        chat_id = _integer(_field(_field(message, "chat"), "id"))
        if chat_id is not None and chat_id > 0:
            return Correspondent(chat_id, language_of(_field(_field(message, "from"), "language_code")))
    query = _field(raw, "callback_query")
    chat_id = _integer(_field(_field(_field(query, "message"), "chat"), "id"))
    if chat_id is not None and chat_id > 0:
        return Correspondent(chat_id, language_of(_field(_field(query, "from"), "language_code")))
    return None


def chat_key(raw: Any) -> str:
    """The queue an update belongs to: its chat's, or its own when no chat can be read out of it."""
    candidates = [_field(raw, kind) for kind in (*_WRITTEN, "channel_post", "my_chat_member")]
    candidates.append(_field(_field(raw, "callback_query"), "message"))
    for event in candidates:
        chat_id = _integer(_field(_field(event, "chat"), "id"))
        if chat_id is not None:
            return f"chat:{chat_id}"
    return f"update:{update_id(raw)}"


def language_of(code: Any) -> str | None:
    """ka, ru or en out of a phone's language code such as `ka` or `en-GB`, else None."""
    if not isinstance(code, str):
        return None
    primary = code.split("-")[0].lower()
    return primary if primary in LANGUAGES else None


def _field(value: Any, name: str) -> Any:
    return value.get(name) if isinstance(value, dict) else None


def _integer(value: Any) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) else None

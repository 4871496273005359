"""An independent reader: python-telegram-bot's types read whatever our bot sends and is answered.

Our bot speaks through aiogram; a mistake that both aiogram and our server share would go unseen without it.
"""

import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import telegram
from telegram.constants import ChatAction

# python-telegram-bot's own settings of a call; they never travel.
_NOT_ON_THE_WIRE = {
    "self",
    "api_kwargs",
    "read_timeout",
    "write_timeout",
    "connect_timeout",
    "pool_timeout",
    "allow_sending_without_reply",
    "reply_to_message_id",
    "disable_web_page_preview",
}


class Unreadable(AssertionError):
    """The bot sent something that an independent reader does not understand."""


def read_request(method: str, params: Mapping[str, Any]) -> None:
    """Read a call's parameters; raises `Unreadable` for whatever has no meaning."""
    known = _parameters(method)
    for name, value in params.items():
        if name not in known:
            raise Unreadable(f"{method} has no parameter {name}.")
        read = _READERS.get(name)
        if read is not None:
            read(value)
        elif isinstance(value, (dict, list)) and name != "message_ids":
            raise Unreadable(f"{method}: no independent reader knows the shape of {name}.")


def read_result(method: str, result: Any) -> None:
    """Read what our server answers, so that the server stays honest too."""
    kinds: dict[str, type[telegram.TelegramObject]] = {
        "sendMessage": telegram.Message,
        "editMessageText": telegram.Message,
        "getMe": telegram.User,
        "getWebhookInfo": telegram.WebhookInfo,
        "getMyDescription": telegram.BotDescription,
        "getMyShortDescription": telegram.BotShortDescription,
    }
    if method in kinds:
        _understood(kinds[method].de_json(result, None))


def read_update(update: dict[str, Any]) -> None:
    """Read an update that our server made, so that the bot is not tested against fiction."""
    _understood(telegram.Update.de_json(update, None))


def _parameters(method: str) -> set[str]:
    snake = re.sub(r"(?<!^)(?=[A-Z])", "_", method).lower()
    function = getattr(telegram.Bot, snake, None)
    if function is None:
        raise Unreadable(f"The Bot API has no method {method}.")
    return set(inspect.signature(function).parameters) - _NOT_ON_THE_WIRE


def _one(kind: type[telegram.TelegramObject]) -> Callable[[Any], None]:
    def read(value: Any) -> None:
        if not isinstance(value, dict):
            raise Unreadable(f"A {kind.__name__} must be an object.")
        try:
            understood = kind.de_json(value, None)
        except (KeyError, TypeError, ValueError) as error:
            raise Unreadable(f"A {kind.__name__} cannot be read: {type(error).__name__}.") from error
        _same(understood, value)

    return read


def _many(kind: type[telegram.TelegramObject]) -> Callable[[Any], None]:
    one = _one(kind)

    def read(value: Any) -> None:
        if not isinstance(value, list):
            raise Unreadable(f"A list of {kind.__name__} was expected.")
        for item in value:
            one(item)

    return read


def _same(understood: telegram.TelegramObject, given: dict[str, Any]) -> None:
    _understood(understood)
    back = understood.to_dict(recursive=True)
    if back != given:
        raise Unreadable(
            f"{type(understood).__name__}: read back differently ({sorted(set(given) ^ set(back))})."
        )


def _understood(value: Any) -> None:
    """No field anywhere that the reader had to put aside as unknown."""
    if isinstance(value, telegram.TelegramObject):
        if value.api_kwargs:
            raise Unreadable(f"{type(value).__name__} has no field {sorted(value.api_kwargs)}.")
        for item in value.to_dict(recursive=False).values():
            _understood(item)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for item in value:
            _understood(item)


def _action(value: Any) -> None:
    if value not in {action.value for action in ChatAction}:
        raise Unreadable("sendChatAction: unknown action.")


def _update_types(value: Any) -> None:
    if not isinstance(value, list) or not set(value) <= set(telegram.Update.ALL_TYPES):
        raise Unreadable("allowed_updates names a type of update that does not exist.")


_READERS: dict[str, Callable[[Any], None]] = {
    "action": _action,
    "allowed_updates": _update_types,
    "commands": _many(telegram.BotCommand),
    "entities": _many(telegram.MessageEntity),
    "link_preview_options": _one(telegram.LinkPreviewOptions),
    "reply_markup": _one(telegram.InlineKeyboardMarkup),
    "reply_parameters": _one(telegram.ReplyParameters),
    "scope": _one(telegram.BotCommandScope),
}

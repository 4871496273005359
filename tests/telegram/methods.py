"""What the bot may ask of Telegram, with the refusals of the real server."""

import re
from collections.abc import Callable
from typing import Any

from tests.telegram.faults import ApiRefusal
from tests.telegram.world import BOT_ID, Chat, World

TEXT_LIMIT = 4096  # UTF-16 code units
DELETABLE_FOR = 48 * 3600  # seconds
Params = dict[str, Any]


class Methods:
    """One Python method for each Bot API method that is supported."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._by_name: dict[str, Callable[[Params], Any]] = {
            "getMe": lambda _: {
                **world.bot,
                "can_join_groups": True,
                "can_read_all_group_messages": False,
                "supports_inline_queries": False,
            },
            "sendMessage": self._send_message,
            "editMessageText": self._edit_message_text,
            "deleteMessage": self._delete_message,
            "deleteMessages": self._delete_messages,
            "answerCallbackQuery": self._answer_callback_query,
            "sendChatAction": self._send_chat_action,
            "leaveChat": self._leave_chat,
            "setMyCommands": self._set_my_commands,
            "getMyCommands": lambda p: world.commands.get(_profile_key(p), []),
            "setMyDescription": lambda p: self._describe(world.descriptions, p, "description", 512),
            "getMyDescription": lambda p: {"description": world.descriptions.get(_profile_key(p), "")},
            "setMyShortDescription": lambda p: self._describe(
                world.short_descriptions, p, "short_description", 120
            ),
            "getMyShortDescription": lambda p: {
                "short_description": world.short_descriptions.get(_profile_key(p), "")
            },
        }

    def name(self, given: str) -> str | None:
        """The method's own spelling (Telegram takes any case), or None."""
        return next((name for name in self._by_name if name.lower() == given.lower()), None)

    def call(self, name: str, params: Params) -> Any:
        """Do it. Raises `ApiRefusal`."""
        return self._by_name[name](params)

    def _send_message(self, params: Params) -> Any:
        chat = self._writable(params)
        content: dict[str, Any] = {"text": _text(params)}
        if (markup := _keyboard(params)) is not None:
            content["reply_markup"] = markup
        message = self._world.add_message(chat, self._world.bot, content)
        chat.from_bot.append({**message, "silent": params.get("disable_notification") is True})
        return message

    def _edit_message_text(self, params: Params) -> Any:
        chat = self._writable(params)
        message = chat.messages.get(params.get("message_id", 0))
        if message is None or message.get("from", {}).get("id") != BOT_ID:
            raise ApiRefusal(400, "Bad Request: message to edit not found")
        text, markup = _text(params), _keyboard(params)
        if text == message["text"] and markup == message.get("reply_markup"):
            raise ApiRefusal(400, "Bad Request: message is not modified")
        message["text"] = text
        message["edit_date"] = self._world.now()
        message.pop("reply_markup", None)
        if markup is not None:
            message["reply_markup"] = markup
        return message

    def _delete_message(self, params: Params) -> bool:
        chat = self._reachable(params)
        message = chat.messages.get(params.get("message_id", 0))
        if message is None:
            raise ApiRefusal(400, "Bad Request: message to delete not found")
        self._check_deletable(message)
        del chat.messages[message["message_id"]]
        return True

    def _delete_messages(self, params: Params) -> bool:
        chat = self._reachable(params)
        ids = params.get("message_ids", [])
        if not 1 <= len(ids) <= 100:
            raise ApiRefusal(400, "Bad Request: too many message identifiers specified")
        found = [chat.messages[message_id] for message_id in ids if message_id in chat.messages]
        for message in found:
            self._check_deletable(message)
        for message in found:
            del chat.messages[message["message_id"]]
        return True

    def _check_deletable(self, message: dict[str, Any]) -> None:
        if self._world.now() - message["date"] > DELETABLE_FOR:
            raise ApiRefusal(400, "Bad Request: message can't be deleted")

    def _answer_callback_query(self, params: Params) -> bool:
        press = params.get("callback_query_id", "")
        if press not in self._world.open_presses:
            words = "query is too old and response timeout expired or query ID is invalid"
            raise ApiRefusal(400, f"Bad Request: {words}")
        self._world.open_presses.discard(press)
        self._world.answered_presses.append(press)
        return True

    def _send_chat_action(self, params: Params) -> bool:
        self._writable(params)
        return True

    def _leave_chat(self, params: Params) -> bool:
        chat = self._known(params)
        if chat.type == "private":
            raise ApiRefusal(400, "Bad Request: chat is not a group")
        if not chat.bot_present:
            raise ApiRefusal(403, "Forbidden: bot is not a member of the group chat")
        chat.bot_present = False
        return True

    def _set_my_commands(self, params: Params) -> bool:
        commands = params.get("commands", [])
        for command in commands:
            if not re.fullmatch(r"[a-z0-9_]{1,32}", command["command"]):
                raise ApiRefusal(400, "Bad Request: BOT_COMMAND_INVALID")
            if not 1 <= len(command["description"]) <= 256:
                raise ApiRefusal(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
        self._world.commands[_profile_key(params)] = commands
        return True

    def _describe(self, kept: dict[str, str], params: Params, name: str, limit: int) -> bool:
        text = params.get(name, "")
        if len(text) > limit:
            raise ApiRefusal(400, f"Bad Request: {name} is too long")
        kept[_profile_key(params)] = text
        return True

    def _known(self, params: Params) -> Chat:
        chat = self._world.chats.get(params.get("chat_id", 0))
        if chat is None:
            raise ApiRefusal(400, "Bad Request: chat not found")
        return chat

    def _reachable(self, params: Params) -> Chat:
        chat = self._known(params)
        if chat.blocked:
            raise ApiRefusal(403, "Forbidden: bot was blocked by the user")
        return chat

    def _writable(self, params: Params) -> Chat:
        chat = self._reachable(params)
        if chat.type == "private" and not chat.started:
            raise ApiRefusal(403, "Forbidden: bot can't initiate conversation with a user")
        if chat.type != "private" and not chat.bot_present:
            raise ApiRefusal(403, "Forbidden: bot is not a member of the group chat")
        return chat


def _profile_key(params: Params) -> str:
    return str(params.get("language_code", ""))


def _text(params: Params) -> str:
    text = str(params.get("text", "")).strip()
    if not text:
        raise ApiRefusal(400, "Bad Request: message text is empty")
    if len(text.encode("utf-16-le")) // 2 > TEXT_LIMIT:
        raise ApiRefusal(400, "Bad Request: message is too long")
    return text


def _keyboard(params: Params) -> dict[str, Any] | None:
    markup: dict[str, Any] | None = params.get("reply_markup")
    if markup is None:
        return None
    rows = markup.get("inline_keyboard")
    if not isinstance(rows, list) or not rows or not all(isinstance(row, list) and row for row in rows):
        raise ApiRefusal(400, "Bad Request: object expected as reply markup")
    for button in (button for row in rows for button in row):
        if not button.get("text", "").strip():
            raise ApiRefusal(400, "Bad Request: text buttons are unallowed in the inline keyboard")
        if not 1 <= len(button.get("callback_data", "").encode()) <= 64:
            raise ApiRefusal(400, "Bad Request: BUTTON_DATA_INVALID")
    return markup

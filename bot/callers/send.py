"""Messages to callers over Telegram: split, with keyboards, with errors that every room understands."""

import re
from typing import NoReturn

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramBadRequest,
    TelegramEntityTooLarge,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.types import InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions

from bot.callers.split import split
from conversation.channel import (
    Button,
    CallerBlockedUs,
    CannotBeSent,
    OutgoingMessage,
    RetryLater,
    SendError,
)

# Everything that a call to Telegram may raise; an answer need not even be UTF-8.
TELEGRAM_FAILURES = (AiogramError, OSError, UnicodeDecodeError)
PURGE_AT_ONCE = 100  # deleteMessages takes no more
_GONE = re.compile(
    r"user is deactivated|chat not found|bot was blocked|PEER_ID_INVALID|USER_ID_INVALID", re.IGNORECASE
)
# Telegram's words on the left may quote the message; the code on the right never does.
_REFUSALS = (
    ("message text is empty", "empty"),
    ("message is too long", "too-long"),
    ("BUTTON_DATA_INVALID", "button-data"),
    ("button", "keyboard"),
    ("reply markup", "keyboard"),
    ("must be encoded in UTF-8", "encoding"),
)

log = structlog.get_logger(__name__)


class TelegramSender:
    """`conversation.channel.Sender` over the callers' bot."""

    def __init__(self, bot: Bot) -> None:
        self._bot = bot

    async def send(
        self, address: str, message: OutgoingMessage, *, silent: bool = False, already_sent: int = 0
    ) -> tuple[str, ...]:
        """Send one message, in parts if it is long, the buttons under the last part.

        The first `already_sent` parts are left out. Returns the ids of what was sent now. Raises
        `CallerBlockedUs`, `RetryLater` or `CannotBeSent`; their `sent` holds the ids that went out before.
        """
        chat_id = _chat_id(address)
        parts = split(_encodable(message.text))
        if not parts:
            raise CannotBeSent("empty")
        sent: list[str] = []
        for number in range(already_sent, len(parts)):
            is_last = number == len(parts) - 1
            try:
                result = await self._bot.send_message(
                    chat_id,
                    parts[number],
                    disable_notification=silent or None,
                    link_preview_options=LinkPreviewOptions(is_disabled=True),
                    reply_markup=_keyboard(message.buttons) if is_last else None,
                )
            except TELEGRAM_FAILURES as error:
                _refuse(error, tuple(sent))
            sent.append(str(result.message_id))
        return tuple(sent)

    async def purge(self, address: str, references: tuple[str, ...]) -> None:
        """Delete messages as far as Telegram permits (its own within 48 hours). Raises `RetryLater`."""
        chat_id = _chat_id(address)
        ids = sorted(
            {int(reference) for reference in references if reference.isascii() and reference.isdecimal()}
        )
        for start in range(0, len(ids), PURGE_AT_ONCE):
            some = ids[start : start + PURGE_AT_ONCE]
            try:
                await self._bot.delete_messages(chat_id, some)
            except TelegramBadRequest:
                await self._purge_singly(chat_id, some)
            except TelegramForbiddenError:
                log.info("purge.forbidden")  # blocked meanwhile: nothing of the chat is ours to touch
                return
            except TELEGRAM_FAILURES as error:
                _refuse(error, ())

    async def _purge_singly(self, chat_id: int, ids: list[int]) -> None:
        """One message that cannot be deleted spoils a whole group: delete the others without it."""
        left = 0
        for message_id in ids:
            try:
                await self._bot.delete_message(chat_id, message_id)
            except (TelegramBadRequest, TelegramForbiddenError):
                left += 1
            except TELEGRAM_FAILURES as error:
                _refuse(error, ())
        log.info("purge.partial", left=left)


def _refuse(error: Exception, sent: tuple[str, ...]) -> NoReturn:
    # `from None`: Telegram's own words may quote the message and must not travel with the error.
    raise _send_error(error, sent) from None


def _send_error(error: Exception, sent: tuple[str, ...]) -> SendError:
    match error:
        case TelegramRetryAfter():
            return RetryLater("flood-limit", float(error.retry_after), sent=sent)
        case TelegramForbiddenError():
            return CallerBlockedUs("blocked", sent=sent)
        case TelegramBadRequest() if _GONE.search(error.message):
            return CallerBlockedUs("gone", sent=sent)
        case TelegramBadRequest():
            return CannotBeSent(_refusal(error.message), sent=sent)
        case TelegramEntityTooLarge():
            return CannotBeSent("too-large", sent=sent)
        case TelegramUnauthorizedError() | TelegramNotFound():
            log.error(
                "telegram_token_refused", advice="Set MKHARI_TELEGRAM_TOKEN to a token that BotFather shows."
            )
            return RetryLater("token-refused", sent=sent)
        case TelegramNetworkError():
            return RetryLater("unreachable", sent=sent)
        case TelegramServerError():
            return RetryLater("server-error", sent=sent)
        case ClientDecodeError() | UnicodeDecodeError():
            return RetryLater("unreadable-answer", sent=sent)
        case _:
            return RetryLater("refused", sent=sent)


def _refusal(description: str) -> str:
    lowered = description.lower()
    for words, code in _REFUSALS:
        if words.lower() in lowered:
            return code
    return "bad-request"


def _keyboard(buttons: tuple[tuple[Button, ...], ...]) -> InlineKeyboardMarkup | None:
    rows = [[InlineKeyboardButton(text=b.label, callback_data=b.data) for b in row] for row in buttons if row]
    return InlineKeyboardMarkup(inline_keyboard=rows) if rows else None


def _chat_id(address: str) -> int:
    try:
        return int(address)
    except ValueError:
        raise CannotBeSent("address") from None


def _encodable(text: str) -> str:
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")

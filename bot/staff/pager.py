"""Pages to one member of staff on Telegram, through the staff's own bot."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final

from telegram import Bot
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import HTTPXRequest

from bot.staff.buttons import ACCEPTS, DECLINES, buttons
from bot.staff.quiet import base_url, be_quiet
from bot.staff.texts import TEST, text_of
from escalation.paging import Page, PageFailed

LIMIT: Final = 5.0  # seconds, with the second try
_WORTH_WAITING: Final = 2.0  # seconds
_AT_ONCE: Final = 16


class TelegramPager:
    """Sends a page with buttons to answer it. `api_url` is another Bot API server than Telegram's."""

    def __init__(
        self,
        token: str,
        api_url: str | None = None,
        *,
        limit: float = LIMIT,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        be_quiet()
        self._request = HTTPXRequest(connection_pool_size=_AT_ONCE, pool_timeout=limit)
        self._bot = Bot(token, base_url=base_url(api_url), request=self._request)
        self._limit = limit
        self._sleep = sleep

    async def page(self, page: Page, address: str) -> None:
        """Write to a chat. Raises `PageFailed`."""
        try:
            chat_id = int(address)
        except ValueError:
            raise PageFailed("unusable_address") from None
        try:
            async with asyncio.timeout(self._limit):
                try:
                    await self._send(page, chat_id)
                except RetryAfter as error:
                    if (wait := seconds(error)) > _WORTH_WAITING:
                        raise
                    await self._sleep(wait)
                    await self._send(page, chat_id)
        except (TelegramError, TimeoutError) as error:
            raise _failure(error) from None

    async def close(self) -> None:
        """Let the connections go."""
        await self._request.shutdown()

    async def _send(self, page: Page, chat_id: int) -> None:
        await self._bot.send_message(
            chat_id,
            text_of(page),
            reply_markup=None if page.rung == TEST else buttons(page.case_id, ACCEPTS, DECLINES),
            protect_content=True,
            disable_notification=page.urgency == "routine" and page.rung != TEST,
        )


def seconds(error: RetryAfter) -> float:
    """How long Telegram wants to be left alone."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def _failure(error: Exception) -> PageFailed:
    """The same as a code: an error's words may hold an address, or the token."""
    match error:
        case TimeoutError() | TimedOut():
            return PageFailed("TimeoutError")
        case Forbidden():
            return PageFailed("forbidden", gone=True)
        case BadRequest() if "chat not found" in error.message.lower():
            return PageFailed("chat_not_found", gone=True)
        case BadRequest():
            return PageFailed("bad_request")
        case ChatMigrated():
            return PageFailed("chat_migrated", gone=True)
        case RetryAfter():
            return PageFailed("too_many_requests")
        case InvalidToken():
            return PageFailed("token_refused")
        case _:
            return PageFailed(type(error).__name__)

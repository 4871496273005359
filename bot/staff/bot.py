"""The staff's bot itself: it polls, and hands each update to its handler."""

import asyncio
import contextlib
import time
from collections.abc import Callable
from typing import Any, Final

import structlog
from telegram import Update
from telegram.error import InvalidToken, NetworkError, TelegramError
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    CommandHandler,
    MessageHandler,
    filters,
)
from telegram.request import HTTPXRequest

from bot.errors import BotError
from bot.staff.answers import Answers
from bot.staff.desk import StaffDesk
from bot.staff.quiet import UpdatesRequest, base_url, be_quiet

log = structlog.get_logger()

_POLL: Final = 30  # seconds that Telegram holds a question for updates
_WANTED: Final = [Update.MESSAGE, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER]
_AGAIN_AFTER: Final = 2.0  # seconds, where Telegram cannot be reached at the start

_Application = Application[Any, Any, Any, Any, Any, Any]


class StaffTokenRefused(BotError):
    """Telegram does not know the staff bot's token."""

    def __init__(self) -> None:
        super().__init__("Telegram refused MKHARI_STAFF_TELEGRAM_TOKEN; get it from BotFather again")


def _application(
    token: str, api_url: str | None, answers: Answers, requests: tuple[HTTPXRequest, ...]
) -> _Application:
    application = (
        Application.builder()
        .token(token)
        .base_url(base_url(api_url))
        .get_updates_request(requests[1])
        .request(requests[0])
        .job_queue(None)
        .build()
    )
    private = filters.ChatType.PRIVATE
    application.add_handler(MessageHandler(~private, answers.leave))
    application.add_handler(CommandHandler(["start", "link"], answers.link, filters=private))
    application.add_handler(CommandHandler("unlink", answers.unlink, filters=private))
    application.add_handler(CommandHandler("status", answers.status, filters=private))
    application.add_handler(MessageHandler(private, answers.help))
    application.add_handler(CallbackQueryHandler(answers.press))
    application.add_handler(ChatMemberHandler(answers.leave, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_error_handler(answers.failed)
    return application


async def serve(
    token: str,
    api_url: str | None,
    desk: StaffDesk,
    stop: asyncio.Event,
    clock: Callable[[], float] = time.monotonic,
) -> None:
    """Poll until `stop` is set. Raises `StaffTokenRefused`."""
    be_quiet()
    refused = asyncio.Event()
    requests = (HTTPXRequest(), UpdatesRequest(refused))
    application = _application(token, api_url, Answers(desk, clock), requests)
    try:
        if not await _initialized(application, stop):
            return
        assert application.updater is not None  # noqa: S101 - it was built with one
        await application.start()
        await application.updater.start_polling(
            timeout=_POLL, bootstrap_retries=-1, allowed_updates=_WANTED, error_callback=_say_trouble
        )
        log.info("staff_bot.polling")
        await _first(stop, refused)
    except InvalidToken:
        raise StaffTokenRefused from None
    finally:
        await _shut_down(application, requests)
    if refused.is_set():
        raise StaffTokenRefused


def _say_trouble(error: TelegramError) -> None:
    log.warning("staff_bot.polling_failed", error=type(error).__name__)


async def _initialized(application: _Application, stop: asyncio.Event) -> bool:
    while not stop.is_set():
        try:
            await application.initialize()
        except InvalidToken:
            raise
        except NetworkError as error:
            log.warning("staff_bot.telegram_unreachable", error=type(error).__name__)
            try:
                async with asyncio.timeout(_AGAIN_AFTER):
                    await stop.wait()
            except TimeoutError:
                continue
        else:
            return True
    return False


async def _first(*events: asyncio.Event) -> None:
    waiting = [asyncio.create_task(event.wait()) for event in events]
    try:
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for task in waiting:
            task.cancel()


async def _shut_down(application: _Application, requests: tuple[HTTPXRequest, ...]) -> None:
    updater = application.updater
    if updater is not None and updater.running:
        with contextlib.suppress(TelegramError):  # what ended the polling
            await updater.stop()
    if application.running:
        await application.stop()
    await application.shutdown()
    for request in requests:  # which the library leaves open where it could not begin
        await request.shutdown()

"""The callers' bot as one thing: what the wiring makes, runs and closes."""

import asyncio
import contextlib
from collections.abc import Callable
from datetime import datetime

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from fastapi import APIRouter

from bot.callers.intake import CallerTexts, Intake, Spool
from bot.callers.order import ChatQueues
from bot.callers.polling import Pace, Poller
from bot.callers.profile import publish_profile
from bot.callers.send import TelegramSender
from bot.callers.telegram import ALLOWED_UPDATES, Reception
from bot.callers.webhook import fit_secret, webhook_router

SEND_TIMEOUT = 8.0  # seconds; longer than any healthy answer, shorter than a person's patience
STOP_WITHIN = 0.5  # seconds that updates in hand have to end; what is cut off comes again


def caller_bot(token: str, api_base: str | None = None, limit: float = SEND_TIMEOUT) -> Bot:
    """A connection to the Bot API: Telegram's own, or the server at `api_base`. A call takes `limit` s."""
    api = TelegramAPIServer.from_base(api_base) if api_base else PRODUCTION
    return Bot(token, session=AiohttpSession(api=api, timeout=limit))


class CallerBot:
    """Receives from callers by polling or webhook, and closes cleanly."""

    def __init__(
        self,
        bot: Bot,
        intake: Intake,
        texts: CallerTexts,
        spool: Spool,
        now: Callable[[], datetime],
        *,
        webhook_secret: str | None = None,
        pace: Pace | None = None,
        patience: float = 10.0,
    ) -> None:
        """`patience`: seconds until a person whose message is still being handled hears the safety text."""
        self.sender = TelegramSender(bot)
        self._bot = bot
        self._texts = texts
        self._secret = webhook_secret
        self._reception = Reception(bot, intake, texts, now, patience)
        self._queues = ChatQueues()
        self._poller = Poller(bot, self._reception, self._queues, spool, pace or Pace())

    async def run_polling(self, stop: asyncio.Event) -> None:
        """Publish the profile and poll until `stop` is set; ends within a second, even in a long poll."""
        profile = asyncio.create_task(publish_profile(self._bot, self._texts))
        polling = asyncio.create_task(self._poller.run())
        stopping = asyncio.create_task(stop.wait())
        try:
            await asyncio.wait({polling, stopping}, return_when=asyncio.FIRST_COMPLETED)
            if polling.done():
                await polling  # it only ends by an error: let it be seen
        finally:
            for task in (profile, polling, stopping):
                task.cancel()
            await asyncio.gather(profile, polling, stopping, return_exceptions=True)
            await self._queues.finish(STOP_WITHIN)

    def webhook_router(self) -> APIRouter:
        """The route for Telegram's posts. Raises `WebhookSecretUnfit`."""
        return webhook_router(self._reception, self._queues, self._secret)

    async def register_webhook(self, url: str) -> None:
        """Publish the profile and have Telegram post updates to `url`. Raises `WebhookSecretUnfit`."""
        await publish_profile(self._bot, self._texts)
        await self._bot.set_webhook(
            url, secret_token=fit_secret(self._secret), allowed_updates=ALLOWED_UPDATES
        )

    async def close(self) -> None:
        """End what is in hand and close the connection."""
        await self._queues.finish(STOP_WITHIN)
        await self._reception.close()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(STOP_WITHIN):
                await self._bot.session.close()

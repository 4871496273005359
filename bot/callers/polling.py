"""Long polling that loses nothing: an update is acknowledged only when it is handled.

Updates are fetched as plain JSON, so that one that nobody can read does not cost its neighbours. While
something is open, polling goes on from the lowest open update and skips what it knows, so that one slow
chat holds up nobody else.
"""

import asyncio
import contextlib
import json
from dataclasses import dataclass, field
from typing import Any, ClassVar

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    TelegramConflictError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.methods import TelegramMethod

from bot.callers import metrics
from bot.callers.intake import Spool
from bot.callers.order import ChatQueues
from bot.callers.outage import Backoff
from bot.callers.raw import as_bytes, chat_key, update_id
from bot.callers.send import TELEGRAM_FAILURES
from bot.callers.telegram import ALLOWED_UPDATES, Reception
from bot.callers.window import Window
from conversation.errors import StoreUnavailable

BATCH = 100  # Telegram shows no more than 100 unacknowledged updates

log = structlog.get_logger(__name__)


class FetchUpdates(TelegramMethod[list[Any]]):
    """getUpdates without a reading of what it brings."""

    __returning__: ClassVar[Any] = list[Any]
    __api_method__: ClassVar[str] = "getUpdates"

    offset: int | None = None
    limit: int = BATCH
    timeout: int = 0
    allowed_updates: list[str] = ALLOWED_UPDATES


@dataclass(frozen=True, slots=True)
class Pace:
    """Waiting times of polling, in seconds."""

    long_poll: int = 25
    # Between polls while something is open: short while new updates come, then up to a second.
    while_open: Backoff = field(default_factory=lambda: Backoff(first=0.04, cap=1.0))
    unreachable: Backoff = field(default_factory=Backoff)
    # Another poller or a refused token is mended by a person, not by insisting.
    misconfigured: Backoff = field(default_factory=lambda: Backoff(first=5.0, cap=60.0))
    store_down: Backoff = field(default_factory=Backoff)
    # Half of what Telegram shows: the other half leaves room for new people while the disk is written.
    spool_from: int = BATCH // 2


class Poller:
    """Fetches updates and has them handled, in order within each chat."""

    def __init__(self, bot: Bot, reception: Reception, queues: ChatQueues, spool: Spool, pace: Pace) -> None:
        self._bot = bot
        self._reception = reception
        self._queues = queues
        self._spool = spool
        self._pace = pace
        self._window = Window()
        self._raw: dict[int, Any] = {}
        self._spooled: set[int] = set()
        self._nameless: set[bytes] = set()
        self._calm = asyncio.Event()
        self._calm.set()

    async def run(self) -> None:
        """Poll until cancelled."""
        await self._take_spooled()
        quiet = 0
        while True:
            batch = await self._fetch()
            fresh = sum([self._admit(raw) for raw in batch])
            await self._relieve()
            quiet = 0 if fresh else quiet + 1
            if batch or not self._window.is_clear:
                await self._pause(self._pace.while_open.seconds(quiet))

    def _admit(self, raw: Any) -> bool:
        """Queue an update; False if it is known."""
        number = update_id(raw)
        if number is None:
            return self._admit_nameless(raw)
        if not self._window.admit(number):
            return False
        if number in self._spooled:
            # Spooled before a restart and not acknowledged: it is being handled from the spool.
            self._window.finish(number)
            return False
        self._raw[number] = raw
        self._calm.clear()
        self._queue(number, raw)
        return True

    def _admit_nameless(self, raw: Any) -> bool:
        """Without an id it cannot be acknowledged and comes again until a later one is: set it aside once."""
        content = as_bytes(raw)
        if content in self._nameless:
            return False
        self._nameless.add(content)
        self._queue(None, raw)
        return True

    def _queue(self, number: int | None, raw: Any) -> None:
        self._queues.put(chat_key(raw), lambda: self._until_handled(number, raw))

    async def _until_handled(self, number: int | None, raw: Any) -> None:
        attempt = 0
        while True:
            try:
                await self._reception.on_update(raw)
                break
            except StoreUnavailable:
                log.warning("update.store_unavailable", update_id=number, attempt=attempt)
                await self._reception.reassure(raw)
                backoff = self._pace.store_down
                await self._reception.outage.wait(backoff.seconds(0), backoff.seconds(attempt))
                attempt += 1
        if number is not None:
            await self._finish(number)

    async def _finish(self, number: int) -> None:
        del self._raw[number]
        if number in self._spooled:
            # Telegram need not wait for it any more, so it says nothing about what to acknowledge.
            self._spooled.discard(number)
            await self._forget(number)
            return
        self._window.finish(number)
        if self._window.is_clear:
            self._calm.set()

    async def _take_spooled(self) -> None:
        """Begin with what an earlier outage left, so that each chat keeps its order."""
        try:
            kept = await self._spool.kept()
        except OSError as error:
            # Its people are not lost, only not reached yet; those who write now must not wait for the disk.
            log.critical(
                "spool_unreadable", reason=type(error).__name__, advice="Mend the folder and restart."
            )
            return
        for number, content in kept:
            raw = json.loads(content)
            self._spooled.add(number)
            self._raw[number] = raw
            self._queue(number, raw)
        metrics.UPDATES_SPOOLED.set(len(self._spooled))

    async def _relieve(self) -> None:
        """In a long outage move what is open to the spool, so that Telegram shows newer messages."""
        if not self._reception.outage.is_on or len(self._window.open_ids) < self._pace.spool_from:
            return
        for number in self._window.open_ids:
            raw = self._raw.get(number)
            if raw is None:  # handled while the disk was written
                continue
            try:
                await self._spool.keep(number, as_bytes(raw))
            except OSError as error:
                log.critical(
                    "spool_refused",
                    reason=type(error).__name__,
                    advice="Free the disk: new callers are not seen until the database or the spool works.",
                )
                break
            if number not in self._raw:
                await self._forget(number)
                continue
            self._spooled.add(number)
            self._window.finish(number)
        if self._window.is_clear:
            self._calm.set()
        metrics.UPDATES_SPOOLED.set(len(self._spooled))

    async def _forget(self, number: int) -> None:
        try:
            await self._spool.forget(number)
        except OSError as error:
            # It comes again at the next start, and the intake knows it.
            log.warning("spool.not_removed", update_id=number, reason=type(error).__name__)
        metrics.UPDATES_SPOOLED.set(len(self._spooled))

    async def _pause(self, seconds: float) -> None:
        if self._window.is_clear:
            await asyncio.sleep(0 if self._window.offset is not None else seconds)
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._calm.wait()

    async def _fetch(self) -> list[Any]:
        attempt = 0
        while True:
            offset = self._window.offset
            wait = self._pace.long_poll if self._window.is_clear else 0
            method = FetchUpdates(offset=offset, timeout=wait)
            try:
                batch = await self._bot(method, request_timeout=wait + 10)
            except TELEGRAM_FAILURES as error:
                await asyncio.sleep(self._after(error, attempt))
                attempt += 1
            else:
                self._window.acknowledged(offset)
                return batch

    def _after(self, error: Exception, attempt: int) -> float:
        """Say what is wrong and what to do; returns the seconds to wait."""
        reason = type(error).__name__
        match error:
            case TelegramUnauthorizedError() | TelegramNotFound():
                log.error(
                    "telegram_token_refused",
                    reason=reason,
                    advice="No caller is heard. Set MKHARI_TELEGRAM_TOKEN to BotFather's token and restart.",
                )
                return self._pace.misconfigured.seconds(attempt)
            case TelegramConflictError():
                log.error(
                    "telegram_taken",
                    reason=reason,
                    advice="Another process polls, or a webhook is set: stop it or delete the webhook.",
                )
                return self._pace.misconfigured.seconds(attempt)
            case TelegramRetryAfter():
                return float(error.retry_after)
            case _:
                log.warning("telegram.unreachable", reason=reason, attempt=attempt)
                return self._pace.unreachable.seconds(attempt)

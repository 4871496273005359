"""A Bot API server, and a callers' bot that polls it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime

import pytest

from bot.callers.caller_bot import CallerBot, caller_bot
from tests.bot.fakes import FAST, SECRET, FakeIntake, FakeTexts, MemorySpool
from tests.patience import AN_HOUR, PATIENCE
from tests.telegram.server import BotApiServer

NOON = datetime(2026, 11, 3, 12, 0, tzinfo=UTC)
RunBot = Callable[..., AbstractAsyncContextManager[CallerBot]]


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer(clock=lambda: NOON, longest_poll=AN_HOUR) as api:
        yield api


@pytest.fixture
def intake(server: BotApiServer) -> FakeIntake:
    return FakeIntake(notify=server.world.notify)


@pytest.fixture
def spool() -> MemorySpool:
    return MemorySpool()


@pytest.fixture
def run_bot(server: BotApiServer, intake: FakeIntake, spool: MemorySpool) -> RunBot:
    """A bot that polls while the block runs; its intake answers with an echo."""

    @asynccontextmanager
    async def run(patience: float = PATIENCE) -> AsyncIterator[CallerBot]:
        async with make_bot(server, intake, spool, patience) as bot:
            stop = asyncio.Event()
            polling = asyncio.create_task(bot.run_polling(stop))
            try:
                yield bot
            finally:
                stop.set()
                async with asyncio.timeout(PATIENCE):
                    await polling

    return run


@asynccontextmanager
async def make_bot(
    server: BotApiServer, intake: FakeIntake, spool: MemorySpool, patience: float = PATIENCE
) -> AsyncIterator[CallerBot]:
    bot = CallerBot(
        caller_bot(server.token, server.url, PATIENCE),
        intake,
        FakeTexts(),
        spool,
        lambda: NOON,
        webhook_secret=SECRET,
        pace=FAST,
        patience=patience,
    )
    intake.sender = bot.sender
    try:
        yield bot
    finally:
        await bot.close()

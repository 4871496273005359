"""`mkhari serve`: web, bot, delivery and sweeping in one process."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from types import FrameType

import structlog
import uvicorn
from fastapi import FastAPI

from api.app import create_app
from app.settings import Settings
from app.staff_bot_process import supervised
from app.wiring import House, open_house

log = structlog.get_logger()

OnReady = Callable[[House], Awaitable[None]]

# Open streams are cut after this; what they had not shown comes when the browser is back.
SHUTDOWN_WITHIN = 2  # seconds
_RESTART_AFTER = 2.0  # seconds


async def keep_running(name: str, part: Callable[[], Awaitable[None]]) -> None:
    """Run a part of the process for ever: if it ends or breaks, say so and begin again."""
    while True:
        try:
            await part()
            log.error("part.ended", part=name)
        except Exception as error:
            log.exception("part.broke", part=name, error=type(error).__name__)
        await asyncio.sleep(_RESTART_AFTER)


@asynccontextmanager
async def running(house: House) -> AsyncIterator[None]:
    """The background parts of a process, stopped at the end of the block."""
    stop = asyncio.Event()
    parts: list[tuple[str, Callable[[], Awaitable[None]]]] = [("sweeper", house.sweeper.run)]
    webhook_url = house.settings.telegram_webhook_url
    if house.bot is not None:
        bot = house.bot
        if webhook_url is None:
            parts.append(("telegram", lambda: bot.run_polling(stop)))
        else:
            await _registered(house, webhook_url)
    tasks = [asyncio.create_task(keep_running(name, part), name=name) for name, part in parts]
    try:
        yield
    finally:
        stop.set()
        for task in tasks:
            task.cancel()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(1.0):
                await asyncio.gather(*tasks, return_exceptions=True)


async def _registered(house: House, url: str) -> None:
    if house.bot is None:
        return
    try:
        await house.bot.register_webhook(url)
    except Exception as error:
        # Telegram keeps the address of the last start; updates may still come.
        log.exception("telegram.webhook_not_set", error=type(error).__name__)


class Server(uvicorn.Server):
    """uvicorn that tells open streams to end as soon as it is asked to stop."""

    def __init__(self, config: uvicorn.Config, house: House, on_ready: OnReady) -> None:
        super().__init__(config)
        self._house = house
        self._on_ready = on_ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listen, and say so."""
        await super().startup(sockets)
        if self.started:
            await self._on_ready(self._house)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Wake every stream, so that it sees that the house is closing."""
        self._house.live.begin_closing()
        super().handle_exit(sig, frame)


async def serve(settings: Settings, host: str, port: int, on_ready: OnReady) -> None:
    """Serve until SIGTERM or SIGINT. Raises `CannotStart`."""
    async with open_house(settings, role="serve", with_bot=True) as house:

        @asynccontextmanager
        async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
            async with running(house), supervised(settings):
                yield

        is_webhook = house.bot is not None and settings.telegram_webhook_url is not None
        extra = [house.bot.webhook_router()] if house.bot is not None and is_webhook else []
        app = create_app(house.api, lifespan, extra)
        config = uvicorn.Config(
            app,
            host=host,
            port=port,
            log_level="warning",
            access_log=False,  # addresses of people do not belong in logs
            timeout_graceful_shutdown=SHUTDOWN_WITHIN,
            server_header=False,
        )
        await Server(config, house, on_ready).serve()


async def work(settings: Settings, stop: asyncio.Event) -> None:
    """`mkhari worker`: deliver and sweep without serving, until `stop` is set."""
    async with open_house(settings, role="worker", with_bot=True) as house:
        sweeping = asyncio.create_task(keep_running("sweeper", house.sweeper.run))
        await stop.wait()
        sweeping.cancel()
        await asyncio.gather(sweeping, return_exceptions=True)

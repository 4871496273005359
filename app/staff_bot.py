"""The staff's paging bot as a process: database, vault and wake-ups, and nothing else of the house.

`python -m app.staff_bot` runs it until its input ends; by itself it is `mkhari staff-bot`.
"""

import asyncio
import contextlib
import fcntl
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from typing import Final

import structlog
import typer

from app import logs
from app.command import run, settings_or_exit
from app.errors import CannotStart
from app.settings import Settings
from app.staff_desk import DatabaseDesk
from bot.staff.bot import serve
from store import master_key, migrate
from store.database import Database
from store.errors import CannotOpenSealed, StoreUnavailable
from store.live import Live, connect
from store.sealing import Vault

log = structlog.get_logger()

_LOCK: Final = "staff-bot.lock"
_LOOK_AGAIN: Final = 2.0  # seconds, while another process of this machine polls
_CONNECTIONS: Final = 3


async def run_staff_bot(settings: Settings, stop: asyncio.Event | None = None) -> None:
    """Poll until SIGTERM, SIGINT or `stop`. Raises `CannotStart` and `BotError`."""
    if settings.staff_telegram_token is None:
        raise CannotStart("MKHARI_STAFF_TELEGRAM_TOKEN is not set; make a bot for staff with BotFather")
    stop = stop or asyncio.Event()
    for sig in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sig, stop.set)
    vault = Vault(settings.open_master_key())
    async with AsyncExitStack() as stack:
        database = Database(settings.database, pool_size=_CONNECTIONS)
        stack.push_async_callback(database.close)
        await _check(database, vault)
        live = Live(connect(settings.redis_url))
        stack.push_async_callback(live.close)
        desk = DatabaseDesk(database, vault, live, lambda: datetime.now(UTC))
        async with _alone(settings, stop) as is_mine:
            if is_mine:
                token = settings.staff_telegram_token.get_secret_value()
                await serve(token, settings.telegram_api, desk, stop)


async def _check(database: Database, vault: Vault) -> None:
    """Refuse a database of another shape or key. One that is away may come back: answers wait for it."""
    try:
        if not await migrate.is_current(database):
            raise CannotStart("the database is not at this release's shape; run `mkhari migrate` first")
        async with database.reading() as tx:
            await master_key.try_on(tx, vault)
    except StoreUnavailable as error:
        log.error("start.store_unavailable", reason=str(error))  # noqa: TRY400 - expected, and said in full
    except CannotOpenSealed:
        raise CannotStart(
            "this database was sealed with another master key; set MKHARI_MASTER_KEY to that one"
        ) from None


@asynccontextmanager
async def _alone(settings: Settings, stop: asyncio.Event) -> AsyncIterator[bool]:
    """Wait until no other process with this data folder polls: two take turns in being refused."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with (settings.data_dir / _LOCK).open("w") as file:
        while not stop.is_set():
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                with contextlib.suppress(TimeoutError):
                    async with asyncio.timeout(_LOOK_AGAIN):
                        await stop.wait()
            else:
                break
        yield not stop.is_set()


async def _run_until_input_ends(settings: Settings) -> None:
    stop, reader = asyncio.Event(), asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(
        lambda: asyncio.StreamReaderProtocol(reader), sys.stdin
    )

    async def watch() -> None:
        await reader.read()
        stop.set()

    watching = asyncio.create_task(watch())
    try:
        await run_staff_bot(settings, stop)
    finally:
        watching.cancel()


def main() -> None:
    """What `mkhari serve` starts."""
    try:
        settings = settings_or_exit()
        logs.set_up(as_json=settings.is_production)
        run(_run_until_input_ends(settings))
    except typer.Exit as ended:
        sys.exit(ended.exit_code)
    except Exception as error:
        log.exception("staff_bot.broke", error=type(error).__name__)
        sys.exit(1)


if __name__ == "__main__":
    main()

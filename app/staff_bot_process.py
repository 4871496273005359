"""The staff's bot beside `mkhari serve`: a process of its own, started again whenever it ends."""

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Final

import structlog
from pydantic import SecretStr

from app.settings import Settings

log = structlog.get_logger()

COMMAND: Final = (sys.executable, "-m", "app.staff_bot")
# What it may know: the callers' token and the keys of other services are not among it.
_KNOWN: Final = (
    "environment",
    "data_dir",
    "database_url",
    "redis_url",
    "master_key",
    "telegram_api",
    "staff_telegram_token",
)
_ENDS_WITHIN: Final = 1.5  # seconds
_FIRST_PAUSE: Final = 1.0  # seconds until it is started again; twice as many each time
_LONGEST_PAUSE: Final = 60.0
_RAN_WELL: Final = 60.0  # seconds after which an end is the first again


@asynccontextmanager
async def supervised(
    settings: Settings, command: Sequence[str] = COMMAND, ends_within: float = _ENDS_WITHIN
) -> AsyncIterator[None]:
    """Keep the staff's bot running beside the block, where its token is set.

    `ends_within`: seconds that it has to end, then it is killed.
    """
    if settings.staff_telegram_token is None:
        yield
        return
    keeping = asyncio.create_task(_keep(command, environment_of(settings), ends_within), name="staff-bot")
    try:
        yield
    finally:
        keeping.cancel()
        await asyncio.gather(keeping, return_exceptions=True)


def environment_of(settings: Settings) -> dict[str, str]:
    """This process's environment with no setting of ours but those that the bot needs."""
    found = {name: value for name, value in os.environ.items() if not name.upper().startswith("MKHARI_")}
    for name in _KNOWN:
        value = getattr(settings, name)
        if value is not None:
            plain = value.get_secret_value() if isinstance(value, SecretStr) else str(value)
            found[f"MKHARI_{name.upper()}"] = plain
    return found


async def _keep(command: Sequence[str], environment: dict[str, str], ends_within: float) -> None:
    loop, pause = asyncio.get_running_loop(), _FIRST_PAUSE
    while True:
        began = loop.time()
        try:
            code = await _run(command, environment, ends_within)
            log.error("staff_bot.ended", code=code)
        except OSError as error:
            log.error("staff_bot.not_started", error=type(error).__name__)  # noqa: TRY400 - said in full
        pause = _FIRST_PAUSE if loop.time() - began > _RAN_WELL else pause
        await asyncio.sleep(pause)
        pause = min(_LONGEST_PAUSE, pause * 2)


async def _run(command: Sequence[str], environment: dict[str, str], ends_within: float) -> int:
    # It ends when its input does, so that it does not outlive a parent that was killed.
    child = await asyncio.create_subprocess_exec(*command, stdin=asyncio.subprocess.PIPE, env=environment)
    try:
        return await child.wait()
    finally:
        if child.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                child.terminate()
            try:
                async with asyncio.timeout(ends_within):
                    await child.wait()
            except TimeoutError:
                with contextlib.suppress(ProcessLookupError):
                    child.kill()
                await child.wait()

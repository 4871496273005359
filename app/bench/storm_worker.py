"""A worker of `mkhari bench storm`: a sweeper in a process of its own, made to be killed with -9."""

import contextlib
import multiprocessing
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import uvloop

from app import logs
from app.errors import CannotStart
from app.settings import Settings
from app.wiring import open_house
from risk.by_rules import assess_by_rules

# A worker that was killed is replaced at once: it is forked from a process that has imported and read all.
PRELOADED = "app.bench.storm_preload"
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload([PRELOADED])
_READY_WITHIN = 120.0  # seconds; only a worker that hangs takes so long


class Worker:
    """A worker that was started with these settings."""

    def __init__(self, values: dict[str, Any], log: Path) -> None:
        self._told, telling = PROCESSES.Pipe(duplex=False)
        self._process: BaseProcess = PROCESSES.Process(
            target=_sweep, args=(values, log, telling), daemon=True
        )
        self._process.start()
        telling.close()  # the worker's own is the only one now: if it dies, the wait for it ends

    def wait_until_ready(self) -> None:
        """Wait until it has opened its house. Raises `CannotStart`."""
        try:
            if self._told.poll(_READY_WITHIN):
                self._told.recv_bytes()
                return
        except EOFError:
            pass
        raise CannotStart("a worker did not start; its log says why")

    def kill(self) -> None:
        """kill -9, and wait until it is gone."""
        self._process.kill()
        self._process.join()
        self._process.close()
        self._told.close()


def _sweep(values: dict[str, Any], log: Path, telling: Connection) -> None:
    with log.open("a", encoding="utf-8") as file, contextlib.redirect_stderr(file):
        logs.set_up(as_json=True)
        uvloop.run(_until_killed(Settings(**values), telling))  # as every command runs


async def _until_killed(settings: Settings, telling: Connection) -> None:
    async with open_house(settings, role="worker", assess=assess_by_rules) as house:
        # Whoever started it may not wait for this, and may have gone.
        with contextlib.suppress(OSError):
            telling.send_bytes(b"ready")
        await house.sweeper.run()

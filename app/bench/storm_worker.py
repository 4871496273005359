"""A worker of `mkhari bench storm`: a sweeper in a process of its own, made to be killed with -9."""

import contextlib
import multiprocessing
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import uvloop

from app import logs
from app.settings import Settings
from app.wiring import open_house
from risk.by_rules import assess_by_rules

# A worker that was killed is replaced at once: it is forked from a process that has imported and read all.
PRELOADED = "app.bench.storm_preload"
PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload([PRELOADED])


def start(values: dict[str, Any], log: Path) -> BaseProcess:
    """Start a worker with these settings."""
    process = PROCESSES.Process(target=_sweep, args=(values, log), daemon=True)
    process.start()
    return process


def kill(process: BaseProcess) -> None:
    """kill -9, and wait until it is gone."""
    process.kill()
    process.join()
    process.close()


def _sweep(values: dict[str, Any], log: Path) -> None:
    with log.open("a", encoding="utf-8") as file, contextlib.redirect_stderr(file):
        logs.set_up(as_json=True)
        uvloop.run(_until_killed(Settings(**values)))  # as every command runs


async def _until_killed(settings: Settings) -> None:
    async with open_house(settings, role="worker", assess=assess_by_rules) as house:
        await house.sweeper.run()

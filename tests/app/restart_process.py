"""A serving process that can be killed: the real wiring in a child.

Importing and reading the rules takes seconds. The children are forked from a process that has done both, so
that kills can follow each other closely.
"""

import asyncio
import multiprocessing
from collections.abc import Callable
from datetime import datetime, timedelta
from multiprocessing.connection import Connection
from typing import Any, NoReturn

from app import logs
from app.main import running
from app.pagers import by_apprise  # noqa: F401 - loaded before the fork
from app.settings import Settings
from app.wiring import load_content, open_house
from bot.callers.caller_bot import CallerBot  # noqa: F401 - loaded before the fork
from conversation.channel import InboundMessage, OutgoingMessage, Sender
from risk.by_rules import assess_by_rules, rules_version
from store.outbox import LEASE
from tests.fixtures import START
from tests.patience import PATIENCE

rules_version()  # reads the rules, before the fork; the model's sessions would not outlive one
load_content(lambda: START)  # and the flows

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload([__name__])
AFTER_LEASES = LEASE + timedelta(seconds=1)


def start(target: Callable[..., None], *args: Any) -> multiprocessing.process.BaseProcess:
    """Start a child."""
    process = PROCESSES.Process(target=target, args=args, daemon=True)
    process.start()
    return process


def kill(process: multiprocessing.process.BaseProcess) -> None:
    """kill -9, and wait until it is gone."""
    process.kill()
    process.join()
    process.close()


def patient(values: dict[str, Any]) -> Settings:
    """These settings: a machine that is busy with other tests is no check that hangs."""
    return Settings(**values).model_copy(update={"assess_limit_seconds": PATIENCE})


def serve(settings: dict[str, Any], now: datetime) -> None:
    """Poll, answer, deliver and sweep until killed. The clock stands, so that no pace changes anything."""
    asyncio.run(_serve(patient(settings), now))


async def _serve(settings: Settings, now: datetime) -> None:
    logs.set_up(as_json=True, quiet=True)
    house = open_house(
        settings,
        role="serve",
        clock=lambda: now,
        monotonic=lambda: 0.0,
        assess=assess_by_rules,
        with_bot=True,
    )
    async with house as opened, running(opened):
        await asyncio.Event().wait()


class StalledPhone(Sender):
    """Takes messages and never says that they arrived."""

    def __init__(self, told: Connection) -> None:
        self._told = told

    async def send(
        self, address: str, message: OutgoingMessage, *, silent: bool = False, already_sent: int = 0
    ) -> NoReturn:
        self._told.send("sending")
        await asyncio.Event().wait()
        raise AssertionError

    async def purge(self, address: str, references: tuple[str, ...]) -> None:
        raise AssertionError


def stall(settings: dict[str, Any], inbound: InboundMessage, told: Connection) -> None:
    """Handle one message, say when its answer is about to be sent, and stall there until killed."""
    asyncio.run(_stall(patient(settings), inbound, told))


async def _stall(settings: Settings, inbound: InboundMessage, told: Connection) -> None:
    logs.set_up(as_json=True, quiet=True)
    senders = {"telegram": StalledPhone(told)}
    now = inbound.received_at
    async with open_house(
        settings, role="serve", clock=lambda: now, assess=assess_by_rules, senders=senders
    ) as house:
        await house.intake.receive(inbound)
        await asyncio.Event().wait()

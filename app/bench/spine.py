"""`mkhari bench spine`: our whole path for one message beside a bare bot that stores one row.

Both run in one process on one database, in turns, so that a slow moment of the machine meets both. Ours
is everything: reception, risk rules, flows, sealing, outbox, sending, counters, sweeping. The bare bot is
aiogram, one INSERT and a commit.
"""

import asyncio
import os
import tempfile
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from pydantic import SecretStr

from app.bench.callers import Crowd
from app.bench.load import Side, closed_loop, open_loop
from app.bench.stores import (
    counts,
    find_postgresql,
    insert_bare,
    make_bare_table,
    sqlite_in,
    temporary_postgresql,
)
from app.errors import CannotStart
from app.settings import Environment, Settings, new_key
from app.wiring import House, open_house, utc_now
from bot.bench import InstantTelegram
from conversation.channel import Channel
from store import migrate
from store.database import Database

ROUND = 2.0  # seconds of one turn of the closed loop
_SEED = 20261121


@dataclass(frozen=True, slots=True)
class Plan:
    """How long, how many chats at once, and at which rate (messages a second)."""

    seconds: float
    chats: int
    rate: float


@dataclass(frozen=True, slots=True)
class Waits:
    """Milliseconds from a message's arrival to its answer committed."""

    p50: float
    p99: float
    longest: float


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured on one store; `ratio` is the median of the rounds' ratios."""

    store: str
    ours_per_second: float
    bare_per_second: float
    ratio: float
    lowest_ratio: float
    highest_ratio: float
    ours: Waits
    bare: Waits
    messages: int


async def measure(store: str, url: str, redis_url: str | None, plan: Plan) -> Result:
    """Measure on one empty database. Raises `CannotStart` when a message got lost: then no number counts."""
    with tempfile.TemporaryDirectory(prefix="mkhari-bench-") as folder:
        settings = _settings(url, redis_url, Path(folder))
        database = Database(settings.database)
        await migrate.upgrade(database)
        await database.close()
        telegram = InstantTelegram(utc_now)
        senders = {Channel.TELEGRAM.value: telegram.sender}
        async with open_house(settings, role="bench", senders=senders) as house:
            await make_bare_table(house.database)
            return await _compare(store, house, telegram, plan)


def _settings(url: str, redis_url: str | None, folder: Path) -> Settings:
    # Everything that reaches people is named, so that nobody's own settings page a real counsellor.
    return Settings(
        environment=Environment.DEMO,
        data_dir=folder,
        database_url=url,
        redis_url=redis_url,
        master_key=SecretStr(new_key()),
        telegram_token=None,
        paging_webhook_url=None,
    )


async def _compare(store: str, house: House, telegram: InstantTelegram, plan: Plan) -> Result:
    ours, bare = _our_side(house, telegram), _bare_side(house, telegram)
    people = {"ours": Crowd(_SEED, first_chat=1_000_000), "bare": Crowd(_SEED, first_chat=5_000_000)}
    taken = [0, 0]

    async def turn() -> tuple[float, float]:
        mine = await closed_loop(ours, people["ours"], plan.chats, ROUND)
        other = await closed_loop(bare, people["bare"], plan.chats, ROUND)
        taken[:] = taken[0] + mine.messages, taken[1] + other.messages
        return mine.per_second, other.per_second

    await turn()  # warms up: statements are compiled, connections opened, rules loaded
    # Before the rounds: those leave more open cases, paged again and again, than any service would.
    our_waits = await open_loop(ours, people["ours"], plan.chats, plan.rate, plan.seconds)
    bare_waits = await open_loop(bare, people["bare"], plan.chats, plan.rate, plan.seconds)
    taken[:] = taken[0] + len(our_waits), taken[1] + len(bare_waits)
    measured = [await turn() for _ in range(max(3, round(plan.seconds / (2 * ROUND))))]
    if (stored := await counts(house.database)) != tuple(taken):
        raise CannotStart(f"{taken} messages went in and {stored} are stored (ours, bare): no number counts")
    ratios = [mine / other for mine, other in measured]
    return Result(
        store=store,
        ours_per_second=median(mine for mine, _ in measured),
        bare_per_second=median(other for _, other in measured),
        ratio=median(ratios),
        lowest_ratio=min(ratios),
        highest_ratio=max(ratios),
        ours=_waits(our_waits),
        bare=_waits(bare_waits),
        messages=sum(taken),
    )


def _our_side(house: House, telegram: InstantTelegram) -> Side:
    @asynccontextmanager
    async def sweeping() -> AsyncIterator[None]:
        task = asyncio.create_task(house.sweeper.run())
        try:
            yield
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)

    take = telegram.reception(house.intake, house.intake.rooms.flows.texts)
    return Side(take, telegram.buttons, sweeping, house.delivery.settled)


def _bare_side(house: House, telegram: InstantTelegram) -> Side:
    @asynccontextmanager
    async def nothing() -> AsyncIterator[None]:
        yield

    async def done() -> None:
        return

    take = telegram.bare(lambda chat_id, said: insert_bare(house.database, chat_id, said))
    return Side(take, {}, nothing, done)


def _waits(seconds: list[float]) -> Waits:
    cuts = quantiles(seconds, n=100, method="inclusive")
    return Waits(*(round(1000 * value, 2) for value in (cuts[49], cuts[98], max(seconds))))


@dataclass(frozen=True, slots=True)
class Report:
    """All stores, what was missing, and how busy the machine was (load average of one minute)."""

    plan: Plan
    results: list[Result]
    missing: list[str]
    processors: int
    load_before: float
    load_after: float


async def measure_all(
    plan: Plan,
    only: str | None,
    postgresql_url: str | None,
    redis_url: str | None,
    show: Callable[[Report], None],
) -> None:
    """Measure on every store there is and show the report. Raises `CannotStart`."""
    before, results, missing = os.getloadavg()[0], [], []
    if only in (None, "sqlite"):
        with tempfile.TemporaryDirectory(prefix="mkhari-bench-") as folder:
            results.append(await measure("sqlite", sqlite_in(Path(folder)), None, plan))
    if only in (None, "postgresql"):
        server = await find_postgresql(postgresql_url)
        if server is None:
            missing.append("postgresql: NOT MEASURED, no server answers; name one with --postgresql-url")
        else:
            async with temporary_postgresql(server) as url:
                results.append(await measure("postgresql", url, redis_url, plan))
    show(Report(plan, results, missing, os.cpu_count() or 1, before, os.getloadavg()[0]))

"""`mkhari bench storm`: workers are killed again and again while cases come in and counsellors take them.

The workers run nothing but a sweeper with a webhook pager. Whoever runs the storm writes as people in crisis
do, takes their cases as counsellors do, and watches what is due.
"""

import asyncio
import os
import random
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from app.bench.escalation_people import Counsellors, People, employ, settings_for
from app.bench.stores import find_postgresql, temporary_postgresql
from app.bench.storm_beside import Watched, consoles_open, watching
from app.bench.storm_checks import Story, Verdict, judge
from app.bench.storm_killing import Workers, killing
from app.bench.storm_worker import Worker
from app.bench.webhook import Receipt, Receiver
from app.errors import CannotStart
from app.settings import new_key
from app.wiring import House, open_house
from escalation import repository as cases
from risk.by_rules import assess_by_rules, rules_version
from store import migrate
from store.database import Database
from store.errors import StoreError
from store.live import Live, connect

T = TypeVar("T")

_TRIED_AGAIN_AFTER = 0.5  # seconds
# The share of claims after which the counsellor ends a case: what is held is watched every ten seconds, and
# twenty people do not hold a thousand cases.
_CLOSED = 0.9


@dataclass(frozen=True, slots=True)
class Plan:
    """So many cases, evenly over so many seconds; workers, of which one is killed each `kill_every`.

    The last case comes in only after `kills` of them. The storm is over when every case was taken, or none
    came in and none was taken for `patience` seconds.
    """

    cases: int
    seconds: float
    workers: int
    counsellors: int
    seed: int
    kill_every: float = 1.0
    kills: int = 0
    patience: float = 50.0


@dataclass(frozen=True, slots=True)
class Report:
    """What the storm did, and by how much counsellors were in each other's way."""

    plan: Plan
    verdict: Verdict
    kills: int
    refused: int
    unanswered: int
    samples: int
    has_redis: bool


async def storm(url: str, redis_url: str | None, plan: Plan, log: Path) -> Report:
    """Storm on an empty database of a server. Raises `CannotStart`, `StoreError`."""
    rules_version()  # read before the storm: in the middle of it the first message would wait for them
    receiver, watched = Receiver(), Watched()
    with tempfile.TemporaryDirectory(prefix="mkhari-storm-") as folder:
        async with receiver.listening() as address:
            key = new_key()
            settings = settings_for(url, redis_url, Path(folder), address, key)
            database = Database(settings.database)
            await migrate.upgrade(database)
            await database.close()
            values = {
                "database_url": url,
                "redis_url": redis_url,
                "data_dir": Path(folder),
                "paging_webhook_url": address,
                "master_key": key,
            }
            async with open_house(settings, role="storm", assess=assess_by_rules) as house:
                counsellors = Counsellors(
                    house.intake, await employ(house, plan.counsellors), plan.seed, answer=False
                )
                async with (
                    consoles_open(house, counsellors.staff_ids, watched),
                    killing(
                        lambda: Worker(values, log),
                        plan.workers,
                        plan.kill_every,
                        random.Random(plan.seed),
                    ) as workers,
                    watching(house, watched),
                ):
                    await _Evening(house, counsellors, plan, watched, workers).passes()
                stories = await _stories(house, receiver.receipts)
    verdict = judge(stories, watched.overdue)
    return Report(
        plan,
        verdict,
        workers.kills,
        counsellors.refused,
        watched.unanswered,
        len(watched.overdue),
        redis_url is not None,
    )


class _Evening:
    """Cases come in evenly and are taken at random, until none waits."""

    def __init__(
        self, house: House, counsellors: Counsellors, plan: Plan, watched: Watched, workers: Workers
    ) -> None:
        self._people = People(house.intake)
        self._house = house
        self._counsellors = counsellors
        self._plan = plan
        self._watched = watched
        self._workers = workers
        self._waiting: list[str] = []
        self._all_open = False
        self._until = float("-inf")

    async def passes(self) -> None:
        """Open every case and take it. What still waits when nothing moves any more shows in the verdict."""
        tasks = [asyncio.create_task(self._open_all())]
        for nth, staff_id in enumerate(self._counsellors.staff_ids):
            chance = random.Random(f"{self._plan.seed} {nth}")
            tasks.append(asyncio.create_task(self._take_at_random(staff_id, chance)))
        self._moved()
        while (left := self._until - time.monotonic()) > 0:
            _, unfinished = await asyncio.wait(tasks, timeout=left)
            if not unfinished:
                break
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks, timeout=self._plan.patience)
        for task in tasks:
            if task.done() and not task.cancelled():
                task.result()

    def _moved(self) -> None:
        self._until = time.monotonic() + self._plan.patience

    async def _open_all(self) -> None:
        begun = time.monotonic()
        async with asyncio.TaskGroup() as writing:
            for nth in range(self._plan.cases):
                await asyncio.sleep(begun + nth * self._plan.seconds / self._plan.cases - time.monotonic())
                if nth == self._plan.cases - 1:
                    await self._workers.killed(self._plan.kills)
                writing.create_task(self._open_one())
        self._all_open = True

    async def _open_one(self) -> None:
        number = self._people.newcomer()

        async def write() -> str:
            conversation_id = await self._people.write(number)
            async with self._house.database.reading() as tx:
                (case,) = await cases.of_conversation(tx, conversation_id)
            return case.id

        self._waiting.append(await self._again_and_again(write))
        self._moved()

    async def _take_at_random(self, staff_id: str, chance: random.Random) -> None:
        # Together the counsellors take a little less than what comes in, so that some wait for several rungs.
        pause = 1.25 * self._plan.counsellors * self._plan.seconds / self._plan.cases
        while self._waiting or not self._all_open:
            await asyncio.sleep(chance.uniform(0.0, 2 * pause))
            if not self._waiting:
                continue
            case_id = chance.choice(self._waiting)
            await self._again_and_again(partial(self._counsellors.take, case_id, staff_id))
            if case_id in self._waiting:  # a colleague may have been quicker
                self._waiting.remove(case_id)
                self._moved()
            if chance.random() < _CLOSED and self._counsellors.held:
                await self._again_and_again(self._counsellors.close_oldest)

    async def _again_and_again(self, work: Callable[[], Awaitable[T]]) -> T:
        """Do it; people whom the database did not answer try again."""
        while True:
            try:
                return await work()
            except StoreError:
                self._watched.unanswered += 1
                await asyncio.sleep(_TRIED_AGAIN_AFTER)


async def _stories(house: House, receipts: list[Receipt]) -> list[Story]:
    by_case: dict[str, list[Receipt]] = {}
    for receipt in receipts:
        by_case.setdefault(receipt.case_id, []).append(receipt)
    async with house.database.reading() as tx:
        stories = []
        for case_id, _ in await cases.audit_heads(tx):
            case = await cases.find(tx, case_id)
            assert case is not None  # noqa: S101 - it was listed by this transaction
            events, pages = await cases.events(tx, case_id), await cases.pages_of(tx, case_id)
            stories.append(Story(case, events, pages, by_case.get(case_id, [])))
    return stories


async def find_redis(named: str | None) -> str | None:
    """A Redis that answers, over which the workers wake each other: named, or one on this machine."""
    url = named or os.environ.get("MKHARI_TEST_REDIS_URL") or "redis://127.0.0.1:6379/15"
    live = Live(connect(url))
    try:
        return url if await live.is_up() else None
    finally:
        await live.close()


async def storm_all(
    plan: Plan,
    postgresql_url: str | None,
    redis_url: str | None,
    log: Path,
    show: Callable[[Report], None],
) -> None:
    """Storm and show what came of it. Raises `CannotStart` without a server, and when an aim is missed."""
    server = await find_postgresql(postgresql_url)
    if server is None:
        raise CannotStart("no PostgreSQL answers; name a server with --postgresql-url")
    redis = await find_redis(redis_url)
    async with temporary_postgresql(server) as url:
        report = await storm(url, redis, plan, log)
    show(report)
    if missed := len(report.verdict.wrong) + len(report.verdict.late):
        raise CannotStart(f"{missed} of what the storm must leave whole is not")

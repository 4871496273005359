"""`mkhari bench escalation`: from a message's commit to the page, and to the event at every open console.

One process serves as `mkhari serve` does; the webhook and the consoles are processes beside it. A case is
counted from the moment when its message begins to be committed, so that the commit itself is included.
"""

import asyncio
import os
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from app.bench import escalation_clients as clients
from app.bench.escalation_clients import Seen
from app.bench.escalation_house import commit_of, note_commits, serving, sign_in
from app.bench.escalation_people import Counsellors, People, employ, settings_for
from app.bench.stores import find_postgresql, sqlite_in, temporary_postgresql
from app.errors import CannotStart
from app.wiring import House, open_house
from escalation import repository as cases
from store import migrate
from store.database import Database

_SEED = 20261127
_WARM_UP = 20  # messages that are not counted
_TAKEN_AFTER = 7.5  # turns: in between, where the next message disturbs least
_SETTLED_AFTER = 3.0  # seconds that the last events may take


@dataclass(frozen=True, slots=True)
class Plan:
    """So many messages, so many a second; cases that are open, cases of these that wait, open consoles."""

    messages: int
    rate: float
    open_cases: int
    waiting: int
    consoles: int


@dataclass(frozen=True, slots=True)
class Waits:
    """Milliseconds from a commit to what followed, over so many of them."""

    p50: float
    p99: float
    longest: float
    number: int


@dataclass(frozen=True, slots=True)
class Result:
    """What was measured on one store: pages at the webhook, and events, one for each case and console."""

    store: str
    page: Waits
    event: Waits


@dataclass(frozen=True, slots=True)
class Report:
    """All stores, what was missing, and how busy the machine was (load average of one minute)."""

    plan: Plan
    results: list[Result]
    missing: list[str]
    processors: int
    load_before: float
    load_after: float


async def measure(store: str, url: str, plan: Plan) -> Result:
    """Measure on one empty database. Raises `CannotStart` when a page or an event never came."""
    with tempfile.TemporaryDirectory(prefix="mkhari-bench-") as folder:
        async with clients.webhook() as webhook:
            settings = settings_for(url, None, Path(folder), webhook.address)
            database = Database(settings.database)
            await migrate.upgrade(database)
            await database.close()
            async with open_house(settings, role="bench") as house, serving(house) as port:
                commits, seen = await _measured(house, port, plan)
            pages = await webhook.finish()
    return Result(store, _waits(commits, pages, 1), _waits(commits, seen, plan.consoles))


async def _measured(house: House, port: int, plan: Plan) -> tuple[dict[str, float], Seen]:
    note_commits(house.database)
    staff_ids = await employ(house, plan.consoles)
    counsellors, people = Counsellors(house.intake, staff_ids, _SEED), People(house.intake)
    await _fill(house, people, counsellors, plan)
    async with clients.consoles(port, await sign_in(house, staff_ids)) as consoles:
        commits = await _messages(house, people, counsellors, plan)
        await asyncio.sleep(_SETTLED_AFTER)
        return commits, await consoles.finish()


async def _fill(house: House, people: People, counsellors: Counsellors, plan: Plan) -> None:
    """The cases that are open before the first message counts; all but some are held."""
    for nth in range(plan.open_cases):
        case_id = await _case_of(house, await people.write(people.newcomer()))
        if nth >= plan.waiting:
            await counsellors.take(case_id, counsellors.staff_ids[nth % plan.consoles])


async def _messages(house: House, people: People, counsellors: Counsellors, plan: Plan) -> dict[str, float]:
    """Somebody writes at each turn; when each case was committed. Their number stays as it is.

    The case is taken, and another one closed, some turns later: whoever is paged needs a moment.
    """
    commits = {}
    begun = time.monotonic() + 1.0
    async with asyncio.TaskGroup() as tasks:
        for nth in range(-_WARM_UP, plan.messages):
            due = begun + (nth + _WARM_UP) / plan.rate
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            conversation_id, committed = await commit_of(people)
            case_id = await _case_of(house, conversation_id)
            if nth >= 0:
                commits[case_id] = committed
            tasks.create_task(_end_one(counsellors, case_id, due + _TAKEN_AFTER / plan.rate))
    return commits


async def _end_one(counsellors: Counsellors, case_id: str, at: float) -> None:
    await asyncio.sleep(max(0.0, at - time.monotonic()))
    await counsellors.take(case_id, counsellors.anybody())
    await counsellors.close_oldest()


async def _case_of(house: House, conversation_id: str) -> str:
    async with house.database.reading() as tx:
        (case,) = await cases.of_conversation(tx, conversation_id)
    return case.id


def _waits(commits: dict[str, float], seen: Seen, each: int) -> Waits:
    missing = sum(max(0, each - len(seen.get(case_id, ()))) for case_id in commits)
    if missing:
        raise CannotStart(f"{missing} of {each * len(commits)} never came: no number counts")
    taken = sorted(1000 * (at - committed) for case_id, committed in commits.items() for at in seen[case_id])
    cuts = quantiles(taken, n=100, method="inclusive")
    return Waits(round(cuts[49], 1), round(cuts[98], 1), round(taken[-1], 1), len(taken))


async def measure_all(
    plan: Plan, only: str | None, postgresql_url: str | None, show: Callable[[Report], None]
) -> None:
    """Measure on every store there is and show the report. Raises `CannotStart`."""
    before, results, missing = os.getloadavg()[0], [], []
    if only in (None, "sqlite"):
        with tempfile.TemporaryDirectory(prefix="mkhari-bench-") as folder:
            results.append(await measure("sqlite", sqlite_in(Path(folder)), plan))
    if only in (None, "postgresql"):
        server = await find_postgresql(postgresql_url)
        if server is None:
            missing.append("postgresql: NOT MEASURED, no server answers; name one with --postgresql-url")
        else:
            async with temporary_postgresql(server) as url:
                results.append(await measure("postgresql", url, plan))
    show(Report(plan, results, missing, os.cpu_count() or 1, before, os.getloadavg()[0]))

"""Who is at the console now, and whether anybody is on duty. Callers are told the truth by it.

On duty: the rota names somebody for now, or a console was open within the last minute.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import repository
from escalation.duty import roster
from escalation.policy import policy
from escalation.worker import Worker

SEEN_EVERY: Final = timedelta(seconds=20)  # how often an open console says that it is there


def gone_after() -> timedelta:
    """How long a console may be unseen before its counsellor counts as gone."""
    return policy().presence.gone_after


def is_present(worker: Worker, now: datetime) -> bool:
    """Whether this counsellor's console was open within the last minute."""
    return worker.seen_at is not None and now - worker.seen_at < gone_after()


def has_open_console(people: Iterable[Worker], now: datetime) -> bool:
    """Whether any of them is at their console, and not on a break."""
    return any(is_present(one, now) and not one.away for one in people)


async def seen(tx: AsyncConnection, staff_id: str, now: datetime) -> None:
    """A counsellor's console is open."""
    await repository.set_seen(tx, staff_id, now)


async def is_anyone_on_duty(tx: AsyncConnection, now: datetime) -> bool:
    """Whether the rota names somebody for now, or a console was open within the last minute."""
    people = await repository.workers(tx)
    return has_open_console(people, now) or (await roster(tx, now)).is_manned

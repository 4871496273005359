"""Timers as rows: they survive a crash, and any worker takes what is due under a lease."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import BigInteger, ColumnElement, delete, func, or_, select, type_coerce, update
from sqlalchemy.ext.asyncio import AsyncConnection

from store.tables import UtcTime, deadlines
from store.tables.columns import microseconds

# Short, so that what a killed worker held is done within a second; whoever is still at it renews. Clocks that
# differ by more only make somebody be called twice.
LEASE = timedelta(seconds=0.7)
RENEW_EVERY = 0.2  # seconds
_SKEW = timedelta(seconds=2)  # by which clocks of two machines may differ without anybody's fault


@dataclass(frozen=True, slots=True)
class Deadline:
    """A due timer: what kind, about what, since when, how far it has come, and how often it was tried."""

    id: str
    kind: str
    subject_id: str
    due_at: datetime
    attempts: int
    rung: str = ""
    priority: int = 0


async def schedule(
    tx: AsyncConnection,
    kind: str,
    subject_id: str,
    due_at: datetime,
    *,
    now: datetime,
    priority: int = 0,
    rung: str = "",
) -> str:
    """Add a timer; returns its id. Of two that are due the one of higher `priority` is taken first."""
    deadline_id = uuid.uuid4().hex
    await tx.execute(
        deadlines.insert().values(
            id=deadline_id,
            kind=kind,
            subject_id=subject_id,
            due_at=due_at,
            set_at=now,
            priority=priority,
            rung=rung,
            attempts=0,
        )
    )
    return deadline_id


def _free(now: datetime, take_over: bool) -> ColumnElement[bool]:
    unleased = deadlines.c.lease_until.is_(None)
    return or_(unleased, deadlines.c.lease_until < now) if take_over else unleased


async def is_any_due(tx: AsyncConnection, now: datetime, *, take_over: bool = True) -> bool:
    """Whether `lease_due` would find one: a look that takes no lock."""
    due = select(deadlines.c.id).where(deadlines.c.due_at <= now, _free(now, take_over)).limit(1)
    return (await tx.execute(due)).first() is not None


async def lease_due(
    tx: AsyncConnection, owner: str, now: datetime, *, limit: int, take_over: bool = True
) -> list[Deadline]:
    """Lease up to `limit` due timers, most urgent first, then oldest. Two workers never hold the same one.

    A lease that is over is another worker's that died; where the clock has just jumped that cannot be known,
    and `take_over` is False.
    """
    due = (
        select(
            deadlines.c.id,
            deadlines.c.kind,
            deadlines.c.subject_id,
            deadlines.c.due_at,
            deadlines.c.attempts,
            deadlines.c.rung,
            deadlines.c.priority,
        )
        .where(deadlines.c.due_at <= now, _free(now, take_over))
        .order_by(deadlines.c.priority.desc(), deadlines.c.due_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    found = [Deadline(*row) for row in (await tx.execute(due)).all()]
    if found:
        await tx.execute(
            update(deadlines)
            .where(deadlines.c.id.in_([d.id for d in found]))
            .values(lease_owner=owner, lease_until=now + LEASE, attempts=deadlines.c.attempts + 1)
        )
    return found


async def renew(tx: AsyncConnection, owner: str, ids: Collection[str], now: datetime) -> None:
    """These are still being worked on."""
    mine = deadlines.c.id.in_(list(ids)) & (deadlines.c.lease_owner == owner)
    await tx.execute(update(deadlines).where(mine).values(lease_until=now + LEASE))


async def complete(tx: AsyncConnection, deadline_id: str) -> bool:
    """The timer has done its work. Returns whether it still stood."""
    result = await tx.execute(delete(deadlines).where(deadlines.c.id == deadline_id))
    return result.rowcount == 1


async def postpone(
    tx: AsyncConnection, deadline_id: str, due_at: datetime, *, now: datetime, rung: str | None = None
) -> bool:
    """Fire again at `due_at`, from `rung` on if one is named. Returns whether the timer still stood."""
    values = {"due_at": due_at, "set_at": now, "lease_owner": None, "lease_until": None}
    result = await tx.execute(
        update(deadlines)
        .where(deadlines.c.id == deadline_id)
        .values(**values if rung is None else {**values, "rung": rung})
    )
    return result.rowcount == 1


async def postpone_all(tx: AsyncConnection, ids: Collection[str], due_at: datetime, *, now: datetime) -> None:
    """Fire all of these again at `due_at`, as far as they still stand."""
    values = {"due_at": due_at, "set_at": now, "lease_owner": None, "lease_until": None}
    await tx.execute(update(deadlines).where(deadlines.c.id.in_(list(ids))).values(**values))


async def hasten(tx: AsyncConnection, subject_id: str, kind: str, due_at: datetime, now: datetime) -> bool:
    """Fire at `due_at` if that is sooner. Returns whether there is such a timer."""
    which = (deadlines.c.subject_id == subject_id) & (deadlines.c.kind == kind)
    await tx.execute(
        update(deadlines).where(which, deadlines.c.due_at > due_at).values(due_at=due_at, set_at=now)
    )
    return await is_set(tx, subject_id, kind)


async def is_set(tx: AsyncConnection, subject_id: str, kind: str) -> bool:
    """Whether there is such a timer about this subject."""
    which = (deadlines.c.subject_id == subject_id) & (deadlines.c.kind == kind)
    return (await tx.execute(select(deadlines.c.id).where(which).limit(1))).one_or_none() is not None


async def hold(tx: AsyncConnection, subject_id: str, kind: str, due_at: datetime, now: datetime) -> None:
    """Do not fire before `due_at`; how far the timer has come stays."""
    which = (deadlines.c.subject_id == subject_id) & (deadlines.c.kind == kind)
    await tx.execute(
        update(deadlines).where(which, deadlines.c.due_at < due_at).values(due_at=due_at, set_at=now)
    )


async def cancel(tx: AsyncConnection, subject_id: str, *, kind: str | None = None) -> None:
    """Nothing more is due about this subject (of this kind, if one is named)."""
    which = deadlines.c.subject_id == subject_id
    await tx.execute(delete(deadlines).where(which if kind is None else which & (deadlines.c.kind == kind)))


async def release(tx: AsyncConnection, owner: str) -> None:
    """Give back every lease of `owner`: its process is known to be gone."""
    await tx.execute(
        update(deadlines).where(deadlines.c.lease_owner == owner).values(lease_owner=None, lease_until=None)
    )


async def set_right(tx: AsyncConnection, now: datetime) -> int:
    """After the clock was put back: timers set in what is now the future keep their length from now on.

    Without this a page would come as late as the clock was wrong, and a lease would last as long. Leases of
    workers that may be at it go on for one length: nothing is done twice. Returns how many were moved.
    """
    length = type_coerce(deadlines.c.due_at, BigInteger) - type_coerce(deadlines.c.set_at, BigInteger)
    moved = await tx.execute(
        update(deadlines)
        .where(deadlines.c.set_at > now + _SKEW)
        .values(due_at=type_coerce(length + microseconds(now), UtcTime), set_at=now)
    )
    await tx.execute(
        update(deadlines).where(deadlines.c.lease_until > now + LEASE).values(lease_until=now + LEASE)
    )
    return moved.rowcount


async def overdue_seconds(tx: AsyncConnection, now: datetime) -> float:
    """How long the oldest due timer has been waiting; 0.0 when none is due."""
    oldest = (await tx.execute(select(func.min(deadlines.c.due_at)))).scalar_one()
    return 0.0 if oldest is None else max(0.0, (now - oldest).total_seconds())

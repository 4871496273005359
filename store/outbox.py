"""Rows that still have to leave the house, in order for each conversation, under a lease.

Delivery is at least once: a crash after sending and before `mark` sends again. What is stored is exact.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, bindparam, case, func, or_, select, tuple_, update
from sqlalchemy.ext.asyncio import AsyncConnection

from store.tables import conversations, messages, outbox

LEASE = timedelta(seconds=20)  # longer than one send may take (10 s), short enough after a crash


@dataclass(frozen=True, slots=True)
class Row:
    """One outbox row with all that is needed to open and send it."""

    conversation_id: str
    seq: int
    channel: str
    kind: str
    attempts: int
    parts_sent: int
    reference: str
    sealed: bytes | None
    sealed_message: bytes | None
    sealed_address: bytes | None
    wrapped_key: bytes | None
    created_at: datetime


@dataclass(frozen=True, slots=True)
class Mark:
    """What became of a row: sent, failed, blocked, dropped, or pending again at `next_attempt_at`."""

    conversation_id: str
    seq: int
    status: str
    at: datetime
    attempts: int
    reference: str = ""
    parts_sent: int = 0
    reason: str = ""
    next_attempt_at: datetime | None = None


_WAITING = (
    select(outbox.c.seq, outbox.c.lease_owner)
    .where(outbox.c.conversation_id == bindparam("conversation"), outbox.c.status == "pending")
    .order_by(outbox.c.seq)
)


async def waiting(tx: AsyncConnection, conversation_id: str) -> list[tuple[int, str | None]]:
    """What has still to be sent to this conversation, oldest first: its seq, and who holds the lease."""
    rows = (await tx.execute(_WAITING, {"conversation": conversation_id})).all()
    return [(row.seq, row.lease_owner) for row in rows]


_ADD = outbox.insert()


async def add(
    tx: AsyncConnection,
    conversation_id: str,
    channel: str,
    seqs: list[int],
    now: datetime,
    *,
    owner: str | None,
    kind: str = "message",
    sealed: bytes | None = None,
) -> None:
    """Add rows; with `owner` they are leased to it from the start, so that it may send at once."""
    rows = [
        {
            "conversation_id": conversation_id,
            "seq": seq,
            "channel": channel,
            "kind": kind,
            "status": "pending",
            "attempts": 0,
            "parts_sent": 0,
            "next_attempt_at": now,
            "lease_owner": owner,
            "lease_until": now + LEASE if owner else None,
            "sealed": sealed,
            "created_at": now,
        }
        for seq in seqs
    ]
    await tx.execute(_ADD, rows)


async def lease_heads(
    tx: AsyncConnection,
    owner: str,
    now: datetime,
    *,
    channels: Collection[str],
    limit: int,
    conversation_id: str | None = None,
) -> list[Row]:
    """Lease the oldest pending row of up to `limit` conversations whose head is due and free.

    With a `conversation_id` the caller is the only one in its process who sends there, so that the
    process's own leases count as free.
    """
    earlier = outbox.alias("earlier")
    free = or_(outbox.c.lease_until.is_(None), outbox.c.lease_until < now)
    if conversation_id is not None:
        free = or_(free, outbox.c.lease_owner == owner)
    head = (
        select(outbox.c.conversation_id, outbox.c.seq)
        .where(
            outbox.c.status == "pending",
            outbox.c.channel.in_(list(channels)),
            outbox.c.next_attempt_at <= now,
            free,
            ~select(earlier.c.seq)
            .where(
                earlier.c.conversation_id == outbox.c.conversation_id,
                earlier.c.seq < outbox.c.seq,
                earlier.c.status == "pending",
            )
            .exists(),
        )
        .order_by(outbox.c.next_attempt_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    if conversation_id is not None:
        head = head.where(outbox.c.conversation_id == conversation_id)
    keys = [tuple(row) for row in (await tx.execute(head)).all()]
    if not keys:
        return []
    which = tuple_(outbox.c.conversation_id, outbox.c.seq).in_(keys)
    await tx.execute(update(outbox).where(which).values(lease_owner=owner, lease_until=now + LEASE))
    return await _load(tx, which)


async def _load(tx: AsyncConnection, which: Any) -> list[Row]:
    query = (
        select(
            outbox.c.conversation_id,
            outbox.c.seq,
            outbox.c.channel,
            outbox.c.kind,
            outbox.c.attempts,
            outbox.c.parts_sent,
            func.coalesce(outbox.c.reference, ""),
            outbox.c.sealed,
            messages.c.sealed,
            conversations.c.sealed_address,
            conversations.c.wrapped_key,
            outbox.c.created_at,
        )
        .select_from(
            outbox.join(conversations, conversations.c.id == outbox.c.conversation_id).outerjoin(
                messages,
                and_(messages.c.conversation_id == outbox.c.conversation_id, messages.c.seq == outbox.c.seq),
            )
        )
        .where(which)
    )
    return [Row(*tuple(row)) for row in (await tx.execute(query)).all()]


_MARK = (
    update(outbox)
    .where(
        outbox.c.conversation_id == bindparam("c"),
        outbox.c.seq == bindparam("s"),
        outbox.c.status == "pending",
    )
    .values(
        status=bindparam("b_status"),
        attempts=bindparam("b_attempts"),
        reference=bindparam("b_reference"),
        parts_sent=bindparam("b_parts"),
        reason=bindparam("b_reason"),
        next_attempt_at=bindparam("b_next"),
        done_at=bindparam("b_done"),
        # An errand's sealed content is not kept once it is done.
        sealed=case((bindparam("b_done_status") == "pending", outbox.c.sealed), else_=None),
        lease_owner=None,
        lease_until=None,
    )
)


async def mark(tx: AsyncConnection, marks: list[Mark]) -> None:
    """Write what became of rows and give their leases back."""
    # Sorted, so that two writers never wait for each other crosswise.
    ordered = sorted(marks, key=lambda m: (m.conversation_id, m.seq))
    await tx.execute(
        _MARK,
        [
            {
                "c": m.conversation_id,
                "s": m.seq,
                "b_status": m.status,
                "b_done_status": m.status,
                "b_attempts": m.attempts,
                "b_reference": m.reference or None,
                "b_parts": m.parts_sent,
                "b_reason": m.reason[:64] or None,
                "b_next": m.next_attempt_at or m.at,
                "b_done": None if m.status == "pending" else m.at,
            }
            for m in ordered
        ],
    )


async def forget(tx: AsyncConnection, conversation_id: str, now: datetime) -> None:
    """Give up what has not left yet and forget the channel's references: the caller deleted everything."""
    rows = update(outbox).where(outbox.c.conversation_id == conversation_id)
    await tx.execute(rows.values(reference=None))
    await tx.execute(
        rows.where(outbox.c.status == "pending").values(
            status="dropped", done_at=now, lease_owner=None, lease_until=None
        )
    )


async def sent_references(tx: AsyncConnection, conversation_id: str) -> list[str]:
    """The channel's ids of everything that was sent to this conversation."""
    query = select(outbox.c.reference).where(
        outbox.c.conversation_id == conversation_id, outbox.c.reference.is_not(None)
    )
    return [part for (reference,) in (await tx.execute(query)).all() for part in reference.split(",")]


async def release(tx: AsyncConnection, owner: str) -> int:
    """Give back every lease of `owner`: its process is known to be gone. Returns how many."""
    result = await tx.execute(
        update(outbox).where(outbox.c.lease_owner == owner).values(lease_owner=None, lease_until=None)
    )
    return result.rowcount


async def pending_count(tx: AsyncConnection) -> int:
    """How many rows are waiting to be sent."""
    query = select(func.count()).select_from(outbox).where(outbox.c.status == "pending")
    return (await tx.execute(query)).scalar_one()

"""What messages count as in the database: for the next message, and as counsellors corrected them."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from conversation.channel import InboundKind
from conversation.repository.messages import open_message
from risk.assessment import Flag, Level, Subject
from risk.context import Earlier
from store.sealing import Key
from store.tables import corrections, messages

# A course of messages is read as far back as this many that showed anything; more tell nothing more.
_MOST_EARLIER = 50
_RAISED_BY_CONTEXT = "context."

_EARLIER = (
    select(
        messages.c.seq,
        messages.c.at,
        messages.c.kind,
        messages.c.level,
        messages.c.counted,
        messages.c.sealed,
        select(corrections.c.n)
        .where(
            corrections.c.conversation_id == messages.c.conversation_id,
            corrections.c.message_seq == messages.c.seq,
        )
        .exists()
        .label("is_corrected"),
    )
    .where(
        messages.c.conversation_id == bindparam("of_id"),
        messages.c.author == "caller",
        messages.c.counted > 0,
        messages.c.sealed.is_not(None),
        messages.c.at >= bindparam("since"),
    )
    .order_by(messages.c.seq.desc())
    .limit(_MOST_EARLIER)
)


@dataclass(frozen=True, slots=True)
class NewCorrection:
    """A counsellor's decision about a message, about to be stored. `claim` makes a repeat harmless."""

    claim: bytes
    message_seq: int
    case_id: str
    staff_id: str
    was: Level
    level: Level
    reason: str | None
    assessed_by: str
    context_version: str


@dataclass(frozen=True, slots=True)
class Correction:
    """A stored correction. `sealed_copy` opens to the id of the copy that is kept to learn from."""

    n: int
    message_seq: int
    at: datetime
    staff_id: str
    was: Level
    level: Level
    reason: str | None
    assessed_by: str
    context_version: str
    sealed_copy: bytes | None


@dataclass(frozen=True, slots=True)
class Weight:
    """What one message of the caller counts as."""

    seq: int
    at: datetime
    counted: Level


async def earlier_messages(
    tx: AsyncConnection, conversation_id: str, key: Key, since: datetime, *, edited: str = ""
) -> list[Earlier]:
    """What earlier messages show, oldest first, each as a counsellor corrected it.

    A message and its edits are one; `edited` is the channel's reference of a message that the present one
    replaces.
    """
    rows = (await tx.execute(_EARLIER, {"of_id": conversation_id, "since": since})).all()
    told: dict[str, Earlier] = {}
    for row in reversed(rows):
        body = open_message(key, conversation_id, row.seq, row.sealed)
        reference = "" if row.kind == InboundKind.BUTTON else str(body.get("reference", ""))
        if reference and reference == edited:
            continue
        name = reference or f"seq {row.seq}"
        message = _earlier(row, body)
        before = told.pop(name, message)
        told[name] = replace(
            message, level=max(before.level, message.level), flags=before.flags | message.flags
        )
    return list(told.values())


def _earlier(row: Row[Any], body: dict[str, Any]) -> Earlier:
    found, counted = body.get("assessment", {}), body.get("counted", {})
    level = Level(row.counted)
    if not row.is_corrected and str(counted.get("reason", "")).startswith(_RAISED_BY_CONTEXT):
        level = Level(row.level or 0)  # one raise must not lead to the next
    return Earlier(
        at=row.at,
        level=level,
        subject=Subject(found.get("subject", Subject.SELF)),
        flags=frozenset(Flag(flag) for flag in found.get("flags", ())),
    )


async def weights(tx: AsyncConnection, conversation_id: str, after: int) -> list[Weight]:
    """What the caller's messages above the seq `after` count as, in order; without those of level none."""
    query = (
        select(messages.c.seq, messages.c.at, messages.c.counted)
        .where(
            messages.c.conversation_id == conversation_id,
            messages.c.author == "caller",
            messages.c.seq > after,
            messages.c.counted > 0,
        )
        .order_by(messages.c.seq)
    )
    return [Weight(row.seq, row.at, Level(row.counted)) for row in (await tx.execute(query)).all()]


async def add_correction(tx: AsyncConnection, conversation_id: str, new: NewCorrection, now: datetime) -> int:
    """Append a correction; from now on the message counts as it says. Returns its number."""
    last = select(func.coalesce(func.max(corrections.c.n), 0)).where(
        corrections.c.conversation_id == conversation_id
    )
    n: int = (await tx.execute(last)).scalar_one() + 1
    await tx.execute(
        corrections.insert().values(
            conversation_id=conversation_id,
            n=n,
            claim=new.claim,
            message_seq=new.message_seq,
            case_id=new.case_id,
            at=now,
            staff_id=new.staff_id,
            was=new.was,
            level=new.level,
            reason=new.reason,
            assessed_by=new.assessed_by,
            context_version=new.context_version,
        )
    )
    await tx.execute(
        update(messages)
        .where(messages.c.conversation_id == conversation_id, messages.c.seq == new.message_seq)
        .values(counted=new.level)
    )
    return n


async def find_correction(tx: AsyncConnection, claim: bytes) -> int | None:
    """The seq of the message that was corrected under this claim, or None."""
    query = select(corrections.c.message_seq).where(corrections.c.claim == claim)
    return (await tx.execute(query)).scalar_one_or_none()


async def corrections_of(tx: AsyncConnection, conversation_id: str) -> list[Correction]:
    """Every correction in a conversation, in order."""
    query = (
        select(corrections).where(corrections.c.conversation_id == conversation_id).order_by(corrections.c.n)
    )
    return [
        Correction(
            n=row.n,
            message_seq=row.message_seq,
            at=row.at,
            staff_id=row.staff_id,
            was=Level(row.was),
            level=Level(row.level),
            reason=row.reason,
            assessed_by=row.assessed_by,
            context_version=row.context_version,
            sealed_copy=row.sealed_copy,
        )
        for row in (await tx.execute(query)).all()
    ]


async def set_copy(
    tx: AsyncConnection, conversation_id: str, numbers: Iterable[int], sealed_copy: bytes | None
) -> None:
    """Note under which sealed id a correction's copy is kept; None once it was taken back."""
    await tx.execute(
        update(corrections)
        .where(corrections.c.conversation_id == conversation_id, corrections.c.n.in_(list(numbers)))
        .values(sealed_copy=sealed_copy)
    )

"""Counsellors' own ready-made answers, sealed before they come here."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from store.tables import canned_replies


@dataclass(frozen=True, slots=True)
class OwnReply:
    """One ready-made answer of one counsellor."""

    id: str
    language: str
    sealed: bytes


async def own(tx: AsyncConnection, staff_id: str) -> list[OwnReply]:
    """A counsellor's own answers, newest last."""
    query = (
        select(canned_replies)
        .where(canned_replies.c.staff_id == staff_id)
        .order_by(canned_replies.c.updated_at, canned_replies.c.id)
    )
    return [OwnReply(row.id, row.language, row.sealed) for row in (await tx.execute(query)).all()]


async def put(tx: AsyncConnection, staff_id: str, reply: OwnReply, now: datetime) -> None:
    """Add an answer, or write it anew."""
    await drop(tx, staff_id, reply.id)
    await tx.execute(
        canned_replies.insert().values(
            id=reply.id, staff_id=staff_id, language=reply.language, sealed=reply.sealed, updated_at=now
        )
    )


async def drop(tx: AsyncConnection, staff_id: str, reply_id: str) -> bool:
    """Remove one's own answer; returns whether there was one."""
    mine = (canned_replies.c.id == reply_id) & (canned_replies.c.staff_id == staff_id)
    return (await tx.execute(delete(canned_replies).where(mine))).rowcount == 1

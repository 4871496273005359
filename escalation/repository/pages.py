"""Pages: who was called about a case, by what, and what they answered."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation.case import State, Urgency
from store.tables import cases, pages

_WAITING = [state.value for state in State if state.waits]


@dataclass(frozen=True, slots=True)
class PageRow:
    """One page. `staff_id` is empty where it went to an address of the whole team."""

    id: str
    case_id: str
    rung: str
    attempt: int
    staff_id: str
    channel: str
    at: datetime
    result: str
    answer: str | None = None
    answered_at: datetime | None = None


def new_page_id() -> str:
    """An id for a page that is about to be sent: its answer comes back under it."""
    return uuid.uuid4().hex


def _page(row: Row[Any]) -> PageRow:
    return PageRow(
        row.id,
        row.case_id,
        row.rung,
        row.attempt,
        row.staff_id,
        row.channel,
        row.at,
        row.result,
        row.answer,
        row.answered_at,
    )


async def add_pages(tx: AsyncConnection, rows: Sequence[PageRow]) -> None:
    """Note pages that were tried."""
    if rows:
        await tx.execute(
            pages.insert(),
            [
                {
                    "id": row.id,
                    "case_id": row.case_id,
                    "rung": row.rung,
                    "attempt": row.attempt,
                    "staff_id": row.staff_id,
                    "channel": row.channel,
                    "at": row.at,
                    "result": row.result,
                }
                for row in rows
            ],
        )


async def pages_of(tx: AsyncConnection, case_id: str) -> list[PageRow]:
    """Every page about a case, oldest first."""
    query = select(pages).where(pages.c.case_id == case_id).order_by(pages.c.at, pages.c.id)
    return [_page(row) for row in (await tx.execute(query)).all()]


@dataclass(frozen=True, slots=True)
class Ringing:
    """A page that rings at a console."""

    id: str
    staff_id: str
    case_id: str
    urgency: Urgency
    rung: str
    attempt: int
    at: datetime


async def heads_of_waiting(tx: AsyncConnection) -> dict[str, bytes | None]:
    """The newest hash of each waiting case: while it stays, nobody was called and nobody answered."""
    query = select(cases.c.id, cases.c.audit_head).where(cases.c.state.in_(_WAITING))
    return {row.id: row.audit_head for row in (await tx.execute(query)).all()}


async def ringing(tx: AsyncConnection, case_ids: Collection[str]) -> list[Ringing]:
    """What rings about these cases: of each person and case the newest page, of those without an answer."""
    newest = func.row_number().over(
        partition_by=(pages.c.staff_id, pages.c.case_id), order_by=(pages.c.at.desc(), pages.c.id.desc())
    )
    called = (
        select(pages, cases.c.urgency, newest.label("place"))
        .join(cases, cases.c.id == pages.c.case_id)
        .where(pages.c.case_id.in_(list(case_ids)), pages.c.channel == "console", pages.c.answer.is_(None))
        .subquery()
    )
    columns = [called.c[name] for name in ("id", "staff_id", "case_id", "urgency", "rung", "attempt", "at")]
    query = select(*columns).where(called.c.place == 1).order_by(called.c.at, called.c.id)
    return [
        Ringing(
            row.id, row.staff_id, row.case_id, Urgency.from_label(row.urgency), row.rung, row.attempt, row.at
        )
        for row in (await tx.execute(query)).all()
    ]


async def answer_pages(tx: AsyncConnection, case_id: str, staff_id: str, answer: str, now: datetime) -> int:
    """Note one person's answer on all their pages about this case; returns on how many."""
    result = await tx.execute(
        update(pages)
        .where(pages.c.case_id == case_id, pages.c.staff_id == staff_id)
        .values(answer=answer, answered_at=now)
    )
    return result.rowcount


async def answers_by_case(tx: AsyncConnection, case_ids: Collection[str]) -> dict[str, dict[str, str | None]]:
    """Who was paged about each case since it came into the queue, and the last answer (None: none yet)."""
    newest = func.row_number().over(
        partition_by=(pages.c.case_id, pages.c.staff_id), order_by=(pages.c.at.desc(), pages.c.id.desc())
    )
    called = (
        select(pages.c.case_id, pages.c.staff_id, pages.c.answer, newest.label("place"))
        .join(cases, cases.c.id == pages.c.case_id)
        .where(pages.c.case_id.in_(case_ids), pages.c.at >= cases.c.waiting_since, pages.c.staff_id != "")
        .subquery()
    )
    found: dict[str, dict[str, str | None]] = {}
    for row in (await tx.execute(select(called).where(called.c.place == 1))).all():
        found.setdefault(row.case_id, {})[row.staff_id] = row.answer
    return found

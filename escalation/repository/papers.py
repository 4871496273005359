"""What staff write about a case, sealed before it comes here; and the seats of supervisors who read along."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from store.tables import case_papers, case_seats, cases


class PaperKind(StrEnum):
    """What a paper is for."""

    NOTE = "note"  # private, for whoever works on the case
    WHISPER = "whisper"  # from a supervisor to the holder
    TRANSFER = "transfer"  # what the next counsellor must know
    RESCUE = "rescue"  # the checklist of active rescue, whole each time
    DECISION = "decision"  # decree 437: whether to refer, whole each time
    CLOSING = "closing"


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper as stored. `sealed` is None after the person deleted the conversation."""

    case_id: str
    n: int
    kind: PaperKind
    staff_id: str
    at: datetime
    sealed: bytes | None


async def next_number(tx: AsyncConnection, case_id: str) -> int:
    """The number of the case's next paper."""
    last = select(func.coalesce(func.max(case_papers.c.n), 0)).where(case_papers.c.case_id == case_id)
    number: int = (await tx.execute(last)).scalar_one()
    return number + 1


async def add_paper(tx: AsyncConnection, paper: Paper) -> None:
    """Append a paper."""
    await tx.execute(
        case_papers.insert().values(
            case_id=paper.case_id,
            n=paper.n,
            kind=paper.kind.value,
            staff_id=paper.staff_id,
            at=paper.at,
            sealed=paper.sealed,
        )
    )


async def papers_of(tx: AsyncConnection, case_id: str, *kinds: PaperKind) -> list[Paper]:
    """The case's papers in order, of all kinds or of these."""
    query = select(case_papers).where(case_papers.c.case_id == case_id).order_by(case_papers.c.n)
    if kinds:
        query = query.where(case_papers.c.kind.in_([kind.value for kind in kinds]))
    return [
        Paper(row.case_id, row.n, PaperKind(row.kind), row.staff_id, row.at, row.sealed)
        for row in (await tx.execute(query)).all()
    ]


async def forget_papers(tx: AsyncConnection, conversation_id: str) -> None:
    """Empty every paper about this person: they deleted the conversation."""
    of_person = select(cases.c.id).where(cases.c.conversation_id == conversation_id)
    await tx.execute(update(case_papers).where(case_papers.c.case_id.in_(of_person)).values(sealed=None))


async def take_seat(tx: AsyncConnection, case_id: str, staff_id: str, now: datetime) -> bool:
    """A supervisor reads along from now on; returns whether that is new."""
    mine = (case_seats.c.case_id == case_id) & (case_seats.c.staff_id == staff_id)
    row = (await tx.execute(select(case_seats).where(mine))).one_or_none()
    if row is None:
        await tx.execute(case_seats.insert().values(case_id=case_id, staff_id=staff_id, joined_at=now))
        return True
    if row.left_at is None:
        return False
    await tx.execute(update(case_seats).where(mine).values(joined_at=now, left_at=None))
    return True


async def leave_seat(tx: AsyncConnection, case_id: str, staff_id: str, now: datetime) -> bool:
    """A supervisor no longer reads along; returns whether they did."""
    result = await tx.execute(
        update(case_seats)
        .where(
            case_seats.c.case_id == case_id,
            case_seats.c.staff_id == staff_id,
            case_seats.c.left_at.is_(None),
        )
        .values(left_at=now)
    )
    return result.rowcount == 1


async def has_seat(tx: AsyncConnection, case_id: str, staff_id: str) -> bool:
    """Whether a supervisor reads along."""
    query = select(case_seats.c.case_id).where(
        case_seats.c.case_id == case_id,
        case_seats.c.staff_id == staff_id,
        case_seats.c.left_at.is_(None),
    )
    return (await tx.execute(query)).one_or_none() is not None

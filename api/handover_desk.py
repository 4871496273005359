"""A case from hand to hand: the next one, back to the queue, to a colleague; and what answers a page."""

from typing import Annotated

from fastapi import APIRouter, Query
from sqlalchemy.ext.asyncio import AsyncConnection

from api.access import Context, Counsellor
from api.console_view import detail, shown_to
from api.schemas.casework import (
    Colleagues,
    HandBack,
    LowerUrgency,
    OfferTransfer,
    PageAnswer,
    PageAnswered,
    Reopen,
)
from api.schemas.common import CaseId, Problem
from api.schemas.console import CaseDetail, CaseSummary
from api.staffing import colleagues_now
from conversation import closing, handover, papers
from conversation import counsellor as work
from conversation.outcome import Work
from escalation import acknowledging
from escalation.case import Urgency
from escalation.repository import PaperKind

router = APIRouter(prefix="/api/console", tags=["console"])
_PROBLEMS: dict[int | str, dict[str, object]] = {
    status: {"model": Problem} for status in (401, 403, 404, 409, 422, 503)
}


@router.post("/cases/next", responses=_PROBLEMS)
async def take_next(context: Context, account: Counsellor) -> CaseDetail:
    """Take the case that you should take next: by urgency, age, language, audience, skills, your limits."""
    rooms, now = context.intake.rooms, context.clock()
    done = await context.intake.act(lambda tx: work.take_next(tx, rooms, account.id, now))
    return await detail(context, account, done.case)


@router.post("/cases/{case_id}/claim", responses=_PROBLEMS)
async def claim(
    context: Context, account: Counsellor, case_id: CaseId, beyond_limit: Annotated[bool, Query()] = False
) -> CaseDetail:
    """Take a waiting case; of two the second gets 409. `beyond_limit`: more than your limit, on purpose."""
    rooms, now = context.intake.rooms, context.clock()
    done = await context.intake.act(
        lambda tx: work.claim(tx, rooms, case_id, account.id, now, beyond_limit=beyond_limit)
    )
    return await detail(context, account, done.case)


@router.post("/cases/{case_id}/hand-back", responses=_PROBLEMS)
async def hand_back(context: Context, account: Counsellor, case_id: CaseId, given: HandBack) -> CaseSummary:
    """Let go of a case that you hold: it waits again, others are called, the person is told."""
    rooms, now = context.intake.rooms, context.clock()

    async def act(tx: AsyncConnection) -> Work:
        if given.note.strip():
            await papers.write(tx, rooms, case_id, account.id, PaperKind.TRANSFER, {"text": given.note}, now)
        return await handover.hand_back(tx, rooms, case_id, account.id, given.reason, now)

    return await shown_to(context, account, await context.intake.act(act))


@router.post("/cases/{case_id}/transfer", responses=_PROBLEMS)
async def offer(context: Context, account: Counsellor, case_id: CaseId, given: OfferTransfer) -> CaseSummary:
    """Offer a case that you hold to a colleague who is there. It stays yours until they answer."""
    rooms, now = context.intake.rooms, context.clock()

    async def act(tx: AsyncConnection) -> Work:
        if given.note.strip():
            await papers.write(tx, rooms, case_id, account.id, PaperKind.TRANSFER, {"text": given.note}, now)
        return await handover.offer(tx, rooms, case_id, account.id, given.to, given.kind, now)

    return await shown_to(context, account, await context.intake.act(act))


@router.post("/cases/{case_id}/transfer/accept", responses=_PROBLEMS)
async def accept(context: Context, account: Counsellor, case_id: CaseId) -> CaseDetail:
    """Take up a case that is offered to you."""
    rooms, now = context.intake.rooms, context.clock()
    done = await context.intake.act(lambda tx: handover.accept(tx, rooms, case_id, account.id, now))
    return await detail(context, account, done.case)


@router.post("/cases/{case_id}/transfer/decline", responses=_PROBLEMS)
async def decline(context: Context, account: Counsellor, case_id: CaseId) -> CaseSummary:
    """Say no to a case that is offered to you, or take your own offer back."""
    rooms, now = context.intake.rooms, context.clock()
    done = await context.intake.act(lambda tx: handover.decline(tx, rooms, case_id, account.id, now))
    return await shown_to(context, account, done)


@router.put("/cases/{case_id}/urgency", responses=_PROBLEMS)
async def lower(context: Context, account: Counsellor, case_id: CaseId, given: LowerUrgency) -> CaseSummary:
    """Lower the urgency of a case that you hold, with a reason. What the person says may raise it again."""
    rooms, now, urgency = context.intake.rooms, context.clock(), Urgency.from_label(given.urgency)
    done = await context.intake.act(
        lambda tx: handover.lower(tx, rooms, case_id, account.id, urgency, given.reason, now)
    )
    return await shown_to(context, account, done)


@router.post("/cases/{case_id}/page", responses=_PROBLEMS)
async def answer_page(
    context: Context, account: Counsellor, case_id: CaseId, given: PageAnswer
) -> PageAnswered:
    """Answer a page: you are coming (claim it within two minutes), or you can't."""
    answer = acknowledging.accept if given.answer == "accepted" else acknowledging.decline
    async with context.database.transaction() as tx:
        result = await answer(tx, case_id, account.id, context.clock())
    await context.live.publish("queue", "deadlines")
    return PageAnswered(result=result.value)


@router.post("/cases/{case_id}/reopen", responses=_PROBLEMS)
async def reopen(context: Context, account: Counsellor, case_id: CaseId, given: Reopen) -> CaseSummary:
    """A closed case waits again, with its history."""
    rooms, now = context.intake.rooms, context.clock()
    done = await context.intake.act(
        lambda tx: closing.reopen(tx, rooms, case_id, account.id, given.reason, now)
    )
    return await shown_to(context, account, done)


@router.get("/colleagues", responses=_PROBLEMS)
async def colleagues(context: Context, _account: Counsellor) -> Colleagues:
    """Who is there, whom they can speak with, and how many they hold."""
    async with context.database.reading() as tx:
        return Colleagues(colleagues=await colleagues_now(tx, context.clock()))

"""What staff know and write about a case: handover, notes, active rescue, decree 437."""

from datetime import datetime

from fastapi import APIRouter
from sqlalchemy.ext.asyncio import AsyncConnection

from api.access import Context, Counsellor
from api.context import ApiContext
from api.errors import CannotBeSo
from api.papers_view import handover_of, papers_of
from api.repository import Account
from api.schemas.common import CaseId, Problem
from api.schemas.papers import CasePapers, Decision, Handover, NewNote, Rescue, RescueOutcome
from conversation import papers
from conversation.errors import ConversationGone
from escalation import repository as cases
from escalation import service as escalation
from escalation.case import Case
from escalation.repository import PaperKind

router = APIRouter(prefix="/api/console/cases/{case_id}", tags=["console"])
_PROBLEMS: dict[int | str, dict[str, object]] = {
    status: {"model": Problem} for status in (401, 403, 404, 409, 422, 503)
}
# Codes of one kind replace each other: the newest says how it stands.
_KINDS_OF_CODES = ("called_112", "rescue_", "decision_437")
_NOT_ENDED = f"rescue_{RescueOutcome.STILL_OPEN.value}"


@router.get("/handover", responses=_PROBLEMS)
async def handover(context: Context, account: Counsellor, case_id: CaseId) -> Handover:
    """What the person has already told: facts, risk over time, safety plan, earlier cases, notes."""
    async with context.database.reading() as tx:
        case = await escalation.readable(tx, case_id, account.id)
        return await handover_of(tx, context, account, case)


@router.post("/notes", responses=_PROBLEMS)
async def note(context: Context, account: Counsellor, case_id: CaseId, given: NewNote) -> CasePapers:
    """Add a private note; the person never sees it."""
    return await _written(context, account, case_id, PaperKind.NOTE, {"text": given.text}, [])


@router.put("/rescue", responses=_PROBLEMS)
async def rescue(context: Context, account: Counsellor, case_id: CaseId, given: Rescue) -> CasePapers:
    """The checklist of active rescue, whole; what it was before stays in the history.

    Once the person has deleted the conversation only the codes are kept: that 112 was called, how it ended.
    """
    now = context.clock()
    if any(at is not None and at > now for at in (given.called_112_at, given.outcome_confirmed_at)):
        raise CannotBeSo("a call or an outcome cannot be in the future; check the times")
    codes = ["called_112"] if given.called_112_at is not None else []
    codes.append(f"rescue_{given.outcome.value}")
    return await _written(context, account, case_id, PaperKind.RESCUE, given.model_dump(mode="json"), codes)


@router.put("/decision", responses=_PROBLEMS)
async def decision(context: Context, account: Counsellor, case_id: CaseId, given: Decision) -> CasePapers:
    """Whether this is referred by decree 437. That it was decided, and how, stays even after a deletion.

    The duty does not end with a deletion: after one the decision alone is kept, without its grounds.
    """
    if given.referred_at is not None and given.referred_at > context.clock():
        raise CannotBeSo("a referral cannot be in the future; check the time")
    codes = [f"decision_437:{given.decision}"]
    return await _written(context, account, case_id, PaperKind.DECISION, given.model_dump(mode="json"), codes)


async def _written(
    context: ApiContext,
    account: Account,
    case_id: str,
    kind: PaperKind,
    body: dict[str, object],
    codes: list[str],
) -> CasePapers:
    now = context.clock()
    async with context.database.transaction() as tx:
        try:
            case = await papers.write(tx, context.intake.rooms, case_id, account.id, kind, body, now)
        except ConversationGone:
            if kind not in {PaperKind.RESCUE, PaperKind.DECISION}:
                raise
            case = await escalation.readable(tx, case_id, account.id)
        for code in codes:
            await _record(tx, case, account.id, code, now)
    await context.live.publish(f"conversation:{case.conversation_id}")
    async with context.database.reading() as tx:
        return await papers_of(tx, context, account, case)


async def _record(tx: AsyncConnection, case: Case, staff_id: str, code: str, now: datetime) -> None:
    """A code in the case's history, unless it says no more than the newest of its kind; no word of it."""
    action, _, detail = code.partition(":")
    kind = next(kind for kind in _KINDS_OF_CODES if action.startswith(kind))
    before = [event for event in await cases.events(tx, case.id) if event.action.startswith(kind)]
    newest = (before[-1].action, before[-1].detail) if before else (_NOT_ENDED, "")
    if newest == (action, detail):
        return
    await cases.record(tx, case.id, now, escalation.by_staff(staff_id), action, case.state, detail)

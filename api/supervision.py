"""For supervisors: the live board, reading along, whispering, giving a case to somebody, the history."""

from datetime import timedelta

from fastapi import APIRouter, Response

from api.access import Context, Counsellor, Supervisor
from api.console_view import detail, shown_to
from api.schemas.casework import Audit, AuditEvent, Board, Breach, Note, Reassign
from api.schemas.common import CaseId, Problem, Strict
from api.schemas.console import CaseDetail, CaseSummary
from api.staffing import colleagues_now
from api.views import case_summary
from conversation import handover, papers
from conversation import repository as conversations
from escalation import presence, seats
from escalation import repository as cases
from escalation import service as escalation
from escalation.audit import broken_at
from escalation.board import breaches_of
from escalation.repository import PaperKind
from store import deadlines

router = APIRouter(prefix="/api/console", tags=["supervision"])
_PROBLEMS: dict[int | str, dict[str, object]] = {
    status: {"model": Problem} for status in (401, 403, 404, 409, 422, 503)
}


class NewWhisper(Strict):
    """What a supervisor says to the holder; the person never sees it."""

    text: Note


@router.get("/board", responses=_PROBLEMS)
async def board(context: Context, account: Supervisor) -> Board:
    """Who waits, since when, who is there, what they hold, and what took longer than it may."""
    now = context.clock()
    async with context.database.reading() as tx:
        queue = await escalation.queue(tx, now)
        names = await cases.names(tx)
        unreachable = await conversations.unreachable_among(tx, [case.conversation_id for case in queue])
        overdue = await deadlines.overdue_seconds(tx, now)
        return Board.model_validate(
            {
                "at": now,
                "on_duty": await presence.is_anyone_on_duty(tx, now),
                "waiting": cases.waiting_counts(queue),
                "oldest_seconds": await cases.waiting_seconds(tx, now),
                "cases": [case_summary(case, names, account.id, unreachable) for case in queue],
                "colleagues": await colleagues_now(tx, now),
                "breaches": [
                    Breach(what=found.what, case=found.case_id, seconds=found.over / timedelta(seconds=1))
                    for found in breaches_of(queue, await cases.workers(tx), now, overdue)
                ],
                "overdue_seconds": overdue,
            }
        )


@router.post("/cases/{case_id}/seat", responses=_PROBLEMS)
async def join(context: Context, account: Supervisor, case_id: CaseId) -> CaseDetail:
    """Read along in an open case. The person and the holder are not told; the history is."""
    async with context.database.transaction() as tx:
        case = await seats.join(tx, case_id, account.id, context.clock())
    return await detail(context, account, case)


@router.delete("/cases/{case_id}/seat", status_code=204, responses=_PROBLEMS)
async def leave(context: Context, account: Supervisor, case_id: CaseId) -> Response:
    """Read along no longer."""
    async with context.database.transaction() as tx:
        await seats.leave(tx, case_id, account.id, context.clock())
    return Response(status_code=204)


@router.post("/cases/{case_id}/whispers", status_code=204, responses=_PROBLEMS)
async def whisper(context: Context, account: Supervisor, case_id: CaseId, given: NewWhisper) -> Response:
    """Say something to the holder alone. You must read along."""
    rooms, now = context.intake.rooms, context.clock()
    async with context.database.transaction() as tx:
        case = await papers.write(
            tx, rooms, case_id, account.id, PaperKind.WHISPER, {"text": given.text}, now
        )
    await context.live.publish(f"conversation:{case.conversation_id}")
    return Response(status_code=204)


@router.post("/cases/{case_id}/reassign", responses=_PROBLEMS)
async def reassign(context: Context, account: Supervisor, case_id: CaseId, given: Reassign) -> CaseSummary:
    """Give an open case to somebody who is there; they hold it from now on, and the person is told."""
    rooms, now = context.intake.rooms, context.clock()
    done = await context.intake.act(
        lambda tx: handover.reassign(tx, rooms, case_id, given.to, account.id, now)
    )
    return await shown_to(context, account, done)


@router.get("/cases/{case_id}/audit", responses=_PROBLEMS)
async def audit(context: Context, account: Counsellor, case_id: CaseId) -> Audit:
    """The history of a case that you may read, or any if you supervise; and whether its chain holds."""
    async with context.database.reading() as tx:
        if account.role != "supervisor":
            await escalation.readable(tx, case_id, account.id)
        await escalation.found(tx, case_id)
        head = await cases.audit_head(tx, case_id)
        events = await cases.events(tx, case_id)
        names = await cases.names(tx)
    # Events that were added between the two looks are not part of what the head covers.
    seen = next((n for n, event in enumerate(events, start=1) if event.hash == head), len(events))
    broken = broken_at(case_id, events[:seen], head)
    shown = [
        AuditEvent(
            seq=event.seq,
            at=event.at,
            by=names.get(event.actor.removeprefix("staff:"), event.actor),
            action=event.action,
            state=event.state,
            detail=event.detail,
        )
        for event in events
    ]
    return Audit(events=shown, broken_at=broken)

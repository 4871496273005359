"""For whoever holds a case: what a message should have counted as, and whether words may be kept."""

from typing import Annotated

from fastapi import APIRouter, Path

from api.access import Context, Counsellor
from api.console_view import consent_of, corrected
from api.schemas.common import CaseId, Problem
from api.schemas.console import ConsentAnswer, Corrected, CorrectLevel, TrainingConsent
from conversation import consenting, correcting
from conversation.consent import Step
from conversation.correcting import Decided
from risk.assessment import Level

router = APIRouter(prefix="/api/console/cases/{case_id}", tags=["console"])
_PROBLEMS: dict[int | str, dict[str, object]] = {
    status: {"model": Problem} for status in (401, 403, 404, 409, 422, 503)
}
MessageId = Annotated[int, Path(ge=1, le=2_000_000_000)]


@router.post("/messages/{message_id}/level", responses=_PROBLEMS)
async def correct_level(
    context: Context, account: Counsellor, case_id: CaseId, message_id: MessageId, given: CorrectLevel
) -> Corrected:
    """Correct or confirm the level of a message in a case that you hold; a repeat changes nothing."""
    rooms, now = context.intake.rooms, context.clock()
    decided = Decided(given.id, Level.from_label(given.level), Level.from_label(given.was), given.reason)
    done = await context.intake.act(
        lambda tx: correcting.correct(tx, rooms, case_id, account.id, message_id, decided, now)
    )
    return await corrected(context, account, done)


@router.post("/consent", responses=_PROBLEMS)
async def ask_consent(context: Context, account: Counsellor, case_id: CaseId) -> TrainingConsent:
    """Ask the person, in the fixed words, whether words may be kept to learn from; once only."""
    rooms, now = context.intake.rooms, context.clock()
    done = await context.intake.act(lambda tx: consenting.ask(tx, rooms, case_id, account.id, now))
    return await consent_of(context, done)


@router.put("/consent", responses=_PROBLEMS)
async def record_consent(
    context: Context, account: Counsellor, case_id: CaseId, given: ConsentAnswer
) -> TrainingConsent:
    """Record what the person answered; they are told. A "no" after a "yes" takes the copies back."""
    rooms, now, step = context.intake.rooms, context.clock(), Step(given.answer)
    done = await context.intake.act(lambda tx: consenting.record(tx, rooms, case_id, account.id, step, now))
    return await consent_of(context, done)

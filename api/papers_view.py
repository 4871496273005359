"""What staff know and wrote about a case, as the console shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from sqlalchemy.ext.asyncio import AsyncConnection

from api.context import ApiContext
from api.repository import Account
from api.schemas.papers import (
    CasePapers,
    Decision,
    DecisionOut,
    EarlierCase,
    Handover,
    PaperOut,
    PlanSection,
    Rescue,
    RescueOut,
    RiskMoment,
    ScreeningOut,
)
from api.views import dangers
from conversation import handover_view, papers
from conversation.handover_view import Earlier, Moment
from conversation.papers import OpenPaper
from escalation import repository as cases
from escalation.case import Case
from escalation.repository import PaperKind

_WRITTEN = (PaperKind.NOTE, PaperKind.WHISPER, PaperKind.TRANSFER, PaperKind.CLOSING)


async def papers_of(tx: AsyncConnection, context: ApiContext, account: Account, case: Case) -> CasePapers:
    """Everything that staff wrote about a case."""
    found = await papers.read(tx, context.vault, case)
    names = await cases.names(tx)
    rescue = next((one for one in reversed(found) if one.kind is PaperKind.RESCUE), None)
    decision = next((one for one in reversed(found) if one.kind is PaperKind.DECISION), None)
    return CasePapers(
        notes=_notes([one for one in found if one.kind in _WRITTEN], names, account.id),
        rescue=None
        if rescue is None
        else RescueOut(
            by=names.get(rescue.staff_id, ""), at=rescue.at, rescue=Rescue.model_validate(rescue.body)
        ),
        decision=None
        if decision is None
        else DecisionOut(
            by=names.get(decision.staff_id, ""),
            at=decision.at,
            decision=Decision.model_validate(decision.body),
        ),
    )


async def handover_of(tx: AsyncConnection, context: ApiContext, account: Account, case: Case) -> Handover:
    """Everything that the next counsellor must not ask again."""
    told = await handover_view.told(tx, context.intake.rooms, case)
    names = await cases.names(tx)
    return Handover(
        facts=dict(told.facts),
        screenings=[ScreeningOut.model_validate(asdict(one)) for one in told.screenings],
        kinds=dangers(case.kinds),
        risk=[_moment(one) for one in told.risk],
        plan=[PlanSection(section=name, lines=list(lines)) for name, lines in told.plan.items()],
        earlier=[_earlier(one, names, account.id) for one in told.earlier],
        earlier_count=told.earlier_count,
        earlier_known=told.known_again,
        papers=await papers_of(tx, context, account, case),
    )


def _notes(found: Sequence[OpenPaper], names: Mapping[str, str], me: str) -> list[PaperOut]:
    return [
        PaperOut.model_validate(
            {
                "n": one.n,
                "kind": one.kind.value,
                "by": names.get(one.staff_id, ""),
                "mine": one.staff_id == me,
                "at": one.at,
                "text": one.body.get("text", ""),
            }
        )
        for one in found
    ]


def _moment(one: Moment) -> RiskMoment:
    return RiskMoment.model_validate(
        {
            "message": one.seq,
            "at": one.at,
            "level": None if one.level is None else one.level.label,
            "counted": None if one.counted is None else one.counted.label,
            "kinds": dangers(one.kinds),
            "reason": one.reason,
            "rules": list(one.rules),
            "version": one.version,
            "corrected": one.corrected,
        }
    )


def _earlier(one: Earlier, names: Mapping[str, str], me: str) -> EarlierCase:
    case = one.case
    return EarlierCase.model_validate(
        {
            "id": case.id,
            "opened_at": case.opened_at,
            "closed_at": case.closed_at,
            "urgency": case.urgency.label,
            "kinds": dangers(case.kinds),
            "outcome": case.outcome,
            "category": case.category,
            "risk_at_end": None if case.risk_at_end is None else case.risk_at_end.label,
            "notes": _notes(one.notes, names, me),
        }
    )

"""How a case ends, and how it comes back: codes from closed lists, so that they can be counted."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import repository
from escalation.case import Action, Case, Outcome, State, after
from escalation.errors import CaseClosed, CaseStillOpen
from escalation.service import Need, by_staff, call_out, found, held
from risk.assessment import Level
from store import deadlines


@dataclass(frozen=True, slots=True)
class Ending:
    """What a counsellor says at the end. `category` and `actions` are ids of escalation/categories.yaml."""

    outcome: Outcome
    category: str | None = None
    actions: tuple[str, ...] = ()
    risk_at_end: Level | None = None


async def close(tx: AsyncConnection, case_id: str, staff_id: str, ending: Ending, now: datetime) -> Case:
    """End a case that `staff_id` holds. Raises `CaseNotFound`, `CaseNotYours`, `CaseClosed`."""
    case = await held(tx, case_id, staff_id)
    state = after(case.state, Action.CLOSE)
    if state is None or not await repository.change(
        tx,
        case_id,
        repository.is_in(case.state),
        repository.is_held_by(staff_id),
        state=state.value,
        closed_at=now,
        outcome=ending.outcome.value,
        category=ending.category,
        actions=",".join(ending.actions),
        risk_at_end=None if ending.risk_at_end is None else int(ending.risk_at_end),
        transfer_to=None,
        transfer_kind=None,
        unanswered_since=None,
    ):
        raise CaseClosed(case_id)
    await repository.record(tx, case_id, now, by_staff(staff_id), "closed", state, ending.outcome.value)
    await deadlines.cancel(tx, case_id)
    return await found(tx, case_id)


async def reopen(
    tx: AsyncConnection, case_id: str, actor: str, reason: str, now: datetime, *, need: Need | None = None
) -> Case:
    """A closed case waits again, with its history; people are called as for a new one.

    `need` says how grave it is now; without one it is as grave as it was. Expects that the conversation has
    no open case. Raises `CaseNotFound`, `CaseStillOpen`.
    """
    case = await found(tx, case_id)
    state = after(case.state, Action.REOPEN)
    others = await repository.of_conversation(tx, case.conversation_id)
    if state is None or any(other.state is not State.CLOSED for other in others):
        raise CaseStillOpen(case_id)
    await repository.change(
        tx,
        case_id,
        repository.is_in(State.CLOSED),
        **_as_needed(need),
        state=state.value,
        waiting_since=now,
        unanswered_since=now,
        claimed_by=None,
        claimed_at=None,
        acknowledged_by=None,
        acknowledged_at=None,
        abandoned_at=None,
        closed_at=None,
        outcome=None,
    )
    await repository.record(tx, case_id, now, actor, "reopened", state, reason)
    back = await found(tx, case_id)
    await call_out(tx, back, now)
    return back


def _as_needed(need: Need | None) -> dict[str, Any]:
    if need is None:
        return {}
    return {
        "urgency": need.urgency.label,
        "level": int(need.level),
        "subject": need.subject,
        "flags": ",".join(need.flags),
        "kinds": repository.joined_kinds(need.kinds),
        "reason": need.reason,
    }

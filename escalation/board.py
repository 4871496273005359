"""What took longer than it may, for the supervisors' board. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Literal

from escalation.case import Case, Urgency
from escalation.policy import policy
from escalation.presence import is_present
from escalation.worker import Worker

# A person answers an emergency within 5 minutes; the others as the ladders' last rungs say.
UNCLAIMED_AFTER: Final = {
    Urgency.EMERGENCY: timedelta(seconds=20),
    Urgency.URGENT: timedelta(minutes=5),
    Urgency.ROUTINE: timedelta(minutes=20),
}
UNANSWERED_AFTER: Final = {
    Urgency.EMERGENCY: timedelta(minutes=2),
    Urgency.URGENT: timedelta(minutes=5),
    Urgency.ROUTINE: timedelta(minutes=15),
}
OVERDUE_AFTER: Final = timedelta(seconds=3)


@dataclass(frozen=True, slots=True)
class Breach:
    """Something that took `over` longer than it may."""

    what: Literal["unclaimed", "unanswered", "holder_gone", "deadline_overdue"]
    case_id: str | None
    over: timedelta


def breaches_of(
    cases: Sequence[Case], workers: Sequence[Worker], now: datetime, overdue_seconds: float
) -> list[Breach]:
    """Every breach now, the longest first."""
    people = {one.id: one for one in workers}
    found = [breach for case in cases for breach in _of_case(case, people.get(case.claimed_by or ""), now)]
    overdue = timedelta(seconds=overdue_seconds)
    if overdue > OVERDUE_AFTER:
        found.append(Breach("deadline_overdue", None, overdue - OVERDUE_AFTER))
    return sorted(found, key=lambda breach: breach.over, reverse=True)


def _of_case(case: Case, holder: Worker | None, now: datetime) -> list[Breach]:
    if case.state.waits:
        over = now - case.waiting_since - UNCLAIMED_AFTER[case.urgency]
        return [Breach("unclaimed", case.id, over)] if over > timedelta() else []
    found = []
    if holder is None or not is_present(holder, now):
        seen_at = (holder.seen_at if holder is not None else None) or case.claimed_at or case.opened_at
        found.append(
            Breach("holder_gone", case.id, max(timedelta(), now - seen_at - policy().presence.gone_after))
        )
    if case.unanswered_since is not None:
        over = now - case.unanswered_since - UNANSWERED_AFTER[case.urgency]
        if over > timedelta():
            found.append(Breach("unanswered", case.id, over))
    return found

"""Whether whoever holds a case is still there and answers. The decision is pure."""

from dataclasses import dataclass
from datetime import datetime

from escalation.case import Case, State, Urgency
from escalation.policy import Presence
from escalation.presence import is_present
from escalation.worker import Worker


@dataclass(frozen=True, slots=True)
class Verdict:
    """`lost_by` says why the case goes back to the queue (a code), or is empty while it stays."""

    lost_by: str = ""


def judge(
    case: Case, holder: Worker | None, now: datetime, rules: Presence, *, clock_jumped: bool
) -> Verdict:
    """What follows for a held case: gone for a minute, or an emergency unanswered for two, loses it.

    Just after the clock jumped nobody is judged: their consoles have not yet said that they are there.
    """
    if case.state not in {State.CLAIMED, State.IN_TRANSFER} or clock_jumped:
        return Verdict()
    if holder is None:
        return Verdict("holder_disabled")
    if not is_present(holder, now):
        return Verdict("holder_gone")
    is_unanswered = (
        case.urgency is Urgency.EMERGENCY
        and case.unanswered_since is not None
        and now - case.unanswered_since >= rules.emergency_unanswered
    )
    return Verdict("unanswered" if is_unanswered else "")

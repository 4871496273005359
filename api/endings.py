"""What a counsellor says at the end of a case, checked against the closed lists."""

from api.schemas.casework import CloseCase
from escalation.categories import check_ending
from escalation.closing import Ending
from risk.assessment import Level


def ending_of(given: CloseCase) -> Ending:
    """The ending as the room takes it. Raises `UnknownCategory`."""
    check_ending(given.category, given.actions)
    risk = None if given.risk_at_end is None else Level.from_label(given.risk_at_end)
    return Ending(given.outcome, given.category, tuple(given.actions), risk)

"""Why a counsellor is asked in, as codes: what a flow's reason says of the risk, and what a message shows."""

from typing import Final

from escalation.case import Urgency
from risk.assessment import Assessment, Kind, Level, Subject
from risk.context import Shown

# Asked in for another need than thoughts of suicide: no word on the risk of that. Any other reason is one.
OTHER_NEEDS: Final = frozenset(
    {
        "abuse_not_safe_now",
        "asked_for_person",
        "child_not_safe_now",
        "child_safety_unclear",
        "child_unsafe_at_home",
        "child_violence",
        "follow_up_better",
        "follow_up_hard",
        "follow_up_same",
        "follow_up_words",
        "left_message",
        "not_safe_at_home",
        "online_blackmail",
        "sexual_abuse",
        "treated_with_violence",
        "violence_at_home",
    }
)
_ABOUT_OTHERS: Final = ("child_", "friend_", "pupil_")
# Of these the level by itself tells: its words speak of suicide.
_TOLD_BY_LEVEL: Final = frozenset({Kind.SUICIDE, Kind.SELF_HARM, Kind.ATTEMPT_IN_PROGRESS})


def shown_by(urgency: Urgency, reason: str) -> Shown:
    """What a flow's escalation shows: an answer to a direct question confirms what a rule only suspects."""
    confirms = urgency >= Urgency.URGENT and reason not in OTHER_NEEDS
    return Shown(Level.HIGH, reason) if confirms else Shown()


def read_in(found: Assessment) -> str:
    """The reason of a case that a message's own words open: another danger than to oneself is named."""
    gravest = found.dangers[0] if found.dangers else None
    if gravest is None or gravest.level < found.level or gravest.kind in _TOLD_BY_LEVEL:
        return f"risk_{found.level.label}"
    return f"danger_{gravest.kind.value}"


def subject_of(reason: str) -> Subject:
    """Whom a flow's reason is about."""
    return Subject.OTHER if reason.startswith(_ABOUT_OTHERS) else Subject.SELF

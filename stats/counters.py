"""What is counted: names and labels from closed lists, so that nothing about a person can slip in."""

from dataclasses import dataclass

from stats.errors import NotCountable

# Each counter with its labels; each label with every value it may take.
_LANGUAGE = frozenset({"ka", "ru", "en"})
_CHANNEL = frozenset({"telegram", "widget", "terminal"})
_AUDIENCE = frozenset({"youth", "family"})
_LEVEL = frozenset({"none", "low", "moderate", "high", "imminent"})
_URGENCY = frozenset({"routine", "urgent", "emergency"})
_OUTCOME = frozenset({"supported", "referred", "emergency_services", "left", "other"})
# The names that the flows' endings may have; the start compares them with the flows.
FLOW_OUTCOMES = frozenset(
    {
        "checked_in",
        "duty_explained",
        "feedback_bad",
        "feedback_good",
        "feedback_so_so",
        "flow_ended",
        "language_asked",
        "quiet_end",
        "said_goodbye",
        "stopped",
    }
)
# What cases are filed under and what was done; the start compares them with escalation/categories.yaml.
CASE_CATEGORIES = frozenset(
    {
        "accessibility",
        "behaviour",
        "bullying",
        "concerns_about_self",
        "discrimination_exclusion",
        "distress_anger",
        "distress_fear_anxiety",
        "distress_mood",
        "early_marriage",
        "eating",
        "education_occupation",
        "exploitation",
        "family_relationships",
        "mental_health",
        "mental_health_other",
        "missing_children",
        "neglect",
        "neurodevelopmental",
        "non_counselling",
        "peer_relationships",
        "physical_health",
        "self_harm",
        "sexuality",
        "substance_use",
        "suicidal_thoughts_and_attempts",
        "trauma",
        "violence",
        "violence_between_adults",
        "violence_online",
        "violence_other",
        "violence_physical",
        "violence_psychological",
        "violence_sexual",
    }
)
CASE_ACTIONS = frozenset(
    {
        "direct_support",
        "information",
        "other",
        "referral_child_protection",
        "referral_health_care",
        "referral_mental_health",
        "referral_police",
        "referral_school_counsellor",
    }
)

COUNTABLE: dict[str, dict[str, frozenset[str]]] = {
    "conversations_started": {"channel": _CHANNEL, "audience": _AUDIENCE, "language": _LANGUAGE},
    "messages_assessed": {"channel": _CHANNEL, "level": _LEVEL, "language": _LANGUAGE},
    "cases_opened": {"urgency": _URGENCY, "audience": _AUDIENCE, "language": _LANGUAGE},
    "cases_claimed": {"urgency": _URGENCY},
    "cases_closed": {"urgency": _URGENCY, "outcome": _OUTCOME},
    "cases_filed": {"category": CASE_CATEGORIES, "audience": _AUDIENCE},
    "case_actions": {"action": CASE_ACTIONS},
    "conversations_deleted": {"channel": _CHANNEL},
    "levels_corrected": {"language": _LANGUAGE, "from_level": _LEVEL, "to_level": _LEVEL},
    "flows_ended": {"outcome": FLOW_OUTCOMES, "audience": _AUDIENCE},
}

# Counts below this are not shown: in a small town a small number is a person.
SMALLEST_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Tally:
    """One thing to count, once."""

    name: str
    labels: str  # "channel=widget;level=none": sorted, so that equal labels are equal text


def tally(name: str, /, **labels: str) -> Tally:
    """Make a tally; raises `NotCountable` for a name, label or value that is not on the list."""
    allowed = COUNTABLE.get(name)
    if allowed is None:
        raise NotCountable(
            f"there is no counter {name!r}; add it to stats/counters.py if it identifies nobody"
        )
    if labels.keys() != allowed.keys():
        raise NotCountable(f"counter {name!r} takes the labels {sorted(allowed)}, not {sorted(labels)}")
    for label, value in labels.items():
        if value not in allowed[label]:
            raise NotCountable(f"counter {name!r} got a value for {label!r} that is not on its list")
    return Tally(name, ";".join(f"{label}={labels[label]}" for label in sorted(labels)))


@dataclass(frozen=True, slots=True)
class Count:
    """A day's count of one tally. `shown` is what may leave the house: the number, or "1-9"."""

    day: str
    name: str
    labels: str
    count: int

    @property
    def shown(self) -> str:
        """The count with small numbers suppressed."""
        return str(self.count) if self.count >= SMALLEST_SHOWN else f"1-{SMALLEST_SHOWN - 1}"

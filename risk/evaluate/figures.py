"""The figures in words: what each is called and how it is written."""

from dataclasses import dataclass

from risk.assessment import Kind, Level
from risk.evaluate.kinds_report import ANY
from risk.evaluate.parts import Estimate, Part, Share

LEVELS = tuple(level.label for level in Level)
UNKNOWN = "–"


@dataclass(frozen=True, slots=True)
class Figure:
    """One share of a part of a report: its field, its name, a short name, and whether more is better."""

    key: str
    title: str
    short: str
    more_is_better: bool

    def of(self, part: Part) -> Share:
        """This share of these figures."""
        share: Share = getattr(part, self.key)
        return share


RECALL_HIGH = Figure("recall_high", "high or worse, found as high or worse", "high found", True)
RECALL_MODERATE = Figure(
    "recall_moderate", "moderate or worse, found as moderate or worse", "moderate found", True
)
RECALL_IMMINENT = Figure("recall_imminent", "imminent, found as imminent", "imminent found", True)
NONE_AS_HIGH = Figure("none_as_high", "none, called high or worse", "none as high", False)
NONE_AS_MODERATE = Figure("none_as_moderate", "none, called moderate or worse", "none as moderate", False)
LEVEL_FIGURES = (
    RECALL_HIGH,
    RECALL_MODERATE,
    RECALL_IMMINENT,
    Figure("high_as_imminent", "high, called imminent", "high as imminent", False),
    NONE_AS_HIGH,
    NONE_AS_MODERATE,
    Figure("below_as_high", "below high, called high or worse", "below as high", False),
    Figure("below_as_moderate", "below moderate, called moderate or worse", "below as moderate", False),
    Figure("exact", "level exactly right", "exact", True),
    Figure("subject", "right about who is in danger", "subject", True),
)
# Those that are told of every language, source and subject.
GROUP_FIGURES = (RECALL_HIGH, RECALL_MODERATE, RECALL_IMMINENT, NONE_AS_HIGH, NONE_AS_MODERATE)
KIND_AT_LEVEL = Figure("at_level", "found at its level or worse", "at its level", True)
KIND_RAISED = Figure("raised", "told, though labelled without it", "told elsewhere", False)
KIND_ON_NONE = Figure("raised_on_none", "told in a message of level none", "told on none", False)
KIND_FIGURES = (
    KIND_AT_LEVEL,
    Figure("found", "found at all", "found", True),
    Figure("alarmed", "answered at its level or worse, whatever kind was told", "alarm raised", True),
    KIND_RAISED,
    KIND_ON_NONE,
    Figure("subject", "right about who is in danger, where it was found", "subject", True),
)
# What the rows about kinds are called, in order; each `Kind`, after all dangers but those to oneself.
KIND_NAMES = {ANY: "all but to oneself"} | {kind.value: kind.value.replace("_", " ") for kind in Kind}
FIRST_IS_MAIN = Figure("first_is_main", "main intent in the first place", "first place: main", True)
CHOSEN_RIGHT = Figure("chosen_right", "acted on the right one", "chosen, right", True)
CHOSEN_WRONG = Figure("chosen_wrong", "acted on a wrong one", "chosen, wrong", False)
INTENT_FIGURES = (
    FIRST_IS_MAIN,
    Figure("first_is_any", "one of its intents in the first place", "first place: any", True),
    CHOSEN_RIGHT,
    CHOSEN_WRONG,
    Figure("asked_right", "asked about two, the right one among them", "asked, right one there", True),
    Figure("asked_wrong", "asked about two, both wrong", "asked, both wrong", False),
    Figure("unsure", "understood nothing", "unsure", False),
)


def percent(value: float | None) -> str:
    """A share as per cent with one decimal."""
    return UNKNOWN if value is None else f"{100 * value:.1f}"


def written(share: Share) -> str:
    """A share in one line: `93.1 % (78.0–98.1), 27 of 29`."""
    if share.share is None:
        return UNKNOWN
    interval = f"{percent(share.low)}–{percent(share.high)}"
    return f"{percent(share.share)} % ({interval}), {share.hits} of {share.of}"


def written_narrowly(share: Share) -> str:
    """A share in two short lines: `93 (78–98)` and `27 of 29`."""
    if share.share is None or share.low is None or share.high is None:
        return UNKNOWN
    interval = f"{100 * share.low:.0f}–{100 * share.high:.0f}"
    return f"{100 * share.share:.0f} ({interval})\n{share.hits} of {share.of}"


def estimated(estimate: Estimate) -> str:
    """An estimate with its interval: `0.710 (0.661–0.752)`."""
    if estimate.value is None:
        return UNKNOWN
    if estimate.low is None or estimate.high is None:
        return f"{estimate.value:.3f}"
    return f"{estimate.value:.3f} ({estimate.low:.3f}–{estimate.high:.3f})"

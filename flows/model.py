"""Flows as the engine sees them: frozen values, already checked. `flows/shape.py` reads them from YAML."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

LANGUAGES = ("ka", "ru", "en")
"""Every text exists in all of these; Georgian is written first and is the reference."""

GIVEN_FACTS = frozenset({"audience", "contact", "home", "language", "on_duty"})
"""Facts that no step sets: the engine sets `audience` and `home`, the conversation the others."""

ADULT = "adult"
"""The fact that opens what is for adults only, once a choice of a family flow has set it to `yes`."""


class Audience(StrEnum):
    """Whom a flow speaks to; `any` takes the form of address of the flow that the caller came from."""

    YOUTH = "youth"
    FAMILY = "family"
    ANY = "any"


class Outcome(StrEnum):
    """What a screening instrument says, from the least to the gravest. None of them ever clears anybody."""

    NONE = "none"
    LOW = "low"
    MODERATE = "moderate"
    HIGH = "high"
    IMMINENT = "imminent"

    @property
    def gravity(self) -> int:
        """0 for none to 4 for imminent."""
        return list(Outcome).index(self)


class Meaning(StrEnum):
    """What a short free answer says."""

    YES = "yes"
    NO = "no"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Resource:
    """A helpline that a flow may show: its number, and its name and hours by language.

    `is_verified` says that somebody has confirmed the entry, `expires_on` until when that counts.
    """

    id: str
    number: str
    name: Mapping[str, str]
    hours: Mapping[str, str]
    is_verified: bool = True
    expires_on: date | None = None


@dataclass(frozen=True, slots=True)
class Quiet:
    """What silence does: after `after` the `nudge` text if there is one, `leave_after` later `then`.

    Without a nudge, `after` leads to `then` directly. In a `pause` silence is what is asked for: it does
    not mean that the caller has gone.
    """

    after: timedelta
    then: str
    nudge: str | None = None
    leave_after: timedelta | None = None
    pause: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A button of a question: where it leads, the facts it tells, and the free answer that means the same.

    `label` is the id of its label's text where that is not an attribute of the question's own.
    """

    id: str
    line: int
    then: str
    sets: Mapping[str, str] = field(default_factory=dict)
    means: Meaning | None = None
    language: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Say:
    """Say one thing and go on."""

    id: str
    line: int
    text: str
    then: str
    sets: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ask:
    """Ask and wait.

    With `words`, any free text leads there. Without, an answer that is neither a button nor its meaning
    is asked for once more, and the next unclear one leads to `otherwise` and counts as `unclear_sets`.
    Free words are added to the fact `keeps`, where there is one. Questions with the same `pressed_as`
    share their buttons: one that was shown under an earlier of them still counts.
    """

    id: str
    line: int
    text: str
    quiet: Quiet
    choices: tuple[Choice, ...] = ()
    words: str | None = None
    otherwise: str | None = None
    unclear_sets: Mapping[str, str] = field(default_factory=dict)
    keeps: str | None = None
    pressed_as: str | None = None


@dataclass(frozen=True, slots=True)
class Branch:
    """Go on by what is known: the case of the fact's value, `known` for any other value, or `otherwise`."""

    id: str
    line: int
    fact: str
    cases: Mapping[str, str]
    otherwise: str
    known: str | None = None


@dataclass(frozen=True, slots=True)
class BringIn:
    """Ask a counsellor in; `urgency` is routine, urgent or emergency, `reason` a code."""

    id: str
    line: int
    urgency: str
    reason: str
    then: str


@dataclass(frozen=True, slots=True)
class ShowResources:
    """Show helplines by id, inside the step's text."""

    id: str
    line: int
    text: str
    resources: tuple[str, ...]
    then: str


@dataclass(frozen=True, slots=True)
class Continue:
    """Go on in another flow, from its start; when that ends, come back to the question `then`, if given."""

    id: str
    line: int
    flow: str
    then: str | None = None


@dataclass(frozen=True, slots=True)
class End:
    """End the flow: come back to where an interrupt left, or fall silent. `count` names the outcome."""

    id: str
    line: int
    count: str


@dataclass(frozen=True, slots=True)
class Screen:
    """Ask the next open item of an instrument; when all are answered, go where their outcome leads.

    `asks` are the questions by item, `cases` the targets by outcome. `at_once` are steps that the answers
    so far lead to, each once and in the middle; they come back to this step, which goes on asking.
    """

    id: str
    line: int
    instrument: str
    asks: Mapping[str, str]
    cases: Mapping[Outcome, str]
    at_once: Mapping[Outcome, str] = field(default_factory=dict)

    def target(self, outcome: Outcome) -> str | None:
        """Where an outcome leads; `imminent` goes where `high` does, unless it has a case of its own."""
        return _graver_or(self.cases, outcome)

    def early_target(self, outcome: Outcome) -> str | None:
        """Where the answers so far lead at once."""
        return _graver_or(self.at_once, outcome)


@dataclass(frozen=True, slots=True)
class Tally:
    """Count an anonymous outcome and go on."""

    id: str
    line: int
    count: str
    then: str


@dataclass(frozen=True, slots=True)
class Later:
    """Arrange to come back to the caller; `what` is a code."""

    id: str
    line: int
    what: str
    after: timedelta
    then: str


Step = Say | Ask | Branch | BringIn | ShowResources | Continue | End | Screen | Tally | Later


@dataclass(frozen=True, slots=True)
class Flow:
    """One scripted conversation. In a `crisis` flow a helpline comes before everything else.

    A `kept` one is an older version, for those who began with it.
    """

    name: str
    version: int
    audience: Audience
    start: str
    steps: Mapping[str, Step]
    file: str
    crisis: bool = False
    adults_only: bool = False
    reviewed_by: str | None = None
    reviewed_on: date | None = None
    kept: bool = False

    @property
    def key(self) -> str:
        """What the flow and its texts are found by: its name, and for a kept one its version too."""
        return f"{self.name}@{self.version}" if self.kept else self.name

    @property
    def is_reviewed(self) -> bool:
        """Whether somebody answers for this content, and since when."""
        return self.reviewed_by is not None and self.reviewed_on is not None


def _graver_or(cases: Mapping[Outcome, str], outcome: Outcome) -> str | None:
    if outcome is Outcome.IMMINENT:
        return cases.get(outcome) or cases.get(Outcome.HIGH)
    return cases.get(outcome)


def label_of(step: Ask, choice: Choice) -> str:
    """The id of a button's label."""
    return choice.label or f"{step.text}.{choice.id}"


def data_of(flow: str, step: str, choice: str) -> str:
    """What comes back when a button is pressed."""
    return f"{flow}.{step}.{choice}"


def press_of(flow: str, step: Ask, choice: Choice) -> str:
    """What comes back when this button of this question is pressed."""
    return data_of(flow, step.pressed_as or step.id, choice.id)

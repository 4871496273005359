"""The answer of the risk check: its levels, its evidence and its shape as JSON.

Levels follow the field's usual ladder (see `docs/decisions/0004-risk-levels.md`). An assessment
only ever raises what is known; nothing here clears anybody.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum
from typing import Any


class Level(IntEnum):
    """How grave a message is. Ordered: a later member is graver."""

    NONE = 0
    LOW = 1  # distress without thoughts of suicide
    MODERATE = 2  # wish to be dead, passive ideation, self-harm without intent, or said of somebody else
    HIGH = 3  # thoughts of killing oneself, plan, intent, preparation, recent attempt
    IMMINENT = 4  # acting now, means in hand with intent, within 24 hours, already taken or done

    @property
    def label(self) -> str:
        """The level's name in JSON, metrics and counters."""
        return self.name.lower()

    @classmethod
    def from_label(cls, label: str) -> "Level":
        """Read a label; raises `KeyError` for an unknown one."""
        return cls[label.upper()]


class Subject(StrEnum):
    """Who is in danger by the message: its writer or somebody the writer tells of."""

    SELF = "self"
    OTHER = "other"


class Kind(StrEnum):
    """What kind of danger a message shows; of the first three somebody is a danger to themselves."""

    SUICIDE = "suicide"
    SELF_HARM = "self_harm"
    ATTEMPT_IN_PROGRESS = "attempt_in_progress"
    VIOLENCE_NOW = "violence_now"
    ABUSE = "abuse"
    BLACKMAIL = "blackmail"
    FORCED_MARRIAGE = "forced_marriage"
    THREAT_TO_OTHERS = "threat_to_others"
    MISSING = "missing"


class Flag(StrEnum):
    """What else a counsellor should know at a glance."""

    SELF_HARM = "self_harm"
    ABUSE = "abuse"
    BLACKMAIL = "blackmail"
    BULLYING = "bullying"
    THIRD_PARTY = "third_party"
    MEANS = "means"
    PLAN = "plan"
    TIME = "time"
    GOODBYE = "goodbye"
    ATTEMPT = "attempt"
    PARTLY_UNREAD = "partly_unread"  # the model saw a part of a long text; rules read all of it
    ASSESSMENT_FAILED = "assessment_failed"
    UNREAD = "unread"  # nobody here could read it


@dataclass(frozen=True, slots=True)
class Evidence:
    """One stretch of the original text, in code points `[start, end)`, and the rule that read it."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Danger:
    """One kind of danger that a message shows: how grave, and who is in it (of a threat, who makes it)."""

    kind: Kind
    level: Level
    subject: Subject = Subject.SELF


def gravest_first(dangers: Iterable[Danger]) -> tuple[Danger, ...]:
    """Each kind and subject once, as grave as it was shown, the gravest first; those below moderate go."""
    known: dict[tuple[Kind, Subject], Danger] = {}
    for one in dangers:
        before = known.get((one.kind, one.subject))
        if one.level >= Level.MODERATE and (before is None or one.level > before.level):
            known[one.kind, one.subject] = one
    order = list(Kind)
    return tuple(
        sorted(known.values(), key=lambda one: (-one.level, order.index(one.kind), one.subject.value))
    )


@dataclass(frozen=True, slots=True)
class Context:
    """What was known before this message.

    `earlier_level` is the highest level still in force; `language_hint` the conversation's language;
    `answered_step` the step whose question this text may answer.
    """

    earlier_level: Level = Level.NONE
    language_hint: str | None = None
    answered_step: str | None = None
    now: datetime | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """The risk check's answer for one message.

    `language` is `ka`, `ru`, `en`, one that nobody here speaks, or `und`; `script` an ISO 15924 code (`Geor`,
    `Latn`, `Cyrl`) or `Zyyy` where no letters decide. `version` names the rules (and later the model) that
    answered.
    `probabilities` gives each level's label its probability, and is empty where no model answered;
    `severity` is then the severity to be expected on the C-SSRS scale, 0 to 6, and `severity_at_least` the
    six probabilities of 1 or more, ... 6. `dangers` are the kinds of danger from moderate on, gravest
    first; `level` is never lower than the gravest of them.
    """

    level: Level
    subject: Subject = Subject.SELF
    flags: frozenset[Flag] = frozenset()
    evidence: tuple[Evidence, ...] = ()
    language: str = "und"
    script: str = "Zyyy"
    version: str = ""
    probabilities: dict[str, float] = field(default_factory=dict)
    severity: float | None = None
    severity_at_least: tuple[float, ...] = ()
    dangers: tuple[Danger, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The wire shape of `mkhari risk classify`; holds offsets and rule ids, never text."""
        return {
            "level": self.level.label,
            "subject": self.subject.value,
            "flags": sorted(flag.value for flag in self.flags),
            "evidence": [{"start": e.start, "end": e.end, "rule": e.rule} for e in self.evidence],
            "language": self.language,
            "script": self.script,
            "version": self.version,
            "probabilities": self.probabilities,
            "severity": self.severity,
            "severity_at_least": list(self.severity_at_least),
            "kinds": [
                {"kind": one.kind.value, "level": one.level.label, "subject": one.subject.value}
                for one in self.dangers
            ],
        }


def failed_assessment(version: str) -> Assessment:
    """The check broke or was late. Safety first: that counts as high."""
    return Assessment(level=Level.HIGH, flags=frozenset({Flag.ASSESSMENT_FAILED}), version=version)

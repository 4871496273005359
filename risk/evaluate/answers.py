"""What a system answers to every sample, and how long it takes."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from risk.assessment import Assessment, Danger, Kind, Level, Subject, failed_assessment
from risk.evaluate.samples import Sample
from risk.evaluate.systems import System

# Where a system names only a level: the severity that its definition holds (docs/decisions/0004), in the
# middle where there are several. A wish to be dead is 1; thoughts of killing oneself 2 to 4; acting 5 or 6.
SEVERITY_OF = {Level.NONE: 0.0, Level.LOW: 0.0, Level.MODERATE: 1.0, Level.HIGH: 3.0, Level.IMMINENT: 5.5}
# Kinds of danger that the ladder of suicide is about.
TO_ONESELF = frozenset({Kind.SUICIDE, Kind.SELF_HARM, Kind.ATTEMPT_IN_PROGRESS})
_WARM_UP = 20


@dataclass(frozen=True, slots=True)
class Answer:
    """A system's answer to one sample.

    `severity` is on the C-SSRS scale; `severity_stated` says that the system gave it, else it follows from
    the level. `p_moderate` and `p_high` are probabilities of that level or worse, None if none were given.
    `failure` is the kind of error where no answer came. `dangers` are the kinds told, gravest first.
    """

    sample: Sample
    level: Level
    subject: Subject
    severity: float
    severity_stated: bool
    p_moderate: float | None
    p_high: float | None
    seconds: float
    failure: str | None
    dangers: tuple[Danger, ...] = ()

    @property
    def ladder(self) -> Level:
        """What was told on the ladder of suicide alone, from moderate on."""
        return _ladder(self.level, self.dangers)


def ask(
    system: System, samples: Sequence[Sample], clock: Callable[[], float] = time.perf_counter
) -> list[Answer]:
    """Every sample's answer, one after another in one thread.

    An answer that breaks counts as it does in a conversation: level high, and told as failed.
    """
    for sample in samples[:_WARM_UP]:
        assessed(system, sample.text)
    answers: list[Answer] = []
    for sample in samples:
        begun = clock()
        found, failure = assessed(system, sample.text)
        answers.append(_answer(sample, found, clock() - begun, failure))
    return answers


def assessed(system: System, text: str) -> tuple[Assessment, str | None]:
    """The answer, and the kind of error where none came: then it is the one that counts as high."""
    try:
        return system.assess(text), None
    except Exception as error:  # noqa: BLE001 - whatever breaks is counted; its message may hold the text
        return failed_assessment(system.version), type(error).__name__


def _answer(sample: Sample, found: Assessment, seconds: float, failure: str | None) -> Answer:
    stated = found.severity is not None
    dangers = found.dangers or _unnamed(found)
    ladder = _ladder(found.level, dangers)
    return Answer(
        sample=sample,
        level=found.level,
        subject=found.subject,
        severity=found.severity if found.severity is not None else SEVERITY_OF[ladder],
        severity_stated=stated,
        p_moderate=_from_level(found, Level.MODERATE),
        p_high=_from_level(found, Level.HIGH),
        seconds=seconds,
        failure=failure,
        dangers=dangers,
    )


def _ladder(level: Level, dangers: Sequence[Danger]) -> Level:
    if all(one.kind in TO_ONESELF for one in dangers):
        return level
    return max((one.level for one in dangers if one.kind in TO_ONESELF), default=min(level, Level.LOW))


def _unnamed(found: Assessment) -> tuple[Danger, ...]:
    """A system that names no kinds speaks of suicide."""
    if found.level < Level.MODERATE:
        return ()
    return (Danger(Kind.SUICIDE, found.level, found.subject),)


def _from_level(found: Assessment, least: Level) -> float | None:
    if not found.probabilities:
        return None
    return min(1.0, sum(found.probabilities.get(level.label, 0.0) for level in Level if level >= least))

"""A screening instrument as data: items with answers, when an item is asked, and how answers are scored.

An instrument only finds the outcome of what somebody answered. No outcome ever clears anybody.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from flows.model import Meaning, Outcome

TEXTS: Final = "instruments"
"""The folder of the instruments, and the beginning of the ids of their texts."""

Condition = Mapping[str, tuple[str, ...]]
"""Answers by item: holds when each of these items has one of these answers."""

_PREFIX: Final = "screen"
ASKED_AT: Final = "asked_at"
OUTCOME: Final = "outcome"
SO_FAR: Final = "so_far"
"""What is kept of an instrument beside its answers; no item may be called so."""


@dataclass(frozen=True, slots=True)
class Item:
    """One question: its answers with the free answer that means the same, and how an unclear one counts.

    It is asked when one of the conditions `ask_if` holds, or always when there is none.
    """

    id: str
    answers: Mapping[str, Meaning | None]
    unclear: str
    ask_if: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Scoring:
    """An outcome and the conditions of which one must hold."""

    outcome: Outcome
    when: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Instrument:
    """One version of an instrument. The first scoring that holds counts, else `otherwise`.

    `is_own` says that it was written here and needs nobody's licence; `is_cleared` that a clinician
    answers for its use. Answers hold for the time `holds`, then they are asked again.
    """

    name: str
    version: int
    file: str
    is_own: bool
    has_texts: bool
    is_cleared: bool
    holds: timedelta
    items: Mapping[str, Item]
    scoring: tuple[Scoring, ...]
    otherwise: Outcome

    @property
    def may_run(self) -> bool:
        """Whether flows may use it; in production it must be cleared besides."""
        return self.has_texts and (self.is_cleared or self.is_own)

    @property
    def outcomes(self) -> frozenset[Outcome]:
        """What it can say."""
        return frozenset({self.otherwise, *(scoring.outcome for scoring in self.scoring)})

    def next_item(self, answers: Mapping[str, str]) -> str | None:
        """The first item that is to be asked and has no answer yet."""
        for item in self.items.values():
            if item.id not in answers and (not item.ask_if or _one_holds(item.ask_if, answers)):
                return item.id
        return None

    def outcome(self, answers: Mapping[str, str]) -> Outcome:
        """What these answers come to."""
        for scoring in self.scoring:
            if _one_holds(scoring.when, answers):
                return scoring.outcome
        return self.otherwise

    def answers(self, facts: Mapping[str, str]) -> dict[str, str]:
        """The answers among the facts."""
        found = {item: facts.get(answer_fact(self.name, item), "") for item in self.items}
        return {item: answer for item, answer in found.items() if answer in self.items[item].answers}


def answer_fact(instrument: str, item: str) -> str:
    """The fact that holds the answer to an item."""
    return f"{_PREFIX}.{instrument}.{item}"


def text_of(instrument: str, item: str) -> str:
    """The id of an item's text; its answers' labels are attributes of it."""
    return f"{TEXTS}/{instrument}/{item}"


def _one_holds(conditions: tuple[Condition, ...], answers: Mapping[str, str]) -> bool:
    return any(
        all(answers.get(item) in wanted for item, wanted in condition.items()) for condition in conditions
    )

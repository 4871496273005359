"""The safety plan: six sections in the person's own words, kept with the facts of the sealed session."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class Section(StrEnum):
    """The sections in their order. Source: Stanley and Brown, Safety Planning Intervention."""

    WARNING_SIGNS = "warning_signs"
    OWN_COPING = "own_coping"
    DISTRACTIONS = "distractions"
    PEOPLE_TO_ASK = "people_to_ask"
    PROFESSIONALS = "professionals"
    SAFER_SURROUNDINGS = "safer_surroundings"


MOST_LINES: Final = 8
MOST_LETTERS: Final = 200
"""Of one section and of one line, so that the whole plan stays readable on a phone."""

_PREFIX: Final = "plan."


def plan_fact(section: str) -> str:
    """The fact that holds a section."""
    return _PREFIX + section


def section_of(fact: str) -> Section:
    """The section that a fact holds."""
    return Section(fact.removeprefix(_PREFIX))


def added(held: str, words: str) -> str | None:
    """A section with these words as further lines, or None when they do not fit any more."""
    lines = [*held.splitlines(), *(line.strip() for line in words.splitlines() if line.strip())]
    fits = len(lines) <= MOST_LINES and all(len(line) <= MOST_LETTERS for line in lines)
    return "\n".join(lines) if fits else None


def shown(held: str) -> str:
    """A section as its owner reads it."""
    return "\n".join(f"• {line}" for line in held.splitlines())


def plan_of(facts: Mapping[str, str]) -> dict[str, str]:
    """What is written, by fact, in the order of the sections; empty where there is no plan yet."""
    return {fact: facts[fact] for fact in map(plan_fact, Section) if facts.get(fact)}

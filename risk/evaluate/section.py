"""One table of a report, and how its cells are filled."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from risk.evaluate.figures import UNKNOWN
from risk.evaluate.report import SystemReport

Part = TypeVar("Part")
NARROW = "per cent (95 % interval by Wilson), rows"


@dataclass(frozen=True, slots=True)
class Section:
    """One table. `kind` says what it is about: `confusion`, `levels`, `language` and so on.

    `system` is set where it belongs to one system. The first cell of every row names the row.
    """

    kind: str
    title: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    system: str | None = None


def cells(parts: Sequence[Part | None], write: Callable[[Part], str]) -> list[str]:
    """One cell for each part, unknown where there is none."""
    return [UNKNOWN if part is None else write(part) for part in parts]


def group_names(systems: Sequence[SystemReport], by: str) -> list[str]:
    """The groups of one sort, each once. All rows in one source say the same as the whole, and are none."""
    names = list(dict.fromkeys(group.name for system in systems for group in system.groups if group.by == by))
    return [] if by == "source" and len(names) == 1 else names

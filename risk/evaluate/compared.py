"""The shares by which two reports are compared: which rows count for each, and which answers it counts."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from risk.assessment import Kind, Level
from risk.evaluate.answers import TO_ONESELF
from risk.evaluate.intents import CALLS
from risk.evaluate.intents_report import IntentRow
from risk.evaluate.kinds import OTHER_KINDS
from risk.evaluate.report import RowResult

Row = TypeVar("Row", RowResult, IntentRow)


@dataclass(frozen=True, slots=True)
class Measure(Generic[Row]):
    """A share of rows: `counts` says which count for it, and `told` which answers are counted.

    `guarded` ones may not fall in any language. Those `of_kinds` ask for
    reports that say which kinds of danger were told.
    """

    name: str
    counts: Callable[[Row], bool]
    told: Callable[[Row], bool]
    guarded: bool
    of_kinds: bool = False


def _level_from(least: Level) -> Callable[[RowResult], bool]:
    return lambda row: row.level is not None and Level.from_label(row.level) >= least


def _severity_from(least: int) -> Callable[[RowResult], bool]:
    return lambda row: row.severity is not None and row.severity >= least


def _is_none(row: RowResult) -> bool:
    return row.level == Level.NONE.label


def _no_ideation(row: RowResult) -> bool:
    return row.severity == 0


def _answered_from(least: Level) -> Callable[[RowResult], bool]:
    return lambda row: Level.from_label(row.answered) >= least


def _ladder_from(least: Level) -> Callable[[RowResult], bool]:
    """Answered so on the ladder of suicide, which is what a C-SSRS severity is about."""

    def told(row: RowResult) -> bool:
        kinds = row.told or {}
        if all(Kind(kind) in TO_ONESELF for kind in kinds):
            return Level.from_label(row.answered) >= least
        return any(
            Kind(kind) in TO_ONESELF and Level.from_label(level) >= least for kind, level in kinds.items()
        )

    return told


def _others(kinds: Mapping[str, str]) -> dict[str, str]:
    return {kind: level for kind, level in kinds.items() if Kind(kind) in OTHER_KINDS}


def _shows_others(row: RowResult) -> bool:
    return bool(_others(row.kinds))


def _others_told(row: RowResult) -> bool:
    """Each kind of danger from others and to others at its level or worse."""
    return all(_is_told(row, kind) for kind in _others(row.kinds))


def _is_told(row: RowResult, kind: str) -> bool:
    told = (row.told or {}).get(kind)
    return told is not None and Level.from_label(told) >= Level.from_label(row.kinds[kind])


def _of_kind(kind: Kind) -> Measure[RowResult]:
    return Measure(
        f"{kind.value} found",
        lambda row: kind.value in row.kinds,
        lambda row: _is_told(row, kind.value),
        guarded=False,
        of_kinds=True,
    )


def _of_level(name: str, true: Level, answered: Level, *, guarded: bool) -> Measure[RowResult]:
    return Measure(name, _level_from(true), _answered_from(answered), guarded=guarded)


def _alarm(
    name: str, counts: Callable[[RowResult], bool], told: Callable[[RowResult], bool]
) -> Measure[RowResult]:
    return Measure(name, counts, told, guarded=False)


_HIGH, _MODERATE = Level.HIGH, Level.MODERATE
MEASURES: tuple[Measure[RowResult], ...] = (
    _of_level("high found", _HIGH, _HIGH, guarded=True),
    _of_level("moderate found", _MODERATE, _MODERATE, guarded=True),
    _of_level("imminent found", Level.IMMINENT, Level.IMMINENT, guarded=False),
    Measure("severity ≥3 found", _severity_from(3), _ladder_from(_HIGH), guarded=True),
    Measure("severity ≥1 found", _severity_from(1), _ladder_from(_MODERATE), guarded=True),
    Measure("other kinds found", _shows_others, _others_told, guarded=True, of_kinds=True),
    *(_of_kind(kind) for kind in OTHER_KINDS),
    _alarm("none as high", _is_none, _answered_from(_HIGH)),
    _alarm("none as moderate", _is_none, _answered_from(_MODERATE)),
    _alarm("severity 0 as moderate", _no_ideation, _ladder_from(_MODERATE)),
)


def _call(intent: str) -> Measure[IntentRow]:
    return Measure(
        f"{intent} found",
        lambda row: intent in row.intents,
        lambda row: intent in (row.chosen, *row.asked),
        guarded=True,
    )


INTENT_MEASURES: tuple[Measure[IntentRow], ...] = (
    *(_call(intent) for intent in CALLS),
    Measure(
        "main intent first",
        lambda row: bool(row.intents),
        lambda row: row.first == row.intents[0],
        guarded=False,
    ),
    Measure(
        "wrong one chosen",
        lambda row: bool(row.intents),
        lambda row: row.chosen is not None and row.chosen not in row.intents,
        guarded=False,
    ),
    Measure(
        "chosen where there is none",
        lambda row: not row.intents,
        lambda row: row.chosen is not None,
        guarded=False,
    ),
)

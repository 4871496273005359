"""Two reports side by side: what became better, what became worse, and how sure that is. All pure.

Rows that both reports hold are compared in pairs: on the same messages a difference is one of the systems.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from scipy.stats import binomtest

from risk.evaluate.compared import INTENT_MEASURES, MEASURES, Measure
from risk.evaluate.errors import NothingToMeasure, ReportUnreadable
from risk.evaluate.intents_report import IntentRow, IntentsReport
from risk.evaluate.measures import share_of
from risk.evaluate.parts import Share
from risk.evaluate.report import Report, RowResult, SystemReport

Row = TypeVar("Row", RowResult, IntentRow)

ALL = "all"
INTENTS = "intents"
# Shares come from divisions; a difference below this is none.
_NOISE = 1e-9


@dataclass(frozen=True, slots=True)
class Difference:
    """One measure in one group: the share before and after, and the rows told only before or only after.

    `p` is McNemar's, exact, and None where rows are not paired. `fell` marks a guarded recall that fell by
    more than the tolerance.
    """

    measure: str
    group: str
    before: Share
    after: Share
    change: float | None
    only_before: int | None
    only_after: int | None
    p: float | None
    fell: bool


@dataclass(frozen=True, slots=True)
class SystemComparison:
    """Two systems compared on `paired` rows; 0 where the reports share none and differ in their messages.

    `left_out` rows stand in one report alone; `relabelled` ones got another label in between.
    """

    before: str
    after: str
    paired: int
    left_out: int
    relabelled: int
    differences: tuple[Difference, ...]

    @property
    def fallen(self) -> tuple[Difference, ...]:
        """What must not have fallen and did."""
        return tuple(one for one in self.differences if one.fell)


def compare(before: Report, after: Report, tolerance: float = 0.0) -> list[SystemComparison]:
    """Compare systems of the same name; where each report holds one system, those two. Then the intents.

    `tolerance` is the share by which a recall may fall. Raises `NothingToMeasure` where no system is in both,
    or one has no rows.
    """
    pairs = _systems(before, after)
    if not pairs:
        raise NothingToMeasure("the reports hold no system in common; measure the same ones")
    found = [_compared_systems(first, second, tolerance) for first, second in pairs]
    if before.intents is not None and before.intents.rows and after.intents is not None:
        found.append(_compared_intents(before.intents, after.intents, tolerance))
    return found


def _systems(before: Report, after: Report) -> list[tuple[SystemReport, SystemReport]]:
    if len(before.systems) == len(after.systems) == 1:
        return [(before.systems[0], after.systems[0])]
    named = {system.name: system for system in after.systems}
    return [(system, named[system.name]) for system in before.systems if system.name in named]


def _compared_systems(before: SystemReport, after: SystemReport, tolerance: float) -> SystemComparison:
    first, second = _rows(before), _rows(after)
    names = (f"{before.name} {before.version}", f"{after.name} {after.version}")
    measures = MEASURES
    if any(row.told is None for row in [*first.values(), *second.values()]):
        # A report from before kinds were told.
        measures = tuple(measure for measure in MEASURES if not measure.of_kinds)
        first, second = _without_kinds(first), _without_kinds(second)
    return _compared(names, first, second, measures, tolerance)


def _compared_intents(before: IntentsReport, after: IntentsReport, tolerance: float) -> SystemComparison:
    first, second = {row.id: row for row in before.rows}, {row.id: row for row in after.rows}
    names = (f"{INTENTS} {before.network}", f"{INTENTS} {after.network}")
    return _compared(names, first, second, INTENT_MEASURES, tolerance)


def _compared(
    names: tuple[str, str],
    first: dict[str, Row],
    second: dict[str, Row],
    measures: Sequence[Measure[Row]],
    tolerance: float,
) -> SystemComparison:
    shared = [key for key in first if key in second]
    # One truth for both: what the later report says is right.
    old: list[Row] = [_with_truth_of(second[key], first[key]) for key in shared] or list(first.values())
    new: list[Row] = [second[key] for key in shared] or list(second.values())
    groups = [ALL, *sorted({row.group for row in [*first.values(), *new]})]
    differences = [
        difference
        for measure in measures
        for group in groups
        if (difference := _difference(measure, group, (old, new), bool(shared), tolerance))
        or (difference := _dropped(measure, group, list(first.values()), new))
    ]
    return SystemComparison(
        before=names[0],
        after=names[1],
        paired=len(shared),
        left_out=len(first) + len(second) - 2 * len(shared) if shared else 0,
        relabelled=sum(_truth(first[key]) != _truth(second[key]) for key in shared),
        differences=tuple(differences),
    )


def _rows(system: SystemReport) -> dict[str, RowResult]:
    rows = {row.id: row for row in system.rows}
    if len(rows) != len(system.rows):
        raise ReportUnreadable(f"system {system.name}: a row id stands twice; write the report anew")
    if not rows:
        # A comparison of nothing would say that nothing fell.
        raise NothingToMeasure(
            f"system {system.name}: the report holds no single rows; write it anew with evaluate --json"
        )
    return rows


def _without_kinds(rows: dict[str, RowResult]) -> dict[str, RowResult]:
    bare = {"kinds": {}, "kinds_known": False}
    return {key: row.model_copy(update=bare) for key, row in rows.items()}


_OF_TRUTH = ("level", "severity", "kinds_known", "kinds", "intents")


def _truth(row: RowResult | IntentRow) -> dict[str, object]:
    """What a row is labelled with."""
    return {name: getattr(row, name) for name in _OF_TRUTH if hasattr(row, name)}


def _with_truth_of(truth: Row, row: Row) -> Row:
    return row.model_copy(update=_truth(truth) | {"group": truth.group})


def _difference(
    measure: Measure[Row],
    group: str,
    rows: tuple[Sequence[Row], Sequence[Row]],
    paired: bool,
    tolerance: float,
) -> Difference | None:
    """The difference of one measure in one group; None where either side has no row for it."""
    before, after = (_told(measure, group, side) for side in rows)
    if not before or not after:
        return None
    first, second = share_of(before), share_of(after)
    change = sum(after) / len(after) - sum(before) / len(before)
    fell = measure.guarded and change < -tolerance - _NOISE
    if not paired:
        return Difference(measure.name, group, first, second, change, None, None, None, fell)
    only_before = sum(a and not b for a, b in zip(before, after, strict=True))
    only_after = sum(b and not a for a, b in zip(before, after, strict=True))
    p = mcnemar(only_before, only_after)
    return Difference(measure.name, group, first, second, change, only_before, only_after, p, fell)


def _dropped(
    measure: Measure[Row], group: str, before: Sequence[Row], after: Sequence[Row]
) -> Difference | None:
    """What was measured before and is not any more: a recall that nobody measures has not held."""
    told = _told(measure, group, before)
    if not told or _told(measure, group, after):
        return None
    return Difference(
        measure.name, group, share_of(told), share_of([]), None, None, None, None, fell=measure.guarded
    )


def _told(measure: Measure[Row], group: str, rows: Sequence[Row]) -> list[bool]:
    return [measure.told(row) for row in rows if group in (ALL, row.group) and measure.counts(row)]


def mcnemar(only_before: int, only_after: int) -> float:
    """The exact two-sided p of McNemar's test (1947): chance splits what changed in halves."""
    changed = only_before + only_after
    return float(binomtest(only_before, changed, 0.5).pvalue) if changed else 1.0

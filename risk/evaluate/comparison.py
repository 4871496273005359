"""Two reports side by side: what became better, what became worse, and how sure that is. All pure.

Rows that both reports hold are compared in pairs: on the same messages a difference is one of the systems.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from scipy.stats import binomtest

from risk.assessment import Level
from risk.evaluate.errors import NothingToMeasure, ReportUnreadable
from risk.evaluate.measures import share_of
from risk.evaluate.report import Report, RowResult, Share, SystemReport

ALL = "all"
# Shares come from divisions; a difference below this is none.
_NOISE = 1e-9


@dataclass(frozen=True, slots=True)
class Measure:
    """A share of rows: which rows count for it and which answers it counts.

    `guarded` ones may not fall in any language. More is better where `is_recall`.
    """

    name: str
    counts: Callable[[RowResult], bool]
    told: Level
    is_recall: bool
    guarded: bool


def _level_from(least: Level) -> Callable[[RowResult], bool]:
    return lambda row: row.level is not None and Level.from_label(row.level) >= least


def _severity_from(least: int) -> Callable[[RowResult], bool]:
    return lambda row: row.severity is not None and row.severity >= least


def _is_none(row: RowResult) -> bool:
    return row.level == Level.NONE.label


def _no_ideation(row: RowResult) -> bool:
    return row.severity == 0


MEASURES = (
    Measure("high found", _level_from(Level.HIGH), Level.HIGH, is_recall=True, guarded=True),
    Measure("moderate found", _level_from(Level.MODERATE), Level.MODERATE, is_recall=True, guarded=True),
    Measure("imminent found", _level_from(Level.IMMINENT), Level.IMMINENT, is_recall=True, guarded=False),
    Measure("severity ≥3 found", _severity_from(3), Level.HIGH, is_recall=True, guarded=True),
    Measure("severity ≥1 found", _severity_from(1), Level.MODERATE, is_recall=True, guarded=True),
    Measure("none as high", _is_none, Level.HIGH, is_recall=False, guarded=False),
    Measure("none as moderate", _is_none, Level.MODERATE, is_recall=False, guarded=False),
    Measure("severity 0 as moderate", _no_ideation, Level.MODERATE, is_recall=False, guarded=False),
)


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
    """Compare systems of the same name; where each report holds one system, those two.

    `tolerance` is the share by which a recall may fall. Raises `NothingToMeasure` where no system is in both,
    or one has no rows.
    """
    pairs = _systems(before, after)
    if not pairs:
        raise NothingToMeasure("the reports hold no system in common; measure the same ones")
    return [_compared(first, second, tolerance) for first, second in pairs]


def _systems(before: Report, after: Report) -> list[tuple[SystemReport, SystemReport]]:
    if len(before.systems) == len(after.systems) == 1:
        return [(before.systems[0], after.systems[0])]
    named = {system.name: system for system in after.systems}
    return [(system, named[system.name]) for system in before.systems if system.name in named]


def _compared(before: SystemReport, after: SystemReport, tolerance: float) -> SystemComparison:
    first, second = _rows(before), _rows(after)
    shared = [key for key in first if key in second]
    # One truth for both: what the later report says is right.
    old = [_with_truth_of(second[key], first[key]) for key in shared] or list(first.values())
    new = [second[key] for key in shared] or list(second.values())
    groups = [ALL, *sorted({row.group for row in [*first.values(), *new]})]
    differences = [
        difference
        for measure in MEASURES
        for group in groups
        if (difference := _difference(measure, group, (old, new), bool(shared), tolerance))
        or (difference := _dropped(measure, group, list(first.values()), new))
    ]
    relabelled = sum(
        (first[key].level, first[key].severity) != (second[key].level, second[key].severity) for key in shared
    )
    return SystemComparison(
        before=f"{before.name} {before.version}",
        after=f"{after.name} {after.version}",
        paired=len(shared),
        left_out=len(first) + len(second) - 2 * len(shared) if shared else 0,
        relabelled=relabelled,
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


def _with_truth_of(truth: RowResult, row: RowResult) -> RowResult:
    return row.model_copy(update={"level": truth.level, "severity": truth.severity, "group": truth.group})


def _difference(
    measure: Measure,
    group: str,
    rows: tuple[Sequence[RowResult], Sequence[RowResult]],
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
    measure: Measure, group: str, before: Sequence[RowResult], after: Sequence[RowResult]
) -> Difference | None:
    """What was measured before and is not any more: a recall that nobody measures has not held."""
    told = _told(measure, group, before)
    if not told or _told(measure, group, after):
        return None
    return Difference(
        measure.name, group, share_of(told), share_of([]), None, None, None, None, fell=measure.guarded
    )


def _told(measure: Measure, group: str, rows: Sequence[RowResult]) -> list[bool]:
    return [
        Level.from_label(row.answered) >= measure.told
        for row in rows
        if group in (ALL, row.group) and measure.counts(row)
    ]


def mcnemar(only_before: int, only_after: int) -> float:
    """The exact two-sided p of McNemar's test (1947): chance splits what changed in halves."""
    changed = only_before + only_after
    return float(binomtest(only_before, changed, 0.5).pvalue) if changed else 1.0

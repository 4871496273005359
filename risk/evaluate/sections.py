"""A report as tables in reading order: the same ones in a terminal and on a page."""

from collections.abc import Callable, Sequence

from risk.evaluate.figures import (
    GROUP_FIGURES,
    LEVEL_FIGURES,
    LEVELS,
    UNKNOWN,
    estimated,
    percent,
    written,
    written_narrowly,
)
from risk.evaluate.intents_sections import intents_line, intents_sections, no_such_head
from risk.evaluate.kinds_sections import kinds_sections
from risk.evaluate.report import Cut, Report, SeverityPart, SystemReport
from risk.evaluate.section import NARROW, Section, cells, group_names

_GROUPS = {"language": "By language and script", "subject": "By who is in danger", "source": "By source"}


def sections(report: Report) -> list[Section]:
    """Every table of a report that holds something."""
    systems = report.systems
    names = [system.name for system in systems]

    def wide(kind: str, title: str, rows: list[list[str]]) -> Section:
        return Section(kind, title, ("", *names), tuple(tuple(row) for row in rows))

    found = [
        wide("levels", "Levels: share (95 % interval by Wilson), rows", _level_rows(systems)),
        _level_groups(systems, "language"),
        *(_confusion(system) for system in systems),
        _level_groups(systems, "subject"),
        _level_groups(systems, "source"),
        *kinds_sections(systems),
        wide("calibration", "Calibration of the probabilities", _calibration_rows(systems)),
        wide("severity", "C-SSRS severity, 0 to 6", _severity_rows(systems)),
        *(_severity_groups(systems, by) for by in _GROUPS),
        *(_thresholds(system) for system in systems),
        *([] if report.intents is None else intents_sections(report.intents)),
        wide("speed", "Speed", _speed_rows(systems)),
    ]
    return [section for section in found if section.rows]


def summary_lines(report: Report) -> list[str]:
    """What was measured, on how much, one line each."""
    rows = f"{report.rows} rows of {len(report.data)} files"
    lines = [rows + (f", split {report.split}" if report.split else "")]
    if report.rows_without_split:
        lines.append(f"{report.rows_without_split} rows name no split and are all used")
    if report.languages_detected:
        lines.append(f"{report.languages_detected} rows name no language; it was detected")
    for system in report.systems:
        lines.append(f"system {system.name}: version {system.version}")
        if "kinds" in system.missing_heads:
            lines.append(f"system {system.name}: its network has no such head as kinds of danger")
    if report.intents is not None:
        lines.append(no_such_head(report.intents) or intents_line(report.intents))
    return lines


def file_lines(report: Report) -> list[str]:
    """The files measured on, one line each."""
    lines = [f"{one.name}: {one.used} of {one.rows} rows, SHA-256 {one.sha256}" for one in report.data]
    heard = report.intents.data if report.intents is not None else []
    return lines + [f"intents, {one.name}: {one.used} messages, SHA-256 {one.sha256}" for one in heard]


def _confusion(system: SystemReport) -> Section:
    counts = system.levels.confusion if system.levels else []
    rows = tuple((name, *map(str, row)) for name, row in zip(LEVELS, counts, strict=bool(counts)) if row)
    title = f"{system.name}: rows by true level (down) and answer (across)"
    return Section("confusion", title, ("true level", *LEVELS), rows, system.name)


def _level_rows(systems: Sequence[SystemReport]) -> list[list[str]]:
    parts = [system.levels for system in systems]
    if not any(parts):
        return []
    rows = [
        [figure.title, *cells(parts, lambda part, of=figure.of: written(of(part)))]  # type: ignore[misc]
        for figure in LEVEL_FIGURES
    ]
    for cut in ("high", "moderate"):
        told = [system.alerts.get(cut) for system in systems]
        rate = next(one.base_rate for one in told if one is not None)
        name = f"alerts at {cut} per 100 chats, {100 * rate:g} of them truly {cut} or worse"
        numbers = cells(told, lambda one: UNKNOWN if one.per_100 is None else f"{one.per_100:.1f}")
        rows.append([name, *numbers])
        right = cells(told, lambda one: f"{percent(one.true_share)} %")
        rows.append([f"of these alerts at {cut}, right", *right])
    return rows


def _severity_rows(systems: Sequence[SystemReport]) -> list[list[str]]:
    parts = [system.severities for system in systems]
    if not any(parts):
        return []
    rows: list[list[str]] = []
    ways: tuple[tuple[str, Callable[[SeverityPart], Cut]], ...] = (
        ("any ideation (1 or more)", lambda part: part.any_ideation),
        ("method or worse (3 or more)", lambda part: part.method_or_worse),
    )
    for name, of in ways:
        cuts = [None if part is None else of(part) for part in parts]
        level = next(cut.least_level for cut in cuts if cut is not None)
        found = cells(cuts, lambda cut: written(cut.sensitivity))
        rows.append([f"{name}: sensitivity of level {level} or worse", *found])
        rows.append([f"{name}: specificity", *cells(cuts, lambda cut: written(cut.specificity))])
        rows.append([f"{name}: AUC of the score", *cells(cuts, lambda cut: estimated(cut.auc))])
    rows.append(["quadratic weighted kappa", *cells(parts, lambda part: estimated(part.weighted_kappa))])
    rows.append(["mean absolute error", *cells(parts, lambda part: f"{part.mean_absolute_error:.2f}")])
    rows.append(["score", *cells(parts, lambda part: "its own" if part.stated else "from its level")])
    return rows


def _calibration_rows(systems: Sequence[SystemReport]) -> list[list[str]]:
    rows: list[list[str]] = []
    for nth, cut in enumerate(("moderate", "high")):
        parts = [system.calibration[nth] if system.calibration else None for system in systems]
        if any(parts):
            errors = cells(parts, lambda part: f"{part.ece:.3f}")
            rows.append([f"P({cut} or worse): expected calibration error", *errors])
            rows.append([f"P({cut} or worse): Brier score", *cells(parts, lambda part: f"{part.brier:.3f}")])
    return rows


def _speed_rows(systems: Sequence[SystemReport]) -> list[list[str]]:
    return [
        ["p50, ms a message", *(f"{system.speed.p50_ms:.2f}" for system in systems)],
        ["p99, ms a message", *(f"{system.speed.p99_ms:.2f}" for system in systems)],
        ["messages a second, one thread", *(f"{system.speed.per_second:.0f}" for system in systems)],
        ["answers that broke (counted as high)", *(_failures(system) for system in systems)],
    ]


def _failures(system: SystemReport) -> str:
    return ", ".join(f"{count} {kind}" for kind, count in system.failures.items()) or "0"


def _level_groups(systems: Sequence[SystemReport], by: str) -> Section:
    rows = [
        (name, system.name, *(written_narrowly(figure.of(group.levels)) for figure in GROUP_FIGURES))
        for name in group_names(systems, by)
        for system in systems
        for group in system.groups
        if (group.by, group.name) == (by, name) and group.levels is not None
    ]
    heads = (by, "system", *(figure.short for figure in GROUP_FIGURES))
    return Section(by, f"{_GROUPS[by]}: {NARROW}", heads, tuple(rows))


def _severity_groups(systems: Sequence[SystemReport], by: str) -> Section:
    rows = [
        (
            name,
            system.name,
            *(written_narrowly(share) for cut in cuts for share in (cut.sensitivity, cut.specificity)),
            *(estimated(cut.auc) for cut in cuts),
            estimated(part.weighted_kappa),
        )
        for name in group_names(systems, by)
        for system in systems
        for group in system.groups
        if (group.by, group.name) == (by, name) and (part := group.severities) is not None
        for cuts in [(part.any_ideation, part.method_or_worse)]
    ]
    heads = (by, "system", "≥1 sens.", "≥1 spec.", "≥3 sens.", "≥3 spec.", "≥1 AUC", "≥3 AUC", "kappa")
    return Section(f"{by}-severity", f"C-SSRS severity {_GROUPS[by].lower()}: {NARROW}", heads, tuple(rows))


def _thresholds(system: SystemReport) -> Section:
    """Sensitivity and specificity by threshold of the score, where something changes from one to the next."""
    rows: list[tuple[str, ...]] = []
    for one in system.severities.thresholds if system.severities else []:
        cells = (
            percent(one.any_ideation_sensitivity),
            percent(one.any_ideation_specificity),
            percent(one.method_sensitivity),
            percent(one.method_specificity),
        )
        if not rows or rows[-1][1:] != cells:
            rows.append((f"{one.at:g}", *cells))
    heads = ("score from", "≥1 sens. %", "≥1 spec. %", "≥3 sens. %", "≥3 spec. %")
    title = f"{system.name}: true severity 1 or more, and 3 or more, by threshold of the score"
    return Section("thresholds", title, heads, tuple(rows), system.name)

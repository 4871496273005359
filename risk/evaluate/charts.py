"""Which plots a report has."""

from collections.abc import Sequence

import altair as alt

from risk.evaluate.figures import (
    CHOSEN_RIGHT,
    CHOSEN_WRONG,
    FIRST_IS_MAIN,
    GROUP_FIGURES,
    KIND_AT_LEVEL,
    KIND_NAMES,
    KIND_ON_NONE,
    KIND_RAISED,
    LEVELS,
)
from risk.evaluate.intents_report import ALL, IntentsReport
from risk.evaluate.kinds_report import KindFigures, KindsPart
from risk.evaluate.plotting import (
    WIDTH,
    Plot,
    Point,
    chart,
    colour,
    counted,
    diagonal,
    intervals,
    shape,
    svg,
)
from risk.evaluate.report import Report, SystemReport

_KIND_PANELS = (KIND_AT_LEVEL, KIND_RAISED, KIND_ON_NONE)
_INTENT_PANELS = (FIRST_IS_MAIN, CHOSEN_RIGHT, CHOSEN_WRONG)


def plots(report: Report) -> list[Plot]:
    """Every plot that a report has figures for."""
    systems = report.systems
    found = [_confusion(system) for system in systems if system.levels is not None]
    if any(system.levels for system in systems):
        found.append(_by_figure(systems))
        found.append(_by_language(systems))
    if any(system.kinds for system in systems):
        found.append(_by_kind(systems))
        found.append(_kinds_by_language(systems))
        found += [_confused_kinds(one.name, one.kinds) for one in systems if one.kinds is not None]
    if any(system.severities for system in systems):
        found.append(_roc(systems))
    if any(system.calibration for system in systems):
        found.append(_reliability(systems))
    if report.intents is not None and report.intents.figures:
        found.append(_intents(report.intents))
    return found


def _names(systems: Sequence[SystemReport]) -> list[str]:
    return [system.name for system in systems]


def _confusion(system: SystemReport) -> Plot:
    counts = system.levels.confusion if system.levels else []
    drawn = counted(LEVELS, LEVELS, counts, [sum(line) for line in counts], "true level")
    label = f"{system.name}: how many rows of each true level got which answer"
    return Plot("confusion", label, svg(drawn), system.name)


def _by_figure(systems: Sequence[SystemReport]) -> Plot:
    points = [
        Point(figure.short, system.name, figure.of(system.levels))
        for figure in GROUP_FIGURES
        for system in systems
        if system.levels is not None
    ]
    names = [figure.short for figure in GROUP_FIGURES]
    label = "Shares of the main figures with their intervals, by system"
    return Plot("levels", label, svg(intervals(points, names, _names(systems), label_width=130)))


def _by_language(systems: Sequence[SystemReport]) -> Plot:
    panels = [
        intervals(
            [
                Point(group.name, system.name, figure.of(group.levels))
                for system in systems
                for group in system.groups
                if group.by == "language" and group.levels is not None
            ],
            _languages(systems),
            _names(systems),
            label_width=60,
        ).properties(title=figure.title)
        for figure in GROUP_FIGURES
    ]
    label = "The main figures with their intervals, by language and script, by system"
    return Plot("language", label, svg(alt.vconcat(*panels)))


def _languages(systems: Sequence[SystemReport]) -> list[str]:
    groups = (group for system in systems for group in system.groups if group.by == "language")
    return list(dict.fromkeys(group.name for group in groups))


def _by_kind(systems: Sequence[SystemReport]) -> Plot:
    every = [
        (system.name, figures)
        for system in systems
        if system.kinds is not None
        for figures in (system.kinds.any, *system.kinds.kinds)
    ]
    shown = {figures.kind for _, figures in every if figures.at_level.of}
    names = [name for kind, name in KIND_NAMES.items() if kind in shown]
    panels = [
        intervals(
            [
                Point(KIND_NAMES[figures.kind], name, figure.of(figures))
                for name, figures in every
                if figures.kind in shown
            ],
            names,
            _names(systems),
            label_width=130,
        ).properties(title=figure.title)
        for figure in _KIND_PANELS
    ]
    label = "How each kind of danger is told, with intervals, by system"
    return Plot("kinds", label, svg(alt.vconcat(*panels)))


def _kinds_by_language(systems: Sequence[SystemReport]) -> Plot:
    every: list[tuple[str, str, KindFigures]] = [
        (group.name, system.name, group.kinds.any)
        for system in systems
        for group in system.groups
        if group.by == "language" and group.kinds is not None
    ]
    names = [name for name in _languages(systems) if any(name == one for one, *_ in every)]
    panels = [
        intervals(
            [Point(name, system, figure.of(figures)) for name, system, figures in every],
            names,
            _names(systems),
            label_width=60,
        ).properties(title=figure.title)
        for figure in _KIND_PANELS
    ]
    label = "How danger from others and to others is told, with intervals, by language and script, by system"
    return Plot("kinds-language", label, svg(alt.vconcat(*panels)))


def _confused_kinds(name: str, part: KindsPart) -> Plot:
    lines = [nth for nth, rows in enumerate(part.true_rows) if rows]
    drawn = counted(
        [part.true[nth].replace("_", " ") for nth in lines],
        [kind.replace("_", " ") for kind in part.told],
        [part.confusion[nth] for nth in lines],
        [part.true_rows[nth] for nth in lines],
        "shown",
    )
    label = f"{name}: of how many rows that show a kind of danger which kinds were told"
    return Plot("kinds-confusion", label, svg(drawn), name)


def _intents(report: IntentsReport) -> Plot:
    whole = [one for one in report.figures if one.group == ALL]
    panels = [
        intervals(
            [Point(one.way, ALL, figure.of(one)) for one in whole],
            [one.way for one in whole],
            [ALL],
            label_width=60,
        ).properties(title=figure.title)
        for figure in _INTENT_PANELS
    ]
    label = "How intents are recognised, with intervals, by way of writing"
    return Plot("intents", label, svg(alt.vconcat(*panels)))


def _roc(systems: Sequence[SystemReport]) -> Plot:
    panels = []
    for title, sensitivity, specificity in (
        ("any ideation (1 or more)", "any_ideation_sensitivity", "any_ideation_specificity"),
        ("method or worse (3 or more)", "method_sensitivity", "method_specificity"),
    ):
        # Everything is told from score 0 on.
        values = [{"series": system.name, "false": 1, "found": 1, "at": 0} for system in systems]
        values += [
            {"series": system.name, "false": 1 - of_others, "found": found, "at": one.at}
            for system in systems
            for one in (system.severities.thresholds if system.severities else [])
            if (found := getattr(one, sensitivity)) is not None
            and (of_others := getattr(one, specificity)) is not None
        ]
        base = chart(values).encode(
            x=alt.X("false:Q", scale=alt.Scale(domain=[0, 1]), title="1 - specificity"),
            y=alt.Y("found:Q", scale=alt.Scale(domain=[0, 1]), title="sensitivity"),
            color=colour(_names(systems)),
            order="at:Q",
        )
        points = base.mark_point(filled=True, size=30, opacity=1).encode(shape=shape(_names(systems)))
        panels.append(
            (diagonal() + base.mark_line() + points).properties(width=WIDTH, height=WIDTH, title=title)
        )
    label = "Sensitivity against 1 - specificity over all thresholds of the score, at both cuts, by system"
    return Plot("severity", label, svg(alt.vconcat(*panels)))


def _reliability(systems: Sequence[SystemReport]) -> Plot:
    panels = []
    for nth, cut in enumerate(("moderate", "high")):
        values = [
            {
                "series": system.name,
                "said": one.mean_probability,
                "true": one.true / one.rows,
                "of": one.rows,
            }
            for system in systems
            if system.calibration
            for one in system.calibration[nth].bins
            if one.rows
        ]
        base = chart(values).encode(
            x=alt.X("said:Q", scale=alt.Scale(domain=[0, 1]), title=f"P({cut} or worse) as said"),
            y=alt.Y("true:Q", scale=alt.Scale(domain=[0, 1]), title="share that truly is"),
            color=colour(_names(systems)),
        )
        points = base.mark_point(filled=True, opacity=1).encode(
            shape=shape(_names(systems)), size=alt.Size("of:Q", legend=None, scale=alt.Scale(range=[20, 200]))
        )
        panels.append((diagonal() + base.mark_line() + points).properties(width=WIDTH, height=WIDTH))
    label = "Probabilities as said against the shares that are true, in ten bins, by system"
    return Plot("calibration", label, svg(alt.vconcat(*panels)))

"""The report's plots as SVG text, made without a browser and without scripts.

Systems differ by colour and by shape, so that nobody needs to tell colours apart. The colours are those of
Okabe and Ito.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import vl_convert

from risk.evaluate.figures import GROUP_FIGURES, LEVELS, Figure
from risk.evaluate.report import LevelPart, Report, SystemReport

_COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7"]
_SHAPES = ["circle", "square", "triangle-up", "diamond"]
_FONT = "'Noto Sans', 'Noto Sans Georgian', system-ui, sans-serif"
# As wide as a phone held upright; wider screens scale it up.
_WIDTH = 250
_ROW = 16


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot for the tables of one kind: its SVG and what it shows, for who cannot see it."""

    kind: str
    label: str
    svg: str
    system: str | None = None


def plots(report: Report) -> list[Plot]:
    """Every plot that a report has figures for."""
    systems = report.systems
    found = [_confusion(system) for system in systems if system.levels is not None]
    if any(system.levels for system in systems):
        found.append(_by_figure(systems))
        found.append(_by_language(systems))
    if any(system.severities for system in systems):
        found.append(_roc(systems))
    if any(system.calibration for system in systems):
        found.append(_reliability(systems))
    return found


def _confusion(system: SystemReport) -> Plot:
    counts = system.levels.confusion if system.levels else []
    cells = [
        {"true": true, "answer": answer, "rows": rows, "share": rows / max(1, sum(line))}
        for true, line in zip(LEVELS, counts, strict=True)
        for answer, rows in zip(LEVELS, line, strict=True)
    ]
    base = _chart(cells).encode(
        x=alt.X("answer:N", sort=list(LEVELS), title="answer", axis=alt.Axis(orient="top", labelAngle=-40)),
        y=alt.Y("true:N", sort=list(LEVELS), title="true level"),
    )
    boxes = base.mark_rect().encode(
        color=alt.Color("share:Q", scale=alt.Scale(scheme="blues", domain=[0, 1]), legend=None)
    )
    numbers = base.mark_text().encode(
        text="rows:Q",
        color=alt.condition("datum.share > 0.5", alt.value("white"), alt.value("black")),
    )
    label = f"{system.name}: how many rows of each true level got which answer"
    return Plot("confusion", label, _svg((boxes + numbers).properties(width=_WIDTH, height=170)), system.name)


def _by_figure(systems: Sequence[SystemReport]) -> Plot:
    values = [
        _share(figure.short, figure, system.name, system.levels)
        for figure in GROUP_FIGURES
        for system in systems
        if system.levels is not None
    ]
    names = [figure.short for figure in GROUP_FIGURES]
    label = "Shares of the main figures with their intervals, by system"
    return Plot("levels", label, _svg(_intervals(values, names, systems, label_width=130)))


def _by_language(systems: Sequence[SystemReport]) -> Plot:
    groups = [group for system in systems for group in system.groups if group.by == "language"]
    names = list(dict.fromkeys(group.name for group in groups))
    panels = [
        _intervals(
            [
                _share(group.name, figure, system.name, group.levels)
                for system in systems
                for group in system.groups
                if group.by == "language" and group.levels is not None
            ],
            names,
            systems,
            label_width=60,
        ).properties(title=figure.title)
        for figure in GROUP_FIGURES
    ]
    label = "The main figures with their intervals, by language and script, by system"
    return Plot("language", label, _svg(alt.vconcat(*panels)))


def _share(name: str, figure: Figure, system: str, part: LevelPart) -> dict[str, Any]:
    share = figure.of(part)
    return {"name": name, "system": system, "share": share.share, "low": share.low, "high": share.high}


def _intervals(
    values: list[dict[str, Any]], names: list[str], systems: Sequence[SystemReport], label_width: int
) -> Any:
    """Points with whiskers, one line for each name, systems below each other in it."""
    base = _chart([one for one in values if one["share"] is not None]).encode(
        y=alt.Y("name:N", sort=names, title=None, axis=alt.Axis(labelLimit=label_width)),
        yOffset=alt.YOffset("system:N", sort=[system.name for system in systems]),
    )
    axis = alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1])
    x = alt.X("low:Q", scale=alt.Scale(domain=[0, 1]), axis=axis, title=None)
    whiskers = base.mark_rule().encode(x=x, x2="high:Q", color=_colour(systems))
    points = base.mark_point(filled=True, size=45, opacity=1).encode(
        x="share:Q", color=_colour(systems), shape=_shape(systems)
    )
    height = len(names) * (_ROW * len(systems) + 10)
    return (whiskers + points).properties(width=_WIDTH, height=height)


def _roc(systems: Sequence[SystemReport]) -> Plot:
    panels = []
    for title, sensitivity, specificity in (
        ("any ideation (1 or more)", "any_ideation_sensitivity", "any_ideation_specificity"),
        ("method or worse (3 or more)", "method_sensitivity", "method_specificity"),
    ):
        # Everything is told from score 0 on.
        values = [{"system": system.name, "false": 1, "found": 1, "at": 0} for system in systems]
        values += [
            {"system": system.name, "false": 1 - of_others, "found": found, "at": one.at}
            for system in systems
            for one in (system.severities.thresholds if system.severities else [])
            if (found := getattr(one, sensitivity)) is not None
            and (of_others := getattr(one, specificity)) is not None
        ]
        base = _chart(values).encode(
            x=alt.X("false:Q", scale=alt.Scale(domain=[0, 1]), title="1 - specificity"),
            y=alt.Y("found:Q", scale=alt.Scale(domain=[0, 1]), title="sensitivity"),
            color=_colour(systems),
            order="at:Q",
        )
        points = base.mark_point(filled=True, size=30, opacity=1).encode(shape=_shape(systems))
        panels.append(
            (_diagonal() + base.mark_line() + points).properties(width=_WIDTH, height=_WIDTH, title=title)
        )
    label = "Sensitivity against 1 - specificity over all thresholds of the score, at both cuts, by system"
    return Plot("severity", label, _svg(alt.vconcat(*panels)))


def _reliability(systems: Sequence[SystemReport]) -> Plot:
    panels = []
    for nth, cut in enumerate(("moderate", "high")):
        values = [
            {
                "system": system.name,
                "said": one.mean_probability,
                "true": one.true / one.rows,
                "of": one.rows,
            }
            for system in systems
            if system.calibration
            for one in system.calibration[nth].bins
            if one.rows
        ]
        base = _chart(values).encode(
            x=alt.X("said:Q", scale=alt.Scale(domain=[0, 1]), title=f"P({cut} or worse) as said"),
            y=alt.Y("true:Q", scale=alt.Scale(domain=[0, 1]), title="share that truly is"),
            color=_colour(systems),
        )
        points = base.mark_point(filled=True, opacity=1).encode(
            shape=_shape(systems), size=alt.Size("of:Q", legend=None, scale=alt.Scale(range=[20, 200]))
        )
        panels.append((_diagonal() + base.mark_line() + points).properties(width=_WIDTH, height=_WIDTH))
    label = "Probabilities as said against the shares that are true, in ten bins, by system"
    return Plot("calibration", label, _svg(alt.vconcat(*panels)))


def _diagonal() -> Any:
    return (
        _chart([{"x": 0, "y": 0}, {"x": 1, "y": 1}])
        .mark_line(color="#888", strokeDash=[4, 4])
        .encode(x="x:Q", y="y:Q")
    )


def _chart(values: list[dict[str, Any]]) -> Any:
    data: Any = alt.Data  # its own signature is not typed
    return alt.Chart(data(values=values))


def _colour(systems: Sequence[SystemReport]) -> Any:
    return alt.Color("system:N", scale=_scale(systems, _COLOURS), legend=_legend(systems))


def _shape(systems: Sequence[SystemReport]) -> Any:
    return alt.Shape("system:N", scale=_scale(systems, _SHAPES), legend=_legend(systems))


def _scale(systems: Sequence[SystemReport], looks: Sequence[str]) -> Any:
    names = [system.name for system in systems]
    return alt.Scale(domain=names, range=[looks[nth % len(looks)] for nth in range(len(names))])


def _legend(systems: Sequence[SystemReport]) -> Any:
    return alt.Legend(title=None, orient="top", columns=2) if len(systems) > 1 else None


_IDS = re.compile(r'\bid="[^"]*"|url\(#[^)]*\)')


def _svg(chart: Any) -> str:
    """SVG to stand inside a page: without ids, which would clash, and scaled by its box."""
    styled = chart.configure(font=_FONT, background="white", aria=False).configure_axis(
        labelFontSize=11, titleFontSize=11
    )
    svg: str = vl_convert.vegalite_to_svg(styled.to_dict())
    if _IDS.search(svg):  # pragma: no cover - none of these plots clips or fills with a gradient
        raise ValueError("a plot refers to an id; two of them in one page would clash")
    return re.sub(r'^<svg ([^>]*?) width="[\d.]+" height="[\d.]+"', r"<svg \1", svg, count=1)

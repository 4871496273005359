"""What the report's plots are drawn with: SVG text, made without a browser and without scripts.

Systems differ by colour and by shape, so that nobody needs to tell colours apart. The colours are those of
Okabe and Ito.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import vl_convert

from risk.evaluate.parts import Share

_COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7"]
_SHAPES = ["circle", "square", "triangle-up", "diamond"]
_FONT = "'Noto Sans', 'Noto Sans Georgian', system-ui, sans-serif"
# As wide as a phone held upright; wider screens scale it up.
WIDTH = 250
_ROW = 16


@dataclass(frozen=True, slots=True)
class Plot:
    """A plot for the tables of one kind: its SVG and what it shows, for who cannot see it."""

    kind: str
    label: str
    svg: str
    system: str | None = None


@dataclass(frozen=True, slots=True)
class Point:
    """A share to draw: its line and, where several stand in a line, which of them it is."""

    name: str
    series: str
    share: Share


def intervals(points: Sequence[Point], names: Sequence[str], series: Sequence[str], label_width: int) -> Any:
    """Points with whiskers, one line for each name, the series below each other in it."""
    values = [
        {
            "name": one.name,
            "series": one.series,
            "share": one.share.share,
            "low": one.share.low,
            "high": one.share.high,
        }
        for one in points
        if one.share.share is not None
    ]
    base = chart(values).encode(
        y=alt.Y("name:N", sort=list(names), title=None, axis=alt.Axis(labelLimit=label_width)),
        yOffset=alt.YOffset("series:N", sort=list(series)),
    )
    axis = alt.Axis(format=".0%", values=[0, 0.25, 0.5, 0.75, 1])
    x = alt.X("low:Q", scale=alt.Scale(domain=[0, 1]), axis=axis, title=None)
    whiskers = base.mark_rule().encode(x=x, x2="high:Q", color=colour(series))
    dots = base.mark_point(filled=True, size=45, opacity=1).encode(
        x="share:Q", color=colour(series), shape=shape(series)
    )
    height = len(names) * (_ROW * len(series) + 10)
    return (whiskers + dots).properties(width=WIDTH, height=height)


def counted(
    lines: Sequence[str],
    columns: Sequence[str],
    counts: Sequence[Sequence[int]],
    of: Sequence[int],
    title: str,
) -> Any:
    """Boxes with counts in them, the darker the larger their share of the line's rows (`of`)."""
    values = [
        {"line": line, "column": column, "rows": rows, "share": rows / max(1, total)}
        for line, row, total in zip(lines, counts, of, strict=True)
        for column, rows in zip(columns, row, strict=True)
    ]
    base = chart(values).encode(
        x=alt.X(
            "column:N",
            sort=list(columns),
            title="answer",
            axis=alt.Axis(orient="top", labelAngle=-40, titlePadding=16),
        ),
        y=alt.Y("line:N", sort=list(lines), title=title),
    )
    boxes = base.mark_rect().encode(
        color=alt.Color("share:Q", scale=alt.Scale(scheme="blues", domain=[0, 1]), legend=None)
    )
    numbers = base.mark_text().encode(
        text="rows:Q",
        color=alt.condition("datum.share > 0.5", alt.value("white"), alt.value("black")),
    )
    return (boxes + numbers).properties(width=WIDTH, height=34 * len(lines))


def diagonal() -> Any:
    """The line of chance, or of honest probabilities."""
    return (
        chart([{"x": 0, "y": 0}, {"x": 1, "y": 1}])
        .mark_line(color="#888", strokeDash=[4, 4])
        .encode(x="x:Q", y="y:Q")
    )


def chart(values: list[dict[str, Any]]) -> Any:
    """A chart of these values."""
    data: Any = alt.Data  # its own signature is not typed
    return alt.Chart(data(values=values))


def colour(series: Sequence[str]) -> Any:
    """Which colour each series has."""
    return alt.Color("series:N", scale=_scale(series, _COLOURS), legend=_legend(series))


def shape(series: Sequence[str]) -> Any:
    """Which shape each series has."""
    return alt.Shape("series:N", scale=_scale(series, _SHAPES), legend=_legend(series))


def _scale(series: Sequence[str], looks: Sequence[str]) -> Any:
    return alt.Scale(domain=list(series), range=[looks[nth % len(looks)] for nth in range(len(series))])


def _legend(series: Sequence[str]) -> Any:
    return alt.Legend(title=None, orient="top", columns=2) if len(series) > 1 else None


_IDS = re.compile(r'\bid="[^"]*"|url\(#[^)]*\)')


def svg(drawn: Any) -> str:
    """SVG to stand inside a page: without ids, which would clash, and scaled by its box."""
    # A reader's font may be wider than the one that was measured: long names need room on the left.
    room = {"left": 20, "top": 5, "right": 5, "bottom": 5}
    styled = drawn.configure(font=_FONT, background="white", aria=False, padding=room).configure_axis(
        labelFontSize=11, titleFontSize=11
    )
    made: str = vl_convert.vegalite_to_svg(styled.to_dict())
    if _IDS.search(made):  # pragma: no cover - none of these plots clips or fills with a gradient
        raise ValueError("a plot refers to an id; two of them in one page would clash")
    return re.sub(r'^<svg ([^>]*?) width="[\d.]+" height="[\d.]+"', r"<svg \1", made, count=1)

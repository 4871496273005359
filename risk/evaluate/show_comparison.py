"""A comparison as tables in a terminal."""

from collections.abc import Sequence

from rich.console import Console

from risk.evaluate.comparison import Difference, SystemComparison
from risk.evaluate.figures import UNKNOWN, percent, written_narrowly
from risk.evaluate.show import show_table

_HEADS = ("", "group", "before", "after", "change", "lost / won rows", "p")


def show_comparison(comparisons: Sequence[SystemComparison], out: Console) -> None:
    """Print every difference, then what must not have fallen and did."""
    for one in comparisons:
        out.print()
        out.print(f"before: {one.before}")
        out.print(f"after:  {one.after}")
        if one.paired:
            out.print(f"{one.paired} rows in pairs, {one.left_out} rows that only one report holds left out")
        else:
            out.print("the reports share no rows, so that shares are of different messages")
        if one.relabelled:
            out.print(f"{one.relabelled} rows were labelled anew; the later label counts for both")
        title = "Per cent (95 % interval by Wilson), rows; change in points; p by McNemar, exact"
        show_table(title, _HEADS, [_row(difference) for difference in one.differences], out)
        for difference in one.fallen:
            out.print(fallen_line(difference), style="bold red")
        if not one.fallen:
            out.print("no guarded recall fell in any language")


def fallen_line(one: Difference) -> str:
    """What fell, where and by how much, in one line."""
    if one.after.share is None:
        return f"FELL: {one.measure}, {one.group}: was measured on {one.before.of} rows and is not any more"
    before, after = f"{percent(one.before.share)} %", f"{percent(one.after.share)} %"
    counts = f"{one.before.hits} of {one.before.of} to {one.after.hits} of {one.after.of}"
    return f"FELL: {one.measure}, {one.group}: {before} to {after} ({counts})"


def _row(one: Difference) -> list[str]:
    return [
        one.measure,
        one.group,
        written_narrowly(one.before),
        written_narrowly(one.after),
        UNKNOWN if one.change is None else f"{100 * one.change:+.1f}" + (" FELL" if one.fell else ""),
        UNKNOWN if one.only_before is None else f"{one.only_before} / {one.only_after}",
        UNKNOWN if one.p is None else f"{one.p:.3f}",
    ]

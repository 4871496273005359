"""What the measurements say, for people and for programs."""

import json
from dataclasses import asdict

from rich.console import Console
from rich.table import Table

from app.bench.spine import Report, Result

LEAST_RATIO = 0.5
LONGEST_P99 = 50.0  # milliseconds

_HEADINGS = ("store", "bot", "msg/s", "ratio", "p50 ms", "p99 ms", "longest")


def print_table(report: Report) -> None:
    """A table, what it means, and whether the aims are met."""
    console = Console(highlight=False)
    plan = report.plan
    table = Table(title="One message, from update in to answer committed")
    for nth, heading in enumerate(_HEADINGS):
        table.add_column(heading, justify="left" if nth < 2 else "right")
    for result in report.results:
        _add_rows(table, result)
    console.print(table)
    console.print(f"msg/s: {plan.chats} chats at once, each as fast as it is answered.")
    console.print("ratio: the median of rounds in turns.")
    console.print(f"ms: at {plan.rate:g} messages a second, from when each was due.")
    busy = f"load {report.load_before:.1f} before, {report.load_after:.1f} after"
    console.print(f"{report.processors} processors, {busy}.")
    for result in report.results:
        ratio, p99 = _verdict(result.ratio >= LEAST_RATIO), _verdict(result.ours.p99 < LONGEST_P99)
        lowest, highest = result.lowest_ratio, result.highest_ratio
        console.print(
            f"{result.store}: {ratio} a ratio of {LEAST_RATIO:g} (rounds {lowest:.2f} to {highest:.2f}), "
            f"{p99} p99 under {LONGEST_P99:g} ms"
        )
    for line in report.missing:
        console.print(line, style="bold yellow")


def print_json(report: Report) -> None:
    """Everything that was measured, as one JSON object."""
    print(json.dumps(asdict(report), indent=2))


def _add_rows(table: Table, result: Result) -> None:
    both = (
        ("mkhari", result.ours_per_second, f"{result.ratio:.2f}", result.ours),
        ("bare", result.bare_per_second, "1", result.bare),
    )
    for bot, per_second, ratio, waits in both:
        milliseconds = (f"{value:.1f}" for value in (waits.p50, waits.p99, waits.longest))
        table.add_row(result.store, bot, f"{per_second:.0f}", ratio, *milliseconds)


def _verdict(is_met: bool) -> str:
    return "meets" if is_met else "MISSES"

"""What `mkhari bench escalation` found, for people and for programs."""

import json
from dataclasses import asdict

from rich.console import Console
from rich.table import Table

from app.bench.escalation import Report

LONGEST_P99 = 300.0  # milliseconds

_HEADINGS = ("store", "to", "p50 ms", "p99 ms", "longest", "number", "aim")


def print_escalation_table(report: Report) -> None:
    """A table with the aim beside each figure, and what was measured."""
    console, plan = Console(highlight=False), report.plan
    table = Table(title="From a message's commit to those who must know")
    for nth, heading in enumerate(_HEADINGS):
        table.add_column(heading, justify="left" if nth in (0, 1, 6) else "right")
    for result in report.results:
        for name, waits in (("page at the webhook", result.page), ("event at a console", result.event)):
            figures = (f"{value:.0f}" for value in (waits.p50, waits.p99, waits.longest))
            is_met = "meets" if waits.p99 < LONGEST_P99 else "MISSES"
            aim = f"{is_met} p99 < {LONGEST_P99:g}"
            table.add_row(result.store, name, *figures, str(waits.number), aim)
    console.print(table)
    cases = f"{plan.open_cases} open cases, {plan.waiting} of them waiting when it began"
    console.print(f"{cases}; {plan.consoles} consoles over HTTP.")
    console.print(
        f"{plan.messages} messages, {plan.rate:g} a second; as often a claim, an answer and an end."
    )
    busy = f"load {report.load_before:.1f} before, {report.load_after:.1f} after"
    console.print(f"{report.processors} processors, {busy}.")
    for line in report.missing:
        console.print(line, style="bold yellow")


def print_escalation_json(report: Report) -> None:
    """Everything that was measured, as one JSON object."""
    print(json.dumps(asdict(report), indent=2))

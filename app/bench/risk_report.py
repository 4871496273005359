"""What `mkhari bench risk` found, for people and for programs."""

import json
from dataclasses import asdict

from rich.console import Console
from rich.table import Table

from app.bench.risk import RiskReport

_MANY = {"thread": "threads", "process": "processes"}


def print_risk_table(report: RiskReport) -> None:
    """Tables of times, rates and costs."""
    console = Console(highlight=False)
    table = Table(title=f"{report.system} ({report.version}): one message, one thread")
    for nth, heading in enumerate(("text", "language or kind", "p50 ms", "p99 ms", "longest", "answers")):
        table.add_column(heading, justify="left" if nth < 2 else "right")
    for one in report.timings:
        milliseconds = (f"{value:.2f}" for value in (one.waits.p50, one.waits.p99, one.waits.longest))
        table.add_row(one.text, one.group, *milliseconds, str(one.waits.answers))
    console.print(table)
    counted = "the model's tokenizer" if report.tokens_counted else "estimate, four characters each"
    console.print(f"Tokens by {counted}. A conversation waits a second at most for its answer.")
    for rate in report.rates:
        kind = rate.kind if rate.workers == 1 else _MANY[rate.kind]
        console.print(f"{rate.per_second:.0f} answers/s in {rate.workers} {kind}")
    cost = report.cost
    first = f"{1000 * cost.first_answer_seconds:.0f} ms for the first answer"
    held = f"{cost.empty_mib:.0f} MiB before, {cost.loaded_mib:.0f} after, {cost.most_mib:.0f} at most"
    console.print(f"In a fresh process: {cost.load_seconds:.2f} s to load, {first}; {held}.")
    busy = f"load {report.load_before:.1f} before, {report.load_after:.1f} after"
    console.print(f"{report.processors} processors, {busy}.")


def print_risk_json(report: RiskReport) -> None:
    """Everything that was measured, as one JSON object."""
    print(json.dumps(asdict(report), indent=2))

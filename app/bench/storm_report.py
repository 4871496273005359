"""What `mkhari bench storm` found, for people and for programs."""

import json
from dataclasses import asdict

from rich.console import Console
from rich.table import Table

from app.bench.storm import Report
from app.bench.storm_checks import LONGEST_FIRST_PAGE, LONGEST_OVERDUE

_SHOWN = 20  # lines of what went wrong


def print_storm_table(report: Report) -> None:
    """What happened, with the aim beside each figure, and what went wrong."""
    console, plan, found = Console(highlight=False), report.plan, report.verdict
    table = Table(title=f"{report.kills} workers killed while {found.cases} cases came in")
    for nth, heading in enumerate(("what", "found", "aim")):
        table.add_column(heading, justify="right" if nth == 1 else "left")
    first = f"{found.first_page_p50:.2f} / {found.first_page_p99:.2f} / {found.first_page_longest:.2f} s"
    table.add_row("claims", str(found.claims), f"each of {plan.cases} cases once")
    table.add_row("wrong: claims, rungs that were skipped", str(len(found.wrong)), "0")
    table.add_row("first page, p50 / p99 / longest", first, f"p99 < {LONGEST_FIRST_PAGE:g} s")
    table.add_row("longest overdue", f"{found.highest_overdue:.2f} s", f"never above {LONGEST_OVERDUE:g} s")
    table.add_row("late: rungs, first pages, deadlines", str(len(found.late)), "0")
    table.add_row("pages at the webhook", str(found.pages), "")
    table.add_row("of these repeated after a kill", str(found.repeats), "allowed")
    table.add_row("claims for which another was quicker", str(report.refused), "allowed")
    table.add_row("what the database did not answer", str(report.unanswered), "")
    console.print(table)
    climbed = ", ".join(f"{rung} {number}" for rung, number in found.rungs.items())
    console.print(f"Cases that came to each rung: {climbed}.")
    workers = f"{plan.workers} workers, {plan.counsellors} counsellors, {plan.seconds:g} s, seed {plan.seed}"
    woken = "woken over Redis" if report.has_redis else "without Redis: each looks once a second"
    console.print(f"{workers}; {report.samples} looks at what is due; {woken}.")
    for line in (found.wrong + found.late)[:_SHOWN]:
        console.print(line, style="bold red")


def print_storm_json(report: Report) -> None:
    """Everything that was found, as one JSON object."""
    print(json.dumps(asdict(report), indent=2))

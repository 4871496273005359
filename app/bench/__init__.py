"""Measurements: `mkhari bench`. Ratios within one run, since machines differ and are noisy."""

import asyncio
import os
from pathlib import Path
from typing import Annotated, TextIO

import structlog
import typer

from app import logs
from app.command import run
from app.errors import CannotStart
from risk.errors import RiskError

bench_app = typer.Typer(help="Measurements.", no_args_is_help=True)


@bench_app.command()
def spine(
    seconds: Annotated[float, typer.Option(min=2, help="Length of each part, on each store.")] = 20,
    chats: Annotated[int, typer.Option(min=1, help="People who write at the same time.")] = 32,
    rate: Annotated[float, typer.Option(min=1, help="Messages a second in the latency part.")] = 50,
    postgresql_url: Annotated[
        str | None,
        typer.Option(help="A server where a temporary database may be made; a local one if not named."),
    ] = None,
    redis_url: Annotated[
        str | None, typer.Option(help="Redis to use with PostgreSQL; inside the process if not named.")
    ] = None,
    store: Annotated[str | None, typer.Option(help="Only sqlite or only postgresql.")] = None,
    log: Annotated[Path, typer.Option(help="Where the service's own log goes.")] = Path(os.devnull),
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """Our path for one message, update in to answer committed, beside a bare bot with one INSERT."""
    # Here, since aiogram takes seconds to import, and the other commands need not wait for it.
    from app.bench.report import print_json, print_table
    from app.bench.spine import Plan, measure_all

    # The log is written as in production, because its cost is part of ours.
    with log.open("w", encoding="utf-8") as file:
        _log_to(file)
        plan = Plan(seconds, chats, rate)
        report = print_json if as_json else print_table
        run(measure_all(plan, store, postgresql_url, redis_url, report))


@bench_app.command()
def worst(
    tries: Annotated[int, typer.Option(min=1, help="How many texts to try.")] = 300,
    seed: Annotated[int, typer.Option(help="Which texts are tried.")] = 20261130,
    limit: Annotated[float, typer.Option(min=0.1, help="The limit of a check, as in the settings.")] = 1.0,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of lines.")] = False,
) -> None:
    """The text that costs the risk check most, and how long others wait beside eight who write it."""
    from dataclasses import asdict

    import orjson

    from app.bench.worst_text import crowd, search
    from risk.assess import assess

    assess("hello")
    found = search(assess, tries, seed)
    beside = asyncio.run(crowd(assess, found.recipe.text(), limit))
    if as_json:
        typer.echo(orjson.dumps({"worst": asdict(found), "crowd": asdict(beside), "seed": seed}).decode())
        return
    recipe = found.recipe
    typer.echo(f"seed {seed}, {found.tried} texts tried")
    typer.echo(
        f"worst: {found.seconds:.3f} s of a processor: {' + '.join(recipe.alphabets)}, "
        f"words of {recipe.word}, {recipe.different} different, {recipe.between!r} between, "
        f"its own seed {recipe.seed}"
    )
    typer.echo(
        f"an innocent message: {beside.alone:.3f} s alone, beside {beside.visitors} visitors "
        f"{beside.beside_median:.3f} s (longest {beside.beside_longest:.3f} s); {beside.counted_high} high"
    )


@bench_app.command()
def risk(
    system: Annotated[str, typer.Option(help="rules, model, both or rrt-advocate.")] = "both",
    number: Annotated[int, typer.Option(min=2, help="Messages of each length in each language.")] = 200,
    seconds: Annotated[float, typer.Option(min=0.1, help="Length of each part that counts answers.")] = 5,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """The risk check: time for one message of each kind, answers a second, time to load and memory."""
    from app.bench.risk import measure_risk
    from app.bench.risk_report import print_risk_json, print_risk_table

    try:
        measure_risk(system, number, seconds, print_risk_json if as_json else print_risk_table)
    except (CannotStart, RiskError) as error:
        typer.secho(str(error), err=True, fg="red")
        raise typer.Exit(1) from None


@bench_app.command()
def escalation(
    messages: Annotated[int, typer.Option(min=2, help="Messages that open a case, on each store.")] = 300,
    rate: Annotated[float, typer.Option(min=0.1, help="Of these so many a second.")] = 5,
    open_cases: Annotated[int, typer.Option(min=1, help="Cases that are open all the time.")] = 200,
    waiting: Annotated[int, typer.Option(min=0, help="Of these, cases that nobody holds.")] = 40,
    consoles: Annotated[int, typer.Option(min=1, help="Counsellors whose consoles are open.")] = 50,
    postgresql_url: Annotated[
        str | None,
        typer.Option(help="A server where a temporary database may be made; a local one if not named."),
    ] = None,
    store: Annotated[str | None, typer.Option(help="Only sqlite or only postgresql.")] = None,
    log: Annotated[Path, typer.Option(help="Where the service's own log goes.")] = Path(os.devnull),
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """From a message's commit to the page at a webhook, and to the event at every open console."""
    from app.bench.escalation import Plan, measure_all
    from app.bench.escalation_report import print_escalation_json, print_escalation_table

    with log.open("w", encoding="utf-8") as file:
        _log_to(file)
        plan = Plan(messages, rate, open_cases, waiting, consoles)
        report = print_escalation_json if as_json else print_escalation_table
        run(measure_all(plan, store, postgresql_url, report))


@bench_app.command()
def storm(
    cases: Annotated[int, typer.Option(min=2, help="Cases that come in.")] = 1000,
    seconds: Annotated[float, typer.Option(min=1, help="Over so many seconds.")] = 60,
    workers: Annotated[int, typer.Option(min=1, help="Processes of which one is killed each second.")] = 4,
    counsellors: Annotated[int, typer.Option(min=1, help="Who claim at random.")] = 20,
    seed: Annotated[int, typer.Option(help="Of all that is random.")] = 20261127,
    postgresql_url: Annotated[
        str | None,
        typer.Option(help="A server where a temporary database may be made; a local one if not named."),
    ] = None,
    redis_url: Annotated[
        str | None, typer.Option(help="Redis that wakes the workers; a local one if not named.")
    ] = None,
    log: Annotated[Path, typer.Option(help="Where the workers' own log goes.")] = Path(os.devnull),
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """Kill workers again and again: every case is claimed once, and no rung of its ladder is skipped."""
    from app.bench.storm import Plan, storm_all
    from app.bench.storm_report import print_storm_json, print_storm_table

    with log.open("a", encoding="utf-8") as file:  # the workers add to it
        _log_to(file)
        plan = Plan(cases, seconds, workers, counsellors, seed)
        report = print_storm_json if as_json else print_storm_table
        run(storm_all(plan, postgresql_url, redis_url, log, report))


def _log_to(file: TextIO) -> None:
    """Log as the service does, but there: what a command itself has to say stays readable."""
    logs.set_up(as_json=True)
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(file))

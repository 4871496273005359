"""The command line: `mkhari`."""

import asyncio
import json
import signal
import sys
from typing import Annotated

import typer

from api import staff
from api.app import create_app
from app import logs
from app.audit_cli import audit_app
from app.bench import bench_app
from app.chat import talk
from app.command import run, settings_or_exit
from app.corrections_cli import corrections_app
from app.main import serve as serve_all
from app.main import work
from app.measuring import recognition
from app.push_cli import push_app
from app.reach_cli import reach_app
from app.rota_cli import rota_app
from app.settings import Settings, new_key
from app.staff_cli import staff_app
from app.stats_cli import stats_app
from app.training import catalogue
from app.wiring import House, utc_now
from flows.cli import flows_app
from flows.model import LANGUAGES
from referral.directory import resources
from risk.cli import risk_app
from risk.evaluate.commands import evaluate_command
from risk.learn.cli import train_command
from store import migrate as migrations
from store.database import Database

app = typer.Typer(
    name="mkhari",
    help="First-line support for young people and their families in Georgia.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.add_typer(audit_app, name="audit")
app.add_typer(staff_app, name="staff")
app.add_typer(rota_app, name="rota")
app.add_typer(flows_app(lambda: resources(utc_now().date())), name="flows")
risk_app.add_typer(corrections_app, name="corrections")
risk_app.command()(train_command(catalogue))
risk_app.command()(evaluate_command(recognition))
app.add_typer(risk_app, name="risk")
app.add_typer(stats_app, name="stats")
app.add_typer(push_app, name="push")
app.add_typer(reach_app, name="reach")
app.add_typer(bench_app, name="bench")


@app.command()
def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535, help="The port to listen on.")] = 8112,
    setup: Annotated[
        bool, typer.Option("--setup", help="First migrate, and in a demo add the demo counsellor.")
    ] = False,
) -> None:
    """Serve the widget, the console, the bot and everything behind them in one process."""
    settings = settings_or_exit()
    logs.set_up(as_json=settings.is_production)

    async def main() -> None:
        password = await _set_up(settings) if setup else None

        async def say(house: House) -> None:
            _say_addresses(house, host, port)
            if setup and not settings.is_production:
                _say_demo_counsellor(password)
            _say_bot(house)

        await serve_all(settings, host, port, say)

    run(main())


async def _set_up(settings: Settings) -> str | None:
    """Bring the database to this release's shape; returns a demo's one-time password."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database)
    try:
        await migrations.upgrade(database)
        return None if settings.is_production else await staff.seed_demo(database, utc_now())
    finally:
        await database.close()


def _say_addresses(house: House, host: str, port: int) -> None:
    shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 - only compared with
    base = house.settings.public_url or f"http://{shown}:{port}"
    typer.echo("")
    typer.echo(f"  widget demo   {base}/demo/")
    typer.echo(f"  console       {base}/console/")
    typer.echo(f"  API docs      {base}/docs/")


def _say_demo_counsellor(password: str | None) -> None:
    chosen = f"(has chosen a password; `mkhari staff reset {staff.DEMO_LOGIN}` gives a new one-time one)"
    typer.echo("")
    typer.echo(
        f"  counsellor    {staff.DEMO_LOGIN}  {f'one-time password  {password}' if password else chosen}"
    )


def _say_bot(house: House) -> None:
    typer.echo("")
    if house.bot is None:
        typer.echo(
            "  No Telegram bot: MKHARI_TELEGRAM_TOKEN is not set. Talk here instead: mkhari chat --lang ka"
        )
    else:
        way = "webhook" if house.settings.telegram_webhook_url else "long polling"
        typer.echo(f"  The Telegram bot is running ({way}).")
    typer.echo("  Stop with Ctrl-C.")
    sys.stdout.flush()


@app.command()
def worker() -> None:
    """Send what waits in the outbox and sweep deadlines, beside any number of `serve` processes."""
    settings = settings_or_exit()
    logs.set_up(as_json=settings.is_production)

    async def main() -> None:
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for sig in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(sig, stop.set)
        await work(settings, stop)

    run(main())


@app.command(name="staff-bot")
def staff_bot() -> None:
    """Poll the staff's paging bot by itself; `serve` starts one, too, and only one of a machine polls."""
    # Here, since python-telegram-bot is slow to import, and no other command needs it.
    from app.staff_bot import run_staff_bot

    settings = settings_or_exit()
    logs.set_up(as_json=settings.is_production)
    run(run_staff_bot(settings))


@app.command()
def migrate(
    to: Annotated[str, typer.Option(help="The revision to go to; `base` removes every table.")] = "head",
) -> None:
    """Bring the database to this release's shape."""
    settings = settings_or_exit()

    async def main() -> None:
        settings.data_dir.mkdir(parents=True, exist_ok=True)
        database = Database(settings.database)
        try:
            if to == "head" or await migrations.is_ahead(database, to):
                await migrations.upgrade(database, to)
            else:
                await migrations.downgrade(database, to)
        finally:
            await database.close()
        typer.echo(f"the database is at {to}")

    run(main())


@app.command()
def chat(lang: Annotated[str, typer.Option(help="ka, ru or en")] = "ka") -> None:
    """Talk to the same conversation in the terminal; a number presses a button, Ctrl-D leaves."""
    if lang not in LANGUAGES:
        raise typer.BadParameter(f"choose one of {', '.join(LANGUAGES)}", param_hint="--lang")
    settings = settings_or_exit()
    logs.set_up(as_json=settings.is_production, quiet=True)

    async def main() -> None:
        if not settings.is_production:
            await _migrated(settings)
        await talk(settings, lang)

    run(main())


async def _migrated(settings: Settings) -> None:
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    database = Database(settings.database)
    try:
        await migrations.upgrade(database)
    finally:
        await database.close()


@app.command()
def key() -> None:
    """Print a new master key. Keep a copy where no fire reaches it: without it nothing can be read."""
    typer.echo(new_key())


@app.command()
def openapi() -> None:
    """Print the HTTP interface as OpenAPI JSON; the front end's types are made from it."""
    json.dump(create_app(None).openapi(), sys.stdout, ensure_ascii=False, indent=1, sort_keys=True)
    sys.stdout.write("\n")


def main() -> None:
    """The console script."""
    app()

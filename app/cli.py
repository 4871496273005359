"""The command line: `mkhari`."""

from typing import Final

import typer

from app.lazy import lazy_group

COMMANDS: Final = {
    "serve": "app.commands:serve",
    "worker": "app.commands:worker",
    "staff-bot": "app.commands:staff_bot",
    "migrate": "app.commands:migrate",
    "chat": "app.commands:chat",
    "key": "app.commands:key",
    "openapi": "app.commands:openapi",
    "understand": "app.understand_cli:understand",
    "audit": "app.audit_cli:audit_app",
    "staff": "app.staff_cli:staff_app",
    "rota": "app.rota_cli:rota_app",
    "flows": "app.flows_cli:flows",
    "risk": "app.risk_cli:risk",
    "stats": "app.stats_cli:stats_app",
    "push": "app.push_cli:push_app",
    "reach": "app.reach_cli:reach_app",
    "bench": "app.bench:bench_app",
}

app = typer.Typer(
    name="mkhari",
    cls=lazy_group(COMMANDS),
    help="First-line support for young people and their families in Georgia.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


@app.callback()
def _mkhari() -> None:
    """First-line support for young people and their families in Georgia."""


def main() -> None:
    """The console script."""
    app()

"""`mkhari risk`: the risk room's own commands, and those that need another room beside it."""

from typing import Final

import typer

from app.lazy import lazy_group
from risk.cli import risk_app

COMMANDS: Final = {
    "evaluate": "app.measuring:evaluate",
    "train": "app.training:train",
    "corrections": "app.corrections_cli:corrections_app",
}

risk = typer.Typer(
    cls=lazy_group(COMMANDS),
    help="The risk check and its rules.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
risk.registered_commands += risk_app.registered_commands


@risk.callback()
def _risk() -> None:
    """The risk check and its rules."""

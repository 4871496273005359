"""What every command does: read the settings, run, and turn expected errors into one clear line."""

from collections.abc import Coroutine
from typing import Any

import typer
import uvloop
from pydantic import ValidationError

from api.staff import LoginTaken, LoginUnknown
from app.errors import CannotStart
from app.settings import Settings
from bot.errors import BotError
from flows.errors import FlowError
from store.errors import StoreError


def run(main: Coroutine[Any, Any, None]) -> None:
    """Run a command; an expected error becomes a line and exit status 1."""
    try:
        uvloop.run(main)
    except (CannotStart, BotError, FlowError, StoreError, LoginTaken, LoginUnknown) as error:
        typer.secho(str(error), err=True, fg="red")
        raise typer.Exit(1) from None


def settings_or_exit() -> Settings:
    """The settings; a wrong one is named and ends the command with status 2, without showing its value."""
    try:
        return Settings()
    except ValidationError as error:
        for item in error.errors():
            name = "MKHARI_" + "_".join(str(part) for part in item["loc"]).upper()
            typer.secho(f"{name}: {item['msg']}", err=True, fg="red")
        raise typer.Exit(2) from None

"""What every `mkhari flows` command begins with: its options, and the flows or every problem in them."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from flows.errors import FlowsBroken
from flows.flowset import FlowSet
from flows.loader import load_flows
from flows.model import LANGUAGES, Resource


def _known_language(language: str) -> str:
    if language not in LANGUAGES:
        raise typer.BadParameter(f"choose one of {', '.join(LANGUAGES)}", param_hint="--lang")
    return language


Folder = Annotated[Path, typer.Option(help="Where the flow files are.", exists=True, file_okay=False)]
Language = Annotated[str, typer.Option("--lang", help="ka, ru or en.", callback=_known_language)]


def flows_or_exit(folder: Path, resources: Mapping[str, Resource], today: date | None = None) -> FlowSet:
    """The flows of a folder; their problems are listed and end the command with status 1."""
    try:
        return load_flows(folder, resources, today=today)
    except FlowsBroken as error:
        for problem in error.problems:
            typer.echo(str(problem), err=True)
        raise typer.Exit(1) from None

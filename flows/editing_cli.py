"""The `mkhari flows` commands of editors: draw, publish, go back, and exchange texts with translators."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from flows.errors import FlowError
from flows.graph import graph_of, mermaid, svg
from flows.loader import SCRIPTS
from flows.model import LANGUAGES, Resource
from flows.opening import Folder, Language, flows_or_exit
from flows.published import publish, roll_back
from flows.spreadsheet import read_sheet, write_sheet

Resources = Callable[[], Mapping[str, Resource]]


class Format(StrEnum):
    """What a flow can be drawn as."""

    MERMAID = "mermaid"
    SVG = "svg"


def add_editing(app: typer.Typer, resources: Resources) -> None:
    """Add these commands to the group; `resources` gives the helplines that flows may show."""
    _add_graph(app, resources)
    _add_publishing(app, resources)
    _add_spreadsheet(app, resources)


def _add_graph(app: typer.Typer, resources: Resources) -> None:
    @app.command()
    def graph(
        flow: Annotated[str | None, typer.Argument(help="The flow's name; without it, every flow.")] = None,
        format: Annotated[Format, typer.Option(help="mermaid, or svg by Graphviz.")] = Format.MERMAID,  # noqa: A002
        lang: Language = LANGUAGES[0],
        out: Annotated[
            Path | None, typer.Option(help="A folder for one file a flow.", file_okay=False)
        ] = None,
        folder: Folder = SCRIPTS,
    ) -> None:
        """Draw a flow with its texts, or all of them; without --out to the terminal."""
        flows = flows_or_exit(folder, resources())
        draw = svg if format is Format.SVG else mermaid
        with _said_plainly():
            for name in [flow] if flow is not None else sorted(flows.flows):
                drawn = draw(graph_of(flows, name, lang))
                if out is None:
                    typer.echo(drawn, nl=False)
                    continue
                out.mkdir(parents=True, exist_ok=True)
                path = out / f"{name}.{lang}.{'svg' if format is Format.SVG else 'mmd'}"
                path.write_text(drawn, encoding="utf-8")
                typer.echo(str(path))


def _add_publishing(app: typer.Typer, resources: Resources) -> None:
    @app.command("publish")
    def publish_flow(
        flow: Annotated[str, typer.Argument(help="The flow's name.")], folder: Folder = SCRIPTS
    ) -> None:
        """Make the script as it is a new version and keep it; who began with an older one stays there."""
        flows_or_exit(folder, resources())
        with _said_plainly():
            version = publish(folder, flow)
        flows_or_exit(folder, resources())
        typer.echo(f"{flow}: version {version} is published and current")

    @app.command()
    def rollback(
        flow: Annotated[str, typer.Argument(help="The flow's name.")],
        version: Annotated[int, typer.Argument(min=1, help="A version that is kept.")],
        folder: Folder = SCRIPTS,
    ) -> None:
        """Make an older version current again; what was published later is kept."""
        with _said_plainly():
            roll_back(folder, flow, version)
        flows_or_exit(folder, resources())
        typer.echo(f"{flow}: version {version} is current again")


def _add_spreadsheet(app: typer.Typer, resources: Resources) -> None:
    @app.command("export")
    def export_texts(
        file: Annotated[Path, typer.Argument(help="The spreadsheet to write, as CSV.")],
        folder: Folder = SCRIPTS,
    ) -> None:
        """Write every text of every flow to one spreadsheet, a column a language, for translators."""
        with _said_plainly():
            rows = write_sheet(folder, file)
        typer.echo(f"{rows} rows written to {file}")

    @app.command("import")
    def import_texts(
        file: Annotated[Path, typer.Argument(help="The spreadsheet that came back.", exists=True)],
        folder: Folder = SCRIPTS,
    ) -> None:
        """Take the words of a spreadsheet into the text files; what is unchanged stays as it is."""
        with _said_plainly():
            changed = read_sheet(folder, file)
        for name in changed:
            typer.echo(f"changed: {name}")
        flows_or_exit(folder, resources())


@contextmanager
def _said_plainly() -> Iterator[None]:
    """Ends the command with status 1 and one line for an error that an editor can mend."""
    try:
        yield
    except FlowError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None

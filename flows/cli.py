"""The `mkhari flows` commands: check and play the scripts, and see what transcripts and random walks find."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

from flows import engine
from flows.coverage import coverage
from flows.editing_cli import Resources, add_editing
from flows.errors import FlowError
from flows.flowset import FlowSet
from flows.lines import ALWAYS_BUTTONS
from flows.loader import SCRIPTS
from flows.model import LANGUAGES
from flows.opening import Folder, Language, flows_or_exit
from flows.session import Line, Turn
from flows.transcripts import SILENCE, make_move, read_transcript, replay, rewrite, show_turn
from flows.wander import wander

TRANSCRIPTS = Path("tests/flows/transcripts")

Transcripts = Annotated[
    Path, typer.Option("--transcripts", help="Where the golden ones are.", exists=True, file_okay=False)
]


def flows_app(resources: Resources) -> typer.Typer:
    """The command group; `resources` gives the helplines that flows may show."""
    app = typer.Typer(help="Scripted conversations.", no_args_is_help=True)
    _add_reading(app, resources)
    _add_proving(app, resources)
    _add_walk(app, resources)
    add_editing(app, resources)
    return app


def _add_reading(app: typer.Typer, resources: Resources) -> None:
    @app.command()
    def check(folder: Folder = SCRIPTS) -> None:
        """Check every flow and text; exit 1 with `file:line rule message` for each problem."""
        flows = flows_or_exit(folder, resources(), today=datetime.now(UTC).date())
        typer.echo(f"{len(flows.flows)} flows in {', '.join(LANGUAGES)}: no problem found")
        for file in flows.unreviewed():
            typer.echo(f"not yet reviewed, refused in production: {file}")

    @app.command()
    def play(
        flow: Annotated[str, typer.Argument(help="The flow's name, such as youth.")],
        lang: Language = LANGUAGES[0],
        folder: Folder = SCRIPTS,
    ) -> None:
        """Play a flow in the terminal: words, a button's number, `...` for silence, Ctrl-D to leave."""
        _play(flows_or_exit(folder, resources()), flow, lang)


def _add_proving(app: typer.Typer, resources: Resources) -> None:
    @app.command()
    def transcripts(
        update: Annotated[bool, typer.Option("--update", help="Rewrite the files that changed.")] = False,
        folder: Annotated[Path, typer.Option(exists=True, file_okay=False)] = TRANSCRIPTS,
    ) -> None:
        """Compare the golden transcripts with what the flows say now; exit 1 if they differ."""
        flows = flows_or_exit(SCRIPTS, resources())
        stale = []
        for path in sorted(folder.rglob("*.txt")):
            before = path.read_text(encoding="utf-8")
            if rewrite(flows, path) if update else replay(flows, read_transcript(before)) != before:
                stale.append(path)
        for path in stale:
            typer.echo(f"{'rewritten' if update else 'out of date'}: {path}")
        if stale and not update:
            raise typer.Exit(1)

    @app.command("coverage")
    def show_coverage(
        strict: Annotated[
            bool, typer.Option("--strict", help="Exit 1 unless every step is visited.")
        ] = False,
        folder: Folder = SCRIPTS,
        transcripts: Transcripts = TRANSCRIPTS,
    ) -> None:
        """List the steps that no golden transcript visits."""
        flows = flows_or_exit(folder, resources())
        read = (
            read_transcript(path.read_text(encoding="utf-8")) for path in sorted(transcripts.rglob("*.txt"))
        )
        found = coverage(flows, read)
        for name, step in found.missed:
            flow = flows.get(name)
            typer.echo(f"{flow.file}:{flow.steps[step].line} {step}")
        visited = len(found.all) - len(found.missed)
        typer.echo(f"{visited} of {len(found.all)} steps visited: {found.share:.1%}")
        if strict and found.missed:
            raise typer.Exit(1)


def _add_walk(app: typer.Typer, resources: Resources) -> None:
    @app.command()
    def walk(
        steps: Annotated[int, typer.Option(min=1, help="How many turns to take.")] = 100_000,
        seed: Annotated[int, typer.Option(help="The same seed walks the same way.")] = 1,
        folder: Folder = SCRIPTS,
    ) -> None:
        """Walk at random over all flows; exit 1 at an exception, a dead end, or help too far away."""
        flows = flows_or_exit(folder, resources())
        try:
            walked = wander(flows, steps, seed)
        except FlowError as error:
            typer.echo(str(error), err=True)
            raise typer.Exit(1) from None
        typer.echo(
            f"{walked.turns} turns, {walked.waits} of {walked.all_waits} waits visited; a turn takes "
            f"{walked.p50:.0f} µs (median), {walked.p99:.0f} µs (99 of 100), {walked.slowest:.0f} µs at most"
        )


def _play(flows: FlowSet, flow: str, language: str) -> None:
    now = datetime.now(UTC)
    try:
        turn = engine.start(flows, flow, now)
    except FlowError as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(1) from None
    while True:
        language, shown = show_turn(flows, turn, language, now)
        typer.echo("\n".join(shown))
        _show_buttons(flows, turn, language)
        if not turn.session.step:
            return
        try:
            typed = input("> ")
        except EOFError:
            return
        now = datetime.now(UTC)
        turn = make_move(flows, turn.session, _move(turn, typed.strip()), now)


def _last(turn: Turn) -> Line | None:
    return turn.lines[-1] if turn.lines else None


def _data(turn: Turn) -> list[str]:
    last = _last(turn)
    rows = last.buttons if last is not None else ALWAYS_BUTTONS
    return [button.data for row in rows for button in row]


def _show_buttons(flows: FlowSet, turn: Turn, language: str) -> None:
    last = _last(turn)
    if last is not None:
        rows = flows.texts.render(last, language).buttons
        labels = (button.label for row in rows for button in row)
        typer.echo("  " + "  ".join(f"{at}) {label}" for at, label in enumerate(labels, 1)))


def _move(turn: Turn, typed: str) -> str:
    if typed == "...":
        return SILENCE
    data = _data(turn)
    if typed.isdecimal() and 0 < int(typed) <= len(data):
        return f"[{data[int(typed) - 1]}]"
    return typed

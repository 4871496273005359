"""`mkhari risk evaluate`, `attack` and `compare` at a terminal.

What computes is imported inside the commands: it takes a second, and the other commands need not wait.
"""

import contextlib
import json
import secrets
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from pydantic_core import to_json

from risk.errors import RiskError

if TYPE_CHECKING:
    from risk.evaluate.intents import Recognition

_FILES = "CSV, TSV or .xlsx tables with text and level or severity; corpus files or folders."
_Files = Annotated[list[Path], typer.Argument(help=_FILES)]
_Systems = Annotated[
    list[str] | None,
    typer.Option("--system", help="rules, model, both or rrt-advocate; may be named several times."),
]
_Split = Annotated[str | None, typer.Option(help="Only rows of this split: train, tune or test.")]
_Sheet = Annotated[str | None, typer.Option(help="The sheet of a spreadsheet; the first one if left out.")]


def add_commands(risk_app: typer.Typer) -> None:
    """Add the measuring commands to `mkhari risk`, but for the one that needs to be given the intents."""
    for command in (attack, compare, baseline):
        risk_app.command()(command)


@contextlib.contextmanager
def _told() -> Iterator[None]:
    """Turn expected errors into one clear line and exit status 1."""
    try:
        yield
    except RiskError as error:
        typer.secho(str(error), err=True, fg="red")
        raise typer.Exit(1) from None
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] not in _EXTRA:
            raise
        typer.secho(f"{error.name} is not installed; install mkhari[evaluate]", err=True, fg="red")
        raise typer.Exit(1) from None


_EXTRA = {"altair", "numpy", "openpyxl", "rrt_advocate", "scipy", "sklearn", "vl_convert"}


def evaluate_command(recognition: Callable[[Path | None], "Recognition"]) -> Callable[..., None]:
    """The command `evaluate`, with the room that knows the intents behind `recognition`.

    That is given a folder of held-out messages, or None for its own.
    """

    def evaluate(
        files: Annotated[
            list[Path] | None,
            typer.Argument(help=f"{_FILES} The held-out messages, and those of the intents, if left out."),
        ] = None,
        system: _Systems = None,
        html: Annotated[Path | None, typer.Option(help="Write the report as one HTML file.")] = None,
        as_json: Annotated[Path | None, typer.Option("--json", help="Write the report as JSON.")] = None,
        split: _Split = None,
        sheet: _Sheet = None,
        intents: Annotated[
            Path | None, typer.Option(help="Measure the intents, too, on this folder of held-out messages.")
        ] = None,
        base_rate: Annotated[
            float, typer.Option(min=0, max=1, help="Share of chats truly in danger, for the alerts foretold.")
        ] = 0.03,
    ) -> None:
        """Measure systems on labelled messages. Nothing that is written holds a message."""
        with _told():
            from risk.evaluate.baseline import HELD_OUT
            from risk.evaluate.evaluation import broken_answers
            from risk.evaluate.evaluation import evaluate as measured
            from risk.evaluate.intents import intents_report
            from risk.evaluate.samples import load_samples
            from risk.evaluate.show import console, show
            from risk.evaluate.systems import open_systems

            data = load_samples(files or [HELD_OUT], split, sheet)
            report = measured(open_systems(system or []), data, base_rate)
            if intents is not None or not files:
                report = report.model_copy(update={"intents": intents_report(recognition(intents))})
            show(report, console())
            if as_json is not None:
                _write(as_json, json.dumps(report.model_dump(mode="json"), indent=1) + "\n")
            if html is not None:
                from risk.evaluate.page import page

                _write(html, page(report))
            if broken := broken_answers(report):
                typer.secho(broken, err=True, fg="red")
                raise typer.Exit(1)

    return evaluate


def attack(
    files: _Files,
    seed: Annotated[int | None, typer.Option(help="Repeats an attack; drawn if left out.")] = None,
    system: _Systems = None,
    as_json: Annotated[Path | None, typer.Option("--json", help="Write the outcome as JSON.")] = None,
    split: _Split = None,
    sheet: _Sheet = None,
) -> None:
    """Type messages a little differently and count which are then missed, and which alarms are then false."""
    with _told():
        from risk.evaluate.attack import attack as attacked
        from risk.evaluate.attack_report import show_attack
        from risk.evaluate.samples import load_samples
        from risk.evaluate.show import console
        from risk.evaluate.systems import open_systems
        from risk.perturb import PERTURBATIONS

        chosen = secrets.randbelow(1_000_000) if seed is None else seed
        data = load_samples(files, split, sheet)
        report = attacked(open_systems(system or []), data, PERTURBATIONS, chosen)
        show_attack(report, console())
        if as_json is not None:
            _write(as_json, json.dumps(report.model_dump(mode="json"), indent=1) + "\n")


def compare(
    before: Annotated[Path, typer.Argument(help="The earlier report, from evaluate --json.")],
    after: Annotated[Path, typer.Argument(help="The later report.")],
    tolerance: Annotated[
        float, typer.Option(min=0, max=1, help="By how much a recall may fall, as a share.")
    ] = 0.0,
    as_json: Annotated[Path | None, typer.Option("--json", help="Write the comparison as JSON.")] = None,
) -> None:
    """Set two reports side by side. Exit status 1 if a guarded recall fell in any language.

    Guarded are high and moderate, severities, other kinds of danger, wishes for a person, cries for help.
    """
    with _told():
        from risk.evaluate.comparison import compare as compared
        from risk.evaluate.report import read_report
        from risk.evaluate.show import console
        from risk.evaluate.show_comparison import show_comparison

        found = compared(read_report(before), read_report(after), tolerance)
        show_comparison(found, console())
        if as_json is not None:
            _write(as_json, to_json(found).decode() + "\n")
    if any(one.fallen for one in found):
        raise typer.Exit(1)


def baseline() -> None:
    """Write down what the check finds today; a test refuses releases that find less."""
    with _told():
        from risk.evaluate.baseline import BASELINE, baseline_report

        _write(BASELINE, json.dumps(baseline_report().model_dump(mode="json"), indent=1) + "\n")


def _write(path: Path, content: str) -> None:
    try:
        path.write_text(content, encoding="utf-8")
    except OSError as error:
        typer.secho(f"{path.name}: cannot be written: {error.strerror}", err=True, fg="red")
        raise typer.Exit(1) from None
    typer.echo(f"wrote {path}")

"""`mkhari risk`: the risk check for people and programs at a terminal.

No output ever repeats the text that was read.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from risk.assess import assess, version
from risk.evaluate.commands import add_commands
from risk.ruleset import rule_set

risk_app = typer.Typer(help="The risk check and its rules.", no_args_is_help=True)
add_commands(risk_app)

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


class _LineUnreadable(Exception):
    """One input line is not what `classify` reads; says why, without the line's content."""


@risk_app.command()
def classify(
    file: Annotated[
        Path | None,
        typer.Argument(help="File of JSON lines; standard input when left out.", exists=True, dir_okay=False),
    ] = None,
) -> None:
    """Read JSON lines {"text": ...} and write one JSON line of assessment for each, in order.

    A line that cannot be read gives {"error": ..., "line": N} in its place, and exit code 1 at the end.
    """
    if file is None:
        failed = _answer_all(sys.stdin.buffer)
    else:
        with file.open("rb") as lines:
            failed = _answer_all(lines)
    raise typer.Exit(1 if failed else 0)


@risk_app.command()
def rules() -> None:
    """List every rule: its id, level, subject, number of examples and state of review."""
    for rule in rule_set().rules:
        review = (
            f"reviewed by {rule.reviewed_by} on {rule.reviewed_on}" if rule.reviewed_by else "not reviewed"
        )
        examples = len(rule.positive) + len(rule.negative)
        typer.echo(f"{rule.id}\t{rule.level.label}\t{rule.subject.value}\t{examples} examples\t{review}")
    typer.echo(f"version {version()}")


def _answer_all(lines: Iterable[bytes]) -> bool:
    failed = False
    for answer, readable in _answers(lines):
        # Flushed line by line: who pipes a live stream in wants each answer at once.
        sys.stdout.write(json.dumps(answer, ensure_ascii=True) + "\n")
        sys.stdout.flush()
        failed = failed or not readable
    return failed


def _answers(lines: Iterable[bytes]) -> Iterator[tuple[dict[str, object], bool]]:
    for number, line in enumerate(lines, start=1):
        try:
            text = _text_of(line.removeprefix(_BYTE_ORDER_MARK) if number == 1 else line)
        except _LineUnreadable as error:
            yield {"error": str(error), "line": number}, False
        else:
            yield assess(text).to_json(), True


def _text_of(line: bytes) -> str:
    try:
        value = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        raise _LineUnreadable("not UTF-8; save the file as UTF-8") from None
    except (ValueError, RecursionError):
        # The decoder's own message may quote the line.
        raise _LineUnreadable('not JSON; write one object {"text": "..."} on each line') from None
    if not isinstance(value, dict) or not isinstance(value.get("text"), str):
        raise _LineUnreadable('no "text" of type string; write {"text": "..."}')
    return str(value["text"])

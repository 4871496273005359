"""`mkhari understand`: how a message would be heard, for people and programs at a terminal.

No output ever repeats the text that was read.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from pydantic import BaseModel, ConfigDict, ValidationError

from conversation.hearing import Hearing, shipped_hearing
from risk.assessment import Context, Level
from risk.context import Earlier, Standing
from risk.context_file import context_rules

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
# Between two messages, where nobody says when they came.
_A_MINUTE = timedelta(minutes=1)
_SOME_DAY = datetime(2026, 1, 1, 12, tzinfo=UTC)


class _Before(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)

    by: Literal["us", "person"]
    text: str


class _Line(BaseModel):
    model_config = ConfigDict(extra="ignore", hide_input_in_errors=True)

    text: str
    audience: Literal["youth", "family"] | None = None
    before: list[str | _Before] = []


class LineUnreadable(Exception):
    """One input line is not what `understand` reads; says which and why, without its content."""


def understand(
    file: Annotated[
        Path | None,
        typer.Argument(help="File of JSON lines; standard input when left out.", exists=True, dir_okay=False),
    ] = None,
) -> None:
    """Read JSON lines {"text", "audience"?, "before"?}; write for each what was understood of it, in order.

    `before` is what was said before, oldest first: strings by the person, or {"by": "us"|"person", "text"}.
    A line that cannot be read ends the command with exit code 2 and its number.
    """
    hearing = shipped_hearing()
    try:
        if file is None:
            _answer_all(sys.stdin.buffer, hearing)
        else:
            with file.open("rb") as lines:
                _answer_all(lines, hearing)
    except LineUnreadable as error:
        typer.secho(str(error), err=True, fg="red")
        raise typer.Exit(2) from None


def _answer_all(lines: Iterable[bytes], hearing: Hearing) -> None:
    for line in _read(lines):
        sys.stdout.write(json.dumps(_answer(line, hearing), ensure_ascii=False) + "\n")
        sys.stdout.flush()


def _read(lines: Iterable[bytes]) -> Iterator[_Line]:
    for number, raw in enumerate(lines, start=1):
        content = raw.removeprefix(_BYTE_ORDER_MARK) if number == 1 else raw
        if not content.strip():
            continue
        try:
            yield _Line.model_validate_json(content)
        except ValidationError as error:
            fault = error.errors(include_input=False, include_context=False, include_url=False)[0]
            where = ".".join(str(part) for part in fault["loc"])
            raise LineUnreadable(
                f"line {number}: {f'{where}: ' if where else ''}{fault['msg']}; "
                'write one JSON object a line, {"text": "..."}'
            ) from None


def _answer(line: _Line, hearing: Hearing) -> dict[str, Any]:
    """What the message counts as after what the person said before it."""
    rules = context_rules()
    now = _SOME_DAY
    earlier: list[Earlier] = []
    standing = Standing(Level.NONE, now)
    for told in line.before:
        now += _A_MINUTE
        if isinstance(told, _Before) and told.by == "us":
            continue
        text = told if isinstance(told, str) else told.text
        found = hearing(text, Context(earlier_level=rules.in_force(standing, now), now=now)).assessment
        shown = rules.join(found, earlier, now).shown
        standing = rules.raised(standing, shown, now, None)
        earlier.append(Earlier(now, found.level, found.subject, found.flags))
    now += _A_MINUTE
    heard = hearing(line.text, Context(earlier_level=rules.in_force(standing, now), now=now))
    joined = rules.join(heard.assessment, earlier, now)
    found = heard.assessment
    told_json = found.to_json()
    kept = (
        "kinds", "subject", "flags", "language", "script", "version", "severity", "severity_at_least",
    )  # fmt: skip
    return {
        **heard.intents.to_json(),
        "level": joined.shown.level.label,
        **{key: told_json[key] for key in kept},
    }

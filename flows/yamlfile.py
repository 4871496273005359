"""Reads a YAML file that people write, and says for each thing wrong in it which line to mend."""

from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.constructor import DuplicateKeyError
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from flows.errors import Problem, Rule
from flows.shape_parts import LONGEST_PAUSE, PAUSE_OUT_OF_RANGE

_PAUSES: Final = f"a pause of an exercise lasts from 0s to {int(LONGEST_PAUSE.total_seconds())}s"

_RULES: Final = {
    ("missing", "silence"): (
        Rule.NO_SILENCE_EXIT,
        "a question says what silence does: silence: {after, then}",
    ),
    (PAUSE_OUT_OF_RANGE, "pause"): (Rule.EXERCISE_PAUSE, _PAUSES),
    (PAUSE_OUT_OF_RANGE, "rest"): (Rule.EXERCISE_PAUSE, _PAUSES),
    ("union_tag_invalid", "kind"): (Rule.UNKNOWN_KIND, "this kind of step does not exist"),
    ("union_tag_not_found", "kind"): (Rule.UNKNOWN_KIND, "a step says its kind"),
}


def read_yaml(path: Path, file: str) -> tuple[Any, list[Problem]]:
    """What the file holds, or what keeps it from being read; `file` names it in problems."""
    try:
        return _parsed(path.read_text(encoding="utf-8")), []
    except DuplicateKeyError as error:
        line = error.problem_mark.line + 1
        return None, [Problem(file, line, Rule.DUPLICATE_KEY, "this key is written twice; keep one")]
    except MarkedYAMLError as error:
        line = (error.problem_mark.line if error.problem_mark else 0) + 1
        return None, [Problem(file, line, Rule.YAML_SYNTAX, f"cannot be read: {error.problem}")]
    except YAMLError:
        return None, [Problem(file, 1, Rule.YAML_SYNTAX, "cannot be read as YAML")]


@lru_cache(maxsize=1024)
def _parsed(source: str) -> Any:
    # Tools read a folder before and after they change one file of it; the others are not parsed again.
    return YAML(typ="rt", pure=True).load(source)


def shape_problems(file: str, data: Any, error: ValidationError) -> list[Problem]:
    """Each thing that does not have the shape it should have, with its line."""
    return [_shape_problem(file, data, dict(found)) for found in error.errors()]


def _shape_problem(file: str, data: Any, found: dict[str, Any]) -> Problem:
    path: tuple[str | int, ...] = found["loc"]
    kind = found["type"]
    last = "kind" if kind.startswith("union_tag") else str(path[-1]) if path else ""
    default = (Rule.FLOW_SHAPE, f"{'.'.join(str(part) for part in path)}: {found['msg']}")
    rule, message = _RULES.get((kind, last), default)
    return Problem(file, line_of(data, path), rule, message)


def line_of(data: Any, path: tuple[str | int, ...]) -> int:
    """The line, from 1, of the deepest part of `path` in the file; parts that are not there are skipped."""
    line, node = 1, data
    for part in path:
        if isinstance(node, dict) and part in node:
            line = node.lc.key(part)[0] + 1  # type: ignore[attr-defined]  # ruamel's mapping knows its lines
        elif isinstance(node, list) and isinstance(part, int) and part < len(node):
            line = node.lc.item(part)[0] + 1  # type: ignore[attr-defined]  # ruamel's list knows its lines
        else:
            continue
        node = node[part]
    return line

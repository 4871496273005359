"""Files of this room, read and checked against a shape; a fault is told by file and line, never by a text."""

from collections.abc import Callable, Collection, Sequence
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from intents.errors import FileInvalid

Shape = TypeVar("Shape", bound=BaseModel)
Refuse = Callable[[str, int | None, str], FileInvalid]


def read(path: Path, shape: type[Shape], keys: Collection[str], refuse: Refuse) -> tuple[Shape, str]:
    """The file as `shape`, and its text; raises what `refuse` makes of file, line and problem.

    `keys` are the names that a fault may be told by: others may be texts that lost their dash.
    """
    try:
        content = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise refuse(path.name, None, f"cannot be read: {type(error).__name__}") from None
    try:
        data: Any = YAML(typ="safe", pure=True).load(content)
    except YAMLError as error:
        # The parser's own words may quote a text, so only the place is told.
        mark = error.problem_mark if isinstance(error, MarkedYAMLError) else None
        problem = "not readable as YAML; check quotes, indentation and keys written twice"
        raise refuse(path.name, mark.line + 1 if mark else None, problem) from None
    try:
        return shape.model_validate(data), content
    except ValidationError as error:
        fault = error.errors(include_input=False, include_context=False)[0]
        known = [str(part) for part in fault["loc"] if isinstance(part, int) or part in keys]
        line = line_of(content, fault["loc"])
        raise refuse(path.name, line, f"{'.'.join(known) or 'file'}: {fault['msg']}") from None


def line_of(content: str, path: Sequence[str | int]) -> int | None:
    """The line (from 1) of the deepest part of `path` that the file holds."""
    node: Node | None = YAML(typ="safe", pure=True).compose(content)
    line = None
    for part in path:
        found: Node | None = None
        if isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
            found = node.value[part]
            line = found.start_mark.line + 1
        elif isinstance(node, MappingNode):
            for key, value in node.value:
                if key.value == part:
                    found, line = value, key.start_mark.line + 1
        node = found
    return line

"""The shape of the rule files, and the reading that names file, line and rule when one is wrong."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

from risk.assessment import Flag, Kind, Level, Subject
from risk.errors import RuleFileInvalid


def _level(value: object) -> object:
    if isinstance(value, str):
        try:
            return Level.from_label(value)
        except KeyError:
            known = ", ".join(level.label for level in Level)
            raise ValueError(f"unknown level {value!r}; write one of {known}") from None
    return value


LevelName = Annotated[Level, BeforeValidator(_level)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class GuardData(_Strict):
    """Words that show a match to mean less than it says, or to be about somebody else.

    `where` is `over` (the guard's words overlap the match), `before` or `after` (within `within` words of
    it, in the same clause), `clause` or `sentence`. `caps_at` bounds the level of that match alone:
    `none` where the words are about something else, `low` where the topic is there but denied or distant.
    """

    where: Literal["over", "before", "after", "clause", "sentence"]
    within: int = Field(default=0, ge=0, le=8)
    caps_at: LevelName | None = None
    subject: Subject | None = None
    patterns: list[str] = Field(min_length=1)


class Examples(_Strict):
    """What the rule must read (at its level or above) and what must stay below its level."""

    positive: list[str] = Field(min_length=1)
    negative: list[str] = []


class RuleData(_Strict):
    """One rule as written in a file; `level` is how grave a danger of its `kind` it shows."""

    id: str = Field(pattern=r"^[a-z]{2}\.[a-z_]+(\.[a-z_]+)*$")
    level: LevelName
    kind: Kind = Kind.SUICIDE
    subject: Subject = Subject.SELF
    flags: list[Flag] = []
    signs: list[str] = []
    guards: list[str] = []
    patterns: list[str] = Field(min_length=1)
    examples: Examples
    reviewed_by: str | None
    reviewed_on: date | None

    @model_validator(mode="after")
    def _sign_or_level(self) -> "RuleData":
        if self.level is Level.NONE and not self.signs:
            raise ValueError("a rule of level none must give a sign, otherwise it does nothing")
        return self


class RuleFile(_Strict):
    """One language's rules."""

    language: Literal["ka", "ru", "en", "hy", "az", "tr", "uk"]
    negators: list[str]
    clause_starts: list[str]
    long_text_stems: list[str] = []
    lists: dict[str, list[str]] = {}
    guards: dict[str, GuardData] = {}
    rules: list[RuleData] = Field(min_length=1)


class CombinationData(_Strict):
    """Signs that together mean more than each alone.

    All of `signs` within `within` words of each other, with `sentence` in one sentence too; where `earlier`
    is given, the conversation must already stand at that level or above.
    """

    id: str
    signs: list[str] = Field(min_length=1)
    within: int = Field(default=25, ge=0, le=100)
    sentence: bool = False
    earlier: LevelName = Level.NONE
    level: LevelName
    kind: Kind = Kind.SUICIDE
    flags: list[Flag] = []
    why: str


class CombinationFile(_Strict):
    """What holds in every language."""

    combinations: list[CombinationData]


class EmojiRuleData(_Strict):
    """One rule about signs; a sign of `any`, with one of `with` where that is given."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True)

    id: str = Field(pattern=r"^emoji\.[a-z_]+$")
    any: list[str] = Field(min_length=1)
    besides: list[str] = Field(default=[], alias="with")
    unless: list[str] = []
    lowered_by: list[str] = []
    level: LevelName
    flags: list[Flag] = []
    why: str
    examples: Examples


class EmojiFile(_Strict):
    """What messages of nothing but emoji show: groups of signs, divided by spaces, and rules about them."""

    groups: dict[str, str]
    grave: list[str]
    rules: list[EmojiRuleData] = Field(min_length=1)
    reviewed_by: str | None
    reviewed_on: date | None


Model = TypeVar("Model", bound=BaseModel)


def read_file(model: type[Model], name: str, content: str) -> Model:
    """Parse and validate a rule file; raises `RuleFileInvalid` for the first fault."""
    try:
        data: Any = YAML(typ="safe", pure=True).load(content)
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else None
        raise RuleFileInvalid(name, line, None, f"not readable as YAML: {error.problem}") from error
    try:
        return model.model_validate(data)
    except ValidationError as error:
        fault = error.errors()[0]
        path = fault["loc"]
        shown = ".".join(str(part) for part in path if not isinstance(part, int))
        problem = f"{shown or 'file'}: {fault['msg']}"
        raise RuleFileInvalid(name, line_of(content, path), _rule_id(data, path), problem) from error


def _rule_id(data: Any, path: Sequence[str | int]) -> str | None:
    if len(path) >= 2 and isinstance(path[1], int):
        entry = data[path[0]][path[1]]
        if isinstance(entry, dict) and isinstance(entry.get("id"), str):
            return str(entry["id"])
    return None


def line_of(content: str, path: Sequence[str | int]) -> int | None:
    """The line (from 1) of the deepest part of `path` that the file holds."""
    node: Node | None = YAML(typ="safe", pure=True).compose(content)
    line = None
    for part in path:
        if node is None:
            break
        child, line_here = _child(node, part)
        line = line_here if line_here is not None else line
        node = child
    return line


def _child(node: Node, part: str | int) -> tuple[Node | None, int | None]:
    if isinstance(node, SequenceNode) and isinstance(part, int) and part < len(node.value):
        found = node.value[part]
        return found, found.start_mark.line + 1
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if key.value == part:
                return value, key.start_mark.line + 1
    return None, None

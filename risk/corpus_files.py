"""The corpus: files of messages with their labels, read into rows, each with its part in learning or testing.

The parts are cut by family, from the family's name alone. So a family never stands on both sides, in whatever
file it is told, and adding a file moves no row that was there before.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from encoder.normalise import words
from risk.assessment import Flag, Kind, Level, Subject
from risk.errors import CorpusFileInvalid
from risk.schemas import line_of

# Shares of the families in each part, in percent.
_TRAIN, _TUNE = 75, 10
# Two messages that share so much of their three-letter runs differ by an ending or a word.
NEAR = 0.7


class Split(StrEnum):
    """What a row is for: to learn from, to choose thresholds by, or to test on."""

    TRAIN = "train"
    TUNE = "tune"
    TEST = "test"


@dataclass(frozen=True, slots=True)
class Row:
    """One labelled message.

    `severity` is C-SSRS 0 to 6, or None where nobody gave it; `file` the name of the file it stands in.
    `kinds` are the dangers of other kinds that it shows; None in a file that was not labelled for them.
    """

    text: str = field(repr=False)
    language: str
    script: str
    level: Level
    subject: Subject
    flags: frozenset[Flag]
    severity: int | None
    family: str
    split: Split
    file: str = ""
    kinds: Mapping[Kind, Level] | None = None


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Two rows of different parts that say nearly the same; `similarity` 1 where spelling alone differs."""

    first: Row
    second: Row
    similarity: float

    def __str__(self) -> str:
        pair = " and ".join(
            f"{row.file}, family {row.family} ({row.split})" for row in (self.first, self.second)
        )
        return f"{pair}: {100 * self.similarity:.0f} % alike; give both one family, or write one anew"


def _level(value: object) -> object:
    if isinstance(value, str) and value in {level.label for level in Level}:
        return Level.from_label(value)
    # What stands there is not repeated: in a file indented wrongly it may be a message.
    raise ValueError(f"not a level; write one of {', '.join(level.label for level in Level)}")


_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class _Group(_Strict):
    family: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    level: Annotated[Level, BeforeValidator(_level)]
    subject: Subject = Subject.SELF
    flags: list[Flag] = []
    kinds: dict[Kind, Annotated[Level, BeforeValidator(_level)]] = {}
    severity: int | None = Field(default=None, ge=0, le=6)
    texts: list[_Text] = Field(min_length=1)


class _File(_Strict):
    reviewed_by: str | None
    reviewed_on: date | None
    written_by: str
    written_on: date
    language: Literal["ka", "ru", "en"]
    script: Literal["Geor", "Latn", "Cyrl"]
    groups: list[_Group] = Field(min_length=1)


def split_of(family: str) -> Split:
    """The part that a family belongs to: 75 % train, 10 % tune, 15 % test, by a hash of its name."""
    place = int.from_bytes(sha256(family.encode()).digest()[:8], "big") % 100
    if place < _TRAIN:
        return Split.TRAIN
    return Split.TUNE if place < _TRAIN + _TUNE else Split.TEST


def files_of(paths: Iterable[Path]) -> list[Path]:
    """The corpus files named, and those in folders named, in order and each once.

    Raises `CorpusFileInvalid` for a path that is not there and for a folder without corpus files.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            inside = sorted(one for one in path.rglob("*") if one.suffix in {".yaml", ".yml"})
            if not inside:
                raise CorpusFileInvalid(path.name, None, None, "no .yaml file in this folder")
            found.update(dict.fromkeys(inside))
        else:
            found[path] = None
    return list(found)


def load(paths: Sequence[Path]) -> list[Row]:
    """Every row of these files and folders, in file order. Raises `CorpusFileInvalid` for the first fault."""
    return [row for path in files_of(paths) for row in _rows(path)]


def _rows(path: Path) -> list[Row]:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise CorpusFileInvalid(path.name, None, None, f"cannot be read: {error.strerror}") from None
    return read(path.name, content)


def read(name: str, encoded: bytes) -> list[Row]:
    """The rows of one file's content. Raises `CorpusFileInvalid`; its message never holds a text."""
    try:
        content = encoded.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise CorpusFileInvalid(name, None, None, "not UTF-8; save the file as UTF-8") from None
    data = _parsed(name, content)
    try:
        file = _File.model_validate(data)
    except ValidationError as error:
        fault = error.errors(include_input=False, include_context=False)[0]
        path = fault["loc"]
        # Keys that the shape does not know may be texts that lost their dash.
        known = ".".join(str(part) for part in path if isinstance(part, int) or part in _KNOWN_KEYS)
        problem = f"{known or 'file'}: {fault['msg']}"
        family = _family(data, path)
        raise CorpusFileInvalid(name, line_of(content, path), family, problem) from None
    is_labelled = any(group.kinds for group in file.groups)
    return [
        Row(
            text=text,
            language=file.language,
            script=file.script,
            level=group.level,
            subject=group.subject,
            flags=frozenset(group.flags),
            severity=group.severity,
            family=group.family,
            split=split_of(group.family),
            file=name,
            kinds=group.kinds if is_labelled else None,
        )
        for group in file.groups
        for text in group.texts
    ]


_KNOWN_KEYS = frozenset(_File.model_fields) | frozenset(_Group.model_fields)


def _parsed(name: str, content: str) -> Any:
    try:
        return YAML(typ="safe", pure=True).load(content)
    except MarkedYAMLError as error:
        # The parser's own words may quote the line, so only the place is told.
        line = error.problem_mark.line + 1 if error.problem_mark else None
        problem = "not readable as YAML; check quotes, indentation and keys written twice"
        raise CorpusFileInvalid(name, line, None, problem) from None
    except YAMLError:
        raise CorpusFileInvalid(
            name, None, None, "not readable as YAML; it holds a control character"
        ) from None


def _family(data: Any, path: Sequence[str | int]) -> str | None:
    if len(path) >= 2 and path[0] == "groups" and isinstance(path[1], int):
        group = data["groups"][path[1]]
        family = group.get("family") if isinstance(group, dict) else None
        # A family that is not named as families are is itself the fault, and may be a text.
        if isinstance(family, str) and family.isascii() and family.replace("-", "").isalnum():
            return family
    return None


def duplicates_across_splits(rows: Sequence[Row], near: float = NEAR) -> list[Duplicate]:
    """Pairs of rows in different parts whose normalised texts are alike, most alike first.

    Alike: the Jaccard index of their sets of three-character runs is `near` or more. Exact, and fast by only
    comparing rows that share one of their rarest runs (the prefix filter of Chaudhuri and others, 2006).
    """
    runs = [_runs(row.text) for row in rows]
    frequency = Counter(run for each in runs for run in each)
    by_length = sorted(range(len(rows)), key=lambda at: len(runs[at]))
    holding: defaultdict[str, list[int]] = defaultdict(list)
    found: list[Duplicate] = []
    for at in by_length:
        mine = runs[at]
        rarest = sorted(mine, key=lambda run: (frequency[run], run))
        telling = rarest[: len(mine) - math.ceil(near * len(mine)) + 1]
        candidates = {other for run in telling for other in holding[run]}
        for other in sorted(candidates):
            # `other` is the shorter one: too short, it cannot be alike.
            if rows[other].split is rows[at].split or len(runs[other]) < near * len(mine):
                continue
            shared = len(mine & runs[other])
            similarity = shared / (len(mine) + len(runs[other]) - shared)
            if similarity >= near:
                found.append(Duplicate(rows[other], rows[at], similarity))
        for run in telling:
            holding[run].append(at)
    return sorted(found, key=lambda one: -one.similarity)


def _runs(text: str) -> frozenset[str]:
    """The three-character runs of the words as the check reads them; of its signs, if it has no words."""
    plain = " ".join(word.text for word in words(text)) or text
    edged = f" {plain} "
    return frozenset(edged[start : start + 3] for start in range(len(edged) - 2))

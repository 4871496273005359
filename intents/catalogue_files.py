"""The catalogue: one file an intent, with its meaning and how people say it in four ways of writing.

The network learns from the examples (`mkhari risk train`); at run time only the names of its outputs are
used, which a test compares with this folder. An intent that a flow answers bears the flow's name.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

from intents import yaml_files
from intents.errors import CatalogueFileInvalid

CATALOGUE = Path(__file__).parent / "catalogue"
_FEWEST_EXAMPLES = 12

_Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$")]
_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class Group(StrEnum):
    """What kind of thing an intent is."""

    TOPIC = "topic"
    WISH = "wish"
    QUESTION = "question"
    ROLE = "role"
    REACTION = "reaction"


class Way(StrEnum):
    """A language as it is typed: Georgian in its own letters and in Latin ones, Russian, English."""

    KA = "ka"
    KA_LATN = "ka_latn"
    RU = "ru"
    EN = "en"


LANGUAGE_AND_SCRIPT: Mapping[Way, tuple[str, str]] = {
    Way.KA: ("ka", "Geor"),
    Way.KA_LATN: ("ka", "Latn"),
    Way.RU: ("ru", "Cyrl"),
    Way.EN: ("en", "Latn"),
}


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)

    reviewed_by: str | None
    reviewed_on: date | None
    written_by: str
    written_on: date
    id: _Id
    group: Group
    meaning: _Text
    level: Literal["none", "low"] | None
    dangers: Literal["none", "unknown"] = "none"
    shows: dict[_Id, str] = {}
    near: list[_Id] = []
    examples: dict[Way, Annotated[list[_Text], Field(min_length=_FEWEST_EXAMPLES)]]

    @model_validator(mode="after")
    def _every_way(self) -> "_File":
        if missing := [way.value for way in Way if way not in self.examples]:
            raise ValueError(f"no examples in {', '.join(missing)}; write them in every way of writing")
        return self


_KEYS = frozenset(_File.model_fields) | {way.value for way in Way}


@dataclass(frozen=True, slots=True)
class Intent:
    """One intent of the catalogue.

    `level` is the level of danger that every example has on the ladder of suicide, None where they differ;
    `shows_no_danger` says that none of them shows danger of another kind, `shows` which kinds nearly all of
    them do, each with its level. `near` are intents that an example
    may show as well.
    """

    id: str
    group: Group
    meaning: str
    level: str | None
    shows_no_danger: bool
    shows: Mapping[str, str]
    near: frozenset[str]
    reviewed_by: str | None
    examples: Mapping[Way, Sequence[str]] = field(repr=False)

    @property
    def written(self) -> dict[tuple[str, str], Sequence[str]]:
        """The examples by language and script."""
        return {LANGUAGE_AND_SCRIPT[way]: texts for way, texts in self.examples.items()}


def load(folder: Path = CATALOGUE) -> list[Intent]:
    """Every intent, in order of name. Raises `CatalogueFileInvalid` for the first fault."""
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise CatalogueFileInvalid(folder.name, None, "no .yaml file in this folder")
    found = [_intent(path) for path in files]
    known = {one.id for one in found}
    for one in found:
        if unknown := sorted(one.near - known):
            raise CatalogueFileInvalid(
                f"{one.id}.yaml", None, f"near: {', '.join(unknown)} is no intent of the catalogue"
            )
    return found


def _intent(path: Path) -> Intent:
    file, content = yaml_files.read(path, _File, _KEYS, CatalogueFileInvalid)
    if file.id != path.stem:
        raise CatalogueFileInvalid(
            path.name, yaml_files.line_of(content, ("id",)), f"the file is not {file.id}.yaml"
        )
    return Intent(
        id=file.id,
        group=file.group,
        meaning=file.meaning,
        level=file.level,
        shows_no_danger=file.level is not None and file.dangers == "none",
        shows=file.shows,
        near=frozenset(file.near),
        reviewed_by=file.reviewed_by,
        examples=file.examples,
    )

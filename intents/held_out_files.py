"""The held-out messages: written by other hands than the catalogue's, to measure what is recognised.

One file a way of writing. A message names the intents that it shows, the main one first, or none.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from intents import yaml_files
from intents.catalogue_files import Way
from intents.errors import HeldOutFileInvalid

HELD_OUT = Path(__file__).parent / "held_out"

_Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, hide_input_in_errors=True)


class _Message(_Strict):
    intents: list[str]
    text: _Text


class _File(_Strict):
    reviewed_by: str | None
    reviewed_on: date | None
    written_by: str
    written_on: date
    way: Way
    messages: list[_Message] = Field(min_length=1)


_KEYS = frozenset(_File.model_fields) | frozenset(_Message.model_fields)


@dataclass(frozen=True, slots=True)
class HeldOut:
    """One message; `intents` are what it shows, the main one first; empty where that is nothing of ours."""

    text: str = field(repr=False)
    way: Way
    intents: tuple[str, ...]

    @property
    def id(self) -> str:
        """The same in every run. The files are published, so that a hash gives nothing away."""
        parts = ("held-out", self.way.value, self.text)
        return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:20]


@dataclass(frozen=True, slots=True)
class HeldOutFile:
    """A file as read: its name without folders, the SHA-256 of its bytes, and its messages."""

    name: str
    sha256: str
    messages: tuple[HeldOut, ...]


def load(known: Collection[str], folder: Path = HELD_OUT) -> list[HeldOutFile]:
    """Every file of the folder, in order of name; `known` are the ids of the catalogue.

    Raises `HeldOutFileInvalid` for the first fault.
    """
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise HeldOutFileInvalid(folder.name, None, "no .yaml file in this folder")
    return [_file(path, known) for path in files]


def _file(path: Path, known: Collection[str]) -> HeldOutFile:
    file, content = yaml_files.read(path, _File, _KEYS, HeldOutFileInvalid)
    seen: dict[str, int] = {}
    for nth, message in enumerate(file.messages):
        if (problem := _problem(message.intents, known)) is not None:
            place: Sequence[str | int] = ("messages", nth, "intents")
            raise HeldOutFileInvalid(path.name, yaml_files.line_of(content, place), problem)
        if seen.setdefault(message.text, nth) != nth:
            line = yaml_files.line_of(content, ("messages", nth))
            raise HeldOutFileInvalid(path.name, line, f"messages.{nth}: stands in this file already")
    messages = tuple(HeldOut(one.text, file.way, tuple(one.intents)) for one in file.messages)
    return HeldOutFile(path.name, sha256(path.read_bytes()).hexdigest(), messages)


def _problem(intents: Sequence[str], known: Collection[str]) -> str | None:
    if len(set(intents)) < len(intents):
        return "intents: one is named twice"
    # What is not in the catalogue is not repeated: in a file written wrongly it may be a message.
    if not set(intents) <= set(known):
        return "intents: one is no intent of the catalogue"
    return None

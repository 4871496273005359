"""Ready-made answers: shared ones from `escalation/canned.yaml`, and what may stand in any of them."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from escalation.categories import Titles
from escalation.errors import MayNotBeSaid, PolicyUnusable
from flows.safety_rules import banned_in, has_foreign_number

FILE: Final = Path(__file__).with_name("canned.yaml")
PLACEHOLDERS: Final = frozenset({"name_of_counsellor", "helpline_112", "helpline_111", "helpline_116006"})
HELPLINES: Final[Mapping[str, str]] = {
    "helpline_112": "112",
    "helpline_111": "111",
    "helpline_116006": "116 006",
}
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
# Words of a language are held to its rules wherever they stand.
_LETTERS: Final[Mapping[str, re.Pattern[str]]] = {
    "ka": re.compile(r"[\u10a0-\u10ff\u1c90-\u1cbf]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
}


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class CannedReply(_Part):
    """One ready-made answer; `text` is by audience, since the forms of address differ."""

    id: str = Field(pattern=r"^[a-z_0-9]{2,40}$")
    audience: Literal["any", "youth", "family"]
    title: Titles
    text: dict[Literal["youth", "family"], Titles]

    @model_validator(mode="after")
    def _has_its_audiences(self) -> "CannedReply":
        wanted = {"youth", "family"} if self.audience == "any" else {self.audience}
        if set(self.text) != wanted:
            raise ValueError(f"{self.id}: texts for {', '.join(sorted(wanted))} are needed, and no others")
        return self


class CannedReplies(_Part):
    """The whole file."""

    version: int
    reviewed_by: str | None
    reviewed_on: date | None
    replies: tuple[CannedReply, ...]


@cache
def canned_replies() -> CannedReplies:
    """The shared answers that ship. Raises `PolicyUnusable`."""
    try:
        return CannedReplies.model_validate(
            YAML(typ="safe", pure=True).load(FILE.read_text(encoding="utf-8"))
        )
    except (OSError, YAMLError, ValidationError) as error:
        raise PolicyUnusable(FILE.name, str(error)) from None


def filled(text: str, counsellor: str) -> str:
    """The text with its placeholders filled; an unknown one stays as it is, to be seen."""
    values = {**HELPLINES, "name_of_counsellor": counsellor}
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)


def problems_in(text: str, language: str) -> list[str]:
    """Why a ready-made answer may not be said, by the rules of the flows; empty where it may."""
    languages = dict.fromkeys([language, *(of for of, letters in _LETTERS.items() if letters.search(text))])
    found = [problem for of in languages for problem in banned_in(text, of)]
    if has_foreign_number(text):
        found.append("only 112, 111 and 116 006 may be published")
    if set(_PLACEHOLDER.findall(text)) - PLACEHOLDERS:
        found.append(f"only these are filled: {', '.join(f'{{{name}}}' for name in sorted(PLACEHOLDERS))}")
    return found


def check_reply(title: str, text: str, language: str) -> None:
    """Raise `MayNotBeSaid` where an answer breaks a rule, with the place and never the words."""
    found = [
        f"{place}: {problem}"
        for place, part in (("title", title), ("text", text))
        for problem in problems_in(part, language)
    ]
    if found:
        raise MayNotBeSaid("; ".join(found))

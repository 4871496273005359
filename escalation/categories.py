"""What a case was about and what was done, as closed lists: `escalation/categories.yaml`, checked."""

from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from escalation.errors import PolicyUnusable, UnknownCategory

FILE: Final = Path(__file__).with_name("categories.yaml")


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Titles(_Part):
    """The name in each language of the console."""

    ka: str
    ru: str
    en: str


class Entry(_Part):
    """A subcategory or an action."""

    id: str = Field(pattern=r"^[a-z_]{2,40}$")
    title: Titles


class Category(Entry):
    """A category, with its subcategories where it has any."""

    children: tuple[Entry, ...] = ()


class Categories(_Part):
    """The whole file."""

    version: int
    reviewed_by: str | None
    reviewed_on: date | None
    categories: tuple[Category, ...]
    actions: tuple[Entry, ...]
    risk_at_end: tuple[Entry, ...]

    def category_ids(self) -> frozenset[str]:
        """Every id that a case may be filed under."""
        tops = {entry.id for entry in self.categories}
        return frozenset(tops | {child.id for entry in self.categories for child in entry.children})

    def action_ids(self) -> frozenset[str]:
        """Every action."""
        return frozenset(entry.id for entry in self.actions)


@cache
def categories() -> Categories:
    """The lists that ship. Raises `PolicyUnusable`."""
    try:
        return Categories.model_validate(YAML(typ="safe", pure=True).load(FILE.read_text(encoding="utf-8")))
    except (OSError, YAMLError, ValidationError) as error:
        raise PolicyUnusable(FILE.name, str(error)) from None


def check_ending(category: str | None, actions: Iterable[str]) -> None:
    """Raise `UnknownCategory` for the first id that is not in the lists."""
    if category is not None and category not in categories().category_ids():
        raise UnknownCategory(category)
    for action in actions:
        if action not in categories().action_ids():
            raise UnknownCategory(action)

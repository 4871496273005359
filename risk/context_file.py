"""The shape of `risk/rules/context.yaml`, and its reading into the rules that `risk.context` applies."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Final

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from risk.assessment import Flag, Level, Subject
from risk.context import ContextRule, ContextRules, Shows, Stay, Told
from risk.errors import RuleFileInvalid
from risk.ruleset import CONTEXT_FILE, RULES_FOLDER
from risk.schemas import LevelName, line_of, read_file

CONTEXT_RULES_NAME: Final = "context-1"
_UNITS: Final = {"m": "minutes", "h": "hours", "d": "days"}


def _duration(value: object) -> object:
    if isinstance(value, str) and (found := re.fullmatch(r"([1-9]\d{0,4})([mhd])", value)):
        return timedelta(**{_UNITS[found[2]]: int(found[1])})
    raise ValueError("write a time as 20m, 24h or 7d")


Duration = Annotated[timedelta, BeforeValidator(_duration)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class StayData(_Strict):
    """How long one level stays in force."""

    level: LevelName
    lasts: Duration
    falls_to: LevelName
    why: str = Field(min_length=1)
    sources: list[str]
    reviewed_by: str | None
    reviewed_on: date | None

    @model_validator(mode="after")
    def _falls_one_step(self) -> "StayData":
        if self.level - self.falls_to != 1:
            # A step left out would forget what was shown while the graver level was in force.
            raise ValueError("a level falls to the one below it")
        return self


class ShowsData(_Strict):
    """What a message must show; empty where anything will do."""

    at_least: LevelName = Level.NONE
    at_most: LevelName = Level.IMMINENT
    flags: list[Flag] = []

    def read(self) -> Shows:
        """As the rules use it."""
        return Shows(self.at_least, self.at_most, frozenset(self.flags))


class BeforeData(ShowsData):
    """The same of earlier messages, `times` of them."""

    times: int = Field(default=1, ge=1, le=10)


class ToldData(_Strict):
    """One message of an example."""

    ago: Duration | None = None
    level: LevelName
    subject: Subject = Subject.SELF
    flags: list[Flag] = []

    def read(self) -> Told:
        """As the tests tell it."""
        return Told(self.level, self.ago or timedelta(0), self.subject, frozenset(self.flags))


def _in_order(told: list[ToldData]) -> list[ToldData]:
    agos = [one.ago for one in told[:-1]]
    if None in agos or told[-1].ago is not None or agos != sorted(filter(None, agos), reverse=True):
        raise ValueError("tell earlier messages with `ago`, oldest first, and the present one last without")
    return told


Course = Annotated[list[ToldData], Field(min_length=2), AfterValidator(_in_order)]


class ExamplesData(_Strict):
    """Courses of messages that the rule must raise, and such that it must leave."""

    raises: list[Course] = Field(min_length=1)
    leaves: list[Course] = Field(min_length=1)


class ContextRuleData(_Strict):
    """One rule as written in the file."""

    id: str = Field(pattern=r"^context\.[a-z_]{2,24}$")
    present: ShowsData
    before: list[BeforeData] = Field(min_length=1)
    within: Duration
    raises_to: LevelName
    why: str = Field(min_length=1)
    sources: list[str]
    reviewed_by: str | None
    reviewed_on: date | None
    examples: ExamplesData


class ContextFile(_Strict):
    """The whole file."""

    stays: list[StayData]
    rules: list[ContextRuleData]


@lru_cache(maxsize=1)
def context_rules() -> ContextRules:
    """The context rules shipped with this version, read once."""
    return load_context(RULES_FOLDER / CONTEXT_FILE)


def load_context(path: Path) -> ContextRules:
    """Read a file of context rules; raises `RuleFileInvalid` for the first fault found."""
    raw = path.read_bytes()
    content = raw.decode()
    data = read_file(ContextFile, path.name, content)
    if [stay.level for stay in data.stays] != list(reversed(Level))[:-1]:
        problem = "name each level but none, once, from the gravest down"
        raise RuleFileInvalid(path.name, line_of(content, ("stays",)), None, problem)
    ids: set[str] = set()
    for index, rule in enumerate(data.rules):
        if rule.id in ids:
            line = line_of(content, ("rules", index))
            raise RuleFileInvalid(path.name, line, rule.id, "this id is used twice; ids are unique")
        ids.add(rule.id)
    version = f"{CONTEXT_RULES_NAME}+{sha256(raw).hexdigest()[:12]}"
    stays = {stay.level: _stay(stay) for stay in data.stays}
    return ContextRules(stays, tuple(_rule(rule) for rule in data.rules), version)


def _stay(data: StayData) -> Stay:
    return Stay(
        data.level,
        data.lasts,
        data.falls_to,
        data.why,
        tuple(data.sources),
        data.reviewed_by,
        data.reviewed_on,
    )


def _rule(data: ContextRuleData) -> ContextRule:
    return ContextRule(
        id=data.id,
        present=data.present.read(),
        before=tuple(one.read() for one in data.before for _ in range(one.times)),
        within=data.within,
        raises_to=data.raises_to,
        why=data.why,
        sources=tuple(data.sources),
        reviewed_by=data.reviewed_by,
        reviewed_on=data.reviewed_on,
        raising=_courses(data.examples.raises),
        leaving=_courses(data.examples.leaves),
    )


def _courses(courses: Sequence[Sequence[ToldData]]) -> tuple[tuple[Told, ...], ...]:
    return tuple(tuple(one.read() for one in course) for course in courses)

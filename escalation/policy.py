"""How a waiting case is called out, and how long anything may take: `escalation/policy.yaml`, checked."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from escalation.case import Urgency
from escalation.errors import PolicyUnusable
from escalation.paging import PageChannel

FILE: Final = Path(__file__).with_name("policy.yaml")
GOING_ON: Final = "ladder-going-on"  # we go on calling: true whoever came or did not come before
_UNITS = {"s": 1, "m": 60, "h": 3600}


def _time(value: Any) -> timedelta:
    found = re.fullmatch(r"(\d{1,6})([smh])", str(value))
    if found is None:
        raise ValueError("write a time like 20s, 3m or 1h")
    return timedelta(seconds=int(found[1]) * _UNITS[found[2]])


Time = Annotated[timedelta, BeforeValidator(_time)]


class Who(StrEnum):
    """Whom a rung calls."""

    PRIMARY = "primary"
    BACKUP = "backup"
    SUPERVISOR = "supervisor"
    EVERYBODY = "everybody"


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TellAgain(_Part):
    """What the person is told at these repeats of a rung, counted from 1."""

    text: str
    on: tuple[int, ...]


class Rung(_Part):
    """One step of a ladder: whom to call, by what, how long after the case came into the queue.

    `tell` is the text that the person then reads; `or_tell` the one where that would not be true, because
    nobody could be called who was not called before. `every` repeats the last rung.
    """

    rung: str = Field(pattern=r"^[a-z_]{1,24}$")
    after: Time
    who: tuple[Who, ...] = Field(min_length=1)
    by: tuple[PageChannel, ...] = Field(min_length=1)
    tell: str | None = None
    or_tell: str | None = None
    every: Time | None = None
    tell_again: TellAgain | None = None


class Ladder(_Part):
    """The rungs for one urgency, in order."""

    rungs: tuple[Rung, ...]

    @model_validator(mode="before")
    @classmethod
    def _from_list(cls, value: Any) -> Any:
        return {"rungs": value} if isinstance(value, list) else value

    @model_validator(mode="after")
    def _climbs(self) -> "Ladder":
        if not self.rungs or self.rungs[0].after:
            raise ValueError("a ladder begins with a rung after 0s: the first call goes out at once")
        times = [rung.after for rung in self.rungs]
        if sorted(set(times)) != times:
            raise ValueError("each rung comes later than the one before")
        if any(rung.every for rung in self.rungs[:-1]) or self.rungs[-1].every is None:
            raise ValueError(
                "the last rung, and no other, has `every`: calling goes on until somebody claims"
            )
        if self.rungs[-1].every < timedelta(seconds=5):
            raise ValueError("repeat the last rung no oftener than every 5s")
        return self


class Ladders(_Part):
    """A ladder for each urgency."""

    emergency: Ladder
    urgent: Ladder
    routine: Ladder

    def of(self, urgency: Urgency) -> Ladder:
        """The ladder of this urgency."""
        ladder: Ladder = getattr(self, urgency.label)
        return ladder


class Presence(_Part):
    """When a counsellor counts as gone, and how long an emergency may go unanswered."""

    gone_after: Time
    emergency_unanswered: Time


class Queue(_Part):
    """How cases age, when anybody may take them, and when a person who waits counts as gone."""

    routine_as_urgent_after: Time
    anybody_after: Time
    left_after: Time


class Transfer(_Part):
    """How long an offer stands."""

    answer_within: Time


class Paging(_Part):
    """How long an accepted page holds the ladder, and how soon a page that failed is tried again."""

    acknowledged_for: Time
    again_after_failure: Time


class Policy(_Part):
    """The whole file. `reviewed_by` is empty until somebody who answers for the on-call has read it."""

    version: int
    reviewed_by: str | None
    reviewed_on: date | None
    presence: Presence
    queue: Queue
    transfer: Transfer
    paging: Paging
    on_duty: Ladders
    out_of_hours: Ladders

    def ladders(self, *, on_duty: bool) -> Ladders:
        """The ladders for when somebody is on duty, or nobody."""
        return self.on_duty if on_duty else self.out_of_hours

    def texts(self) -> frozenset[str]:
        """Every text that the person may be told."""
        rungs = [
            rung
            for ladders in (self.on_duty, self.out_of_hours)
            for urgency in Urgency
            for rung in ladders.of(urgency).rungs
        ]
        again = {rung.tell_again.text for rung in rungs if rung.tell_again is not None}
        told = {text for rung in rungs for text in (rung.tell, rung.or_tell) if text is not None}
        return frozenset(told | again | {GOING_ON})


@dataclass(frozen=True, slots=True)
class Place:
    """Where on a ladder a case stands: the next rung to fire, and how often the last one was repeated.

    `returned` is `quiet` where a counsellor has just let go of the case and the person was told so, and `yes`
    from then on: it is not true any more that nobody has come.
    """

    on_duty: bool = True
    index: int = 0
    repeats: int = 0
    returned: Literal["no", "quiet", "yes"] = "no"

    def stored(self) -> str:
        """As a deadline keeps it."""
        mode = "on_duty" if self.on_duty else "out_of_hours"
        return f"{mode}/{self.index}/{self.repeats}/{self.returned}"

    @classmethod
    def read(cls, stored: str) -> "Place | None":
        """The place that a deadline kept; None at the beginning."""
        if not stored:
            return None
        mode, index, repeats, returned = stored.split("/")
        kept: Literal["no", "quiet", "yes"] = (
            "quiet" if returned == "quiet" else "yes" if returned == "yes" else "no"
        )
        return cls(mode == "on_duty", int(index), int(repeats), kept)


@dataclass(frozen=True, slots=True)
class Step:
    """What fires now, and what follows unless somebody claims. `wider`: the rungs above this one."""

    rung: Rung
    wider: tuple[Rung, ...]
    tell: str | None
    following: Place
    pause: timedelta


def step(ladders: Ladders, urgency: Urgency, place: Place | None, *, on_duty: bool) -> Step:
    """The rung to fire from this place. Where duty has begun or ended meanwhile, its ladder begins anew."""
    rungs = ladders.of(urgency).rungs
    place = place or Place(on_duty)
    if place.on_duty is not on_duty:
        place = replace(place, on_duty=on_duty, index=0, repeats=0)
    index = min(place.index, len(rungs) - 1)
    rung, last = rungs[index], index + 1 == len(rungs)
    tell = rung.tell if not place.repeats else None
    if rung.tell_again is not None and place.repeats in rung.tell_again.on:
        tell = rung.tell_again.text
    if place.returned != "no" and tell is not None:
        tell = GOING_ON if place.returned == "yes" else None
    following = replace(place, returned="no" if place.returned == "no" else "yes")
    if not last:
        above = rungs[index + 1 :]
        return Step(rung, above, tell, replace(following, index=index + 1), above[0].after - rung.after)
    assert rung.every is not None  # noqa: S101 - the file was checked
    return Step(rung, (), tell, replace(following, index=index, repeats=place.repeats + 1), rung.every)


def read_policy(path: Path) -> Policy:
    """Read a policy file. Raises `PolicyUnusable` saying where it is wrong."""
    try:
        return Policy.model_validate(YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8")))
    except (OSError, YAMLError) as error:
        raise PolicyUnusable(path.name, str(error)) from None
    except ValidationError as error:
        found = "; ".join(
            f"{'.'.join(str(part) for part in item['loc']) or 'file'}: {item['msg']}"
            for item in error.errors()
        )
        raise PolicyUnusable(path.name, found) from None


@cache
def policy() -> Policy:
    """The policy that ships."""
    return read_policy(FILE)

"""What flow files are made of: names, times, buttons and silence, each checked as it is read."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, StringConstraints, model_validator
from pydantic_core import PydanticCustomError

from flows import model
from flows.instrument import Instrument

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=40)]
Value = Annotated[str, StringConstraints(pattern=r"^[a-z0-9][a-z0-9_]*$", max_length=40)]
FactName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*$", max_length=120)]
"""Also what the program itself keeps, such as `screen.ladder.outcome` and `plan.warning_signs`."""

Facts = dict[Name, Name]
Path = tuple[str | int, ...]
LineOf = Callable[[Path], int]
"""The line, from 1, of a part of a file."""

LONGEST_PAUSE = timedelta(seconds=120)
"""Between two beats of an exercise; longer, and somebody who needs help is left alone with it."""

PAUSE_OUT_OF_RANGE = "pause_out_of_range"

_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


def _read_span(value: object) -> object:
    """`20m`, `12h` or `2d`."""
    match = re.fullmatch(r"([1-9]\d{0,3})([mhd])", value) if isinstance(value, str) else None
    if match is None:
        raise ValueError("write a time as 20m, 12h or 2d")
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


def _read_pause(value: object) -> object:
    """`0s`, `5s` or `2m`."""
    match = re.fullmatch(r"(\d{1,4})([sm])", value) if isinstance(value, str) else None
    if match is None:
        raise ValueError("write a pause as 5s or 2m")
    pause = timedelta(**{_UNITS[match[2]]: int(match[1])})
    if pause > LONGEST_PAUSE:
        longest = int(LONGEST_PAUSE.total_seconds())
        raise PydanticCustomError(PAUSE_OUT_OF_RANGE, "a pause lasts from 0s to {most}s", {"most": longest})
    return pause


Span = Annotated[timedelta, BeforeValidator(_read_span)]
Pause = Annotated[timedelta, BeforeValidator(_read_pause)]


@dataclass(frozen=True, slots=True)
class Written:
    """Where a step is written: its name, `line_of` for the line of a part, the instruments it may run."""

    name: str
    line_of: LineOf
    instruments: Mapping[str, Instrument]

    @property
    def line(self) -> int:
        """The step's own line."""
        return self.line_of(())


class Shape(BaseModel):
    """A part of a flow file; words that it does not have are refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class QuietShape(Shape):
    """`silence: {after: 20m, nudge: text, leave_after: 12h, then: step}`; nudge needs leave_after."""

    after: Span
    then: Name
    nudge: Name | None = None
    leave_after: Span | None = None

    @model_validator(mode="after")
    def _nudge_has_an_end(self) -> "QuietShape":
        if (self.nudge is None) != (self.leave_after is None):
            raise ValueError("write both nudge and leave_after, or neither")
        return self

    def to_model(self) -> model.Quiet:
        """The engine's value."""
        return model.Quiet(self.after, self.then, self.nudge, self.leave_after)


class ChoiceShape(Shape):
    """A button; `means` lets a free yes, no or unsure press it."""

    id: Name
    then: Name
    set: Facts = {}
    means: model.Meaning | None = None

    def to_model(self, line: int) -> model.Choice:
        """The engine's value."""
        return model.Choice(self.id, line, self.then, self.set, self.means)

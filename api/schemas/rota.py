"""The shapes of the on-call rota: turns and gaps, shifts, absences, covers, swaps, calendars."""

from datetime import UTC, date, datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from api.schemas.common import Strict

EntryId = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{32}$")]
DutyName = Literal["primary", "backup", "supervisor"]
Moment = Annotated[
    AwareDatetime, Field(ge=datetime(2000, 1, 1, tzinfo=UTC), le=datetime(2100, 1, 1, tzinfo=UTC))
]
Day = Annotated[date, Field(ge=date(2000, 1, 1), le=date(2100, 1, 1))]
Wall = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3]):[0-5][0-9]$")]
WALL = "hours and minutes on the clock in Georgia"


class TurnOut(BaseModel):
    """One person on one duty, once."""

    staff: str
    duty: DutyName
    starts_at: datetime
    ends_at: datetime
    cover: Annotated[str | None, Field(description="id of the cover, null for a shift")]


class GapOut(BaseModel):
    """A time without anybody on this duty."""

    duty: DutyName
    starts_at: datetime
    ends_at: datetime


class ShiftOut(BaseModel):
    """A weekly shift. `weekday` 0 is Monday; `ends` at or before `starts` means the next day."""

    id: str
    staff: str
    duty: DutyName
    weekday: int
    starts: Annotated[str, Field(description=WALL)]
    ends: Annotated[str, Field(description=WALL)]
    valid_from: date
    valid_until: Annotated[date | None, Field(description="the last day on which it begins")]


class AbsenceOut(BaseModel):
    """A time in which somebody is on no duty."""

    id: str
    staff: str
    starts_at: datetime
    ends_at: datetime


class CoverOut(AbsenceOut):
    """Somebody on a duty once, in somebody's place or besides."""

    duty: DutyName
    instead_of: str | None


class RotaOut(BaseModel):
    """The rota of the next four weeks. `names`: what to call whom, by id."""

    starts_at: datetime
    ends_at: datetime
    names: dict[str, str]
    turns: list[TurnOut]
    gaps: list[GapOut]
    shifts: list[ShiftOut]
    absences: list[AbsenceOut]
    covers: list[CoverOut]


class NewAbsence(Strict):
    """Who is away, oneself unless another is named, and when."""

    staff: EntryId | None = None
    starts_at: Moment
    ends_at: Moment


class NewCover(Strict):
    """Who takes a duty once; with `instead_of`, each turn of that person in this time."""

    staff: EntryId
    duty: DutyName
    starts_at: Moment
    ends_at: Moment
    instead_of: EntryId | None = None


class TurnNamed(Strict):
    """A turn: whose, a moment in it, and the duty where there are two at a time."""

    staff: EntryId
    at: Moment
    duty: DutyName | None = None


class NewSwap(Strict):
    """Two turns to exchange."""

    first: TurnNamed
    second: TurnNamed


class NewShift(Strict):
    """A weekly shift, from today on unless another day is named."""

    staff: EntryId
    duty: DutyName
    weekday: Annotated[int, Field(ge=0, le=6, description="0 is Monday")]
    starts: Annotated[Wall, Field(description=WALL)]
    ends: Annotated[Wall, Field(description=WALL)]
    valid_from: Day | None = None
    valid_until: Day | None = None


class EndShift(Strict):
    """The last day on which the shift begins."""

    last_day: Day


class CalendarIn(Strict):
    """An iCalendar file. It is only looked at unless `keep`; what is refused stops the rest unless `skip`."""

    text: Annotated[str, StringConstraints(max_length=500_000)]
    keep: bool = False
    skip: bool = False


class RefusedEntry(BaseModel):
    """An entry that cannot be taken over: its number and day in the file, and why."""

    entry: int
    day: str
    why: str


class CalendarTaken(BaseModel):
    """What the file adds, how many entries are known or over, what is refused, and whether it was kept."""

    kept: bool
    shifts: list[ShiftOut]
    absences: list[AbsenceOut]
    covers: list[CoverOut]
    unchanged: int
    past: int
    refused: list[RefusedEntry]

"""The on-call rota: weekly shifts in Georgian time, absences, covers, and who is on duty by them. Pure.

A shift repeats each week; a cover is one person on one duty once, in somebody's place or besides.
Intervals are half-open: at the moment in which one turn ends and the next begins, the next one is on duty.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

TBILISI: Final = ZoneInfo("Asia/Tbilisi")
_DAY: Final = timedelta(days=1)
_INSTANT: Final = timedelta(microseconds=1)


class Duty(StrEnum):
    """What somebody is on call for."""

    PRIMARY = "primary"  # is called first
    BACKUP = "backup"  # is called when the first does not answer
    SUPERVISOR = "supervisor"  # is called for advice, and when both do not answer


@dataclass(frozen=True, slots=True)
class Person:
    """A member of staff as the rota names them. `disabled`: the account is."""

    id: str
    login: str
    name: str
    role: str
    disabled: bool


@dataclass(frozen=True, slots=True)
class Turn:
    """One person on one duty, once. `origin` is the id of its shift or cover."""

    staff_id: str
    duty: Duty
    starts_at: datetime
    ends_at: datetime
    origin: str
    is_cover: bool = False

    def overlaps(self, starts_at: datetime, ends_at: datetime) -> bool:
        """Whether any of it lies between these moments."""
        return self.starts_at < ends_at and starts_at < self.ends_at


@dataclass(frozen=True, slots=True)
class Gap:
    """A time in which nobody has this duty."""

    duty: Duty
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Shift:
    """The same hours every week. `weekday` 0 is Monday; `ends` at or before `starts` means the next day.

    The days of validity are those on which a turn may begin, the last one included.
    """

    id: str
    staff_id: str
    duty: Duty
    weekday: int
    starts: time
    ends: time
    valid_from: date
    valid_until: date | None = None

    def first_day(self) -> date:
        """The first day on which a turn begins, by the day of the week."""
        return self.valid_from + timedelta(days=(self.weekday - self.valid_from.weekday()) % 7)

    def turn_on(self, day: date) -> Turn:
        """The turn that begins on this day."""
        last = day if self.ends > self.starts else day + _DAY
        begins = datetime.combine(day, self.starts, TBILISI).astimezone(UTC)
        ends = datetime.combine(last, self.ends, TBILISI).astimezone(UTC)
        return Turn(self.staff_id, self.duty, begins, ends, self.id)

    def turns(self, start: datetime, end: datetime) -> Iterator[Turn]:
        """The turns that touch the time between these moments, in order."""
        day = max(self.first_day(), start.astimezone(TBILISI).date() - _DAY)
        day += timedelta(days=(self.weekday - day.weekday()) % 7)
        last = end.astimezone(TBILISI).date()
        if self.valid_until is not None:
            last = min(last, self.valid_until)
        while day <= last:
            turn = self.turn_on(day)
            # Where a clock is put forward, a short turn can vanish altogether.
            if turn.starts_at < turn.ends_at and turn.overlaps(start, end):
                yield turn
            day += timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Absence:
    """A time in which somebody is on no duty, neither by a shift nor by a cover."""

    id: str
    staff_id: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Cover:
    """Somebody on a duty once. `instead_of`: who is not, in that time and for that duty only."""

    id: str
    staff_id: str
    duty: Duty
    starts_at: datetime
    ends_at: datetime
    instead_of: str | None = None

    def turn(self) -> Turn:
        """The cover as a turn."""
        return Turn(self.staff_id, self.duty, self.starts_at, self.ends_at, self.id, is_cover=True)


@dataclass(frozen=True, slots=True)
class Rota:
    """Everything that says who is on duty. Later covers stand over earlier ones.

    `left`: whose account is disabled. They are on no duty; whoever covers for them is.
    """

    shifts: tuple[Shift, ...] = ()
    absences: tuple[Absence, ...] = ()
    covers: tuple[Cover, ...] = ()
    left: frozenset[str] = frozenset()

    def on_duty(self, duty: Duty, now: datetime) -> tuple[str, ...]:
        """Who has this duty now: by covers first, then by shifts."""
        held = self._held(duty, now, now + _INSTANT)
        ordered = sorted(held, key=lambda turn: not turn.is_cover)
        return tuple(dict.fromkeys(turn.staff_id for turn in ordered))

    def is_covered(self, now: datetime) -> bool:
        """Whether somebody is primary or backup now."""
        return bool(self.on_duty(Duty.PRIMARY, now) or self.on_duty(Duty.BACKUP, now))

    def turns(self, start: datetime, end: datetime) -> tuple[Turn, ...]:
        """Every turn that touches the time between these moments, whole, by its beginning."""
        held = [turn for duty in Duty for turn in self._held(duty, start, end)]
        order = list(Duty)
        return tuple(sorted(held, key=lambda turn: (turn.starts_at, order.index(turn.duty), turn.staff_id)))

    def uncovered(self, duty: Duty, start: datetime, end: datetime) -> list[Gap]:
        """When nobody has this duty between these moments."""
        gaps, free = [], start
        for turn in sorted(self._held(duty, start, end), key=lambda turn: turn.starts_at):
            if turn.starts_at > free:
                gaps.append(Gap(duty, free, turn.starts_at))
            free = max(free, turn.ends_at)
        if free < end:
            gaps.append(Gap(duty, free, end))
        return gaps

    def _held(self, duty: Duty, start: datetime, end: datetime) -> list[Turn]:
        held = [turn for turn in self.agreed(duty, start, end) if turn.staff_id not in self.left]
        for absence in self.absences:
            held = list(_without(held, absence.staff_id, absence.starts_at, absence.ends_at))
        if duty is Duty.BACKUP:  # nobody is their own backup
            for turn in self._held(Duty.PRIMARY, start, end):
                held = list(_without(held, turn.staff_id, turn.starts_at, turn.ends_at))
        return [turn for turn in held if turn.overlaps(start, end)]

    def agreed(self, duty: Duty, start: datetime, end: datetime) -> list[Turn]:
        """Who should have this duty by shifts and covers, whether they are absent or not."""
        held = [turn for shift in self.shifts if shift.duty is duty for turn in shift.turns(start, end)]
        for cover in self.covers:
            if cover.duty is not duty:
                continue
            if cover.instead_of is not None:
                held = list(_without(held, cover.instead_of, cover.starts_at, cover.ends_at))
            held.append(cover.turn())
        return [turn for turn in held if turn.overlaps(start, end)]


def _without(turns: Iterable[Turn], staff_id: str, starts_at: datetime, ends_at: datetime) -> Iterator[Turn]:
    """The turns, less this time of one person; a turn that is cut in the middle becomes two."""
    for turn in turns:
        if turn.staff_id != staff_id or not turn.overlaps(starts_at, ends_at):
            yield turn
            continue
        if turn.starts_at < starts_at:
            yield replace(turn, ends_at=starts_at)
        if ends_at < turn.ends_at:
            yield replace(turn, starts_at=ends_at)

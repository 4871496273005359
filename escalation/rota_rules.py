"""What a change of the rota must keep to. Pure; each check raises a `RotaError` saying what to do."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Final

from escalation.rota import TBILISI, Cover, Duty, Person, Rota, Shift, Turn
from escalation.rota_errors import (
    AbsentThen,
    AlreadyPast,
    EndsBeforeItStarts,
    NothingToCover,
    NothingToSwap,
    OverlapsItself,
    ShiftTooLong,
    TooFarAhead,
    UnknownStaff,
)

# As long as two working days; who is woken after that does not decide well any more.
LONGEST_TURN: Final = timedelta(hours=16)
YEARS_AHEAD: Final = 3
_FAR: Final = timedelta(days=366 * YEARS_AHEAD)
_BEFORE_EVERYBODY: Final = date(2000, 1, 1)  # a year with a slip of the finger
_DAY: Final = timedelta(days=1)
_INSTANT: Final = timedelta(microseconds=1)
_CALLED: Final = frozenset({Duty.PRIMARY, Duty.BACKUP})  # nobody does both at a time


@dataclass(frozen=True, slots=True)
class TurnAt:
    """A turn as people name it: whose, and a moment in it; the duty where there are two at a time."""

    staff_id: str
    at: datetime
    duty: Duty | None = None


def new_id() -> str:
    """An id for a shift, an absence or a cover that is about to be made."""
    return uuid.uuid4().hex


def check_person(people: Mapping[str, Person], staff_id: str) -> None:
    """Somebody with an account in use."""
    if staff_id not in people or people[staff_id].disabled:
        raise UnknownStaff


def check_shift(rota: Rota, shift: Shift, now: datetime) -> None:
    """A shift of a bearable length, not all past, that leaves its owner in one place at a time."""
    today = now.astimezone(TBILISI).date()
    if shift.valid_from - today > _FAR or shift.valid_from < _BEFORE_EVERYBODY:
        raise TooFarAhead(YEARS_AHEAD)
    if shift.valid_until is not None and shift.valid_until < shift.first_day():
        raise EndsBeforeItStarts
    if shift.valid_until is not None and shift.valid_until < today:
        raise AlreadyPast
    first = shift.turn_on(shift.first_day())
    if first.ends_at - first.starts_at > LONGEST_TURN:
        raise ShiftTooLong(LONGEST_TURN // timedelta(hours=1))
    for other in rota.shifts:
        if other.id != shift.id and other.staff_id == shift.staff_id and _collide(other, shift):
            raise OverlapsItself


def _collide(one: Shift, other: Shift) -> bool:
    if one.duty is not other.duty and not {one.duty, other.duty} <= _CALLED:
        return False
    # Two weeks from the first day on which both are in force show every collision that there is.
    day = max(one.first_day(), other.first_day()) - _DAY
    start = datetime.combine(day, datetime.min.time(), TBILISI)
    end = start + timedelta(days=16)
    return any(
        turn.overlaps(rival.starts_at, rival.ends_at)
        for turn in one.turns(start, end)
        for rival in other.turns(start, end)
    )


def check_interval(starts_at: datetime, ends_at: datetime, now: datetime) -> None:
    """A time that ends after it begins, that is not over, and that somebody can have meant."""
    if ends_at <= starts_at:
        raise EndsBeforeItStarts
    if ends_at <= now:
        raise AlreadyPast
    if ends_at - now > _FAR or now - starts_at > _FAR:
        raise TooFarAhead(YEARS_AHEAD)


def check_length(cover: Cover) -> None:
    """A cover of a bearable length."""
    if cover.ends_at - cover.starts_at > LONGEST_TURN:
        raise ShiftTooLong(LONGEST_TURN // timedelta(hours=1))


def with_cover(rota: Rota, cover: Cover) -> Rota:
    """The rota with one more cover, by somebody who can be there, all of that time and in one place."""
    if cover.staff_id in rota.left:
        raise UnknownStaff
    if any(
        absence.staff_id == cover.staff_id and cover.turn().overlaps(absence.starts_at, absence.ends_at)
        for absence in rota.absences
    ):
        raise AbsentThen
    after = replace(rota, covers=(*rota.covers, cover))
    if _turns_of(after, cover) != [cover.turn()]:
        raise OverlapsItself
    return after


def _turns_of(rota: Rota, cover: Cover) -> list[Turn]:
    return [
        turn
        for turn in rota.turns(cover.starts_at, cover.ends_at)
        if turn.staff_id == cover.staff_id and turn.duty is cover.duty
    ]


def covers_for(rota: Rota, wanted: Cover, now: datetime) -> list[Cover]:
    """The covers that a wish comes to: in somebody's place, one for each turn of theirs in that time.

    What is over of a time that has begun is left as it was.
    """
    check_interval(wanted.starts_at, wanted.ends_at, now)
    wanted = replace(wanted, starts_at=max(wanted.starts_at, now.replace(microsecond=0)))
    if wanted.instead_of is None:
        check_length(wanted)
        with_cover(rota, wanted)
        return [wanted]
    covers = [
        replace(
            wanted,
            id=new_id(),
            starts_at=max(turn.starts_at, wanted.starts_at),
            ends_at=min(turn.ends_at, wanted.ends_at),
        )
        for turn in rota.agreed(wanted.duty, wanted.starts_at, wanted.ends_at)
        if turn.staff_id == wanted.instead_of
    ]
    if not covers or wanted.instead_of == wanted.staff_id:
        raise NothingToCover
    for cover in covers:
        rota = with_cover(rota, cover)
    return covers


def swap_of(rota: Rota, first: TurnAt, second: TurnAt, now: datetime) -> tuple[Cover, Cover]:
    """The two covers that exchange two turns."""
    one, other = _turn(rota, first, now), _turn(rota, second, now)
    if one.staff_id == other.staff_id:
        raise NothingToSwap("both turns are of the same person")
    if one.duty is other.duty and one.overlaps(other.starts_at, other.ends_at):
        raise NothingToSwap("both are on the same duty at the same time")
    taken = _in_place_of(one, other.staff_id), _in_place_of(other, one.staff_id)
    # Checked with both in force: each is free in their own turn, since the other takes it.
    after = replace(rota, covers=(*rota.covers, *taken))
    for cover in taken:
        without = replace(after, covers=tuple(each for each in after.covers if each is not cover))
        with_cover(without, cover)
    return taken


def _turn(rota: Rota, wanted: TurnAt, now: datetime) -> Turn:
    found = [
        turn
        for duty in Duty
        if wanted.duty in {None, duty}
        for turn in rota.agreed(duty, wanted.at, wanted.at + _INSTANT)
        if turn.staff_id == wanted.staff_id
    ]
    if not found:
        raise NothingToSwap("one of the two is not on duty at the time that was named")
    if len(found) > 1:
        raise NothingToSwap("one of the two has more than one duty at that time, so say which")
    if found[0].starts_at <= now:
        raise NothingToSwap("one of the turns has begun")
    return found[0]


def _in_place_of(turn: Turn, staff_id: str) -> Cover:
    return Cover(new_id(), staff_id, turn.duty, turn.starts_at, turn.ends_at, instead_of=turn.staff_id)

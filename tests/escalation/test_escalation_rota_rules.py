"""What the rota refuses, each with a sentence that says what to do."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest

from escalation.rota import Duty, Rota, Shift
from escalation.rota_errors import (
    AbsentThen,
    AlreadyPast,
    EndsBeforeItStarts,
    NothingToCover,
    NothingToSwap,
    OverlapsItself,
    RotaError,
    ShiftTooLong,
    TooFarAhead,
    UnknownStaff,
)
from escalation.rota_rules import TurnAt, check_interval, check_person, check_shift, covers_for, swap_of
from tests.escalation.rotas import GIORGI, MAKA, MONDAY, NINO, TEAM, absence, at, cover, shift
from tests.fixtures import START

TWO_NIGHTS = Rota((shift(NINO), shift(GIORGI, weekday=2)))


def test_a_shift_of_sixteen_hours_is_taken_and_a_longer_one_is_not() -> None:
    check_shift(Rota(), shift(starts=time(16), ends=time(8)), START)
    with pytest.raises(ShiftTooLong, match="at most 16 hours"):
        check_shift(Rota(), shift(starts=time(15, 59), ends=time(8)), START)
    with pytest.raises(ShiftTooLong):
        check_shift(Rota(), shift(starts=time(8), ends=time(8)), START)


@pytest.mark.parametrize(
    ("second", "clashes"),
    [
        (shift(starts=time(22), ends=time(23)), True),
        (shift(weekday=1, starts=time(7), ends=time(9)), True),
        (shift(weekday=1, starts=time(8), ends=time(9)), False),
        (shift(duty=Duty.BACKUP), True),
        (shift(duty=Duty.SUPERVISOR), False),
        (shift(GIORGI), False),
        (shift(weekday=0, valid_from=date(2027, 2, 1), starts=time(22), ends=time(23)), True),
    ],
    ids=["inside", "next morning", "end to end", "backup too", "supervisor too", "another", "from February"],
)
def test_nobody_is_in_two_places_by_their_shifts(second: Shift, clashes: bool) -> None:
    rota, refused = Rota((shift(of_id="first"),)), False
    try:
        check_shift(rota, replace(second, id="second"), START)
    except OverlapsItself:
        refused = True
    assert refused is clashes


def test_a_shift_may_follow_one_that_has_ended() -> None:
    rota = Rota((shift(of_id="first", valid_until=date(2026, 11, 30)),))
    check_shift(rota, shift(valid_from=date(2026, 12, 7), of_id="second"), START)
    with pytest.raises(OverlapsItself):
        check_shift(rota, shift(valid_from=date(2026, 11, 30), of_id="second"), START)


@pytest.mark.parametrize(
    ("wrong", "error"),
    [
        (shift(valid_from=date(2036, 1, 1)), TooFarAhead),
        (shift(valid_from=date.min), TooFarAhead),
        (shift(valid_from=date.max), TooFarAhead),
        (shift(valid_until=MONDAY - timedelta(days=1)), EndsBeforeItStarts),
        (shift(valid_from=date(2026, 1, 1), valid_until=date(2026, 3, 1)), AlreadyPast),
    ],
    ids=["far ahead", "year 1", "year 9999", "ends first", "past"],
)
def test_a_shift_has_days_that_can_be_meant(wrong: Shift, error: type[RotaError]) -> None:
    with pytest.raises(error):
        check_shift(Rota(), wrong, START)


def test_an_interval_ends_after_it_starts_and_is_neither_over_nor_far_away() -> None:
    check_interval(START - timedelta(days=1), START + timedelta(seconds=1), START)
    with pytest.raises(EndsBeforeItStarts):
        check_interval(at(24), at(24), START)
    with pytest.raises(AlreadyPast):
        check_interval(at(1), at(2), START)
    with pytest.raises(TooFarAhead):
        check_interval(at(24), at(24, year=2036), START)


def test_somebody_unknown_or_disabled_takes_no_part() -> None:
    check_person(TEAM, NINO)
    with pytest.raises(UnknownStaff, match="mkhari staff list"):
        check_person(TEAM, "0" * 32)
    with pytest.raises(UnknownStaff):
        check_person({NINO: replace(TEAM[NINO], disabled=True)}, NINO)


def test_a_cover_for_a_week_takes_each_turn_of_that_week_and_nothing_else() -> None:
    rota = Rota((shift(NINO), shift(NINO, weekday=3)))
    covers = covers_for(rota, cover(GIORGI, at(23), at(30), instead_of=NINO), START)
    assert [(each.starts_at, each.ends_at) for each in covers] == [
        (at(23, 20), at(24, 8)),
        (at(26, 20), at(27, 8)),
    ]
    assert len({each.id for each in covers}) == 2


def test_a_cover_of_part_of_a_turn_is_that_part() -> None:
    (part,) = covers_for(Rota((shift(),)), cover(GIORGI, at(24, 2), at(24, 12), instead_of=NINO), START)
    assert (part.starts_at, part.ends_at) == (at(24, 2), at(24, 8))


def test_who_is_absent_or_has_left_is_covered_for() -> None:
    wish = cover(GIORGI, at(23, 20), at(24, 8), instead_of=NINO)
    assert covers_for(Rota((shift(),), (absence(NINO, at(23), at(25)),)), wish, START)
    assert covers_for(Rota((shift(),), left=frozenset({NINO})), wish, START)


def test_a_cover_that_has_begun_leaves_what_was() -> None:
    now = at(23, 22) + timedelta(microseconds=7)
    (rest,) = covers_for(Rota((shift(),)), cover(GIORGI, at(23, 20), at(24, 8), instead_of=NINO), now)
    assert rest.starts_at == at(23, 22)


def test_covers_that_make_no_sense_are_refused() -> None:
    night = (at(23, 20), at(24, 8))
    with pytest.raises(NothingToCover):
        covers_for(TWO_NIGHTS, cover(MAKA, *night, instead_of=GIORGI), START)
    with pytest.raises(NothingToCover):
        covers_for(TWO_NIGHTS, cover(NINO, *night, instead_of=NINO), START)
    with pytest.raises(OverlapsItself):
        covers_for(TWO_NIGHTS, cover(NINO, at(23, 22), at(23, 23)), START)
    with pytest.raises(ShiftTooLong):
        covers_for(TWO_NIGHTS, cover(MAKA, at(23), at(24)), START)
    with pytest.raises(AbsentThen):
        covers_for(
            replace(TWO_NIGHTS, absences=(absence(MAKA, at(24, 7), at(25)),)), cover(MAKA, *night), START
        )
    with pytest.raises(OverlapsItself):  # as primary one backs up nobody
        covers_for(TWO_NIGHTS, cover(NINO, *night, duty=Duty.BACKUP), START)


def test_the_backup_may_take_the_first_place() -> None:
    rota = Rota((shift(NINO), shift(GIORGI, Duty.BACKUP)))
    assert covers_for(rota, cover(GIORGI, at(23, 20), at(24, 8), instead_of=NINO), START)


def test_a_swap_exchanges_two_turns() -> None:
    covers = swap_of(TWO_NIGHTS, TurnAt(NINO, at(23, 21)), TurnAt(GIORGI, at(25, 21)), START)
    after = replace(TWO_NIGHTS, covers=covers)
    assert after.on_duty(Duty.PRIMARY, at(23, 21)) == (GIORGI,)
    assert after.on_duty(Duty.PRIMARY, at(25, 21)) == (NINO,)
    assert after.on_duty(Duty.PRIMARY, at(30, 21)) == (NINO,)
    assert [t for duty in Duty for t in after.uncovered(duty, at(23, 20), at(24, 8))] == [
        gap for duty in Duty for gap in TWO_NIGHTS.uncovered(duty, at(23, 20), at(24, 8))
    ]


def test_two_on_the_same_night_may_swap_their_duties() -> None:
    rota = Rota((shift(NINO), shift(GIORGI, Duty.BACKUP)))
    covers = swap_of(rota, TurnAt(NINO, at(23, 21)), TurnAt(GIORGI, at(23, 21)), START)
    after = replace(rota, covers=covers)
    assert after.on_duty(Duty.PRIMARY, at(24, 1)) == (GIORGI,)
    assert after.on_duty(Duty.BACKUP, at(24, 1)) == (NINO,)


def test_swaps_that_exchange_nothing_are_refused() -> None:
    nino, giorgi = TurnAt(NINO, at(23, 21)), TurnAt(GIORGI, at(25, 21))
    with pytest.raises(NothingToSwap, match="not on duty"):
        swap_of(TWO_NIGHTS, nino, TurnAt(GIORGI, at(24, 21)), START)
    with pytest.raises(NothingToSwap, match="same person"):
        swap_of(TWO_NIGHTS, nino, TurnAt(NINO, at(30, 21)), START)
    with pytest.raises(NothingToSwap, match="has begun"):
        swap_of(TWO_NIGHTS, nino, giorgi, at(23, 22))
    together = Rota((shift(NINO), shift(GIORGI)))
    with pytest.raises(NothingToSwap, match="same duty"):
        swap_of(together, nino, TurnAt(GIORGI, at(23, 21)), START)
    twice = Rota((*TWO_NIGHTS.shifts, shift(NINO, Duty.SUPERVISOR)))
    with pytest.raises(NothingToSwap, match="say which"):
        swap_of(twice, nino, giorgi, START)
    assert swap_of(twice, replace(nino, duty=Duty.SUPERVISOR), giorgi, START)


def test_nobody_swaps_into_an_absence() -> None:
    rota = replace(TWO_NIGHTS, absences=(absence(GIORGI, at(24, 1), at(24, 2)),))
    with pytest.raises(AbsentThen):
        swap_of(rota, TurnAt(NINO, at(23, 21)), TurnAt(GIORGI, at(25, 21)), START)

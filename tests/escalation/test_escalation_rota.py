"""Who is on duty by the rota, to the second."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from escalation.rota import TBILISI, Duty, Gap, Rota, Shift, Turn
from tests.escalation.rotas import GIORGI, MAKA, MONDAY, NINO, absence, at, cover, shift

SECOND = timedelta(seconds=1)


def primary(rota: Rota, moment: datetime) -> tuple[str, ...]:
    return rota.on_duty(Duty.PRIMARY, moment)


def test_a_night_shift_runs_over_midnight_and_ends_in_the_morning() -> None:
    rota = Rota((shift(),))
    assert primary(rota, at(23, 20) - SECOND) == ()
    assert primary(rota, at(23, 20)) == (NINO,)
    assert primary(rota, at(24, 7, 59)) == (NINO,)
    assert primary(rota, at(24, 8)) == ()
    assert primary(rota, at(30, 23)) == (NINO,)


def test_at_the_moment_of_handover_the_next_one_is_on_duty() -> None:
    rota = Rota((shift(), shift(GIORGI, weekday=1, starts=time(8), ends=time(20))))
    assert primary(rota, at(24, 8) - SECOND) == (NINO,)
    assert primary(rota, at(24, 8)) == (GIORGI,)


def test_shifts_begin_on_their_days_of_validity_and_on_no_other() -> None:
    rota = Rota((shift(valid_from=date(2026, 11, 24), valid_until=date(2026, 12, 7)),))
    assert primary(rota, at(23, 21)) == ()
    assert primary(rota, at(30, 21)) == (NINO,)
    assert primary(rota, at(8, 7, month=12)) == (NINO,), "the last turn is worked to its end"
    assert primary(rota, at(14, 21, month=12)) == ()


def test_covers_come_first_then_shifts() -> None:
    rota = Rota((shift(NINO), shift(MAKA)), covers=(cover(GIORGI, at(23, 22), at(24, 2)),))
    assert primary(rota, at(23, 21)) == (NINO, MAKA)
    assert primary(rota, at(23, 22)) == (GIORGI, NINO, MAKA)
    assert primary(rota, at(24, 2)) == (NINO, MAKA)


def test_a_cover_replaces_one_person_on_one_duty_in_its_time_only() -> None:
    rota = Rota(
        (shift(NINO), shift(MAKA), shift(NINO, Duty.SUPERVISOR)),
        covers=(cover(GIORGI, at(23, 22), at(24, 2), instead_of=NINO),),
    )
    assert primary(rota, at(23, 21)) == (NINO, MAKA)
    assert primary(rota, at(23, 22)) == (GIORGI, MAKA)
    assert rota.on_duty(Duty.SUPERVISOR, at(23, 22)) == (NINO,)
    assert primary(rota, at(24, 2)) == (NINO, MAKA)


def test_a_later_cover_stands_over_an_earlier_one() -> None:
    handed_on = (
        cover(GIORGI, at(23, 20), at(24, 8), instead_of=NINO),
        cover(MAKA, at(24, 0), at(24, 8), instead_of=GIORGI),
    )
    rota = Rota((shift(),), covers=handed_on)
    assert primary(rota, at(23, 23)) == (GIORGI,)
    assert primary(rota, at(24, 1)) == (MAKA,)


def test_who_is_absent_is_on_no_duty_by_shift_or_by_cover() -> None:
    away = absence(GIORGI, at(23, 23), at(24, 1))
    rota = Rota(
        (shift(), shift(GIORGI, Duty.BACKUP)),
        absences=(away,),
        covers=(cover(GIORGI, at(23, 20), at(24, 4), instead_of=NINO),),
    )
    assert primary(rota, at(23, 22)) == (GIORGI,)
    # Nino was told that she is free: nobody is on duty, and that must be seen.
    assert primary(rota, at(23, 23)) == ()
    assert not rota.is_covered(at(23, 23))
    assert primary(rota, at(24, 1)) == (GIORGI,)
    assert primary(rota, at(24, 5)) == (NINO,)
    assert rota.uncovered(Duty.PRIMARY, at(23, 20), at(24, 8)) == [Gap(Duty.PRIMARY, at(23, 23), at(24, 1))]


def test_who_has_left_is_on_no_duty_but_is_covered_for() -> None:
    rota = Rota((shift(),), covers=(cover(GIORGI, at(23, 20), at(24, 8), NINO),), left=frozenset({NINO}))
    assert primary(rota, at(23, 21)) == (GIORGI,)
    assert primary(rota, at(30, 21)) == ()


def test_a_cover_by_somebody_who_has_left_is_a_gap() -> None:
    rota = Rota((shift(),), covers=(cover(GIORGI, at(23, 20), at(24, 8), NINO),), left=frozenset({GIORGI}))
    assert primary(rota, at(23, 21)) == ()


def test_nobody_is_their_own_backup() -> None:
    rota = Rota(
        (shift(), shift(GIORGI, Duty.BACKUP)),
        covers=(cover(GIORGI, at(23, 20), at(24, 0), instead_of=NINO),),
    )
    assert rota.on_duty(Duty.BACKUP, at(23, 21)) == ()
    assert rota.on_duty(Duty.BACKUP, at(24, 1)) == (GIORGI,)
    assert rota.uncovered(Duty.BACKUP, at(23, 20), at(24, 8)) == [Gap(Duty.BACKUP, at(23, 20), at(24, 0))]


def test_backup_alone_is_cover_and_a_supervisor_alone_is_not() -> None:
    assert Rota((shift(duty=Duty.BACKUP),)).is_covered(at(23, 21))
    assert not Rota((shift(duty=Duty.SUPERVISOR),)).is_covered(at(23, 21))


def test_turns_are_whole_and_in_order() -> None:
    rota = Rota(
        (shift(GIORGI, Duty.BACKUP), shift(NINO)),
        covers=(cover(MAKA, at(23, 22), at(24, 2), instead_of=NINO),),
    )
    found = [(t.staff_id, t.duty, t.starts_at, t.ends_at) for t in rota.turns(at(23, 21), at(24, 1))]
    assert found == [
        (NINO, Duty.PRIMARY, at(23, 20), at(23, 22)),
        (GIORGI, Duty.BACKUP, at(23, 20), at(24, 8)),
        (MAKA, Duty.PRIMARY, at(23, 22), at(24, 2)),
    ]


def test_an_empty_rota_is_one_gap() -> None:
    assert Rota().uncovered(Duty.PRIMARY, at(23), at(24)) == [Gap(Duty.PRIMARY, at(23), at(24))]


@pytest.mark.parametrize(
    ("day", "hours"),
    [(date(2004, 3, 27), 11), (date(2004, 10, 30), 13), (date(2026, 11, 23), 12)],
    ids=["clocks go forward", "clocks go back", "today"],
)
def test_shifts_follow_the_clock_on_the_wall(day: date, hours: int) -> None:
    turn = shift(weekday=day.weekday(), valid_from=day).turn_on(day)
    assert turn.starts_at.astimezone(TBILISI).time() == time(20)
    assert turn.ends_at.astimezone(TBILISI).time() == time(8)
    assert turn.ends_at - turn.starts_at == timedelta(hours=hours)


PEOPLE = st.sampled_from([NINO, GIORGI, MAKA])
HOURS = st.integers(min_value=0, max_value=14 * 24).map(lambda hours: at(23) + timedelta(hours=hours))
SHIFTS = st.builds(
    Shift,
    id=st.uuids().map(lambda each: each.hex),
    staff_id=PEOPLE,
    duty=st.sampled_from(Duty),
    weekday=st.integers(0, 6),
    starts=st.integers(0, 23).map(time),
    ends=st.integers(0, 23).map(time),
    valid_from=st.just(MONDAY - timedelta(days=7)),
)
INTERVALS = st.tuples(HOURS, st.integers(1, 16)).map(lambda p: (p[0], p[0] + timedelta(hours=p[1])))
ROTAS = st.builds(
    Rota,
    shifts=st.lists(SHIFTS, max_size=6).map(tuple),
    absences=st.lists(
        st.builds(lambda who, when: absence(who, when[0], when[1]), PEOPLE, INTERVALS), max_size=3
    ).map(tuple),
    covers=st.lists(
        st.builds(
            lambda who, when, other, duty: cover(who, when[0], when[1], other, duty),
            PEOPLE,
            INTERVALS,
            st.none() | PEOPLE,
            st.sampled_from(Duty),
        ),
        max_size=4,
    ).map(tuple),
)


@given(rota=ROTAS, moment=HOURS, duty=st.sampled_from(Duty))
def test_turns_gaps_and_who_is_on_duty_agree_at_every_moment(
    rota: Rota, moment: datetime, duty: Duty
) -> None:
    def holds(one: Turn | Gap) -> bool:
        return one.duty is duty and one.starts_at <= moment < one.ends_at

    start, end = at(22), at(22) + timedelta(days=17)
    on_duty = set(rota.on_duty(duty, moment))
    assert {turn.staff_id for turn in rota.turns(start, end) if holds(turn)} == on_duty
    assert any(holds(gap) for gap in rota.uncovered(duty, start, end)) == (not on_duty)


@given(rota=ROTAS, duty=st.sampled_from(Duty))
def test_gaps_are_in_order_apart_and_within_what_was_asked(rota: Rota, duty: Duty) -> None:
    start, end = at(24), at(30)
    edges = [moment for gap in rota.uncovered(duty, start, end) for moment in (gap.starts_at, gap.ends_at)]
    assert edges == sorted(set(edges))
    assert all(start <= moment <= end and moment.tzinfo is UTC for moment in edges)

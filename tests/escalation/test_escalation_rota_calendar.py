"""The rota as a calendar and back, without loss, and what calendars of others may say."""

from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from escalation.rota import TBILISI, Absence, Cover, Duty, Rota, Shift
from escalation.rota_calendar import calendar_of
from escalation.rota_errors import CalendarUnreadable, OverlapsItself
from escalation.rota_import import Plan, plan
from escalation.rota_reading import Entry, read_calendar
from escalation.rota_rules import check_shift
from tests.escalation.rotas import GIORGI, MAKA, MONDAY, NINO, TEAM, absence, at, cover, shift
from tests.escalation.test_escalation_rota import INTERVALS, PEOPLE
from tests.fixtures import START

NAMES = {person.id: person.name for person in TEAM.values()}
ID = st.uuids().map(lambda each: each.hex)


def planned(text: str, rota: Rota | None = None, own: str | None = None, only: str | None = None) -> Plan:
    rota = rota or Rota()
    entries: list[Entry] = [*rota.shifts, *rota.absences, *rota.covers]
    known = {entry.id: entry for entry in entries}
    return plan(rota, known, read_calendar(text, TEAM.values(), own), START, only)


def events_in(text: str) -> list[Any]:
    return list(Calendar.from_ical(text).walk("VEVENT"))


def file(*entries: str) -> str:
    events = [
        f"BEGIN:VEVENT\nUID:{number}@elsewhere\n{entry}\nEND:VEVENT" for number, entry in enumerate(entries)
    ]
    return "\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *events, "END:VCALENDAR", ""])


@st.composite
def rotas(draw: st.DrawFn) -> Rota:
    """A rota that keeps to its rules."""
    rota = Rota()
    for _ in range(draw(st.integers(0, 6))):
        starts, lasts = draw(st.integers(0, 24 * 60 - 1)), draw(st.integers(1, 960))
        clock = time(*divmod(starts, 60)), time(*divmod((starts + lasts) % (24 * 60), 60))
        since = MONDAY + timedelta(days=draw(st.integers(-300, 20)))
        until = since + timedelta(days=draw(st.integers(400, 900))) if draw(st.booleans()) else None
        who, duty, weekday = draw(PEOPLE), draw(st.sampled_from(Duty)), draw(st.integers(0, 6))
        wanted = Shift(draw(ID), who, duty, weekday, *clock, since, until)
        with suppress(OverlapsItself):
            check_shift(rota, wanted, START)
            rota = replace(rota, shifts=(*rota.shifts, wanted))
    away = [Absence(draw(ID), draw(PEOPLE), *draw(INTERVALS)) for _ in range(draw(st.integers(0, 3)))]
    covers = [
        Cover(draw(ID), draw(PEOPLE), draw(st.sampled_from(Duty)), *draw(INTERVALS), draw(st.none() | PEOPLE))
        for _ in range(draw(st.integers(0, 4)))
    ]
    return replace(rota, absences=tuple(away), covers=tuple(covers))


@settings(deadline=None, max_examples=40)
@given(rota=rotas())
def test_what_goes_out_comes_back_the_same(rota: Rota) -> None:
    back = planned(calendar_of(rota, NAMES, START))
    assert back.refused == ()
    assert Rota(back.shifts, back.absences, back.covers) == rota


@settings(deadline=None, max_examples=40)
@given(rota=rotas())
def test_importing_what_is_there_changes_nothing(rota: Rota) -> None:
    again = planned(calendar_of(rota, NAMES, START), rota)
    assert (again.is_empty, again.refused) == (True, ())
    assert again.unchanged == len(rota.shifts) + len(rota.absences) + len(rota.covers)


@settings(deadline=None, max_examples=40)
@given(rota=rotas())
def test_a_calendar_shows_what_is(rota: Rota) -> None:
    """In an ordinary calendar program, which knows none of our properties, the days are right."""
    shown = set()
    for event in events_in(calendar_of(rota, NAMES, START)):
        if event.get("STATUS") == "CANCELLED" or "absence" in str(event["SUMMARY"]):
            continue
        begins, lasts = event["DTSTART"].dt, event["DTEND"].dt - event["DTSTART"].dt
        left_out = {each.dt for each in event["EXDATE"].dts} if "EXDATE" in event else set()
        moments = [begins + timedelta(days=7 * week) for week in range(60)] if "RRULE" in event else [begins]
        who = str(event["X-MKHARI-STAFF"])
        shown |= {(who, moment.timestamp(), lasts) for moment in moments if moment not in left_out}
    begin, end = at(23), at(23) + timedelta(days=14)
    assert {each for each in shown if begin.timestamp() <= each[1] < end.timestamp()} == {
        (turn.staff_id, turn.starts_at.timestamp(), turn.ends_at - turn.starts_at)
        for turn in rota.turns(begin, end)
        if begin <= turn.starts_at < end
    }


def test_a_feed_says_no_more_than_the_duty() -> None:
    rota = Rota((shift(of_id="1" * 32), shift(GIORGI, weekday=2)), (absence(NINO, at(28), at(29)),))
    text = calendar_of(rota, NAMES, START, only=NINO)
    titles = [str(event["SUMMARY"]) for event in events_in(text)]
    assert titles == ["Mkhari: primary", "Mkhari: absence"]
    assert not any(word in text for word in ("nino", "ნინო", "giorgi", "გიორგი", GIORGI))
    assert "TZID:Asia/Tbilisi" in text
    assert "DTSTART;TZID=Asia/Tbilisi:20261123T200000" in text
    assert f"UID:shift-{'1' * 32}@mkhari" in text


def test_the_teams_file_names_people_as_the_console_does() -> None:
    text = calendar_of(Rota((shift(),)), NAMES, START)
    (event,) = events_in(text)
    assert str(event["SUMMARY"]) == "Mkhari: primary (ნინო)"
    assert "nino" not in text


def test_a_replaced_turn_is_left_out_and_the_rest_of_a_cut_one_stays() -> None:
    rota = Rota((shift(),), covers=(cover(GIORGI, at(23, 22), at(24, 8), NINO),))
    events = events_in(calendar_of(rota, NAMES, START, only=NINO))
    series, rest = events
    assert [each.dt for each in series["EXDATE"].dts] == [datetime(2026, 11, 23, 20, tzinfo=TBILISI)]
    assert (rest["DTSTART"].dt, rest["DTEND"].dt) == (at(23, 20), at(23, 22))


WEEKLY = "DTSTART;TZID=Asia/Tbilisi:20261123T200000\nDTEND;TZID=Asia/Tbilisi:20261124T080000\n"


@pytest.mark.parametrize(
    "entry",
    [
        WEEKLY + "RRULE:FREQ=WEEKLY\nSUMMARY:Mkhari primary nino",
        WEEKLY + "RRULE:FREQ=WEEKLY;BYDAY=MO;WKST=SU\nSUMMARY:ძირითადი (nino)",
        WEEKLY + "RRULE:FREQ=WEEKLY;INTERVAL=1\nSUMMARY:Ночь\nCATEGORIES:Основной\nX-MKHARI-LOGIN:NINO",
        WEEKLY + "RRULE:FREQ=WEEKLY\nSUMMARY:primary\nATTENDEE;CN=Nino:mailto:someone@example.ge",
        WEEKLY + "RRULE:FREQ=WEEKLY\nSUMMARY:primary\nATTENDEE:mailto:nino@example.ge",
        "DTSTART:20261123T200000\nDURATION:PT12H\nRRULE:FREQ=WEEKLY\nSUMMARY:primary nino",
        "DTSTART:20261123T160000Z\nDTEND:20261124T040000Z\nRRULE:FREQ=WEEKLY\nSUMMARY:primary nino",
        WEEKLY.replace("Asia/Tbilisi", "Georgian Standard Time") + "RRULE:FREQ=WEEKLY\nSUMMARY:primary nino",
    ],
    ids=["title", "Georgian", "Russian", "name", "address", "local time", "UTC", "Outlook"],
)
def test_a_weekly_entry_is_a_shift(entry: str) -> None:
    (found,) = planned(file(entry)).shifts
    assert found == Shift(found.id, NINO, Duty.PRIMARY, 0, time(20), time(8), MONDAY)
    (again,) = planned(file(entry)).shifts
    assert again.id == found.id


@pytest.mark.parametrize(
    ("rule", "last"),
    [
        ("UNTIL=20261214T155959Z", date(2026, 12, 13)),
        ("UNTIL=20261214T160000Z", date(2026, 12, 14)),
        ("UNTIL=20261214", date(2026, 12, 14)),
        ("COUNT=3", date(2026, 12, 7)),
    ],
)
def test_a_series_ends_where_its_rule_says(rule: str, last: date) -> None:
    (found,) = planned(file(f"{WEEKLY}RRULE:FREQ=WEEKLY;{rule}\nSUMMARY:backup nino")).shifts
    assert found.valid_until == last


def test_a_series_on_several_days_is_several_shifts_and_its_pauses_are_absences() -> None:
    entry = (
        WEEKLY
        + "RRULE:FREQ=WEEKLY;BYDAY=MO,TH\nEXDATE;TZID=Asia/Tbilisi:20261126T200000\nSUMMARY:primary nino"
    )
    found = planned(file(entry))
    assert [one.weekday for one in found.shifts] == [0, 3]
    (pause,) = found.absences
    assert (pause.staff_id, pause.starts_at, pause.ends_at) == (NINO, at(26, 20), at(27, 8))


def test_single_entries_are_covers_and_absences() -> None:
    found = planned(
        file(
            "DTSTART:20261123T160000Z\nDTEND:20261123T200000Z\nSUMMARY:backup maka",
            "DTSTART;VALUE=DATE:20261201\nDTEND;VALUE=DATE:20261208\nSUMMARY:შვებულება - giorgi",
            "DTSTART;VALUE=DATE:20261210\nSUMMARY:отпуск giorgi",
        )
    )
    (once,) = found.covers
    assert (once.staff_id, once.duty, once.starts_at) == (MAKA, Duty.BACKUP, at(23, 20))
    assert [(each.starts_at, each.ends_at) for each in found.absences] == [
        (at(1, month=12), at(8, month=12)),
        (at(10, month=12), at(11, month=12)),
    ]


def test_in_a_calendar_of_ones_own_nobody_needs_to_be_named() -> None:
    entry = "DTSTART;VALUE=DATE:20261201\nSUMMARY:absence"
    assert planned(file(entry)).refused[0].why.startswith("names nobody of the staff")
    assert planned(file(entry), own=MAKA).absences[0].staff_id == MAKA


def test_a_counsellor_brings_in_their_own_absences_alone() -> None:
    entries = file(
        "DTSTART;VALUE=DATE:20261201\nSUMMARY:absence",
        "DTSTART;VALUE=DATE:20261201\nSUMMARY:absence giorgi",
        WEEKLY + "RRULE:FREQ=WEEKLY\nSUMMARY:primary nino",
    )
    found = planned(entries, own=NINO, only=NINO)
    assert [each.staff_id for each in found.absences] == [NINO]
    assert [each.entry for each in found.refused] == [2, 3]
    assert not found.shifts


def test_what_is_over_is_passed_by_and_what_is_otherwise_is_refused() -> None:
    over = file("DTSTART;VALUE=DATE:20260101\nSUMMARY:absence nino")
    assert (planned(over).past, planned(over).is_empty, planned(over).refused) == (1, True, ())
    rota = Rota((shift(of_id="1" * 32),))
    moved = calendar_of(rota, NAMES, START).replace("T200000", "T210000")
    assert "changes nothing" in planned(moved, rota).refused[0].why


@pytest.mark.parametrize(
    ("entry", "why"),
    [
        (WEEKLY + "SUMMARY:dentist", "names no duty"),
        (WEEKLY + "SUMMARY:primary and backup nino", "more than one duty"),
        (WEEKLY + "SUMMARY:primary nino giorgi", "more than one person"),
        (WEEKLY + "RRULE:FREQ=DAILY\nSUMMARY:primary nino", "does not repeat weekly"),
        (WEEKLY + "RRULE:FREQ=WEEKLY;INTERVAL=2\nSUMMARY:primary nino", "every week"),
        (WEEKLY + "RRULE:FREQ=WEEKLY;BYMONTH=1\nSUMMARY:primary nino", "does not know (BYMONTH)"),
        (WEEKLY + "RRULE:FREQ=WEEKLY;BYDAY=1MO\nSUMMARY:primary nino", "days of the week"),
        (WEEKLY + "RRULE:FREQ=WEEKLY;BYDAY=XX\nSUMMARY:primary nino", "RRULE cannot be read"),
        (WEEKLY + "RRULE:FREQ=WEEKLY;UNTIL=20260101\nSUMMARY:primary nino", "before it begins"),
        (WEEKLY + "RRULE:FREQ=WEEKLY;COUNT=99999999\nSUMMARY:primary nino", "number of times"),
        (WEEKLY + "RRULE:FREQ=WEEKLY\nSUMMARY:absence nino", "an absence that repeats"),
        (WEEKLY + "RDATE:20261201T200000\nSUMMARY:primary nino", "extra dates"),
        (WEEKLY + "RECURRENCE-ID:20261123T200000\nSUMMARY:primary nino", "one moved day"),
        (WEEKLY + "STATUS:CANCELLED\nSUMMARY:primary nino", "is cancelled"),
        (WEEKLY + "X-MKHARI-INSTEAD-OF:nobody\nSUMMARY:primary nino", "names nobody of the staff in"),
        (WEEKLY.replace("Asia/Tbilisi", "Mars/Base") + "SUMMARY:primary nino", "zone that is not known"),
        (
            WEEKLY.replace("Asia/Tbilisi", "Europe/Berlin") + "RRULE:FREQ=WEEKLY\nSUMMARY:primary nino",
            "in another time zone",
        ),
        ("DTSTART:20261123T200000\nSUMMARY:primary nino", "when it ends"),
        ("SUMMARY:primary nino", "when it begins"),
        ("DTSTART:nonsense\nSUMMARY:primary nino", "DTSTART cannot be read"),
        ("DTSTART:20261123T200000\nDTEND:20261123T190000\nSUMMARY:primary nino", "ends before"),
        (
            "DTSTART:20261123T200000\nDTSTART:20261124T200000\nDURATION:PT1H\nSUMMARY:backup nino",
            "more than once",
        ),
        ("DTSTART:00010101T000000Z\nDURATION:PT1H\nSUMMARY:backup nino", "a year"),
        ("DTSTART;VALUE=DATE:20261123\nSUMMARY:primary nino", "at most 16 hours"),
        ("DTSTART;VALUE=DATE:20261123\nRRULE:FREQ=WEEKLY\nSUMMARY:primary nino", "at most 16 hours"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason_and_without_its_words(entry: str, why: str) -> None:
    found = planned(file(entry, "DTSTART;VALUE=DATE:20261201\nSUMMARY:absence giorgi"))
    (refused,) = found.refused
    assert why in refused.why
    assert (refused.entry, "dentist" in refused.why) == (1, False)
    assert len(found.absences) == 1, "the other entry is still read"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "BEGIN:VCALENDAR",
        "BEGIN:VEVENT\nEND:VEVENT",
        "\x00",
        "a:b\n" * 9,
    ],
)
def test_a_file_that_is_no_calendar_is_refused_in_a_sentence(text: str) -> None:
    with pytest.raises(CalendarUnreadable, match="export it again"):
        planned(text)


def test_a_calendar_of_thousands_of_entries_is_refused() -> None:
    with pytest.raises(CalendarUnreadable, match="more than 500 entries"):
        planned(file(*["SUMMARY:x"] * 501))


LINES = st.sampled_from(
    [*WEEKLY.splitlines(), "RRULE:FREQ=WEEKLY", "SUMMARY:primary nino", "BEGIN:VEVENT", "END:VEVENT"]
)
NOISE = st.lists(LINES | st.text(max_size=30), max_size=12).map("\n".join)


@settings(deadline=None, max_examples=40)
@given(noise=NOISE)
def test_no_file_ends_in_a_trace(noise: str) -> None:
    for text in (noise, file(noise)):
        with suppress(CalendarUnreadable):
            planned(text)

"""Reading an iCalendar file, ours or anybody's, as shifts, covers and absences. Pure.

An entry needs a duty (category or title), a person (`X-MKHARI-LOGIN`, an attendee, or a login in the title)
and its times. A weekly entry is a shift, a single one a cover; an absence is named by its word. What cannot
be read is refused entry by entry. A refusal names the entry by its number and day, never by its title:
calendars are private.
"""

import re
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any, Final

from icalendar import Calendar, Event, vDDDTypes

from escalation.rota import TBILISI, Absence, Cover, Duty, Person, Shift
from escalation.rota_calendar import ABSENCE, INSTEAD_OF, PART, REPLACED, STAFF, VALID_FROM
from escalation.rota_errors import CalendarUnreadable
from escalation.rota_times import Unreadable, end_of, moment_of, weekly

MOST_ENTRIES: Final = 500  # far more than a team plans, and read in a moment
Entry = Shift | Absence | Cover

# Words by which people name a duty, in the languages of the house.
WORDS: Final[dict[str, str]] = {
    "primary": "primary",
    "ძირითადი": "primary",
    "основной": "primary",
    "основная": "primary",
    "backup": "backup",
    "სარეზერვო": "backup",
    "резерв": "backup",
    "резервный": "backup",
    "резервная": "backup",
    "supervisor": "supervisor",
    "სუპერვაიზერი": "supervisor",
    "супервизор": "supervisor",
    "absence": ABSENCE,
    "absent": ABSENCE,
    "vacation": ABSENCE,
    "შვებულება": ABSENCE,
    "отпуск": ABSENCE,
}
_OWN_UID = re.compile(r"(?:shift|cover|absence)-([0-9a-f]{32})@mkhari")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Found:
    """Something to put into the rota, and the number of the entry that says so."""

    entry: int
    day: str
    what: Entry


@dataclass(frozen=True, slots=True)
class Refused:
    """An entry that cannot be taken, and why."""

    entry: int
    day: str
    why: str


@dataclass(slots=True)
class Reading:
    """What a file says, in its order."""

    found: list[Found] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)


def id_from(*words: str) -> str:
    """An id for an entry of somebody else's calendar: the same file twice comes to the same ids.

    The person is one of the words: two who bring in the same shared calendar get entries of their own.
    """
    return uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(words)).hex


def read_calendar(text: str, people: Iterable[Person], own: str | None = None) -> Reading:
    """Read a file. `own`: whose calendar it is, for entries that name nobody. Raises `CalendarUnreadable`."""
    events = _events(text)
    reading, everybody = Reading(), list(people)
    for number, event in enumerate(events, start=1):
        if PART in event:
            continue
        try:
            entries = list(_Reader(event, everybody, own).entries())
        except Unreadable as error:
            reading.refused.append(Refused(number, _day(event), str(error)))
        else:
            reading.found += [Found(number, _day(event), entry) for entry in entries]
    return reading


def _events(text: str) -> list[Event]:
    try:
        file = Calendar.from_ical(text)
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, OverflowError, RecursionError):
        # The library's own words quote the file, which is private.
        raise CalendarUnreadable("it does not have the form of an iCalendar file") from None
    if not isinstance(file, Calendar):
        raise CalendarUnreadable("it does not begin with BEGIN:VCALENDAR")
    events = [part for part in file.walk("VEVENT") if isinstance(part, Event)]
    if len(events) > MOST_ENTRIES:
        raise CalendarUnreadable(f"it has more than {MOST_ENTRIES} entries")
    return events


def _day(event: Event) -> str:
    start = event.get("DTSTART")
    if not isinstance(start, vDDDTypes) or not isinstance(start.dt, date):
        return ""
    return start.dt.isoformat()[:10]


class _Reader:
    """Reads one entry."""

    def __init__(self, event: Event, people: list[Person], own: str | None) -> None:
        if event.errors:
            raise Unreadable(f"{event.errors[0][0]} cannot be read")
        self._event = event
        self._everybody = people
        self._staff = [person for person in people if not person.disabled]
        self._own = own
        self._title = self._text("SUMMARY")
        self._uid = self._text("UID") or id_from(event.to_ical().decode(errors="replace"))

    def entries(self) -> Iterator[Entry]:
        """What the entry says."""
        event = self._event
        for name, why in (
            ("RECURRENCE-ID", "is one moved day of a series: enter it as a cover and an absence"),
            ("RDATE", "has extra dates: enter each as an entry of its own"),
        ):
            if name in event:
                raise Unreadable(why)
        own_uid = _OWN_UID.fullmatch(self._uid)
        if self._text("STATUS").upper() == "CANCELLED" and own_uid is None:
            raise Unreadable("is cancelled: delete it from the file")
        what, staff_id = self._what(), self._who()
        if "RRULE" in event:
            yield from self._shifts(what, staff_id, own_uid)
            return
        starts_at, ends_at = self._times()
        of_id = own_uid[1] if own_uid else id_from(self._uid, staff_id)
        if what == ABSENCE:
            yield Absence(of_id, staff_id, starts_at, ends_at)
        else:
            yield Cover(of_id, staff_id, Duty(what), starts_at, ends_at, self._instead_of())

    def _shifts(self, what: str, staff_id: str, own_uid: re.Match[str] | None) -> Iterator[Entry]:
        if what == ABSENCE:
            raise Unreadable("is an absence that repeats: enter each time, or end the shift")
        hours, left_out = weekly(self._event), set(self._left_out())
        for weekday in hours.weekdays:
            of_id = (
                own_uid[1]
                if own_uid and len(hours.weekdays) == 1
                else id_from(self._uid, staff_id, str(weekday))
            )
            shift = Shift(
                of_id,
                staff_id,
                Duty(what),
                weekday,
                hours.starts,
                hours.ends,
                self._valid_from() or hours.valid_from,
                hours.valid_until,
            )
            yield shift
            for day in sorted(left_out):
                if day.weekday() == weekday:
                    turn = shift.turn_on(day)
                    yield Absence(
                        id_from(self._uid, staff_id, day.isoformat()), staff_id, turn.starts_at, turn.ends_at
                    )

    def _left_out(self) -> Iterator[date]:
        """The days on which the series pauses, but for those that another entry of our own file explains."""
        explained = set(self._text(REPLACED).split())
        given: Any = self._event.get("EXDATE", [])
        for dates in given if isinstance(given, list) else [given]:
            for each in dates.dts:
                day = moment_of(each.dt, each.params).astimezone(TBILISI).date()
                if day.isoformat() not in explained:
                    yield day

    def _valid_from(self) -> date | None:
        try:
            return date.fromisoformat(self._text(VALID_FROM)) if VALID_FROM in self._event else None
        except ValueError:
            raise Unreadable(f"{VALID_FROM} cannot be read") from None

    def _times(self) -> tuple[datetime, datetime]:
        start, end = end_of(self._event)
        return start.astimezone(UTC), end.astimezone(UTC)

    def _what(self) -> str:
        given: Any = self._event.get("CATEGORIES", [])
        listed = given if isinstance(given, list) else [given]
        categories = " ".join(str(word) for each in listed for word in each.cats)
        for text in (categories, self._title):
            words = {WORDS[word] for word in _WORD.findall(text.casefold()) if word in WORDS}
            if len(words) == 1:
                return words.pop()
            if words:
                raise Unreadable("names more than one duty: enter each as an entry of its own")
        raise Unreadable("names no duty: write primary, backup, supervisor or absence into the title")

    def _who(self) -> str:
        by_id = {person.id for person in self._staff}
        if (staff_id := self._text(STAFF)) in by_id:
            return staff_id
        given: Any = self._event.get("ATTENDEE", [])
        attending = [
            word
            for each in (given if isinstance(given, list) else [given])
            for word in (str(each.params.get("CN", "")), *_addresses(str(each)))
        ]
        titled = [word.strip("()[]{},;:.!?\"'«»„“") for word in self._title.split()]
        for words in ([self._text("X-MKHARI-LOGIN")], attending, titled):
            wanted = {word.strip().casefold() for word in words}
            named = [person.id for person in self._staff if person.login.casefold() in wanted]
            if len(named) == 1:
                return named[0]
            if named:
                raise Unreadable("names more than one person: enter each as an entry of its own")
        if self._own is not None:
            return self._own
        raise Unreadable("names nobody of the staff: write the login into the title")

    def _instead_of(self) -> str | None:
        if INSTEAD_OF not in self._event:
            return None
        wanted = self._text(INSTEAD_OF)
        for person in self._everybody:
            if wanted in {person.id, person.login}:
                return person.id
        raise Unreadable(f"names nobody of the staff in {INSTEAD_OF}: write a login there")

    def _text(self, name: str) -> str:
        value: Any = self._event.get(name, "")
        if isinstance(value, list):
            raise Unreadable(f"has {name} more than once")
        return str(value).strip()


def _addresses(uri: str) -> tuple[str, str]:
    """An attendee's address, whole and up to the `@`."""
    address = re.sub(r"(?i)^mailto:", "", uri)
    return address, address.partition("@")[0]

"""The times of a calendar entry: a moment, a single event, a weekly series. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final

from icalendar import Event

from escalation.rota import TBILISI
from escalation.rota_calendar import DAYS

_DAY: Final = timedelta(days=1)
_HALF_YEAR: Final = timedelta(days=182)
_MOST_TIMES: Final = 2000
_YEARS: Final = range(2000, 2100)
_KNOWN: Final = frozenset({"FREQ", "INTERVAL", "BYDAY", "UNTIL", "COUNT", "WKST"})


class Unreadable(Exception):
    """One entry cannot be read; the words say why and what to do, and follow "this entry"."""


@dataclass(frozen=True, slots=True)
class Weekly:
    """The times of a weekly series in Georgian time."""

    weekdays: tuple[int, ...]
    starts: time
    ends: time
    valid_from: date
    valid_until: date | None


def moment_of(given: date | datetime, params: Mapping[str, Any]) -> datetime:
    """The moment that a property means. Without a zone it is Georgian time; a day is its midnight."""
    if not isinstance(given, date):
        raise Unreadable("has a time that cannot be read")
    if given.year not in _YEARS:
        raise Unreadable("has a year that cannot be meant")
    if not isinstance(given, datetime):
        return datetime.combine(given, time(), TBILISI)
    if given.tzinfo is not None:
        return given
    if "TZID" in params:
        raise Unreadable("is in a time zone that is not known here: use Asia/Tbilisi")
    return given.replace(tzinfo=TBILISI)


def _moment(event: Event, name: str) -> datetime:
    value: Any = event.get(name)
    if isinstance(value, list):
        raise Unreadable(f"has {name} more than once")
    return moment_of(value.dt, value.params)


def end_of(event: Event) -> tuple[datetime, datetime]:
    """When the entry begins and ends."""
    if "DTSTART" not in event:
        raise Unreadable("does not say when it begins")
    start = _moment(event, "DTSTART")
    if "DTEND" in event:
        end = _moment(event, "DTEND")
    elif "DURATION" in event:
        lasts = getattr(event["DURATION"], "dt", None)
        if not isinstance(lasts, timedelta) or abs(lasts) > timedelta(days=3660):
            raise Unreadable("has a duration that cannot be read")
        end = start + lasts
    elif not isinstance(getattr(event["DTSTART"], "dt", None), datetime):
        end = start + _DAY
    else:
        raise Unreadable("does not say when it ends")
    if end <= start:
        raise Unreadable("ends before it starts: check both times")
    return start, end


def weekly(event: Event) -> Weekly:
    """The times of a series that repeats each week."""
    start, end = end_of(event)
    local, until = start.astimezone(TBILISI), end.astimezone(TBILISI)
    if end - start > _DAY:
        raise Unreadable("lasts longer than a day: split it")
    if local.second or until.second or local.microsecond or until.microsecond:
        raise Unreadable("has times that are not whole minutes")
    if start + _HALF_YEAR != local + _HALF_YEAR:
        raise Unreadable("repeats in another time zone: set its time zone to Asia/Tbilisi")
    rule: Any = event["RRULE"]
    if isinstance(rule, list):
        raise Unreadable("has more than one repetition")
    _check(rule)
    weekdays = _weekdays(rule, local)
    return Weekly(weekdays, local.time(), until.time(), local.date(), _last_day(rule, local, weekdays))


def _check(rule: Mapping[str, list[Any]]) -> None:
    if [str(word).upper() for word in rule.get("FREQ", [])] != ["WEEKLY"]:
        raise Unreadable("does not repeat weekly: the rota knows single entries and weekly ones")
    if rule.get("INTERVAL", [1]) != [1]:
        raise Unreadable("does not repeat every week: enter each time as an entry of its own")
    if unknown := {name.upper() for name in rule} - _KNOWN:
        raise Unreadable(f"repeats in a way that the rota does not know ({', '.join(sorted(unknown))})")
    if "UNTIL" in rule and "COUNT" in rule:
        raise Unreadable("says twice when it stops to repeat: keep UNTIL or COUNT")


def _weekdays(rule: Mapping[str, list[Any]], local: datetime) -> tuple[int, ...]:
    given = [str(day).upper() for day in rule.get("BYDAY", [DAYS[local.weekday()]])]
    if not given or not set(given) <= set(DAYS):
        raise Unreadable("names days of the week that cannot be read")
    return tuple(sorted({DAYS.index(day) for day in given}))


def _last_day(rule: Mapping[str, list[Any]], local: datetime, weekdays: tuple[int, ...]) -> date | None:
    if "COUNT" in rule:
        return _day_of_time(rule["COUNT"], local.date(), weekdays)
    if "UNTIL" not in rule:
        return None
    until = rule["UNTIL"][0]
    if not isinstance(until, datetime):
        last = moment_of(until, {}).date()
    else:
        end = moment_of(until, {}).astimezone(TBILISI)
        last = end.date() if end.time() >= local.time() else end.date() - _DAY
    if last < local.date():
        raise Unreadable("stops to repeat before it begins")
    return last


def _day_of_time(count: list[Any], day: date, weekdays: tuple[int, ...]) -> date:
    """The day of the last of so many times."""
    times = count[0]
    if not isinstance(times, int) or not 0 < times <= _MOST_TIMES:
        raise Unreadable("repeats a number of times that cannot be meant")
    while True:
        if day.weekday() in weekdays:
            times -= 1
            if not times:
                return day
        day += _DAY

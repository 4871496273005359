"""The rota as an iCalendar file: weekly shifts in Georgian time, covers and absences as single events.

People see what is: a turn that somebody else takes is left out of the series, and what remains of a cut turn
is an event of its own. `escalation/rota_reading.py` reads all of it back without loss. Titles say no more
than the duty, since calendars lie on servers of others; in the team's file the name stands behind it.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from icalendar import Calendar, Event, Timezone

from escalation.rota import TBILISI, Absence, Cover, Rota, Shift, Turn

ABSENCE: Final = "absence"
# Our own properties. A member of staff is named by the id of the account, which says nothing to others.
STAFF: Final = "X-MKHARI-STAFF"
INSTEAD_OF: Final = "X-MKHARI-INSTEAD-OF"
VALID_FROM: Final = "X-MKHARI-VALID-FROM"
REPLACED: Final = "X-MKHARI-REPLACED"  # days whose turn is left out because of another event in the file
PART: Final = "X-MKHARI-PART"  # what remains of a cut turn: for eyes only
DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_BEFORE_ALL: Final = date(2006, 1, 1)  # Georgia has kept one time since 2005
_LAST_SECOND: Final = time(23, 59, 59)


def uid_of(kind: str, of_id: str) -> str:
    """The name of an entry in every calendar, the same each time."""
    return f"{kind}-{of_id}@mkhari"


def calendar_of(rota: Rota, names: Mapping[str, str], now: datetime, *, only: str | None = None) -> str:
    """The rota from now on, of the whole team or of one person. `names`: what to call whom, by id."""
    file = Calendar()
    file.add("prodid", "-//Mkhari//rota//EN")
    file.add("version", "2.0")
    file.add("x-wr-calname", "Mkhari")
    file.add_component(Timezone.from_tzid(TBILISI.key, first_date=_BEFORE_ALL))
    for event in _Events(rota, names, now, only).all():
        file.add_component(event)
    written: bytes = file.to_ical()
    return written.decode()


class _Events:
    """The events of one file."""

    def __init__(self, rota: Rota, names: Mapping[str, str], now: datetime, only: str | None) -> None:
        self._rota = rota
        self._names = names
        self._now = now
        self._only = only
        changes: list[Absence | Cover] = [*rota.absences, *rota.covers]
        self._changed_until = max((change.ends_at for change in changes), default=now)
        self._held: dict[str, list[Turn]] = defaultdict(list)
        # A day further: what remains of a turn may begin where the change ends.
        for turn in rota.turns(now, self._changed_until + timedelta(days=1)) if changes else ():
            self._held[turn.origin].append(turn)

    def all(self) -> list[Event]:
        """Every event: shifts, then covers in the order in which they were made, then absences."""
        found = [event for shift in self._rota.shifts if self._shows(shift) for event in self._shift(shift)]
        found += [event for cover in self._rota.covers if self._shows(cover) for event in self._cover(cover)]
        return found + [self._absence(each) for each in self._rota.absences if self._shows(each)]

    def _shows(self, entry: Shift | Cover | Absence) -> bool:
        return entry.staff_id not in self._rota.left and self._only in {None, entry.staff_id}

    def _event(self, uid: str, what: str, staff_id: str, starts_at: datetime, ends_at: datetime) -> Event:
        event = Event()
        event.add("uid", uid)
        event.add("dtstamp", self._now)
        event.add("dtstart", starts_at)
        event.add("dtend", ends_at)
        title = f"Mkhari: {what}"
        event.add("summary", title if self._only else f"{title} ({self._names.get(staff_id, '?')})")
        event.add("categories", [what])
        event.add(STAFF, staff_id)
        return event

    def _shift(self, shift: Shift) -> list[Event]:
        first = shift.first_day()
        if shift.valid_until is not None and shift.valid_until < first:
            return []
        whole = shift.turn_on(first)
        event = self._event(
            uid_of("shift", shift.id),
            shift.duty.value,
            shift.staff_id,
            whole.starts_at.astimezone(TBILISI),
            whole.ends_at.astimezone(TBILISI),
        )
        rule: dict[str, object] = {"FREQ": "WEEKLY", "BYDAY": DAYS[shift.weekday]}
        if shift.valid_until is not None:
            last = datetime.combine(shift.valid_until, _LAST_SECOND, TBILISI)
            rule["UNTIL"] = last.astimezone(UTC)
        event.add("rrule", rule)
        if shift.valid_from != first:
            event.add(VALID_FROM, shift.valid_from.isoformat())
        cut = [turn for turn in shift.turns(self._now, self._changed_until) if not self._is_whole(turn)]
        if cut:
            begin = [turn.starts_at.astimezone(TBILISI) for turn in cut]
            event.add("exdate", begin)
            event.add(REPLACED, " ".join(moment.date().isoformat() for moment in begin))
        return [event, *(part for turn in cut for part in self._parts(turn))]

    def _cover(self, cover: Cover) -> list[Event]:
        turn = cover.turn()
        event = self._event(
            uid_of("cover", cover.id), cover.duty.value, cover.staff_id, cover.starts_at, cover.ends_at
        )
        if cover.instead_of is not None:
            event.add(INSTEAD_OF, cover.instead_of)
        if self._is_whole(turn):
            return [event]
        event.add("status", "CANCELLED")
        return [event, *self._parts(turn)]

    def _absence(self, absence: Absence) -> Event:
        uid = uid_of(ABSENCE, absence.id)
        return self._event(uid, ABSENCE, absence.staff_id, absence.starts_at, absence.ends_at)

    def _is_whole(self, turn: Turn) -> bool:
        return self._rest(turn) == [turn]

    def _rest(self, turn: Turn) -> list[Turn]:
        held = self._held[turn.origin]
        return [part for part in held if part.overlaps(turn.starts_at, turn.ends_at)]

    def _parts(self, turn: Turn) -> list[Event]:
        parts = []
        for rest in self._rest(turn):
            uid = uid_of("part", f"{rest.origin}-{rest.starts_at:%Y%m%dT%H%M%SZ}")
            event = self._event(uid, rest.duty.value, rest.staff_id, rest.starts_at, rest.ends_at)
            event.add(PART, "yes")
            parts.append(event)
        return parts

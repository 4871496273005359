"""Taking a calendar over into the rota. An import only adds: it never ends or changes what is there."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from escalation.repository import rota as rota_repository
from escalation.rota import Absence, Cover, Rota, Shift
from escalation.rota_errors import AlreadyPast, NotYoursToArrange, RotaError
from escalation.rota_reading import Entry, Reading, Refused
from escalation.rota_rules import check_interval, check_length, check_shift

_OTHERWISE = (
    "is in the rota already, but otherwise: an import changes nothing, so end or take back that one first"
)


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import comes to: what is new, how much is known or over, and what is refused."""

    shifts: tuple[Shift, ...] = ()
    absences: tuple[Absence, ...] = ()
    covers: tuple[Cover, ...] = ()
    unchanged: int = 0
    past: int = 0
    refused: tuple[Refused, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it would change nothing."""
        return not (self.shifts or self.absences or self.covers)


async def plan_import(tx: AsyncConnection, reading: Reading, now: datetime, only: str | None = None) -> Plan:
    """What the file would add. `only`: whose absences alone it may hold."""
    known = await rota_repository.find(tx, [found.what.id for found in reading.found])
    await rota_repository.lock(tx, *{found.what.staff_id for found in reading.found})
    return plan(await rota_repository.load(tx, now), known, reading, now, only)


def plan(
    rota: Rota, known: Mapping[str, Entry], reading: Reading, now: datetime, only: str | None = None
) -> Plan:
    """What a reading adds to a rota. Pure."""
    refused, unchanged, past = list(reading.refused), 0, 0
    added, seen = Rota(), dict(known)
    for found in reading.found:
        what = found.what
        try:
            if only is not None and not (isinstance(what, Absence) and what.staff_id == only):
                raise NotYoursToArrange
            if what.id in seen:
                if seen[what.id] != what:
                    refused.append(Refused(found.entry, found.day, _OTHERWISE))
                unchanged += seen[what.id] == what
                continue
            added = _with(rota, added, what, now)
            seen[what.id] = what
        except AlreadyPast:
            past += 1
        except RotaError as error:
            refused.append(Refused(found.entry, found.day, str(error)))
    ordered = tuple(sorted(refused, key=lambda each: each.entry))
    return Plan(added.shifts, added.absences, added.covers, unchanged, past, ordered)


def _with(rota: Rota, added: Rota, what: Entry, now: datetime) -> Rota:
    if isinstance(what, Shift):
        check_shift(replace(rota, shifts=rota.shifts + added.shifts), what, now)
        return replace(added, shifts=(*added.shifts, what))
    check_interval(what.starts_at, what.ends_at, now)
    if isinstance(what, Absence):
        return replace(added, absences=(*added.absences, what))
    check_length(what)
    return replace(added, covers=(*added.covers, what))


async def save(tx: AsyncConnection, planned: Plan, by: str, now: datetime) -> None:
    """Put what is new into the rota."""
    for shift in planned.shifts:
        await rota_repository.add_shift(tx, shift, now)
    for absence in planned.absences:
        await rota_repository.add_absence(tx, absence, by, now)
    for order, cover in enumerate(planned.covers):  # later ones stand over earlier ones: keep their order
        await rota_repository.add_cover(tx, cover, by, now + timedelta(microseconds=order))

"""The rota as the wire shows it."""

from collections.abc import Mapping
from datetime import datetime

from api.schemas.rota import AbsenceOut, CalendarTaken, CoverOut, RotaOut, ShiftOut
from escalation.rota import Absence, Cover, Person, Rota, Shift
from escalation.rota_import import Plan
from escalation.rota_service import gaps


def rota_out(rota: Rota, people: Mapping[str, Person], start: datetime, end: datetime) -> RotaOut:
    """The rota between two moments."""
    turns = rota.turns(start, end)
    return RotaOut.model_validate(
        {
            "starts_at": start,
            "ends_at": end,
            "names": {person.id: person.name for person in people.values()},
            "turns": [
                {
                    "staff": turn.staff_id,
                    "duty": turn.duty.value,
                    "starts_at": turn.starts_at,
                    "ends_at": turn.ends_at,
                    "cover": turn.origin if turn.is_cover else None,
                }
                for turn in turns
            ],
            "gaps": [
                {"duty": gap.duty.value, "starts_at": gap.starts_at, "ends_at": gap.ends_at}
                for gap in gaps(rota, start, end)
            ],
            "shifts": [shift_out(shift) for shift in rota.shifts],
            "absences": [absence_out(absence) for absence in rota.absences],
            "covers": [cover_out(cover) for cover in rota.covers],
        }
    )


def shift_out(shift: Shift) -> ShiftOut:
    """A weekly shift."""
    return ShiftOut(
        id=shift.id,
        staff=shift.staff_id,
        duty=shift.duty.value,
        weekday=shift.weekday,
        starts=f"{shift.starts:%H:%M}",
        ends=f"{shift.ends:%H:%M}",
        valid_from=shift.valid_from,
        valid_until=shift.valid_until,
    )


def absence_out(absence: Absence) -> AbsenceOut:
    """An absence."""
    return AbsenceOut(
        id=absence.id, staff=absence.staff_id, starts_at=absence.starts_at, ends_at=absence.ends_at
    )


def cover_out(cover: Cover) -> CoverOut:
    """A cover."""
    return CoverOut(
        id=cover.id,
        staff=cover.staff_id,
        duty=cover.duty.value,
        starts_at=cover.starts_at,
        ends_at=cover.ends_at,
        instead_of=cover.instead_of,
    )


def taken_out(plan: Plan, *, kept: bool) -> CalendarTaken:
    """What a calendar adds."""
    return CalendarTaken.model_validate(
        {
            "kept": kept,
            "shifts": [shift_out(shift) for shift in plan.shifts],
            "absences": [absence_out(absence) for absence in plan.absences],
            "covers": [cover_out(cover) for cover in plan.covers],
            "unchanged": plan.unchanged,
            "past": plan.past,
            "refused": [{"entry": each.entry, "day": each.day, "why": each.why} for each in plan.refused],
        }
    )

"""The rota in the words and tables of the command line."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Final

import typer

from escalation.rota import TBILISI, Absence, Cover, Duty, Gap, Rota, Shift, Turn

WEEKDAYS: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def gap_lines(gaps: Sequence[Gap], weeks: int) -> list[str]:
    """When nobody is on call, and for how many hours in all."""
    if not gaps:
        return [f"every hour of the next {weeks} weeks has a primary, a backup and a supervisor"]
    rows = [
        (gap.duty.value, _shown(gap.starts_at), _shown(gap.ends_at), _hours(gap.ends_at - gap.starts_at))
        for gap in gaps
    ]
    lines = _table([("NOBODY IS", "FROM", "UNTIL", "HOURS"), *rows])
    for duty in Duty:
        lacks = sum((gap.ends_at - gap.starts_at for gap in gaps if gap.duty is duty), timedelta())
        lines.append(f"{duty.value}: {_hours(lacks)} of {weeks * 7 * 24} hours without anybody")
    return lines


def turn_lines(turns: Iterable[Turn], logins: Mapping[str, str]) -> list[str]:
    """Who is on call when."""
    rows = [
        (
            turn.duty.value,
            logins.get(turn.staff_id, turn.staff_id),
            _shown(turn.starts_at),
            _shown(turn.ends_at),
            "cover" if turn.is_cover else "shift",
        )
        for turn in turns
    ]
    return _table([("DUTY", "WHO", "FROM", "UNTIL", "BY"), *rows])


def entry_lines(rota: Rota, logins: Mapping[str, str]) -> list[str]:
    """Shifts, absences and covers with their ids."""

    def line(entry: Shift | Absence | Cover, more: str = "") -> str:
        kind = type(entry).__name__.lower()
        return f"{kind:7}  {entry.id}  {said(entry, logins.get(entry.staff_id, entry.staff_id))}{more}"

    lines = []
    for shift in rota.shifts:
        until = "" if shift.valid_until is None else f" until {shift.valid_until}"
        lines.append(line(shift, f" from {shift.valid_from}{until}"))
    lines += [line(absence) for absence in rota.absences]
    for cover in rota.covers:
        other = "" if cover.instead_of is None else logins.get(cover.instead_of, cover.instead_of)
        lines.append(line(cover, f" instead of {other}" if other else ""))
    return lines


def said(what: Shift | Absence | Cover, who: str) -> str:
    """One entry in a few words."""
    if isinstance(what, Shift):
        hours = f"{what.starts:%H:%M}-{what.ends:%H:%M}"
        return f"{who} {what.duty.value} {WEEKDAYS[what.weekday].title()} {hours}"
    duty = f" {what.duty.value}" if isinstance(what, Cover) else ""
    return f"{who}{duty} {_shown(what.starts_at)} to {_shown(what.ends_at)}"


def weekday_of(typed: str) -> int:
    """The number of a day of the week, of which three letters are enough."""
    found = [
        number for number, name in enumerate(WEEKDAYS) if len(typed) > 2 and name.startswith(typed.lower())
    ]
    if not found:
        raise typer.BadParameter("write a day of the week, like monday or mon", param_hint="WEEKDAY")
    return found[0]


def _shown(moment: datetime) -> str:
    return f"{moment.astimezone(TBILISI):%a %Y-%m-%d %H:%M}"


def _hours(lasts: timedelta) -> str:
    return f"{lasts / timedelta(hours=1):.1f}".removesuffix(".0")


def _table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    return [
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    ]

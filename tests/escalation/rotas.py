"""Rotas to try things on: a small team, and days in Georgian time."""

from datetime import UTC, date, datetime, time

from escalation.rota import TBILISI, Absence, Cover, Duty, Person, Shift
from store.database import Database
from store.tables import staff
from tests.fixtures import START

NINO, GIORGI, MAKA = "a" * 32, "b" * 32, "c" * 32
TEAM = {
    NINO: Person(NINO, "nino", "ნინო", "counsellor", disabled=False),
    GIORGI: Person(GIORGI, "giorgi", "გიორგი", "counsellor", disabled=False),
    MAKA: Person(MAKA, "maka", "მაკა", "supervisor", disabled=False),
}
MONDAY = date(2026, 11, 23)  # the first one after START, which is a Saturday


def at(day: int, hour: int = 0, minute: int = 0, month: int = 11, year: int = 2026) -> datetime:
    """A moment in Georgian time."""
    return datetime(year, month, day, hour, minute, tzinfo=TBILISI).astimezone(UTC)


def shift(
    who: str = NINO,
    duty: Duty = Duty.PRIMARY,
    weekday: int = 0,
    starts: time = time(20),
    ends: time = time(8),
    valid_from: date = MONDAY,
    valid_until: date | None = None,
    of_id: str = "",
) -> Shift:
    """A weekly shift; by default the night from Monday to Tuesday."""
    name = of_id or f"{weekday}{duty[0]}{who[0]}{starts:%H}"
    return Shift(name, who, duty, weekday, starts, ends, valid_from, valid_until)


def absence(who: str, starts_at: datetime, ends_at: datetime, of_id: str = "away") -> Absence:
    """An absence."""
    return Absence(of_id, who, starts_at, ends_at)


def cover(
    who: str,
    starts_at: datetime,
    ends_at: datetime,
    instead_of: str | None = None,
    duty: Duty = Duty.PRIMARY,
    of_id: str = "cover",
) -> Cover:
    """A cover."""
    return Cover(of_id, who, duty, starts_at, ends_at, instead_of)


async def team(database: Database, *disabled: str) -> None:
    """The team in the database."""
    async with database.transaction() as tx:
        for person in TEAM.values():
            await tx.execute(
                staff.insert().values(
                    id=person.id,
                    login=person.login,
                    name=person.name,
                    role=person.role,
                    password_hash="x",
                    must_change_password=False,
                    is_demo=False,
                    disabled=person.id in disabled,
                    created_at=START,
                )
            )

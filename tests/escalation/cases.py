"""Cases put straight into the store, and what happens to them."""

from datetime import datetime

from escalation import claiming, service
from escalation.case import Case, Urgency
from escalation.service import About, Need
from risk.assessment import Level
from store.database import Database
from store.tables import deadlines
from tests.escalation.staffing import employ
from tests.fixtures import START

LEVELS = {Urgency.ROUTINE: Level.NONE, Urgency.URGENT: Level.HIGH, Urgency.EMERGENCY: Level.IMMINENT}


def need(urgency: Urgency = Urgency.URGENT, *flags: str, level: Level | None = None) -> Need:
    """A need of this urgency, with the level that goes with it."""
    return Need(urgency, LEVELS[urgency] if level is None else level, "self", flags, f"was_{urgency.label}")


async def opened(
    database: Database,
    wanted: Need | None = None,
    *,
    now: datetime = START,
    conversation_id: str = "conversation",
) -> Case:
    """A case that waits."""
    about = About(conversation_id, "ka", "youth", "telegram")
    async with database.transaction() as tx:
        return await service.open_case(tx, about, wanted or need(), now)


async def claimed(database: Database, case: Case, staff_id: str, now: datetime = START) -> Case:
    """The case, taken by somebody."""
    await employ(database, staff_id)
    async with database.transaction() as tx:
        return await claiming.claim(tx, case.id, staff_id, now, beyond_limit=True)


async def reloaded(database: Database, case: Case) -> Case:
    """The case as it is now."""
    async with database.reading() as tx:
        return await service.found(tx, case.id)


async def timers(database: Database, case: Case) -> dict[str, datetime]:
    """When what is due about the case."""
    query = deadlines.select().where(deadlines.c.subject_id == case.id)
    async with database.reading() as tx:
        return {row.kind: row.due_at for row in (await tx.execute(query)).all()}

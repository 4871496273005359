"""Who is on duty now, by the rota."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from escalation.repository import rota as rota_repository
from escalation.rota import Duty


@dataclass(frozen=True, slots=True)
class Roster:
    """The ids of who has each duty, in the order in which to call them.

    `has_rota` is false where no shift or cover was ever made: then presence alone says who is on duty.
    """

    primary: tuple[str, ...]
    backup: tuple[str, ...]
    supervisor: tuple[str, ...]
    has_rota: bool


async def roster(tx: AsyncConnection, now: datetime) -> Roster:
    """Who is on duty now."""
    rota = await rota_repository.load(tx, now)
    return Roster(
        primary=rota.on_duty(Duty.PRIMARY, now),
        backup=rota.on_duty(Duty.BACKUP, now),
        supervisor=rota.on_duty(Duty.SUPERVISOR, now),
        has_rota=bool(rota.shifts or rota.covers) or await rota_repository.exists_at_all(tx),
    )

"""Who is on duty now, by the rota."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from escalation.repository import rota as rota_repository
from escalation.rota import Duty


@dataclass(frozen=True, slots=True)
class Roster:
    """The ids of who has each duty, in the order in which to call them."""

    primary: tuple[str, ...]
    backup: tuple[str, ...]
    supervisor: tuple[str, ...]

    @property
    def is_manned(self) -> bool:
        """Whether anybody is named who answers people."""
        return bool(self.primary or self.backup)


async def roster(tx: AsyncConnection, now: datetime) -> Roster:
    """Who is on duty now."""
    rota = await rota_repository.load(tx, now)
    return Roster(
        primary=rota.on_duty(Duty.PRIMARY, now),
        backup=rota.on_duty(Duty.BACKUP, now),
        supervisor=rota.on_duty(Duty.SUPERVISOR, now),
    )

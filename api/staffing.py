"""Staff as the console shows them: who is there, what they hold, on which duty they are."""

from collections import defaultdict
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from api.schemas.casework import Colleague
from escalation import presence
from escalation import repository as cases
from escalation.case import Case
from escalation.duty import Roster, roster
from escalation.matching import Load
from escalation.worker import Worker


async def colleagues_now(tx: AsyncConnection, now: datetime) -> list[Colleague]:
    """Everybody, by name, as they are now."""
    on_call = await roster(tx, now)
    held: dict[str, list[Case]] = defaultdict(list)
    for case in await cases.open_cases(tx):
        if case.state.is_held and case.claimed_by:
            held[case.claimed_by].append(case)
    return [_shown(one, Load.of(held[one.id]), on_call, now) for one in await cases.workers(tx)]


def _shown(one: Worker, load: Load, on_call: Roster, now: datetime) -> Colleague:
    duties = [duty for duty in ("primary", "backup", "supervisor") if one.id in getattr(on_call, duty)]
    return Colleague.model_validate(
        {
            "id": one.id,
            "name": one.name,
            "role": one.role,
            "present": presence.is_present(one, now),
            "away": one.away,
            "languages": [code for code in ("ka", "ru", "en") if code in one.languages],
            "audiences": sorted(one.audiences),
            "skills": sorted(one.skills),
            "capacity": one.capacity,
            "emergencies": one.emergencies,
            "chats": load.chats,
            "emergency_chats": load.emergencies,
            "duties": duties,
        }
    )

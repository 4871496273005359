"""Whether those who hold cases are still there, looked at for many at once, and what follows if not."""

from collections.abc import Callable, Sequence

import structlog
from sqlalchemy.ext.asyncio import AsyncConnection

from conversation import handover
from conversation import repository as conversations
from conversation.intake import Clock, Intake
from conversation.outcome import Outcome
from escalation import repository as cases
from escalation.case import Case
from escalation.policy import policy
from escalation.service import WATCH_EVERY
from escalation.watching import judge
from escalation.worker import Worker
from store import deadlines
from store.database import Database
from store.deadlines import Deadline

log = structlog.get_logger()


class Watches:
    """Looks at due watches. `clock_jumped` says that nobody may be judged just now."""

    def __init__(
        self, database: Database, intake: Intake, clock: Clock, clock_jumped: Callable[[], bool]
    ) -> None:
        self._database = database
        self._intake = intake
        self._clock = clock
        self._clock_jumped = clock_jumped

    async def left_over(self, watches: Sequence[Deadline]) -> list[Deadline]:
        """Look at all of them; most holders are there, and only a loss is worth locks.

        Returns those about which something is to be done. Raises `StoreUnavailable`.
        """
        async with self._database.reading() as tx:
            found = await cases.find_all(tx, [deadline.subject_id for deadline in watches])
            people = {one.id: one for one in await cases.workers(tx)}
        held = {case.id for case in found.values() if case.state.is_held and not self._lost_by(case, people)}
        calm = [deadline.id for deadline in watches if deadline.subject_id in held]
        if calm:
            now = self._clock()
            async with self._database.transaction() as tx:
                await deadlines.postpone_all(tx, calm, now + WATCH_EVERY, now=now)
        done = set(calm)
        return [deadline for deadline in watches if deadline.id not in done]

    async def end(self, deadline: Deadline) -> None:
        """Look at one under locks, and take the case from whoever is gone. Raises `StoreUnavailable`."""
        await self._intake.transact(lambda tx: self._end(tx, deadline))

    async def _end(self, tx: AsyncConnection, deadline: Deadline) -> Outcome:
        case = await cases.find(tx, deadline.subject_id)
        if case is not None:  # the conversation is locked first: what was just answered must be seen
            await conversations.hold(tx, case.conversation_id)
            case = await cases.find(tx, deadline.subject_id)
        if case is None or not case.state.is_held:
            await deadlines.complete(tx, deadline.id)
            return Outcome("" if case is None else case.conversation_id)
        holder = await cases.worker(tx, case.claimed_by or "")
        now = self._clock()
        if lost_by := self._lost_by(case, {} if holder is None else {holder.id: holder}):
            log.warning("case.lost", case=case.id, why=lost_by)
            return await handover.lose(tx, self._intake.rooms, case, lost_by, now)
        await deadlines.postpone(tx, deadline.id, now + WATCH_EVERY, now=now)
        return Outcome(case.conversation_id)

    def _lost_by(self, case: Case, people: dict[str, Worker]) -> str:
        holder = people.get(case.claimed_by or "")
        rules = policy().presence
        return judge(case, holder, self._clock(), rules, clock_jumped=self._clock_jumped()).lost_by

"""Who is in the measurements of escalation: callers in crisis, and counsellors who take their cases."""

import random
import uuid
from collections import deque
from itertools import count
from pathlib import Path

from pydantic import SecretStr

from api import repository as accounts
from api.repository import Account
from app.settings import Environment, Settings, new_key
from app.wiring import House, utc_now
from conversation import closing, counsellor
from conversation.channel import Channel, InboundKind, InboundMessage
from conversation.intake import Intake
from escalation import repository as cases
from escalation.case import Outcome
from escalation.closing import Ending
from escalation.errors import EscalationError
from store.errors import StoreError

# One opens an emergency, the other an urgent case.
CRISES = ("თავის მოკვლა მინდა ამაღამ", "я хочу покончить с собой")
_ANSWER = "აქ ვარ, გისმენ"
_ENDING = Ending(Outcome.SUPPORTED)


def settings_for(
    url: str, redis_url: str | None, folder: Path, webhook_url: str | None, master_key: str | None = None
) -> Settings:
    """Settings where everything that reaches people is named, so that nobody's own settings page anybody."""
    return Settings(
        environment=Environment.DEMO,
        data_dir=folder,
        database_url=url,
        redis_url=redis_url,
        master_key=SecretStr(master_key or new_key()),
        telegram_token=None,
        paging_webhook_url=webhook_url,
        assess_limit_seconds=10.0,  # a machine that is busy with this is no check that hangs
    )


async def employ(house: House, number: int) -> list[str]:
    """So many counsellors, there from now on; their ids."""
    ids = [uuid.uuid4().hex for _ in range(number)]
    async with house.database.transaction() as tx:
        for nth, staff_id in enumerate(ids):
            account = Account(
                staff_id, f"bench-{nth}", f"Bench {nth}", "counsellor", "-", False, False, False
            )
            await accounts.add(tx, account, utc_now())
            await cases.set_seen(tx, staff_id, utc_now())
    return ids


class People:
    """Callers in crisis: each writes once, and with that opens a case."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._numbers = count(1)

    def newcomer(self) -> int:
        """The number of one more of them."""
        return next(self._numbers)

    async def write(self, number: int) -> str:
        """This one writes; returns the conversation's id. The same again changes nothing."""
        outcome = await self._intake.receive(
            InboundMessage(
                channel=Channel.WIDGET,
                address=f"bench-{number}",
                message_id=f"bench-{number}",
                kind=InboundKind.TEXT,
                received_at=utc_now(),
                text=CRISES[number % len(CRISES)],
            )
        )
        return outcome.conversation_id


class Counsellors:
    """Take cases, answer and close them."""

    def __init__(self, intake: Intake, staff_ids: list[str], seed: int, *, answer: bool = True) -> None:
        self._intake = intake
        self.staff_ids = staff_ids
        self.held: deque[tuple[str, str]] = deque()  # who holds which case, oldest first
        self.refused = 0  # claims for which somebody else was quicker
        self._answer = answer
        self._random = random.Random(seed)

    def anybody(self) -> str:
        """One of them."""
        return self._random.choice(self.staff_ids)

    async def take(self, case_id: str, staff_id: str) -> bool:
        """Claim a case and, if they do, answer in it; False where somebody else was quicker."""
        rooms, intake = self._intake.rooms, self._intake
        try:
            await intake.act(
                lambda tx: counsellor.claim(tx, rooms, case_id, staff_id, utc_now(), beyond_limit=True)
            )
        except EscalationError:
            self.refused += 1
            return False
        self.held.append((staff_id, case_id))
        if not self._answer:
            return True
        # An emergency that is left without an answer goes back to the queue after two minutes.
        await intake.act(
            lambda tx: counsellor.reply(tx, rooms, case_id, staff_id, uuid.uuid4().hex, _ANSWER, utc_now())
        )
        return True

    async def close_oldest(self) -> None:
        """End the case that is held longest."""
        rooms = self._intake.rooms
        staff_id, case_id = self.held.popleft()
        try:
            await self._intake.act(lambda tx: closing.close(tx, rooms, case_id, staff_id, _ENDING, utc_now()))
        except StoreError:
            self.held.appendleft((staff_id, case_id))
            raise

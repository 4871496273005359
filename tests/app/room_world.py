"""A house whose clock is moved by hand, beside a simple model of what its cases must be."""

import asyncio
import shutil
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
)

from app.calling import Calling
from app.settings import Settings
from app.sweeper import Sweeper
from app.wiring import open_house
from escalation import service
from escalation.case import State, TransferKind, Urgency
from escalation.errors import EscalationError
from risk.by_rules import assess_by_rules
from tests.escalation.staffing import employ
from tests.fixtures import START, Phone, content
from tests.patience import PATIENCE

STAFF = ("ana", "beka", "dali")
GONE, UNANSWERED, OFFER = timedelta(seconds=60), timedelta(seconds=120), timedelta(seconds=60)
SETTLED_AFTER = 60.0


@dataclass
class Expected:
    """What the model knows of one case."""

    urgency: Urgency
    state: State = State.WAITING
    holder: str | None = None
    unanswered: datetime | None = None
    offered_to: str | None = None
    kind: TransferKind | None = None
    offered_at: datetime | None = None

    def waits(self, now: datetime) -> None:
        """Back in the queue."""
        self.state, self.holder, self.offered_to, self.kind = State.WAITING, None, None, None
        self.unanswered = self.unanswered or now

    def held(self, by: str) -> None:
        """Held, and offered to nobody."""
        self.state, self.holder, self.offered_to, self.kind = State.CLAIMED, by, None, None


class World(RuleBasedStateMachine):
    """A house, its clock, and what the model expects of it. `folder` and `migrated` are set by the test."""

    folder: Path
    migrated: Path
    count = 0

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.now, self.passed = START, 0.0
        self.seen: dict[str, datetime] = {}
        self.disabled: set[str] = set()
        self.model: dict[str, Expected] = {}
        self.unsettled_until = SETTLED_AFTER

    @initialize()
    def opens(self) -> None:
        """A house on a fresh database."""
        World.count += 1
        path = self.folder / f"room-{World.count}.sqlite"
        shutil.copyfile(self.migrated, path)
        given = Settings(database_url=f"sqlite+aiosqlite:///{path}", data_dir=self.folder)
        self.opening = open_house(
            given.model_copy(update={"assess_limit_seconds": PATIENCE}),
            role="test",
            clock=lambda: self.now,
            assess=assess_by_rules,
            senders={"telegram": Phone()},
            flows=content(),
        )
        self.house = self.runner.run(self.opening.__aenter__())
        calling = Calling(self.house.database, self.house.intake, self.house.vault, {}, lambda: self.now)
        parts = (self.house.database, self.house.intake, self.house.delivery, self.house.live, calling)
        self.sweeper = Sweeper(*parts, "sweeper", lambda: self.now, lambda: self.passed)
        self.runner.run(employ(self.house.database, *STAFF, capacity=50, emergencies=50))

    def teardown(self) -> None:
        """Close the house."""
        if hasattr(self, "house"):
            self.runner.run(self.opening.__aexit__(None, None, None))
        self.runner.close()

    def act(self, work: Any) -> bool:
        """Run a counsellor's act; returns whether the room let them."""
        try:
            self.runner.run(self.house.intake.act(work))
        except EscalationError:
            return False
        return True

    def present(self, who: str) -> bool:
        return who in self.seen and self.now - self.seen[who] < GONE

    def pick(self, n: int, *states: State) -> tuple[str, Expected] | None:
        found = [(key, one) for key, one in self.model.items() if one.state in states]
        return found[n % len(found)] if found else None

    def sweep(self, *, judged: bool = True) -> None:
        async def swept() -> None:
            while await self.sweeper.sweep_deadlines():
                pass

        self.runner.run(swept())
        settled = judged and self.passed >= self.unsettled_until
        for key, one in self.model.items():
            self.follow(key, one, settled=settled)

    def follow(self, key: str, one: Expected, *, settled: bool) -> None:
        """What the passing of time means for a case. Leases of dead workers leave some of it for later."""
        if one.state is State.IN_TRANSFER and self.actual(key).state is not State.IN_TRANSFER:
            assert one.offered_at is not None
            assert self.now - one.offered_at >= OFFER or settled
            if one.kind is TransferKind.COLD:
                one.waits(self.now)
            else:
                one.held(one.holder or "")
        if not one.state.is_held or not settled:
            return
        is_late = one.unanswered is not None and self.now - one.unanswered >= UNANSWERED
        gone = not self.present(one.holder or "") or one.holder in self.disabled
        if gone or (one.urgency is Urgency.EMERGENCY and is_late):
            one.waits(self.now)

    def actual(self, key: str) -> Any:
        async def found() -> Any:
            async with self.house.database.reading() as tx:
                return await service.found(tx, key)

        return self.runner.run(found())

"""The whole room against a simple model: whatever happens in whatever order, nobody at risk waits unseen.

Claims, answers, transfers, takeovers, crashes of workers, absences, disabled accounts and jumps of the clock.
After each step every open case has its timers, its holder as the model has it, and a history that holds.
"""

from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test

from conversation import closing, counsellor, handover
from escalation import presence, service
from escalation import repository as cases
from escalation.audit import broken_at
from escalation.case import Outcome, State, TransferKind, Urgency
from escalation.closing import Ending
from escalation.service import PAGE, TRANSFER, WATCH, About
from store import deadlines
from store.tables import deadlines as timers
from tests.app.room_world import SETTLED_AFTER, STAFF, Expected, World
from tests.escalation.cases import need


class Room(World):
    """What may happen, in any order."""

    @rule(urgency=st.sampled_from(Urgency))
    def somebody_needs_help(self, urgency: Urgency) -> None:
        async def opened() -> str:
            about = About(f"conversation-{len(self.model)}", "ka", "youth", "telegram")
            async with self.house.database.transaction() as tx:
                return (await service.open_case(tx, about, need(urgency), self.now)).id

        self.model[self.runner.run(opened())] = Expected(urgency, unanswered=self.now)

    @rule(who=st.sampled_from(STAFF))
    def console_is_open(self, who: str) -> None:
        async def seen() -> None:
            async with self.house.database.transaction() as tx:
                await presence.seen(tx, who, self.now)

        self.runner.run(seen())
        self.seen[who] = self.now

    @precondition(lambda self: self.model)
    @rule(n=st.integers(0, 99), who=st.sampled_from(STAFF))
    def claims(self, n: int, who: str) -> None:
        key = list(self.model)[n % len(self.model)]
        one, rooms = self.model[key], self.house.intake.rooms
        done = self.act(lambda tx: counsellor.claim(tx, rooms, key, who, self.now, beyond_limit=True))
        mine = one.holder == who and one.state.is_held
        assert done == ((one.state.waits or mine) and who not in self.disabled)
        if done and not mine:
            one.held(who)
            one.unanswered = self.now
            self.seen[who] = self.now

    @rule(n=st.integers(0, 99))
    def answers(self, n: int) -> None:
        """The holder's words; the conversation itself is not part of this room."""
        if (found := self.pick(n, State.CLAIMED, State.IN_TRANSFER)) is None:
            return
        key, one = found

        async def answered() -> None:
            async with self.house.database.transaction() as tx:
                await service.answered(tx, await service.held(tx, key, one.holder or ""))

        self.runner.run(answered())
        one.unanswered = None

    @rule(n=st.integers(0, 99))
    def writes_again(self, n: int) -> None:
        """The person writes."""
        if (found := self.pick(n, *(state for state in State if state is not State.CLOSED))) is None:
            return
        key, one = found

        async def touched() -> None:
            async with self.house.database.transaction() as tx:
                await service.touch(tx, await service.found(tx, key), self.now)

        self.runner.run(touched())
        one.unanswered = one.unanswered or self.now

    @rule(n=st.integers(0, 99), who=st.sampled_from(STAFF), kind=st.sampled_from(TransferKind))
    def offers(self, n: int, who: str, kind: TransferKind) -> None:
        if (found := self.pick(n, State.CLAIMED, State.IN_TRANSFER)) is None:
            return
        (key, one), rooms = found, self.house.intake.rooms
        done = self.act(lambda tx: handover.offer(tx, rooms, key, one.holder or "", who, kind, self.now))
        can = (
            one.state is State.CLAIMED
            and who != one.holder
            and self.present(who)
            and who not in self.disabled
        )
        assert done == can
        if done:
            one.state, one.offered_to, one.kind, one.offered_at = State.IN_TRANSFER, who, kind, self.now

    @rule(n=st.integers(0, 99), who=st.sampled_from(STAFF))
    def accepts(self, n: int, who: str) -> None:
        if (found := self.pick(n, State.IN_TRANSFER)) is None:
            return
        (key, one), rooms = found, self.house.intake.rooms
        done = self.act(lambda tx: handover.accept(tx, rooms, key, who, self.now))
        assert done == (one.offered_to == who)
        if done:
            one.held(who)
            self.seen[who] = self.now

    @rule(n=st.integers(0, 99), who=st.sampled_from(STAFF))
    def declines(self, n: int, who: str) -> None:
        if (found := self.pick(n, State.IN_TRANSFER)) is None:
            return
        (key, one), rooms = found, self.house.intake.rooms
        done = self.act(lambda tx: handover.decline(tx, rooms, key, who, self.now))
        assert done == (who in {one.offered_to, one.holder})
        if done and who != one.holder and one.kind is TransferKind.COLD:
            one.waits(self.now)
        elif done:
            one.held(one.holder or "")

    @rule(n=st.integers(0, 99))
    def hands_back(self, n: int) -> None:
        if (found := self.pick(n, State.CLAIMED, State.IN_TRANSFER)) is None:
            return
        (key, one), rooms = found, self.house.intake.rooms
        assert self.act(
            lambda tx: handover.hand_back(tx, rooms, key, one.holder or "", "shift_over", self.now)
        )
        one.waits(self.now)

    @rule(n=st.integers(0, 99), who=st.sampled_from(STAFF))
    def supervisor_reassigns(self, n: int, who: str) -> None:
        if (found := self.pick(n, *State)) is None:
            return
        (key, one), rooms = found, self.house.intake.rooms
        done = self.act(lambda tx: handover.reassign(tx, rooms, key, who, "dali", self.now))
        assert done == (one.state is not State.CLOSED and self.present(who) and who not in self.disabled)
        if done:
            one.held(who)
            one.unanswered = self.now

    @rule(n=st.integers(0, 99))
    def closes(self, n: int) -> None:
        if (found := self.pick(n, State.CLAIMED, State.IN_TRANSFER)) is None:
            return
        (key, one), rooms = found, self.house.intake.rooms
        ending = Ending(Outcome.SUPPORTED)
        assert self.act(lambda tx: closing.close(tx, rooms, key, one.holder or "", ending, self.now))
        one.state, one.unanswered, one.offered_to, one.kind = State.CLOSED, None, None, None

    @rule(who=st.sampled_from(STAFF), disabled=st.booleans())
    def account_is_disabled_or_enabled(self, who: str, disabled: bool) -> None:
        async def change() -> None:
            async with self.house.database.transaction() as tx:
                await cases.set_worker(tx, who, disabled=disabled)

        self.runner.run(change())
        (self.disabled.add if disabled else self.disabled.discard)(who)

    @rule()
    def a_worker_dies_with_everything_in_its_hands(self) -> None:
        async def taken() -> None:
            async with self.house.database.transaction() as tx:
                await deadlines.lease_due(tx, "dead", self.now, limit=1000)

        self.runner.run(taken())

    @rule(seconds=st.integers(20, 200))
    def time_passes(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)
        self.passed += seconds
        self.sweep()

    @rule(seconds=st.sampled_from([-7200, -300, -30, 30, 300, 7200]))
    def clock_jumps(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)
        self.unsettled_until = self.passed + SETTLED_AFTER
        if seconds < 0:
            self.seen = {who: min(at, self.now) for who, at in self.seen.items()}
            for one in self.model.values():
                one.unanswered = one.unanswered and min(one.unanswered, self.now)
                # An offer keeps its length.
                one.offered_at = one.offered_at and min(one.offered_at, self.now)
        self.sweep(judged=False)

    @invariant()
    def nobody_waits_unseen(self) -> None:
        if not hasattr(self, "house"):
            return

        async def look() -> list[tuple[str, Any, set[str], int | None]]:
            found = []
            async with self.house.database.reading() as tx:
                for key in self.model:
                    case = await service.found(tx, key)
                    rows = await tx.execute(timers.select().where(timers.c.subject_id == key))
                    chain = broken_at(key, await cases.events(tx, key), await cases.audit_head(tx, key))
                    found.append((key, case, {row.kind for row in rows.all()}, chain))
            return found

        due = {State.WAITING: {PAGE}, State.CLAIMED: {WATCH}, State.IN_TRANSFER: {WATCH, TRANSFER}}
        for key, case, kinds, broken in self.runner.run(look()):
            one = self.model[key]
            assert case.state is one.state
            if one.state is not State.CLOSED:
                assert (case.claimed_by, case.transfer_to) == (one.holder, one.offered_to)
            assert kinds == due.get(case.state, set())
            assert broken is None


def test_whatever_happens_each_open_case_has_a_holder_or_a_timer(tmp_path: Path, migrated_file: Path) -> None:
    World.folder, World.migrated = tmp_path, migrated_file
    few = settings(
        max_examples=15,
        stateful_step_count=30,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(Room, settings=few)

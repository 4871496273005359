"""Calling the on-call about a waiting case, rung by rung, and telling the person the truth at each.

A rung moves on only in the transaction that notes its pages, so that a crash repeats a rung and skips none.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import structlog
from prometheus_client import Counter
from sqlalchemy.ext.asyncio import AsyncConnection

from conversation import repository as conversations
from conversation import service as conversation
from conversation.intake import Clock, Intake
from conversation.outcome import Outcome
from conversation.telling import tell
from escalation import presence
from escalation import repository as cases
from escalation.addresses import CONTACT_PLACE
from escalation.case import Case
from escalation.duty import Roster, roster
from escalation.paging import PERSONAL, PageChannel, PageFailed, Pager, page_about
from escalation.policy import GOING_ON, Place, Policy, Rung, Step, Who, policy, step
from escalation.repository import Contact, PageRow, new_page_id
from escalation.worker import Worker
from store import deadlines
from store.database import Database
from store.deadlines import Deadline
from store.errors import CannotOpenSealed
from store.sealing import Vault

log = structlog.get_logger()

PAGES = Counter("mkhari_pages_total", "Pages to the on-call.", ["channel", "result"])
_LONGEST = 6.0  # seconds for a pager that does not keep its own limit
_TEAM = ""
_TRIES = 3  # of a rung whose every page failed, before the next rung is tried


@dataclass(frozen=True, slots=True)
class _Call:
    """One page that is about to go out."""

    page_id: str
    staff_id: str
    channel: PageChannel
    address: str = ""
    contact_id: str = ""


@dataclass(frozen=True, slots=True)
class _Plan:
    case: Case
    step: Step
    calls: tuple[_Call, ...]
    nobody: bool  # the rung names people of whom there are none now
    anybody_new: bool  # somebody is called who was not called before


class Calling:
    """Fires one rung of a case's ladder. `pagers` holds the channels that are set up here."""

    def __init__(
        self,
        database: Database,
        intake: Intake,
        vault: Vault,
        pagers: Mapping[PageChannel, Pager],
        clock: Clock,
        rules: Policy | None = None,
    ) -> None:
        self._database = database
        self._intake = intake
        self._vault = vault
        self._pagers = pagers
        self._clock = clock
        self._rules = rules or policy()
        self.at_pagers = 0  # cases for which pagers are at work now, and nothing here

    async def fire(self, deadline: Deadline) -> None:
        """Call whom the rung names, then note it and go on to the next. Raises `StoreUnavailable`."""
        now = self._clock()
        plan = await self._plan(deadline, now)
        if plan is None:
            async with self._database.transaction() as tx:
                await deadlines.complete(tx, deadline.id)
            return
        self.at_pagers += 1
        try:
            results = await asyncio.gather(
                *(self._call(plan.case, plan.step, call, deadline, now) for call in plan.calls)
            )
        finally:
            self.at_pagers -= 1
        rows = [row for row, _ in results]
        gone = [contact for _, contact in results if contact]
        reached = any(row.result == "sent" for row in rows)
        if not reached:
            log.warning(
                "case.waiting", case=plan.case.id, urgency=plan.case.urgency.label, rung=plan.step.rung.rung
            )

        async def work(tx: AsyncConnection) -> Outcome:
            return await self._note(tx, deadline, plan, rows, gone, now)

        await self._intake.transact(work)

    async def _plan(self, deadline: Deadline, now: datetime) -> _Plan | None:
        async with self._database.reading() as tx:
            case = await cases.find(tx, deadline.subject_id)
            if case is None or not case.state.waits:
                return None
            on_duty = await presence.is_anyone_on_duty(tx, now)
            next_step = step(
                self._rules.ladders(on_duty=on_duty), case.urgency, Place.read(deadline.rung), on_duty=on_duty
            )
            everybody = await cases.workers(tx)
            answers = await cases.answers_about(tx, case.id, case.waiting_since)
            people = recipients(next_step.rung, everybody, await roster(tx, now), now)
            # Who said that they can't is left in peace, unless everybody is called.
            if Who.EVERYBODY not in next_step.rung.who:
                people = [one for one in people if answers.get(one.id) != "declined"]
            contacts = await cases.contacts(tx, [one.id for one in people])
        calls = [*self._personal(people, contacts, next_step.rung), *self._team(next_step.rung)]
        anybody_new = any(one.id not in answers for one in people)
        return _Plan(case, next_step, tuple(calls), not people, anybody_new)

    def _personal(self, people: Sequence[Worker], contacts: Sequence[Contact], rung: Rung) -> list[_Call]:
        calls = [
            _Call(new_page_id(), one.id, PageChannel.CONSOLE)
            for one in people
            if PageChannel.CONSOLE in rung.by
        ]
        for contact in contacts:
            channel = PageChannel(contact.channel)
            if channel in PERSONAL and channel in rung.by and channel in self._pagers:
                address = self._open(contact)
                calls += (
                    [_Call(new_page_id(), contact.staff_id, channel, address, contact.id)] if address else []
                )
        return calls

    def _team(self, rung: Rung) -> list[_Call]:
        if PageChannel.WEBHOOK in rung.by and PageChannel.WEBHOOK in self._pagers:
            return [_Call(new_page_id(), _TEAM, PageChannel.WEBHOOK)]
        return []

    def _open(self, contact: Contact) -> str:
        try:
            return self._vault.house.open(contact.sealed, CONTACT_PLACE, contact.staff_id).decode()
        except CannotOpenSealed:
            log.exception("contact.unreadable", contact=contact.id)
            return ""

    async def _call(
        self, case: Case, at: Step, call: _Call, deadline: Deadline, now: datetime
    ) -> tuple[PageRow, str]:
        """Send one page; returns its row, and the id of its contact where that will never work again."""
        attempt, gone = deadline.attempts + 1, ""
        result = "sent"
        if call.channel is not PageChannel.CONSOLE:  # a console rings by the row that is noted below
            page = page_about(call.page_id, case, at.rung.rung, attempt, now)
            try:
                async with asyncio.timeout(_LONGEST):
                    await self._pagers[call.channel].page(page, call.address)
            except PageFailed as error:
                result, gone = "failed", call.contact_id if error.gone else ""
                log.error("page.failed", case=case.id, channel=call.channel.value, reason=error.reason)  # noqa: TRY400
            except Exception as error:  # noqa: BLE001 - one channel's fault must not silence the others
                result = "failed"
                reason = type(error).__name__  # and no more of it: its words may hold an address
                log.error("page.failed", case=case.id, channel=call.channel.value, reason=reason)  # noqa: TRY400
        PAGES.labels(call.channel.value, result).inc()
        row = PageRow(
            call.page_id, case.id, at.rung.rung, attempt, call.staff_id, call.channel.value, now, result
        )
        return row, gone

    async def _note(
        self,
        tx: AsyncConnection,
        deadline: Deadline,
        plan: _Plan,
        rows: Sequence[PageRow],
        gone: Sequence[str],
        now: datetime,
    ) -> Outcome:
        """Note what was tried, set the next rung, and tell the person; nothing where somebody has claimed."""
        case, at = plan.case, plan.step
        # First the conversation, then the case, then its deadline, as whoever claims does: in another order
        # the two would wait for each other until the database breaks one off.
        await conversations.lock(tx, self._vault, case.conversation_id)
        outcome = Outcome(case.conversation_id, queue_changed=True)
        failed = bool(rows) and all(row.result == "failed" for row in rows)
        retry = failed and (deadline.attempts + 1) % _TRIES != 0
        if (text := _truth(plan, reached=bool(rows) and not failed)) is not None and not retry:
            said = await tell(tx, self._intake.rooms, case.id, text, now)
            outcome = outcome if said is None else replace(said, queue_changed=True)
        pause = self._rules.paging.again_after_failure if retry else at.pause
        # People of whom there are none are not waited for; the last rung keeps its pace.
        if plan.nobody and at.rung.every is None and not rows:
            pause = self._rules.paging.again_after_failure
        still = await deadlines.postpone(
            tx,
            deadline.id,
            now + pause,
            now=now,
            rung=None if retry else at.following.stored(),
        )
        for contact_id in gone:
            await cases.drop_contact(tx, contact_id)
        await cases.add_pages(tx, rows)
        if still:
            detail = f"{at.rung.rung}:{deadline.attempts + 1}:{'failed' if failed else len(rows)}"
            await cases.record(tx, case.id, now, "system", "paged", case.state, detail)
            if now - case.last_message_at >= self._rules.queue.left_after:
                await conversation.note_silence(tx, self._intake.rooms, case, now)
        return outcome


def _truth(plan: _Plan, *, reached: bool) -> str | None:
    """What the person is told at this rung: nothing that did not happen."""
    rung = plan.step.rung
    if plan.step.tell is None:
        return None
    if not reached:
        return rung.or_tell or GOING_ON
    if rung.or_tell is not None and not plan.anybody_new:
        return rung.or_tell
    return plan.step.tell


def recipients(rung: Rung, everybody: Sequence[Worker], on_call: Roster, now: datetime) -> list[Worker]:
    """Whom a rung calls now: by the rota, and where there is none, whoever's console is open."""
    if Who.EVERYBODY in rung.who:
        return list(everybody)
    wanted: set[str] = set()
    for who, duty in (
        (Who.PRIMARY, on_call.primary),
        (Who.BACKUP, on_call.backup),
        (Who.SUPERVISOR, on_call.supervisor),
    ):
        if who in rung.who:
            wanted.update(duty)
    if not on_call.primary and Who.PRIMARY in rung.who:
        # Nobody is named: whoever is there is asked.
        wanted.update(one.id for one in everybody if presence.is_present(one, now) and not one.away)
    if not on_call.supervisor and Who.SUPERVISOR in rung.who:
        wanted.update(one.id for one in everybody if one.role == "supervisor")
    return [one for one in everybody if one.id in wanted]

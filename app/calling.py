"""Calling the on-call about a waiting case, rung by rung, and telling the person the truth at each.

A rung moves on only in the transaction that notes its pages, so that a crash repeats a rung and skips none.
"""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import structlog
from prometheus_client import Counter
from sqlalchemy.ext.asyncio import AsyncConnection

from app.rungs import Briefing, Call, Plan, brief, plan
from conversation import repository as conversations
from conversation import service as conversation
from conversation.intake import Clock, Intake
from conversation.outcome import Outcome
from conversation.telling import tell
from escalation import repository as cases
from escalation.addresses import CONTACT_PLACE
from escalation.paging import Page, PageChannel, PageFailed, Pager, page_about
from escalation.policy import Policy, policy
from escalation.repository import Contact, PageRow
from store import deadlines
from store.database import Database
from store.deadlines import Deadline
from store.errors import CannotOpenSealed
from store.sealing import Vault

log = structlog.get_logger()

PAGES = Counter("mkhari_pages_total", "Pages to the on-call.", ["channel", "result"])
_LONGEST = 6.0  # seconds for a pager that does not keep its own limit
_TRIES = 3  # of a rung whose every page failed, before the next rung is tried


class Calling:
    """Fires the rungs of cases' ladders. `pagers` holds the channels that are set up here."""

    def __init__(
        self,
        database: Database,
        intake: Intake,
        vault: Vault,
        pagers: Mapping[PageChannel, Pager],
        clock: Clock,
        rules: Policy | None = None,
        longest: float = _LONGEST,
    ) -> None:
        """`longest`: seconds that any pager may take."""
        self._database = database
        self._intake = intake
        self._vault = vault
        self._pagers = pagers
        self._clock = clock
        self._rules = rules or policy()
        self._longest = longest
        self.at_pagers = 0  # cases for which pagers are at work now, and nothing here

    async def brief(self, due: Sequence[Deadline]) -> Briefing:
        """What these rungs must know. Raises `StoreUnavailable`."""
        async with self._database.reading() as tx:
            return await brief(tx, [deadline.subject_id for deadline in due], self._clock())

    async def fire(self, deadline: Deadline, known: Briefing | None = None) -> None:
        """Call whom the rung names, then note it and go on to the next. Raises `StoreUnavailable`."""
        now = self._clock()
        at = plan(deadline, known or await self.brief([deadline]), self._rules, self._pagers, now)
        if at is None:
            async with self._database.transaction() as tx:
                await deadlines.complete(tx, deadline.id)
            return
        attempt = deadline.attempts + 1
        self.at_pagers += 1
        try:
            rows = await asyncio.gather(*(self._call(at, call, attempt, now) for call in at.calls))
        finally:
            self.at_pagers -= 1
        tried = [row for row, _ in rows if row is not None]
        gone = [contact for _, contact in rows if contact]
        if not any(row.result == "sent" for row in tried):
            log.warning(
                "case.waiting", case=at.case.id, urgency=at.case.urgency.label, rung=at.step.rung.rung
            )
        await self._intake.transact(lambda tx: self._note(tx, deadline, at, tried, gone, now))

    def _open(self, contact: Contact) -> str:
        try:
            return self._vault.house.open(contact.sealed, CONTACT_PLACE, contact.staff_id).decode()
        except CannotOpenSealed:
            log.exception("contact.unreadable", contact=contact.id)
            return ""

    async def _call(self, at: Plan, call: Call, attempt: int, now: datetime) -> tuple[PageRow | None, str]:
        """Send one page; returns its row, and the id of its contact where that will never work again."""
        rung, address, result, gone = at.step.rung.rung, "", "sent", ""
        if call.contact is not None and not (address := self._open(call.contact)):
            return None, ""
        if call.channel is not PageChannel.CONSOLE:  # a console rings by the row that is noted below
            page = page_about(call.page_id, at.case, rung, attempt, now)
            failed, is_gone = await self._send(call.channel, page, address)
            if failed:
                result, gone = "failed", call.contact.id if is_gone and call.contact is not None else ""
                log.error("page.failed", case=at.case.id, channel=call.channel.value, reason=failed)
        PAGES.labels(call.channel.value, result).inc()
        row = PageRow(call.page_id, at.case.id, rung, attempt, call.staff_id, call.channel.value, now, result)
        return row, gone

    async def _send(self, channel: PageChannel, page: Page, address: str) -> tuple[str, bool]:
        """Why it failed, empty where it did not; and whether the address will never work again."""
        try:
            async with asyncio.timeout(self._longest):
                await self._pagers[channel].page(page, address)
        except PageFailed as error:
            return error.reason, error.gone
        except Exception as error:  # noqa: BLE001 - one channel's fault must not silence the others
            return type(error).__name__, False  # and no more of it: its words may hold an address
        return "", False

    async def _note(
        self,
        tx: AsyncConnection,
        deadline: Deadline,
        at: Plan,
        rows: Sequence[PageRow],
        gone: Sequence[str],
        now: datetime,
    ) -> Outcome:
        """Note what was tried, set the next rung, and tell the person; nothing where somebody has claimed."""
        case, rung = at.case, at.step.rung
        # First the conversation, then the case, then its deadline, as whoever claims does: in another order
        # the two would wait for each other until the database breaks one off.
        await conversations.hold(tx, case.conversation_id)
        outcome = Outcome(case.conversation_id)
        failed = bool(rows) and all(row.result == "failed" for row in rows)
        retry = failed and (deadline.attempts + 1) % _TRIES != 0
        if (text := at.truth(reached=bool(rows) and not failed)) is not None and not retry:
            outcome = await tell(tx, self._intake.rooms, case.id, text, now) or outcome
        pause = self._rules.paging.again_after_failure if retry else at.step.pause
        following = None if retry else at.step.following.stored()
        still = await deadlines.postpone(tx, deadline.id, now + pause, now=now, rung=following)
        for contact_id in gone:
            await cases.drop_contact(tx, contact_id)
        await cases.add_pages(tx, rows)
        if still:
            detail = f"{rung.rung}:{deadline.attempts + 1}:{'failed' if failed else len(rows)}"
            await cases.record(tx, case.id, now, "system", "paged", case.state, detail)
            if now - case.last_message_at >= self._rules.queue.left_after:
                await conversation.note_silence(tx, self._intake.rooms, case, now)
        # Consoles ring by it; nothing else has become due.
        return replace(outcome, queue_changed=True, call_now=False)

"""What a counsellor's console shows: the queue, a case, and what has changed since it was last shown."""

import random

from fastapi.sse import ServerSentEvent
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncConnection

from api import staff
from api.context import ApiContext
from api.errors import NotSignedIn
from api.papers_view import papers_of
from api.queue_board import ShownQueue
from api.repository import Account
from api.schemas.console import (
    CaseDetail,
    CaseList,
    CaseStanding,
    CaseSummary,
    ConsoleMessage,
    Corrected,
    TrainingConsent,
)
from api.views import case_standing, case_summary, console_message, training_consent
from conversation import counsellor as work
from conversation import repository as conversations
from conversation.desk import desk_of
from conversation.errors import ConversationGone
from conversation.outcome import Work
from escalation import presence
from escalation import repository as cases
from escalation import service as escalation
from escalation.case import Case
from escalation.errors import EscalationError


class ConsoleView:
    """What one console has been shown, so that only what changed is sent."""

    def __init__(self, context: ApiContext, account: Account, watched: Case | None, token: str) -> None:
        self._context = context
        self._account = account
        self._case_id = watched.id if watched else None
        self._token = token
        self._queue = ShownQueue()
        # Told in any case: a console that comes back may ring for what ended while it was away.
        self._ringing: str | None = None
        self._shown: dict[str, BaseModel] = {}
        self._to_be_seen_at = context.clock()

    async def look(self) -> list[ServerSentEvent]:
        """Events for whatever differs from what was shown. Raises `NotSignedIn` when the session is over."""
        await self._check_session_and_presence()
        events = []
        board = await self._context.board.look()
        if (news := self._queue.news(board, self._account.id)) is not None:
            name, listed = news
            events.append(ServerSentEvent(event=name, raw_data=listed))
        ringing = board.ringing_for(self._account.id)
        if ringing != self._ringing:
            self._ringing = ringing
            events.append(ServerSentEvent(event="pages", raw_data=ringing))
        if self._case_id is not None:
            events += await self._case_events(self._case_id)
        return events

    async def _check_session_and_presence(self) -> None:
        now = self._context.clock()
        if now < self._to_be_seen_at:
            return
        async with self._context.database.transaction() as tx:
            if await staff.who(tx, self._context.vault, self._token, now) is None:
                raise NotSignedIn("the session is over; sign in again")
            await presence.seen(tx, self._account.id, now)
        # Consoles that are woken together must not all write in the same moment, again and again.
        self._to_be_seen_at = now + presence.SEEN_EVERY * random.uniform(0.5, 1)

    async def _case_events(self, case_id: str) -> list[ServerSentEvent]:
        async with self._context.database.reading() as tx:
            found = await cases.find(tx, case_id)
            if found is None:
                return []
            shown: list[tuple[str, BaseModel]] = [("case", await summary(tx, found, self._account))]
            try:
                await escalation.readable(tx, case_id, self._account.id)
            except EscalationError:
                # What the person says after the end, or to somebody else, is not this counsellor's to read.
                pass
            else:
                shown += await _desk_parts(tx, self._context, self._account, found)
        return [event for name, part in shown for event in self._news(name, part)]

    def _news(self, name: str, part: BaseModel) -> list[ServerSentEvent]:
        """An event for a part that is not as it was last shown."""
        number = str(part.id) if isinstance(part, ConsoleMessage) else None
        if self._shown.get(f"{name} {number}") == part:
            return []
        self._shown[f"{name} {number}"] = part
        return [ServerSentEvent(event=name, id=number, data=part)]


async def _desk_parts(
    tx: AsyncConnection, context: ApiContext, account: Account, case: Case
) -> list[tuple[str, BaseModel]]:
    """What stands on a counsellor's desk, by the name of its event."""
    messages, standing, consent = await desk(tx, context, account, case)
    parts: list[tuple[str, BaseModel | None]] = [
        *(("message", message) for message in messages),
        ("standing", standing),
        ("consent", consent),
        ("papers", await papers_of(tx, context, account, case)),
    ]
    return [(name, part) for name, part in parts if part is not None]


async def desk(
    tx: AsyncConnection, context: ApiContext, account: Account, case: Case
) -> tuple[list[ConsoleMessage], CaseStanding | None, TrainingConsent | None]:
    """What was said, the level in force and the consent; empty once the person deleted the conversation."""
    found = await desk_of(tx, context.intake.rooms, case, context.clock())
    if found is None:
        return [], None, None
    names = await cases.names(tx)
    said = await work.transcript(tx, context.vault, case)
    messages = [console_message(m, found.corrections_of(m.seq), names, account.id) for m in said]
    return messages, case_standing(found), training_consent(found, names)


async def message_of(context: ApiContext, account: Account, done: Work) -> ConsoleMessage:
    """The message that some work was about, as it is now. Raises `ConversationGone`."""
    return (await corrected(context, account, done)).message


async def corrected(context: ApiContext, account: Account, done: Work) -> Corrected:
    """The message that some work was about and the level in force. Raises `ConversationGone`."""
    async with context.database.reading() as tx:
        found = await desk_of(tx, context.intake.rooms, done.case, context.clock())
        said = await work.transcript(tx, context.vault, done.case, after=done.seq - 1)
        names = await cases.names(tx)
    if found is None or not said:
        raise ConversationGone  # deleted in this very moment
    message = console_message(said[0], found.corrections_of(done.seq), names, account.id)
    return Corrected(message=message, standing=case_standing(found))


async def consent_of(context: ApiContext, done: Work) -> TrainingConsent:
    """The consent after some work. Raises `ConversationGone`."""
    async with context.database.reading() as tx:
        found = await desk_of(tx, context.intake.rooms, done.case, context.clock())
        names = await cases.names(tx)
    if found is None:
        raise ConversationGone
    return training_consent(found, names)


async def queue_for(context: ApiContext, account: Account) -> CaseList:
    """The queue as this counsellor sees it."""
    return (await context.board.read()).seen_by(account.id)


async def shown_to(context: ApiContext, account: Account, done: Work) -> CaseSummary:
    """The case after some work, as the one who did it sees it."""
    async with context.database.reading() as tx:
        return await summary(tx, done.case, account)


async def summary(tx: AsyncConnection, case: Case, account: Account) -> CaseSummary:
    """A case as its holder sees it."""
    unreachable = await conversations.unreachable_among(tx, [case.conversation_id])
    return case_summary(case, await cases.names(tx), account.id, unreachable)


async def detail(context: ApiContext, account: Account, case: Case) -> CaseDetail:
    """A case with what was said, for its holder."""
    async with context.database.reading() as tx:
        messages, standing, consent = await desk(tx, context, account, case)
        shown = await summary(tx, case, account)
    return CaseDetail(case=shown, messages=messages, standing=standing, consent=consent)

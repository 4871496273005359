"""What a counsellor does in a conversation: take it, read it, answer in it.

Each function runs in the caller's transaction and locks the conversation before the case, as everywhere.
"""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from conversation import repository
from conversation.errors import CannotReply, ConversationGone
from conversation.metrics import CLAIM_SECONDS
from conversation.outcome import Outcome, Rooms, Work
from conversation.repository import NewMessage, StoredMessage
from conversation.service import say
from conversation.state import State, SystemLine
from conversation.wording import render
from escalation import claiming
from escalation import service as escalation
from escalation.case import Case
from stats import repository as stats
from stats.counters import tally
from store.sealing import Vault

LONGEST_REPLY = 4000  # characters


async def claim(
    tx: AsyncConnection,
    rooms: Rooms,
    case_id: str,
    staff_id: str,
    now: datetime,
    *,
    beyond_limit: bool = False,
) -> Work:
    """Take a waiting case and tell the person that somebody is here. A repeat tells nothing again.

    Raises `CaseNotFound`, `CaseAlreadyClaimed`, `CaseClosed`, `AtCapacity`.
    """
    before = await escalation.found(tx, case_id)
    state = await repository.lock(tx, rooms.vault, before.conversation_id)
    before = await escalation.found(tx, case_id)
    case = await claiming.claim(tx, case_id, staff_id, now, beyond_limit=beyond_limit)
    if not before.state.waits:
        return Work(case, Outcome(case.conversation_id))
    CLAIM_SECONDS.labels(case.urgency.label).observe((now - case.waiting_since).total_seconds())
    await stats.add(tx, [tally("cases_claimed", urgency=case.urgency.label)], now)
    if state is None:
        return Work(case, Outcome(case.conversation_id, queue_changed=True))
    outcome = await say(tx, rooms, state, [notice(rooms, state, "counsellor-joined")], now, wake_at=None)
    return Work(case, with_queue(outcome, call_now=False))


async def take_next(tx: AsyncConnection, rooms: Rooms, staff_id: str, now: datetime) -> Work:
    """Take the case that this counsellor should take next. Raises `NobodyWaits`, `AtCapacity`, as `claim`.

    Where somebody else was quicker with it, `CaseAlreadyClaimed`: ask again.
    """
    case = await claiming.next_case(tx, staff_id, now)
    return await claim(tx, rooms, case.id, staff_id, now)


async def reply(
    tx: AsyncConnection, rooms: Rooms, case_id: str, staff_id: str, reply_id: str, text: str, now: datetime
) -> Work:
    """Send a counsellor's words. The same `reply_id` again changes nothing.

    Raises `CaseNotFound`, `CaseNotYours`, `CaseClosed`, `CannotReply`, `ConversationGone`.
    """
    words = text.strip()
    if not words:
        raise CannotReply("the reply is empty; write something first")
    if len(words) > LONGEST_REPLY:
        raise CannotReply(f"the reply has {len(words)} characters; send at most {LONGEST_REPLY} at once")
    case = await escalation.found(tx, case_id)
    state = await repository.lock(tx, rooms.vault, case.conversation_id)
    case = await escalation.held(tx, case_id, staff_id)
    if state is None:
        raise ConversationGone
    reply_claim = rooms.vault.hash("reply", case_id, reply_id)
    if (seq := await repository.is_claimed(tx, reply_claim)) is not None:
        return Work(case, Outcome(state.id, repeated=True), seq)
    row = NewMessage(
        state.last_seq + 1, "counsellor", "text", {"text": words}, claim=reply_claim, staff_id=staff_id
    )
    await escalation.answered(tx, case)
    outcome = await say(tx, rooms, state, [row], now)
    return Work(await escalation.found(tx, case_id), with_queue(outcome, call_now=False), row.seq)


async def transcript(tx: AsyncConnection, vault: Vault, case: Case, *, after: int = 0) -> list[StoredMessage]:
    """What was said in the case's conversation after `after`; empty when the person deleted it."""
    wrapped = await repository.wrapped_key_of(tx, case.conversation_id)
    if wrapped is None:
        return []
    key = vault.unwrap(wrapped, case.conversation_id)
    return await repository.read_messages(tx, case.conversation_id, key, after=after)


def notice(rooms: Rooms, state: State, name: str) -> NewMessage:
    """A line of the system's own to the person, as the next message."""
    message = render(rooms.flows.texts, SystemLine(name), state.language, state.audience)
    return NewMessage(state.last_seq + 1, "program", "text", {"text": message.text})


def with_queue(outcome: Outcome, *, call_now: bool = True) -> Outcome:
    """The same, and the queue has changed; `call_now` where somebody may have to be called for it."""
    return replace(outcome, queue_changed=True, call_now=call_now)

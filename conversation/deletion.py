"""Deleting a conversation because the caller asked for it."""

from datetime import datetime

import orjson
from sqlalchemy.ext.asyncio import AsyncConnection

from conversation import repository
from conversation.channel import Channel
from conversation.learning import withdraw
from conversation.outcome import Outcome, Rooms
from conversation.state import Decision, State, SystemLine
from conversation.wording import render
from escalation import repository as cases
from escalation import service as escalation
from stats import repository as stats
from stats.counters import tally
from store import deadlines, outbox

PURGE_PLACE = "purge"


async def delete(
    tx: AsyncConnection, rooms: Rooms, state: State, decision: Decision, claim: bytes, now: datetime
) -> Outcome:
    """Forget the conversation, and leave one sealed errand: empty the chat, say that it is done."""
    references = await outbox.sent_references(tx, state.id)
    references += [
        str(m.body["reference"])
        for m in await repository.read_messages(tx, state.id, state.key)
        if m.body.get("reference")
    ]
    await withdraw(tx, state, now)
    await outbox.forget(tx, state.id, now)
    await deadlines.cancel(tx, state.id)
    if state.case is not None:
        await escalation.mark_deleted(tx, state.case.id, now)
    await cases.forget_papers(tx, state.id)
    await repository.forget(tx, state.id, now)
    await repository.add_claim(tx, state.id, state.last_seq + 1, claim, now)
    if Channel(state.channel).is_pushed:
        farewell = render(
            rooms.flows.texts, SystemLine("deleted-everything"), decision.language, decision.audience
        )
        errand = {"address": state.address, "references": references, "text": farewell.text}
        sealed = rooms.vault.house.seal(orjson.dumps(errand), PURGE_PLACE, state.id)
        await outbox.add(
            tx, state.id, state.channel, [state.last_seq + 2], now, owner=None, kind="purge", sealed=sealed
        )
    await stats.add(tx, [tally("conversations_deleted", channel=state.channel)], now)
    return Outcome(state.id, queued=True, queue_changed=state.case is not None, deleted=True)

"""What a waiting person is told while people are called for them: only what is true at that moment."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from conversation import repository
from conversation.outcome import Outcome, Rooms
from conversation.repository import NewMessage
from conversation.service import say
from conversation.state import SystemLine
from conversation.wording import render
from escalation import repository as cases
from escalation import service as escalation
from escalation.matching import place_of
from escalation.policy import policy

PLACE = "waiting-place"


async def tell(tx: AsyncConnection, rooms: Rooms, case_id: str, text: str, now: datetime) -> Outcome | None:
    """Tell a waiting person how things stand; None when the case no longer waits, or they asked for quiet."""
    case = await escalation.found(tx, case_id)
    state = await repository.lock(tx, rooms.vault, case.conversation_id)
    if state is None or state.case is None or not state.case.state.waits:
        return None
    if state.session is None or not state.session.step:
        return None  # "stop" was answered with "I will not write any more"
    line = SystemLine(text)
    if text == PLACE:
        waiting = [other for other in await cases.open_cases(tx) if other.state.waits]
        line = replace(line, values=(("before", place_of(state.case, waiting, now, policy().queue)),))
    message = render(rooms.flows.texts, line, state.language, state.audience)
    row = NewMessage(state.last_seq + 1, "program", "text", {"text": message.text})
    return await say(tx, rooms, state, [row], now)

"""A case changes hands: back to the queue, to a colleague, away from whoever is gone. The person is told.

Each function runs in the caller's transaction and locks the conversation before the case, as everywhere.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from conversation import repository
from conversation.counsellor import notice, with_queue
from conversation.decide_events import decide_back_in_queue
from conversation.outcome import Outcome, Rooms, Work
from conversation.service import commit, say
from conversation.state import State
from escalation import claiming, transfer
from escalation import service as escalation
from escalation.case import Case, TransferKind, Urgency


async def hand_back(
    tx: AsyncConnection, rooms: Rooms, case_id: str, staff_id: str, reason: str, now: datetime
) -> Work:
    """Let go of a case; the program is there again and says so. Raises as `escalation.held` does."""
    state = await _locked(tx, rooms, case_id)
    case = await claiming.hand_back(tx, case_id, staff_id, reason, now)
    return await _back(tx, rooms, state, case, "case-handed-back", now)


async def lose(tx: AsyncConnection, rooms: Rooms, case: Case, why: str, now: datetime) -> Outcome:
    """The holder is gone or silent: the person is told that it is our fault, and somebody else is called."""
    state = await repository.lock(tx, rooms.vault, case.conversation_id)
    back = await claiming.lose(tx, case, why, now)
    return (await _back(tx, rooms, state, back, "counsellor-lost", now)).outcome


async def offer(
    tx: AsyncConnection,
    rooms: Rooms,
    case_id: str,
    staff_id: str,
    to_staff_id: str,
    kind: TransferKind,
    now: datetime,
) -> Work:
    """Offer a case to a colleague; the person is told when it is taken up. Raises as `offer` there does."""
    await _locked(tx, rooms, case_id)
    return _quiet(await transfer.offer(tx, case_id, staff_id, to_staff_id, kind, now))


async def accept(tx: AsyncConnection, rooms: Rooms, case_id: str, staff_id: str, now: datetime) -> Work:
    """Take up what was offered: the person reads that somebody else is there, who has read everything."""
    state = await _locked(tx, rooms, case_id)
    before = await escalation.found(tx, case_id)
    case = await transfer.accept(tx, case_id, staff_id, now)
    if before.claimed_by == staff_id:
        return _quiet(case)
    return await _changed(tx, rooms, state, case, now)


async def decline(tx: AsyncConnection, rooms: Rooms, case_id: str, staff_id: str, now: datetime) -> Work:
    """Say no to an offer, or take one's own back. A cold one then waits in the queue; the person is told."""
    return await _ended(tx, rooms, case_id, lambda: transfer.decline(tx, case_id, staff_id, now), now)


async def expire(tx: AsyncConnection, rooms: Rooms, case: Case, now: datetime) -> Outcome:
    """Nobody took up an offer in time."""
    return (await _ended(tx, rooms, case.id, lambda: transfer.expire(tx, case, now), now)).outcome


async def reassign(
    tx: AsyncConnection, rooms: Rooms, case_id: str, to_staff_id: str, supervisor_id: str, now: datetime
) -> Work:
    """A supervisor gives a case to somebody who is there. Raises as `claiming.reassign` does."""
    state = await _locked(tx, rooms, case_id)
    before = await escalation.found(tx, case_id)
    case = await claiming.reassign(tx, case_id, to_staff_id, supervisor_id, now)
    if before.state.waits:
        if state is None:
            return _quiet(case)
        outcome = await say(tx, rooms, state, [notice(rooms, state, "counsellor-joined")], now, wake_at=None)
        return Work(case, with_queue(outcome))
    return await _changed(tx, rooms, state, case, now)


async def lower(
    tx: AsyncConnection,
    rooms: Rooms,
    case_id: str,
    staff_id: str,
    urgency: Urgency,
    reason: str,
    now: datetime,
) -> Work:
    """The holder says that it is less urgent than it looked. Raises as `escalation.lower_urgency` does."""
    await _locked(tx, rooms, case_id)
    return _quiet(await escalation.lower_urgency(tx, case_id, staff_id, urgency, reason, now))


async def _locked(tx: AsyncConnection, rooms: Rooms, case_id: str) -> State | None:
    case = await escalation.found(tx, case_id)
    return await repository.lock(tx, rooms.vault, case.conversation_id)


async def _ended(
    tx: AsyncConnection, rooms: Rooms, case_id: str, ending: Callable[[], Awaitable[Case]], now: datetime
) -> Work:
    state = await _locked(tx, rooms, case_id)
    case = await ending()
    return await _back(tx, rooms, state, case, "case-handed-back", now) if case.state.waits else _quiet(case)


async def _back(
    tx: AsyncConnection, rooms: Rooms, state: State | None, case: Case, text: str, now: datetime
) -> Work:
    """The program speaks again: what happened, and then the script of waiting."""
    if state is None:
        return _quiet(case)
    waiting = replace(state, case=case)
    outcome = await commit(tx, rooms, waiting, decide_back_in_queue(waiting, rooms.flows, now, text), [], now)
    return Work(case, with_queue(outcome))


async def _changed(tx: AsyncConnection, rooms: Rooms, state: State | None, case: Case, now: datetime) -> Work:
    if state is None:
        return _quiet(case)
    outcome = await say(tx, rooms, state, [notice(rooms, state, "counsellor-changed")], now, wake_at=None)
    return Work(case, with_queue(outcome))


def _quiet(case: Case) -> Work:
    return Work(case, Outcome(case.conversation_id, queue_changed=True))

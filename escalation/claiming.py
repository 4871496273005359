"""Taking cases and letting them go: claim, the next one, hand back, lose, reassign."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import presence, repository
from escalation.case import Action, Case, State, Urgency, after, before
from escalation.errors import (
    AtCapacity,
    CaseAlreadyClaimed,
    CaseClosed,
    CounsellorAway,
    NobodyWaits,
    NoSuchCounsellor,
)
from escalation.matching import Load, has_room, next_for
from escalation.policy import Place, policy
from escalation.service import by_staff, call_out, found, held, watch
from escalation.worker import Worker

_NOBODY: dict[str, Any] = {
    "claimed_by": None,
    "claimed_at": None,
    "transfer_to": None,
    "transfer_kind": None,
    "acknowledged_by": None,
    "acknowledged_at": None,
}


async def claim(
    tx: AsyncConnection, case_id: str, staff_id: str, now: datetime, *, beyond_limit: bool = False
) -> Case:
    """Take a waiting case; of two counsellors one gets `CaseAlreadyClaimed`. A repeat by its holder is fine.

    Raises `CaseNotFound`, `CaseAlreadyClaimed`, `CaseClosed`, `NoSuchCounsellor`, `AtCapacity`.
    """
    worker = await _locked(tx, staff_id)
    wanted = await found(tx, case_id)
    load = Load.of(await repository.held_by(tx, staff_id))
    is_over = not has_room(wanted, worker, load)
    if wanted.state.waits and is_over and not beyond_limit:
        raise AtCapacity(load.chats, load.emergencies)
    won = await repository.change(
        tx,
        case_id,
        repository.is_in(*before(Action.CLAIM)),
        state=State.CLAIMED.value,
        claimed_by=staff_id,
        claimed_at=now,
        unanswered_since=now,
        abandoned_at=None,
    )
    case = await found(tx, case_id)
    if won:
        detail = "beyond_limit" if is_over else ""
        await repository.record(tx, case_id, now, by_staff(staff_id), "claimed", State.CLAIMED, detail)
        # Whoever claims is there, whatever their console last said.
        await presence.seen(tx, staff_id, now)
        await watch(tx, case, now)
        return case
    if case.state is State.CLOSED:
        raise CaseClosed(case_id)
    if case.claimed_by != staff_id:
        raise CaseAlreadyClaimed(case_id)
    return case


async def next_case(tx: AsyncConnection, staff_id: str, now: datetime) -> Case:
    """The waiting case that this counsellor should take next; not taken yet.

    Raises `NobodyWaits`, `NoSuchCounsellor`, `AtCapacity` (cases wait, but the counsellor's hands are full).
    """
    worker = await _locked(tx, staff_id)
    load = Load.of(await repository.held_by(tx, staff_id))
    waiting = [case for case in await repository.open_cases(tx) if case.state.waits]
    case = next_for(waiting, worker, load, now, policy().queue)
    if case is not None:
        return case
    if waiting and next_for(waiting, worker, Load(), now, policy().queue) is not None:
        raise AtCapacity(load.chats, load.emergencies)
    raise NobodyWaits


async def hand_back(tx: AsyncConnection, case_id: str, staff_id: str, reason: str, now: datetime) -> Case:
    """Let go of a case: it waits again, first in its urgency. Raises as `held` does."""
    case = await held(tx, case_id, staff_id)
    return await _to_queue(tx, case, Action.HAND_BACK, by_staff(staff_id), reason, now)


async def lose(tx: AsyncConnection, case: Case, why: str, now: datetime) -> Case:
    """The holder is gone or does not answer (`why` is a code): back to the queue; the backup is called."""
    return await _to_queue(tx, case, Action.LOSE, "system", why, now)


async def reassign(
    tx: AsyncConnection, case_id: str, to_staff_id: str, supervisor_id: str, now: datetime
) -> Case:
    """A supervisor gives an open case to somebody who is there. Raises `CounsellorAway`, `CaseClosed`, …"""
    worker = await _locked(tx, to_staff_id)
    if not presence.is_present(worker, now):
        raise CounsellorAway
    case = await found(tx, case_id)
    if after(case.state, Action.REASSIGN) is None:
        raise CaseClosed(case_id)
    changed = await repository.change(
        tx,
        case_id,
        repository.is_in(*before(Action.REASSIGN)),
        **{
            **_NOBODY,
            "state": State.CLAIMED.value,
            "claimed_by": to_staff_id,
            "claimed_at": now,
            "unanswered_since": now,
        },
    )
    if not changed:
        raise CaseClosed(case_id)
    detail = f"to:{to_staff_id}"
    await repository.record(tx, case_id, now, by_staff(supervisor_id), "reassigned", State.CLAIMED, detail)
    case = await found(tx, case_id)
    await watch(tx, case, now)
    return case


async def _to_queue(
    tx: AsyncConnection, case: Case, action: Action, actor: str, detail: str, now: datetime
) -> Case:
    state = after(case.state, action)
    if state is None:
        raise CaseClosed(case.id)
    # The age in the queue goes on from when the person first waited: they are not sent to its end.
    await repository.change(
        tx,
        case.id,
        repository.is_in(*before(action)),
        **{**_NOBODY, "state": state.value, "unanswered_since": case.unanswered_since or now},
    )
    await repository.record(tx, case.id, now, actor, action.value, state, detail)
    back = await found(tx, case.id)
    index = _backup_rung(back.urgency) if action is Action.LOSE else 0
    await call_out(tx, back, now, rung=Place(index=index, returned="quiet").stored())
    return back


def _backup_rung(urgency: Urgency) -> int:
    """Where the ladder goes on when the one who was called first has lost the case: with the backup."""
    rungs = policy().on_duty.of(urgency).rungs
    return next((n for n, rung in enumerate(rungs) if rung.rung == "backup"), 0)


async def _locked(tx: AsyncConnection, staff_id: str) -> Worker:
    worker = await repository.worker(tx, staff_id, lock=True)
    if worker is None:
        raise NoSuchCounsellor
    return worker

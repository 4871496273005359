"""Handing a case to a colleague: warm, with both there until it is taken up; cold, if the holder must go."""

from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import presence, repository
from escalation.case import Action, Case, State, TransferKind, before
from escalation.claiming import lose
from escalation.errors import CaseNotYours, CounsellorAway, NoSuchCounsellor, NotOffered
from escalation.policy import policy
from escalation.service import TRANSFER, by_staff, found, held, watch
from store import deadlines


async def offer(
    tx: AsyncConnection, case_id: str, staff_id: str, to_staff_id: str, kind: TransferKind, now: datetime
) -> Case:
    """Offer a case that `staff_id` holds to a colleague who is there.

    Until it is answered the holder stays responsible. Raises `CounsellorAway`, and as `held` does.
    """
    case = await held(tx, case_id, staff_id)
    worker = await repository.worker(tx, to_staff_id)
    if worker is None or to_staff_id == staff_id:
        raise NoSuchCounsellor
    if not presence.is_present(worker, now):
        raise CounsellorAway
    offered = await repository.change(
        tx,
        case_id,
        repository.is_in(*before(Action.OFFER)),
        repository.is_held_by(staff_id),
        state=State.IN_TRANSFER.value,
        transfer_to=to_staff_id,
        transfer_kind=kind.value,
    )
    if not offered:
        raise CaseNotYours(case_id)
    detail = f"{kind.value}:{to_staff_id}"
    await repository.record(tx, case_id, now, by_staff(staff_id), "offered", State.IN_TRANSFER, detail)
    await deadlines.schedule(
        tx, TRANSFER, case_id, now + policy().transfer.answer_within, now=now, priority=2 * case.urgency
    )
    return await found(tx, case_id)


async def accept(tx: AsyncConnection, case_id: str, staff_id: str, now: datetime) -> Case:
    """Take up what was offered; a repeat by the new holder is fine. Raises `NotOffered`, `CaseNotFound`."""
    taken = await repository.change(
        tx,
        case_id,
        repository.is_in(State.IN_TRANSFER),
        repository.is_offered_to(staff_id),
        state=State.CLAIMED.value,
        claimed_by=staff_id,
        claimed_at=now,
        transfer_to=None,
        transfer_kind=None,
    )
    case = await found(tx, case_id)
    if not taken:
        if case.state is State.CLAIMED and case.claimed_by == staff_id:
            return case
        raise NotOffered(case_id)
    await repository.record(tx, case_id, now, by_staff(staff_id), "accepted", State.CLAIMED)
    await presence.seen(tx, staff_id, now)
    await watch(tx, case, now)
    return case


async def decline(tx: AsyncConnection, case_id: str, staff_id: str, now: datetime) -> Case:
    """Say no to an offer, or take one's own offer back. Raises `NotOffered`, `CaseNotFound`."""
    case = await found(tx, case_id)
    if case.state is not State.IN_TRANSFER or staff_id not in {case.transfer_to, case.claimed_by}:
        raise NotOffered(case_id)
    if staff_id == case.claimed_by:
        return await _stay(tx, case, by_staff(staff_id), "taken_back", now)
    return await _not_taken_up(tx, case, by_staff(staff_id), "declined", now)


async def expire(tx: AsyncConnection, case: Case, now: datetime) -> Case:
    """Nobody answered an offer in time."""
    return await _not_taken_up(tx, case, "system", "offer_over", now)


async def _not_taken_up(tx: AsyncConnection, case: Case, actor: str, action: str, now: datetime) -> Case:
    """Warm: the holder goes on. Cold: the holder had to leave, so it waits for somebody else."""
    if case.transfer_kind is TransferKind.COLD:
        await repository.record(tx, case.id, now, actor, action, State.IN_TRANSFER)
        return await lose(tx, case, action, now)
    return await _stay(tx, case, actor, action, now)


async def _stay(tx: AsyncConnection, case: Case, actor: str, action: str, now: datetime) -> Case:
    await repository.change(
        tx,
        case.id,
        repository.is_in(*before(Action.DECLINE)),
        state=State.CLAIMED.value,
        transfer_to=None,
        transfer_kind=None,
    )
    await repository.record(tx, case.id, now, actor, action, State.CLAIMED)
    back = await found(tx, case.id)
    await watch(tx, back, now)
    return back

"""Opening and raising cases, and what is known of them, inside the caller's transaction.

Every function that changes a case expects that its conversation is locked by this transaction.
"""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import repository
from escalation.case import Case, State, Urgency
from escalation.errors import CaseClosed, CaseNotFound, CaseNotYours, OnlyLower
from escalation.matching import in_order
from escalation.policy import policy
from risk.assessment import Danger, Level, gravest_first
from store import deadlines

PAGE = "page_case"  # deadline: call the on-call about this case, rung by rung, until somebody claims it
WATCH = "watch_case"  # deadline: is whoever holds the case still there, and do they answer?
TRANSFER = "transfer_ends"  # deadline: an offer that nobody took up
WATCH_EVERY = timedelta(seconds=10)
# Of what is due: the graver case first, and of one urgency the person who waits before the one who is held.
_SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Need:
    """Why a counsellor is needed, and how soon. `reason` is a code; `kinds` are gravest first."""

    urgency: Urgency
    level: Level
    subject: str
    flags: tuple[str, ...]
    reason: str
    kinds: tuple[Danger, ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """Whose case it is, as far as the queue must know."""

    conversation_id: str
    language: str
    audience: str
    channel: str


def by_staff(staff_id: str) -> str:
    """A member of staff as the actor of an event."""
    return f"staff:{staff_id}"


async def open_case(tx: AsyncConnection, about: About, need: Need, now: datetime) -> Case:
    """Open a case: it waits from now on, and the first page is due at once."""
    case = Case(
        id=uuid.uuid4().hex,
        conversation_id=about.conversation_id,
        state=State.WAITING,
        urgency=need.urgency,
        level=need.level,
        subject=need.subject,
        flags=need.flags,
        reason=need.reason,
        language=about.language,
        audience=about.audience,
        channel=about.channel,
        opened_at=now,
        waiting_since=now,
        last_message_at=now,
        kinds=need.kinds,
        unanswered_since=now,
    )
    await repository.insert(tx, case)
    await repository.record(tx, case.id, now, _SYSTEM, "opened", State.WAITING, need.reason)
    await call_out(tx, case, now)
    return case


async def call_out(tx: AsyncConnection, case: Case, now: datetime, *, rung: str = "") -> None:
    """From now on people are called about this case, from the ladder's beginning or from a place on it."""
    await deadlines.cancel(tx, case.id)
    await deadlines.schedule(tx, PAGE, case.id, now, now=now, priority=2 * case.urgency + 1, rung=rung)


async def watch(tx: AsyncConnection, case: Case, now: datetime) -> None:
    """From now on somebody holds this case, and is watched over."""
    await deadlines.cancel(tx, case.id)
    await deadlines.schedule(tx, WATCH, case.id, now + WATCH_EVERY, now=now, priority=2 * case.urgency)


async def raise_case(tx: AsyncConnection, case: Case, need: Need, now: datetime) -> bool:
    """Raise urgency, level, flags, kinds where `need` is graver; never lowers. Returns whether it changed."""
    urgency, level = max(case.urgency, need.urgency), max(case.level, need.level)
    flags = tuple(sorted({*case.flags, *need.flags}))
    kinds = gravest_first([*case.kinds, *need.kinds])
    # Who is in danger now: a caller who told of somebody else may come to be in danger themselves.
    subject = need.subject if need.urgency >= case.urgency and need.level >= Level.HIGH else case.subject
    before = (case.urgency, case.level, case.flags, case.kinds, case.subject)
    if (urgency, level, flags, kinds, subject) == before:
        return False
    reason = need.reason if urgency > case.urgency else case.reason
    await repository.change(
        tx,
        case.id,
        urgency=urgency.label,
        level=int(level),
        flags=",".join(flags),
        kinds=repository.joined_kinds(kinds),
        subject=subject,
        reason=reason,
    )
    if urgency > case.urgency:
        await repository.record(tx, case.id, now, _SYSTEM, "raised", case.state, urgency.label)
        if case.state.waits:
            # Whoever was called before was called about something less grave: call again now.
            await repository.change(tx, case.id, acknowledged_by=None, acknowledged_at=None)
            await call_out(tx, await found(tx, case.id), now)
    return True


async def lower_urgency(
    tx: AsyncConnection, case_id: str, staff_id: str, urgency: Urgency, reason: str, now: datetime
) -> Case:
    """The holder says that it is less urgent than it looked; `reason` is a code and stands in the history.

    What the person says next may raise it again. Raises `OnlyLower`, and as `held` does.
    """
    case = await held(tx, case_id, staff_id)
    if urgency >= case.urgency:
        raise OnlyLower
    await repository.change(tx, case_id, urgency=urgency.label)
    detail = f"{case.urgency.label}>{urgency.label}:{reason}"[:64]
    await repository.record(tx, case_id, now, by_staff(staff_id), "lowered", case.state, detail)
    return await found(tx, case_id)


async def set_level(tx: AsyncConnection, case: Case, level: Level, staff_id: str, now: datetime) -> None:
    """The counsellor who holds the case has decided how grave it is, graver or less.

    The urgency stays as it is: it rises by itself and is lowered on purpose.
    """
    if level is case.level:
        return
    await repository.change(tx, case.id, level=int(level))
    decided = f"{case.level.label}>{level.label}"
    await repository.record(tx, case.id, now, by_staff(staff_id), "level_set", case.state, decided)


async def found(tx: AsyncConnection, case_id: str) -> Case:
    """The case; raises `CaseNotFound`."""
    case = await repository.find(tx, case_id)
    if case is None:
        raise CaseNotFound(case_id)
    return case


async def held(tx: AsyncConnection, case_id: str, staff_id: str) -> Case:
    """The open case that `staff_id` holds; raises `CaseNotFound`, `CaseClosed`, `CaseNotYours`."""
    case = await found(tx, case_id)
    if case.state is State.CLOSED:
        raise CaseClosed(case_id)
    if case.claimed_by != staff_id or not case.state.is_held:
        raise CaseNotYours(case_id)
    return case


async def readable(tx: AsyncConnection, case_id: str, staff_id: str) -> Case:
    """The open case that `staff_id` may read: its holder, whom it is offered to, a supervisor who joined.

    Raises `CaseNotFound`, `CaseClosed`, `CaseNotYours`.
    """
    case = await found(tx, case_id)
    if case.state is State.CLOSED:
        raise CaseClosed(case_id)
    is_offered = case.state is State.IN_TRANSFER and case.transfer_to == staff_id
    holds = case.state.is_held and case.claimed_by == staff_id
    if holds or is_offered or await repository.has_seat(tx, case_id, staff_id):
        return case
    raise CaseNotYours(case_id)


async def touch(tx: AsyncConnection, case: Case, now: datetime) -> None:
    """The person wrote again."""
    await repository.touch(tx, case.id, now)
    if case.state.is_held:
        await deadlines.hasten(tx, case.id, WATCH, now + WATCH_EVERY, now)


async def answered(tx: AsyncConnection, case: Case) -> None:
    """The holder has answered what the person wrote."""
    if case.unanswered_since is not None:
        await repository.change(tx, case.id, unanswered_since=None)


async def mark_deleted(tx: AsyncConnection, case_id: str, now: datetime) -> None:
    """The person deleted the conversation. The case stays open: only a human closes."""
    case = await found(tx, case_id)
    await repository.change(tx, case_id, deleted_by_caller=True)
    await repository.record(tx, case_id, now, "caller", "deleted", case.state)


async def mark_abandoned(tx: AsyncConnection, case: Case, now: datetime, why: str) -> bool:
    """The person left while they waited (`why` is a code); the case stays. Returns whether that is new."""
    if case.abandoned_at is not None:
        return False
    await repository.change(tx, case.id, abandoned_at=now)
    await repository.record(tx, case.id, now, "caller", "left", case.state, why)
    return True


async def queue(tx: AsyncConnection, now: datetime, known: Mapping[str, Case] | None = None) -> list[Case]:
    """Open cases as a counsellor should take them: by urgency with ageing, then by age.

    What is `known` from a reading before is not read again where it has not changed.
    """
    found = await (repository.open_cases_again(tx, known) if known else repository.open_cases(tx))
    return in_order(found, now, policy().queue)

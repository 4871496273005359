"""`handle_message`: everything that one inbound message does, in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from conversation import repository
from conversation.channel import Channel, InboundKind, InboundMessage, OutgoingMessage
from conversation.contacts import contact_after, first_contact
from conversation.counting import tallies_of_decision, tallies_of_message
from conversation.decide import decide
from conversation.decide_events import FOLLOW_UP, decide_follow_up, decide_silence, is_contact_wanted
from conversation.deletion import delete
from conversation.hearing import Heard, graver
from conversation.known import NOTHING_KNOWN, HearAgain, Known, known_of
from conversation.learning import withdraw
from conversation.outcome import Envelope, Outcome, Rooms
from conversation.repository import NewMessage
from conversation.rows import inbound_row, outgoing_row
from conversation.state import Decision, State
from conversation.wording import button_label, render
from escalation import closing
from escalation import repository as cases
from escalation import service as escalation
from escalation.case import Case
from risk.assessment import Assessment, Level
from risk.context import Joined, Standing, alone
from risk.context_file import context_rules
from stats import repository as stats
from store import deadlines, outbox


@dataclass(frozen=True, slots=True)
class _Posted:
    envelopes: tuple[Envelope, ...] = ()
    queued: bool = False


async def handle_message(
    tx: AsyncConnection,
    rooms: Rooms,
    inbound: InboundMessage,
    heard: Heard,
    now: datetime,
    *,
    on_duty: bool,
    known: Known = NOTHING_KNOWN,
    hear_again: HearAgain | None = None,
) -> Outcome:
    """Store, decide, answer, raise and count one inbound message; a repeat does nothing again.

    It was `heard` with what was `known` of the person just before this transaction. Where something
    graver stands by now, `hear_again` hears it with that in mind ("I already took it" means more then); the
    graver answer counts. Then the message is joined with what was said before it.
    """
    claim = rooms.vault.hash("claim", inbound.channel, inbound.address, inbound.message_id)
    state = await repository.lock_by_address(tx, rooms.vault, inbound.channel, inbound.address)
    if (seq := await repository.is_claimed(tx, claim)) is not None:
        # Another copy of a first message may have begun the conversation between the two looks.
        state = state or await repository.lock_by_address(tx, rooms.vault, inbound.channel, inbound.address)
        return Outcome(state.id if state else "", repeated=True, inbound_seq=seq)
    if state is None:
        state = await _begin(tx, rooms, inbound, now)
    heard = await _heard_again(state, heard, known, hear_again, now)
    joined = await _joined(tx, state, inbound, heard.assessment, now)
    decision = decide(state, inbound, joined, rooms.flows, now, on_duty=on_duty, intent=heard.intents.chosen)
    if decision.delete:
        return await delete(tx, rooms, state, decision, claim, now)
    if decision.withdraws:
        await withdraw(tx, state, now)
    label = button_label(rooms.flows, inbound.button, state.language, state.audience)
    seq = state.last_seq + 1
    first = inbound_row(seq, inbound, joined.assessment, decision.shown, claim, label)
    outcome = await commit(tx, rooms, state, decision, [first], now, last_inbound_at=now)
    await _note_leaving(tx, state, decision, now, "stopped")
    tallies = tallies_of_message(state, inbound, joined.assessment, decision)
    await stats.add(tx, [*tallies, *tallies_of_decision(state, decision)], now)
    return outcome


async def _heard_again(
    state: State, heard: Heard, known: Known, hear_again: HearAgain | None, now: datetime
) -> Heard:
    now_known = known_of(state, now)
    if hear_again is None or now_known.level <= max(known.level, Level.LOW):
        return heard
    return graver(await hear_again(now_known), heard)


async def _joined(
    tx: AsyncConnection, state: State, inbound: InboundMessage, assessment: Assessment, now: datetime
) -> Joined:
    rules = context_rules()
    if not rules.may_raise(assessment):
        return alone(assessment)
    edited = inbound.reference if inbound.kind is InboundKind.EDIT else ""
    since = now - rules.reach
    earlier = await repository.earlier_messages(tx, state.id, state.key, since, edited=edited)
    return rules.join(assessment, earlier, now)


async def _begin(tx: AsyncConnection, rooms: Rooms, inbound: InboundMessage, now: datetime) -> State:
    # Young people write to the bot, parents to the widget; both can say otherwise.
    audience = "family" if inbound.channel is Channel.WIDGET else "youth"
    language = inbound.language_hint or "ka"
    return await repository.begin(tx, rooms.vault, inbound.channel, inbound.address, language, audience, now)


async def handle_silence(tx: AsyncConnection, rooms: Rooms, conversation_id: str, now: datetime) -> Outcome:
    """A wait's time is over: let the flow go on, unless somebody wrote in the meantime."""
    state = await repository.lock(tx, rooms.vault, conversation_id)
    if state is None or state.wake_at is None or state.wake_at > now:
        return Outcome(conversation_id)
    decision = decide_silence(state, rooms.flows, now)
    outcome = await commit(tx, rooms, state, decision, [], now)
    await _note_leaving(tx, state, decision, now, "silent")
    await stats.add(tx, tallies_of_decision(state, decision), now)
    return outcome


async def handle_follow_up(
    tx: AsyncConnection, rooms: Rooms, conversation_id: str, deadline_id: str, nth: int, now: datetime
) -> Outcome:
    """The `nth` caring contact is due: make it, if it is still wanted, and set the next one."""
    state = await repository.lock(tx, rooms.vault, conversation_id)
    if not await deadlines.complete(tx, deadline_id) or state is None or not is_contact_wanted(state):
        return Outcome(conversation_id)
    if (following := contact_after(nth, now)) is not None:
        await deadlines.schedule(tx, FOLLOW_UP, state.id, following, now=now, rung=str(nth + 1))
    decision = decide_follow_up(state, rooms.flows, now, nth)
    if decision is None:
        return Outcome(conversation_id)
    return await commit(tx, rooms, state, decision, [], now)


async def say(
    tx: AsyncConnection, rooms: Rooms, state: State, rows: Sequence[NewMessage], now: datetime, **values: Any
) -> Outcome:
    """Store messages to the caller outside of any flow (a counsellor's words, notices of the system)."""
    last = rows[-1].seq
    await repository.add_messages(tx, state.id, state.key, rows, now)
    await repository.change(tx, state.id, last_seq=last, **values)
    outgoing = [(row.seq, OutgoingMessage(row.body["text"])) for row in rows]
    posted = await _post(tx, rooms, state, outgoing, now)
    return Outcome(state.id, posted.envelopes, queued=posted.queued)


async def commit(
    tx: AsyncConnection,
    rooms: Rooms,
    state: State,
    decision: Decision,
    first: list[NewMessage],
    now: datetime,
    **values: Any,
) -> Outcome:
    """Write down a decision: what came in (`first`), what is said, what is raised, and the new state."""
    seq = state.last_seq + len(first)
    speech = [
        render(rooms.flows.texts, line, decision.language, decision.audience) for line in decision.speech
    ]
    outgoing = [(seq + n, message) for n, message in enumerate(speech, start=1)]
    rows = [*first, *(outgoing_row(n, message) for n, message in outgoing)]
    if rows:
        await repository.add_messages(tx, state.id, state.key, rows, now)
    case = await _apply_need(tx, state, decision, now, wrote=bool(first))
    for later in decision.later:
        await _contact(tx, state, first_contact(now, later.after), now)
    await repository.save(
        tx,
        state.id,
        state.key,
        decision.session,
        language=decision.language,
        audience=decision.audience,
        last_seq=state.last_seq + len(rows),
        open_case_id=None if case is None else case.id,
        wake_at=decision.wake_at,
        **_level_columns(state, decision, now, first),
        **values,
    )
    posted = await _post(tx, rooms, state, outgoing, now)
    return Outcome(
        state.id,
        posted.envelopes,
        queued=posted.queued,
        queue_changed=case is not None,
        call_now=decision.need is not None,
        inbound_seq=first[0].seq if first else 0,
    )


async def _post(
    tx: AsyncConnection,
    rooms: Rooms,
    state: State,
    outgoing: list[tuple[int, OutgoingMessage]],
    now: datetime,
) -> _Posted:
    channel = Channel(state.channel)
    if not outgoing or not channel.is_pushed:
        return _Posted()
    # If somebody else holds what is older, whoever sends that will send these after it, in order.
    older = await outbox.waiting(tx, state.id)
    is_free = all(owner == rooms.owner for _, owner in older)
    await outbox.add(
        tx, state.id, channel, [n for n, _ in outgoing], now, owner=rooms.owner if is_free else None
    )
    if not is_free:
        return _Posted(queued=True)
    before = [older[-1][0] if older else 0, *(n for n, _ in outgoing)]
    return _Posted(
        tuple(
            Envelope(state.id, n, channel, state.address, message, after)
            for (n, message), after in zip(outgoing, before, strict=False)
        )
    )


async def _apply_need(
    tx: AsyncConnection, state: State, decision: Decision, now: datetime, *, wrote: bool
) -> Case | None:
    case = state.case
    if decision.need is not None:
        if case is None:
            return await _open(tx, state, decision, decision.need, now)
        await escalation.raise_case(tx, case, decision.need, now)
    if case is not None and wrote:
        await escalation.touch(tx, case, now)
    return case


async def _open(
    tx: AsyncConnection, state: State, decision: Decision, need: escalation.Need, now: datetime
) -> Case:
    """Open a case; the answer to a caring contact brings back the one that it followed, with its history."""
    if need.reason.startswith(FOLLOW_UP):
        earlier = await cases.of_conversation(tx, state.id)
        if earlier:
            return await closing.reopen(tx, earlier[0].id, "caller", need.reason, now, need=need)
    about = escalation.About(state.id, decision.language, decision.audience, state.channel)
    return await escalation.open_case(tx, about, need, now)


async def _note_leaving(
    tx: AsyncConnection, state: State, decision: Decision, now: datetime, why: str
) -> None:
    """The person ended the conversation while they waited. With consent they are written to again."""
    was_talking = state.session is not None and bool(state.session.step)
    still_talks = decision.session is not None and bool(decision.session.step)
    if not was_talking or still_talks or decision.delete:
        return
    if state.case is None or not state.case.state.waits:
        return
    if await escalation.mark_abandoned(tx, state.case, now, why):
        await _contact_again(tx, state, now)


async def note_silence(tx: AsyncConnection, rooms: Rooms, case: Case, now: datetime) -> None:
    """A waiting person has not written for long: they count as gone until they write again."""
    state = await repository.lock(tx, rooms.vault, case.conversation_id)
    if await escalation.mark_abandoned(tx, case, now, "silent") and state is not None:
        await _contact_again(tx, state, now)


async def _contact_again(tx: AsyncConnection, state: State, now: datetime) -> None:
    if is_contact_wanted(state):
        await _contact(tx, state, first_contact(now), now)


async def _contact(tx: AsyncConnection, state: State, at: datetime, now: datetime) -> None:
    """The first of four contacts; those that are under way go on, so that it never is more in a month."""
    if not await deadlines.is_set(tx, state.id, FOLLOW_UP):
        await deadlines.schedule(tx, FOLLOW_UP, state.id, at, now=now, rung="1")


def _level_columns(
    state: State, decision: Decision, now: datetime, first: Sequence[NewMessage]
) -> dict[str, Any]:
    if decision.settles:
        settled = {"settled_seq": state.last_seq}
        return {**repository.columns_of(Standing(Level.NONE, now)), **settled}
    seq = first[0].seq if first else None
    return repository.columns_of(context_rules().raised(state.standing, decision.shown, now, seq))

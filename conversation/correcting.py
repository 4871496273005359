"""A counsellor says what a message should have counted as.

The decision is kept for good, the level in force follows it, and with consent the words are copied to learn
from. The urgency of the case is left alone.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy.ext.asyncio import AsyncConnection

from conversation import repository
from conversation.errors import ConversationGone, LevelChanged, NoSuchMessage
from conversation.learning import keep
from conversation.outcome import Outcome, Rooms, Work
from conversation.repository import NewCorrection, StoredMessage, Weight
from conversation.state import State
from escalation import service as escalation
from escalation.case import Case
from risk.assessment import Level
from risk.context import Shown, Standing
from risk.context_file import context_rules
from stats import repository as stats
from stats.counters import tally


class Reason(StrEnum):
    """Why the level was not right. Codes; there is no field for words."""

    JOKE = "joke"
    FIGURE_OF_SPEECH = "figure_of_speech"
    QUOTE = "quote"  # a song, a film, a game, somebody else's words
    SOMEBODY_ELSE = "somebody_else"
    LONG_AGO = "long_ago"
    DENIED = "denied"
    HIDDEN_MEANING = "hidden_meaning"
    KNOWN_FROM_TALK = "known_from_talk"  # what was said elsewhere in the conversation shows it
    PRESSED_BY_MISTAKE = "pressed_by_mistake"
    READ_WRONGLY = "read_wrongly"  # spelling, slang, language
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Decided:
    """A counsellor's decision. `id` makes a repeat harmless; `was` is the level that the counsellor saw."""

    id: str
    level: Level
    was: Level
    reason: Reason | None = None


async def correct(
    tx: AsyncConnection, rooms: Rooms, case_id: str, staff_id: str, seq: int, decided: Decided, now: datetime
) -> Work:
    """Correct, or confirm, what the caller's message `seq` counts as. The same id again changes nothing.

    Raises `CaseNotFound`, `CaseNotYours`, `CaseClosed`, `ConversationGone`, `NoSuchMessage`, `LevelChanged`.
    """
    case = await escalation.found(tx, case_id)
    state = await repository.lock(tx, rooms.vault, case.conversation_id)
    case = await escalation.held(tx, case_id, staff_id)
    if state is None:
        raise ConversationGone
    claim = rooms.vault.hash("correction", case_id, decided.id)
    if (done := await repository.find_correction(tx, claim)) is not None:
        return Work(case, Outcome(state.id, repeated=True), done)
    message = await repository.find_message(tx, state.id, state.key, seq)
    if message is None or message.author != "caller":
        raise NoSuchMessage(seq)
    counted = message.counted or Level.NONE
    if counted is not decided.was:
        raise LevelChanged(seq, counted)
    new = _correction(claim, message, case, staff_id, decided)
    await repository.add_correction(tx, state.id, new, now)
    is_of_case = message.at >= case.opened_at
    standing, held = await _stand(tx, state, case, new, now, is_of_case=is_of_case)
    await repository.stand(tx, state.id, standing)
    await escalation.set_level(tx, case, held, staff_id, now)
    await keep(tx, rooms, state)
    labels = {"from_level": counted.label, "to_level": decided.level.label}
    await stats.add(tx, [tally("levels_corrected", language=state.language, **labels)], now)
    case = await escalation.found(tx, case_id)
    return Work(case, Outcome(state.id, queue_changed=True), seq)


def _correction(
    claim: bytes, message: StoredMessage, case: Case, staff_id: str, decided: Decided
) -> NewCorrection:
    assessed, counted = message.body.get("assessment", {}), message.body.get("counted", {})
    return NewCorrection(
        claim=claim,
        message_seq=message.seq,
        case_id=case.id,
        staff_id=staff_id,
        was=decided.was,
        level=decided.level,
        reason=decided.reason,
        assessed_by=assessed.get("version", ""),
        context_version=counted.get("version", ""),
    )


async def _stand(
    tx: AsyncConnection, state: State, case: Case, new: NewCorrection, now: datetime, *, is_of_case: bool
) -> tuple[Standing, Level]:
    """The level in force from here on, and the level that the open case holds.

    What is lowered takes its own weight away and nobody else's: another message that is as grave, before or
    after, keeps the level where it is until it is corrected too.
    """
    if new.level >= new.was:
        shown = Shown(new.level)
        return context_rules().raised(state.standing, shown, now, new.message_seq), max(case.level, new.level)
    weights = await repository.weights(tx, state.id, state.settled_seq)
    standing, held = state.standing, case.level
    if standing.seq == new.message_seq:
        standing = _resting_on(weights, new.message_seq, now)
    if is_of_case and new.was >= held:
        held = max((w.counted for w in weights if w.at >= case.opened_at), default=Level.NONE)
    return standing, held


def _resting_on(weights: list[Weight], corrected: int, now: datetime) -> Standing:
    """The level in force by what each message counts as; the corrected one counts from now on."""
    rules = context_rules()
    times = {w.seq: now if w.seq == corrected else w.at for w in weights}
    standing = Standing(Level.NONE, min(times.values(), default=now))
    for weight in sorted(weights, key=lambda w: (times[w.seq], w.seq)):
        standing = rules.raised(standing, Shown(weight.counted), times[weight.seq], weight.seq)
    return standing

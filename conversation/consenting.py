"""A counsellor asks whether words may be kept to learn from, and records the answer.

The words of the question are fixed and reviewed (`training-consent-question` in the system's texts): what is
agreed to must be the same for everybody. Each function runs in the caller's transaction and locks the
conversation before the case, as everywhere.
"""

from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Final

from sqlalchemy.ext.asyncio import AsyncConnection

from conversation import repository
from conversation.consent import Consent, Step, after
from conversation.errors import ConsentSettled, ConversationGone, MayNotBeAsked, NotAskedYet
from conversation.learning import keep, may_be_asked, take_back
from conversation.outcome import Outcome, Rooms, Work
from conversation.repository import ConsentEvent, NewMessage
from conversation.service import say
from conversation.state import State, SystemLine
from conversation.wording import render
from escalation import service as escalation
from escalation.case import Case
from flows.model import LANGUAGES, Audience
from flows.texts import Texts

QUESTION: Final = "training-consent-question"
_HEARD: Final = {
    Consent.GIVEN: "training-consent-given",
    Consent.REFUSED: "training-consent-refused",
    Consent.WITHDRAWN: "training-consent-withdrawn",
}


async def ask(tx: AsyncConnection, rooms: Rooms, case_id: str, staff_id: str, now: datetime) -> Work:
    """Ask in the fixed words; a repeat asks nothing again.

    Raises `CaseNotFound`, `CaseNotYours`, `CaseClosed`, `ConversationGone`, `MayNotBeAsked` and
    `ConsentSettled`.
    """
    case, state = await _held(tx, rooms, case_id, staff_id)
    if not may_be_asked(rooms, state.audience):
        raise MayNotBeAsked
    if state.consent is Consent.ASKED:
        return Work(case, Outcome(state.id, repeated=True))
    if state.consent is not None:
        raise ConsentSettled(state.consent)
    await _record(tx, rooms, state, case, staff_id, Consent.ASKED, now)
    words = render(rooms.flows.texts, SystemLine(QUESTION), state.language, state.audience).text
    row = NewMessage(state.last_seq + 1, "counsellor", "text", {"text": words}, staff_id=staff_id)
    return Work(case, await say(tx, rooms, state, [row], now), row.seq)


async def record(
    tx: AsyncConnection, rooms: Rooms, case_id: str, staff_id: str, step: Step, now: datetime
) -> Work:
    """Record what the person answered (`Step.YES`, `Step.NO`) and tell them; a repeat tells nothing again.

    A "no" after a "yes" takes it back, and the copies with it.
    Raises what `ask` raises, and `NotAskedYet`.
    """
    case, state = await _held(tx, rooms, case_id, staff_id)
    if state.consent is None:
        raise NotAskedYet
    status = after(state.consent, step)
    if status is None:
        raise ConsentSettled(state.consent)
    if status is state.consent:
        return Work(case, Outcome(state.id, repeated=True))
    if status is Consent.GIVEN and not may_be_asked(rooms, state.audience):
        raise MayNotBeAsked
    await _record(tx, rooms, state, case, staff_id, status, now)
    if status is Consent.GIVEN:
        await keep(tx, rooms, replace(state, consent=status))
    else:
        await take_back(tx, state)
    words = render(rooms.flows.texts, SystemLine(_HEARD[status]), state.language, state.audience).text
    row = NewMessage(state.last_seq + 1, "program", "text", {"text": words})
    return Work(case, await say(tx, rooms, state, [row], now), row.seq)


def wording(texts: Texts) -> str:
    """The version of the question: what was agreed to can be looked up by it."""
    written = [texts.system(QUESTION, language, audience=one) for language in LANGUAGES for one in Audience]
    digest = sha256("\n".join(written).encode()).hexdigest()
    return f"consent-{digest[:12]}"


async def _held(tx: AsyncConnection, rooms: Rooms, case_id: str, staff_id: str) -> tuple[Case, State]:
    case = await escalation.found(tx, case_id)
    state = await repository.lock(tx, rooms.vault, case.conversation_id)
    case = await escalation.held(tx, case_id, staff_id)
    if state is None:
        raise ConversationGone
    return case, state


async def _record(
    tx: AsyncConnection,
    rooms: Rooms,
    state: State,
    case: Case,
    staff_id: str,
    status: Consent,
    now: datetime,
) -> None:
    event = ConsentEvent(
        at=now,
        actor=f"staff:{staff_id}",
        status=status,
        case_id=case.id,
        wording=wording(rooms.flows.texts),
        language=state.language,
        audience=state.audience,
    )
    await repository.add_consent(tx, state.id, event)

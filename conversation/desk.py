"""What lies before whoever holds a case, beside the words: the level in force, corrections, consent."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from conversation import repository
from conversation.consent import Consent
from conversation.consenting import QUESTION
from conversation.learning import may_be_asked
from conversation.outcome import Rooms
from conversation.repository import ConsentEvent, Correction
from escalation.case import Case, State
from risk.assessment import Level
from risk.context import Standing
from risk.context_file import context_rules


@dataclass(frozen=True, slots=True)
class Desk:
    """How a conversation stands. `level` is in force now; `standing` says since when and by which message."""

    level: Level
    standing: Standing
    corrections: tuple[Correction, ...]
    consent: Consent | None
    consents: tuple[ConsentEvent, ...]
    may_be_asked: bool
    question: str

    def corrections_of(self, seq: int) -> list[Correction]:
        """The corrections of one message, in order."""
        return [correction for correction in self.corrections if correction.message_seq == seq]


async def desk_of(tx: AsyncConnection, rooms: Rooms, case: Case, now: datetime) -> Desk | None:
    """The desk of a case; None when the person deleted the conversation."""
    seen = await repository.glance(tx, case.conversation_id)
    if seen is None:
        return None
    held = Level.NONE if case.state is State.CLOSED else case.level
    return Desk(
        level=context_rules().in_force(seen.standing, now, held),
        standing=seen.standing,
        corrections=tuple(await repository.corrections_of(tx, case.conversation_id)),
        consent=seen.consent,
        consents=tuple(await repository.consent_history(tx, case.conversation_id)),
        may_be_asked=seen.consent is None and may_be_asked(rooms, seen.audience),
        question=rooms.flows.texts.system(QUESTION, seen.language, audience=seen.audience),
    )

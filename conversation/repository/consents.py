"""The record of consent in the database: who asked, who answered, when, by which wording."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from conversation.consent import Consent
from conversation.repository.conversations import change
from store.tables import consents

BY_CALLER = "caller"


@dataclass(frozen=True, slots=True)
class ConsentEvent:
    """One thing that happened to a consent. `actor` is `staff:<id>` or `caller`."""

    at: datetime
    actor: str
    status: Consent
    case_id: str | None
    wording: str
    language: str
    audience: str


async def add_consent(tx: AsyncConnection, conversation_id: str, event: ConsentEvent) -> None:
    """Append to the record; from now on this is how the consent stands."""
    last = select(func.coalesce(func.max(consents.c.n), 0)).where(
        consents.c.conversation_id == conversation_id
    )
    await tx.execute(
        consents.insert().values(
            conversation_id=conversation_id,
            n=(await tx.execute(last)).scalar_one() + 1,
            at=event.at,
            actor=event.actor,
            status=event.status.value,
            case_id=event.case_id,
            wording=event.wording,
            language=event.language,
            audience=event.audience,
        )
    )
    await change(tx, conversation_id, training_consent=event.status.value)


async def consent_history(tx: AsyncConnection, conversation_id: str) -> list[ConsentEvent]:
    """What happened to a conversation's consent, in order."""
    query = select(consents).where(consents.c.conversation_id == conversation_id).order_by(consents.c.n)
    return [
        ConsentEvent(
            row.at, row.actor, Consent(row.status), row.case_id, row.wording, row.language, row.audience
        )
        for row in (await tx.execute(query)).all()
    ]

"""What staff write about a case, sealed under the conversation's key: deleting that forgets it too."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy.ext.asyncio import AsyncConnection

from conversation import repository
from conversation.errors import ConversationGone
from conversation.outcome import Rooms
from escalation import repository as cases
from escalation import service as escalation
from escalation.case import Case
from escalation.repository import Paper, PaperKind
from store.sealing import Vault


@dataclass(frozen=True, slots=True)
class OpenPaper:
    """One paper, opened. What `body` holds depends on the kind; notes have a `text`."""

    n: int
    kind: PaperKind
    staff_id: str
    at: datetime
    body: dict[str, Any]


async def write(
    tx: AsyncConnection,
    rooms: Rooms,
    case_id: str,
    staff_id: str,
    kind: PaperKind,
    body: dict[str, Any],
    now: datetime,
) -> Case:
    """Append a paper to a case that `staff_id` may read; its kind, and no word of it, goes into the history.

    Raises `CaseNotFound`, `CaseClosed`, `CaseNotYours`, `ConversationGone`.
    """
    case = await escalation.found(tx, case_id)
    state = await repository.lock(tx, rooms.vault, case.conversation_id)
    case = await escalation.readable(tx, case_id, staff_id)
    if state is None:
        raise ConversationGone
    n = await cases.next_number(tx, case_id)
    sealed = state.key.seal(orjson.dumps(body), _place(kind, n), case_id)
    await cases.add_paper(tx, Paper(case_id, n, kind, staff_id, now, sealed))
    actor = escalation.by_staff(staff_id)
    await cases.record(tx, case_id, now, actor, f"wrote_{kind.value}", case.state)
    return case


async def read(tx: AsyncConnection, vault: Vault, case: Case, *kinds: PaperKind) -> list[OpenPaper]:
    """The papers of a case in order; empty once the person deleted the conversation."""
    wrapped = await repository.wrapped_key_of(tx, case.conversation_id)
    if wrapped is None:
        return []
    key = vault.unwrap(wrapped, case.conversation_id)
    return [
        OpenPaper(
            paper.n,
            paper.kind,
            paper.staff_id,
            paper.at,
            orjson.loads(key.open(paper.sealed, _place(paper.kind, paper.n), case.id)),
        )
        for paper in await cases.papers_of(tx, case.id, *kinds)
        if paper.sealed is not None
    ]


def _place(kind: PaperKind, n: int) -> str:
    return f"paper:{kind.value}:{n}"

"""Messages in the database: sealed on the way in, opened on the way out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import ColumnElement, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from risk.assessment import Danger, Kind, Level, Subject
from store.sealing import Key
from store.tables import messages, outbox

# Statements that every message needs are built once: building one costs more than running it.
_CLAIMED = select(messages.c.seq).where(messages.c.claim == bindparam("of_claim"))
_ADD_MESSAGES = messages.insert()


@dataclass(frozen=True, slots=True)
class NewMessage:
    """A message about to be stored; `body` is sealed.

    Of the caller's: `level` is what the check says of the words (None without words), `counted` what the
    message counts as.
    """

    seq: int
    author: str
    kind: str
    body: dict[str, Any]
    claim: bytes | None = None
    level: Level | None = None
    counted: Level | None = None
    staff_id: str | None = None


@dataclass(frozen=True, slots=True)
class StoredMessage:
    """A message as it was stored, opened. `delivery` is the outbox row's status, if it has one."""

    seq: int
    author: str
    kind: str
    level: Level | None
    counted: Level | None
    body: dict[str, Any]
    at: datetime
    delivery: str | None

    @property
    def text(self) -> str:
        """The words."""
        return str(self.body.get("text", ""))

    @property
    def dangers(self) -> tuple[Danger, ...]:
        """The kinds of danger that the check found in them, gravest first; older messages name none."""
        return tuple(
            Danger(Kind(one["kind"]), Level.from_label(one["level"]), Subject(one["subject"]))
            for one in self.body.get("assessment", {}).get("kinds", [])
        )


async def is_claimed(tx: AsyncConnection, claim: bytes) -> int | None:
    """The seq of the message that was already stored under this claim, or None."""
    return (await tx.execute(_CLAIMED, {"of_claim": claim})).scalar_one_or_none()


async def add_messages(
    tx: AsyncConnection, conversation_id: str, key: Key, new: Sequence[NewMessage], now: datetime
) -> None:
    """Seal and store messages."""
    await tx.execute(
        _ADD_MESSAGES,
        [
            {
                "conversation_id": conversation_id,
                "seq": m.seq,
                "claim": m.claim,
                "author": m.author,
                "staff_id": m.staff_id,
                "kind": m.kind,
                "level": None if m.level is None else int(m.level),
                "counted": None if m.counted is None else int(m.counted),
                "sealed": key.seal(orjson.dumps(m.body), "message", conversation_id, str(m.seq)),
                "at": now,
            }
            for m in new
        ],
    )


def open_message(key: Key, conversation_id: str, seq: int, sealed: bytes) -> dict[str, Any]:
    """Open one message's body; raises `CannotOpenSealed`."""
    body: dict[str, Any] = orjson.loads(key.open(sealed, "message", conversation_id, str(seq)))
    return body


async def read_messages(
    tx: AsyncConnection, conversation_id: str, key: Key, *, after: int = 0
) -> list[StoredMessage]:
    """Messages with a seq above `after`, in order, opened."""
    return await _read(tx, conversation_id, key, messages.c.seq > after)


async def find_message(tx: AsyncConnection, conversation_id: str, key: Key, seq: int) -> StoredMessage | None:
    """One message, opened; None when there is none."""
    found = await _read(tx, conversation_id, key, messages.c.seq == seq)
    return found[0] if found else None


async def _read(
    tx: AsyncConnection, conversation_id: str, key: Key, which: ColumnElement[bool]
) -> list[StoredMessage]:
    query = (
        select(messages, outbox.c.status.label("delivery"))
        .outerjoin(
            outbox,
            (outbox.c.conversation_id == messages.c.conversation_id) & (outbox.c.seq == messages.c.seq),
        )
        .where(messages.c.conversation_id == conversation_id, which, messages.c.sealed.is_not(None))
        .order_by(messages.c.seq)
    )
    return [
        StoredMessage(
            seq=row.seq,
            author=row.author,
            kind=row.kind,
            level=None if row.level is None else Level(row.level),
            counted=None if row.counted is None else Level(row.counted),
            body=open_message(key, conversation_id, row.seq, row.sealed),
            at=row.at,
            delivery=row.delivery,
        )
        for row in (await tx.execute(query)).all()
    ]


async def add_claim(tx: AsyncConnection, conversation_id: str, seq: int, claim: bytes, now: datetime) -> None:
    """Remember that a message was handled, and nothing else of it."""
    await tx.execute(
        messages.insert().values(
            conversation_id=conversation_id, seq=seq, claim=claim, author="caller", kind="command", at=now
        )
    )


async def forget_words(tx: AsyncConnection, conversation_id: str) -> None:
    """Remove every sealed value. The claims stay, so that a redelivered message is still known."""
    await tx.execute(
        update(messages).where(messages.c.conversation_id == conversation_id).values(sealed=None)
    )

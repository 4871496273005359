"""Conversations in the database: who writes, how things stand, and how to forget them."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import orjson
from sqlalchemy import bindparam, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from conversation.consent import Consent
from conversation.repository.messages import forget_words
from conversation.state import State
from escalation import repository as escalation_repository
from flows.session import Session
from risk.assessment import Level
from risk.context import Standing
from store.sealing import Key, Vault
from store.tables import conversations

# Statements that every message needs are built once: building one costs more than running it.
_BY_ADDRESS = select(conversations).where(
    conversations.c.channel == bindparam("of_channel"),
    conversations.c.address_hash == bindparam("of_address"),
)
_BY_ID = select(conversations).where(conversations.c.id == bindparam("of_id"))
_BEGIN = conversations.insert()
_CHANGE = update(conversations).where(conversations.c.id == bindparam("of_id"))
_LOCKED_BY_ADDRESS, _LOCKED_BY_ID = _BY_ADDRESS.with_for_update(), _BY_ID.with_for_update()
_HELD_BY_ID = _BY_ID.with_only_columns(conversations.c.id).with_for_update()


async def lock_by_address(tx: AsyncConnection, vault: Vault, channel: str, address: str) -> State | None:
    """The conversation of this address, locked until the transaction ends; None when there is none."""
    row = (await tx.execute(_LOCKED_BY_ADDRESS, _place(vault, channel, address))).one_or_none()
    return None if row is None else await _state(tx, vault, row)


async def begin(
    tx: AsyncConnection, vault: Vault, channel: str, address: str, language: str, audience: str, now: datetime
) -> State:
    """Begin a conversation. Raises `sqlalchemy.exc.IntegrityError` if another transaction just did."""
    conversation_id = uuid.uuid4().hex
    key, wrapped = vault.new_key(conversation_id)
    await tx.execute(
        _BEGIN,
        {
            "id": conversation_id,
            "channel": channel,
            "address_hash": vault.hash("address", channel, address),
            "sealed_address": key.seal(address.encode(), "address", conversation_id),
            "wrapped_key": wrapped,
            "language": language,
            "audience": audience,
            "level": 0,
            "level_since": now,
            "settled_seq": 0,
            "last_seq": 0,
            "unreachable": False,
            "created_at": now,
            "last_inbound_at": now,
        },
    )
    return State(
        id=conversation_id,
        channel=channel,
        address=address,
        key=key,
        language=language,
        audience=audience,
        standing=Standing(Level.NONE, now),
        settled_seq=0,
        consent=None,
        last_seq=0,
        session=None,
        case=None,
        wake_at=None,
        unreachable=False,
        is_new=True,
    )


def _place(vault: Vault, channel: str, address: str) -> dict[str, Any]:
    return {"of_channel": channel, "of_address": vault.hash("address", channel, address)}


async def lock(tx: AsyncConnection, vault: Vault, conversation_id: str) -> State | None:
    """The conversation, locked until the transaction ends; None when it was deleted or never was."""
    row = (await tx.execute(_LOCKED_BY_ID, {"of_id": conversation_id})).one_or_none()
    return None if row is None or row.wrapped_key is None else await _state(tx, vault, row)


async def hold(tx: AsyncConnection, conversation_id: str) -> None:
    """Lock the conversation as `lock` does, where nothing of it is needed."""
    await tx.execute(_HELD_BY_ID, {"of_id": conversation_id})


async def read(tx: AsyncConnection, vault: Vault, conversation_id: str) -> State | None:
    """The conversation, not locked; None when it was deleted or never was."""
    row = (await tx.execute(_BY_ID, {"of_id": conversation_id})).one_or_none()
    return None if row is None or row.wrapped_key is None else await _state(tx, vault, row)


async def find(tx: AsyncConnection, vault: Vault, channel: str, address: str) -> State | None:
    """The conversation of this address, not locked; None when there is none."""
    row = (await tx.execute(_BY_ADDRESS, _place(vault, channel, address))).one_or_none()
    return None if row is None else await _state(tx, vault, row)


async def _state(tx: AsyncConnection, vault: Vault, row: Row[Any]) -> State:
    key = vault.unwrap(row.wrapped_key, row.id)
    session = None
    if row.sealed_session is not None:
        session = Session.from_json(orjson.loads(key.open(row.sealed_session, "session", row.id)))
    case = None
    if row.open_case_id is not None:
        case = await escalation_repository.find(tx, row.open_case_id)
    return State(
        id=row.id,
        channel=row.channel,
        address=key.open(row.sealed_address, "address", row.id).decode(),
        key=key,
        language=row.language,
        audience=row.audience,
        standing=_standing(row),
        settled_seq=row.settled_seq,
        consent=_consent(row),
        last_seq=row.last_seq,
        session=session,
        case=case,
        wake_at=row.wake_at,
        unreachable=row.unreachable,
        is_new=False,
    )


def _consent(row: Row[Any]) -> Consent | None:
    return None if row.training_consent is None else Consent(row.training_consent)


def _standing(row: Row[Any]) -> Standing:
    return Standing(Level(row.level), row.level_since, row.level_seq)


@dataclass(frozen=True, slots=True)
class Glance:
    """What is known of a conversation without opening anything."""

    language: str
    audience: str
    standing: Standing
    consent: Consent | None


async def glance(tx: AsyncConnection, conversation_id: str) -> Glance | None:
    """What is known of a conversation without opening anything; None when it was deleted."""
    query = _BY_ID.where(conversations.c.wrapped_key.is_not(None))
    row = (await tx.execute(query, {"of_id": conversation_id})).one_or_none()
    return None if row is None else Glance(row.language, row.audience, _standing(row), _consent(row))


async def stand(tx: AsyncConnection, conversation_id: str, standing: Standing) -> None:
    """Write the level in force."""
    await change(tx, conversation_id, **columns_of(standing))


def columns_of(standing: Standing) -> dict[str, Any]:
    """The columns that hold the level in force."""
    return {"level": standing.level, "level_since": standing.since, "level_seq": standing.seq}


async def save(
    tx: AsyncConnection, conversation_id: str, key: Key, session: Session | None, **values: Any
) -> None:
    """Write the conversation's new state."""
    sealed = None
    if session is not None:
        sealed = key.seal(orjson.dumps(session.to_json()), "session", conversation_id)
    await change(tx, conversation_id, sealed_session=sealed, **values)


async def change(tx: AsyncConnection, conversation_id: str, **values: Any) -> None:
    """Change columns of a conversation."""
    await tx.execute(_CHANGE, {"of_id": conversation_id, **values})


async def forget(tx: AsyncConnection, conversation_id: str, now: datetime) -> None:
    """Forget the key, the address and every sealed value: what was said cannot be read again by anybody."""
    await change(
        tx,
        conversation_id,
        address_hash=None,
        sealed_address=None,
        wrapped_key=None,
        sealed_session=None,
        wake_at=None,
        open_case_id=None,
        deleted_at=now,
    )
    await forget_words(tx, conversation_id)


async def due_to_wake(tx: AsyncConnection, now: datetime, limit: int) -> list[str]:
    """Ids of conversations whose wait is over."""
    query = select(conversations.c.id).where(conversations.c.wake_at <= now).order_by(conversations.c.wake_at)
    return [row.id for row in (await tx.execute(query.limit(limit))).all()]


async def set_reachable(
    tx: AsyncConnection, address_hash: bytes, channel: str, reachable: bool
) -> str | None:
    """Note whether the caller can be written to; returns the conversation's id if there is one."""
    query = select(conversations.c.id).where(
        conversations.c.channel == channel, conversations.c.address_hash == address_hash
    )
    conversation_id = (await tx.execute(query)).scalar_one_or_none()
    if conversation_id is not None:
        await change(tx, conversation_id, unreachable=not reachable)
    return conversation_id


async def wrapped_key_of(tx: AsyncConnection, conversation_id: str) -> bytes | None:
    """The conversation's wrapped key; None after deletion."""
    query = select(conversations.c.wrapped_key).where(conversations.c.id == conversation_id)
    return (await tx.execute(query)).scalar_one_or_none()


async def unreachable_among(tx: AsyncConnection, conversation_ids: Sequence[str]) -> frozenset[str]:
    """Which of these conversations' callers cannot be written to."""
    query = select(conversations.c.id).where(
        conversations.c.id.in_(list(conversation_ids)), conversations.c.unreachable.is_(True)
    )
    return frozenset(row.id for row in (await tx.execute(query)).all())

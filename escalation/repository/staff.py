"""Counsellors as the queue and the pager know them, and where they are reached."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation.worker import Worker
from store.tables import staff, staff_codes, staff_contacts


def _worker(row: Row[Any]) -> Worker:
    return Worker(
        id=row.id,
        name=row.name,
        role=row.role,
        languages=frozenset(row.languages.split(",")),
        audiences=frozenset(row.audiences.split(",")),
        skills=frozenset(filter(None, row.skills.split(","))),
        capacity=row.capacity,
        emergencies=row.emergencies,
        away=row.away,
        seen_at=row.seen_at,
    )


async def workers(tx: AsyncConnection) -> list[Worker]:
    """Everybody whose account is not disabled, by name."""
    query = select(staff).where(staff.c.disabled.is_(False)).order_by(staff.c.name, staff.c.id)
    return [_worker(row) for row in (await tx.execute(query)).all()]


async def worker(tx: AsyncConnection, staff_id: str, *, lock: bool = False) -> Worker | None:
    """One of them, or None. Locked, two claims of one counsellor follow each other."""
    query = select(staff).where(staff.c.id == staff_id, staff.c.disabled.is_(False))
    row = (await tx.execute(query.with_for_update() if lock else query)).one_or_none()
    return None if row is None else _worker(row)


async def set_worker(tx: AsyncConnection, staff_id: str, **values: Any) -> bool:
    """Change how a member of staff is to be given cases; sets are joined. Returns whether there is one."""
    columns = {
        name: ",".join(sorted(value)) if isinstance(value, (set, frozenset)) else value
        for name, value in values.items()
    }
    result = await tx.execute(update(staff).where(staff.c.id == staff_id).values(**columns))
    return result.rowcount == 1


async def set_seen(tx: AsyncConnection, staff_id: str, now: datetime) -> None:
    """Note that a counsellor's console is open."""
    await tx.execute(update(staff).where(staff.c.id == staff_id).values(seen_at=now))


async def set_seen_right(tx: AsyncConnection, now: datetime) -> None:
    """After the clock was put back: nobody was seen at a moment that is yet to come."""
    await tx.execute(update(staff).where(staff.c.seen_at > now).values(seen_at=now))


async def names(tx: AsyncConnection) -> dict[str, str]:
    """Every counsellor's name by id."""
    return {row.id: row.name for row in (await tx.execute(select(staff.c.id, staff.c.name))).all()}


@dataclass(frozen=True, slots=True)
class Contact:
    """Where a member of staff is paged; `sealed` is the address under the house key."""

    id: str
    staff_id: str
    channel: str
    sealed: bytes


async def contacts(tx: AsyncConnection, staff_ids: Iterable[str]) -> list[Contact]:
    """The contacts of these people, in the order in which they were added."""
    query = (
        select(staff_contacts)
        .where(staff_contacts.c.staff_id.in_(list(staff_ids)))
        .order_by(staff_contacts.c.created_at, staff_contacts.c.id)
    )
    return [Contact(row.id, row.staff_id, row.channel, row.sealed) for row in (await tx.execute(query)).all()]


async def contact_owner(tx: AsyncConnection, channel: str, address_hash: bytes) -> str | None:
    """Whose address this is, if the account is not disabled."""
    query = (
        select(staff_contacts.c.staff_id)
        .join(staff, staff.c.id == staff_contacts.c.staff_id)
        .where(
            staff_contacts.c.channel == channel,
            staff_contacts.c.address_hash == address_hash,
            staff.c.disabled.is_(False),
        )
    )
    return (await tx.execute(query)).scalar_one_or_none()


async def put_contact(
    tx: AsyncConnection, staff_id: str, channel: str, address_hash: bytes, sealed: bytes, now: datetime
) -> None:
    """Reach this person at an address from now on; whoever had it before has it no more."""
    await tx.execute(
        delete(staff_contacts).where(
            staff_contacts.c.channel == channel, staff_contacts.c.address_hash == address_hash
        )
    )
    await tx.execute(
        staff_contacts.insert().values(
            id=uuid.uuid4().hex,
            staff_id=staff_id,
            channel=channel,
            address_hash=address_hash,
            sealed=sealed,
            created_at=now,
        )
    )


async def drop_contact(tx: AsyncConnection, contact_id: str) -> None:
    """Forget an address."""
    await tx.execute(delete(staff_contacts).where(staff_contacts.c.id == contact_id))


async def drop_contacts(tx: AsyncConnection, staff_id: str, channel: str) -> int:
    """Forget one person's addresses on a channel; returns how many."""
    result = await tx.execute(
        delete(staff_contacts).where(
            staff_contacts.c.staff_id == staff_id, staff_contacts.c.channel == channel
        )
    )
    return result.rowcount


async def add_code(tx: AsyncConnection, code_hash: bytes, staff_id: str, expires_at: datetime) -> None:
    """A one-time code for linking; the one before is void."""
    await tx.execute(delete(staff_codes).where(staff_codes.c.staff_id == staff_id))
    await tx.execute(
        staff_codes.insert().values(code_hash=code_hash, staff_id=staff_id, expires_at=expires_at)
    )


async def use_code(tx: AsyncConnection, code_hash: bytes, now: datetime) -> str | None:
    """Whose code this is; it works once, and not after its time."""
    query = select(staff_codes).where(staff_codes.c.code_hash == code_hash)
    row = (await tx.execute(query.with_for_update())).one_or_none()
    if row is None:
        return None
    await tx.execute(delete(staff_codes).where(staff_codes.c.code_hash == code_hash))
    return row.staff_id if row.expires_at > now else None

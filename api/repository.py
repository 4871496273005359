"""Staff accounts and their sessions in the database."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.engine import Row
from sqlalchemy.ext.asyncio import AsyncConnection

from store.tables import staff, staff_sessions


@dataclass(frozen=True, slots=True)
class Account:
    """A member of staff."""

    id: str
    login: str
    name: str
    role: str
    password_hash: str
    must_change_password: bool
    is_demo: bool
    disabled: bool


def _account(row: Row[Any]) -> Account:
    return Account(
        id=row.id,
        login=row.login,
        name=row.name,
        role=row.role,
        password_hash=row.password_hash,
        must_change_password=row.must_change_password,
        is_demo=row.is_demo,
        disabled=row.disabled,
    )


async def add(tx: AsyncConnection, account: Account, now: datetime) -> None:
    """Add an account."""
    await tx.execute(
        staff.insert().values(
            id=account.id,
            login=account.login,
            name=account.name,
            role=account.role,
            password_hash=account.password_hash,
            must_change_password=account.must_change_password,
            is_demo=account.is_demo,
            disabled=account.disabled,
            created_at=now,
        )
    )


async def by_login(tx: AsyncConnection, login: str) -> Account | None:
    """The account with this login, or None."""
    row = (await tx.execute(select(staff).where(staff.c.login == login))).one_or_none()
    return None if row is None else _account(row)


async def everybody(tx: AsyncConnection) -> list[Account]:
    """All accounts by login."""
    return [_account(row) for row in (await tx.execute(select(staff).order_by(staff.c.login))).all()]


async def set_password(tx: AsyncConnection, staff_id: str, password_hash: str, *, one_time: bool) -> None:
    """Set a password and end every session of its owner."""
    await tx.execute(
        update(staff)
        .where(staff.c.id == staff_id)
        .values(password_hash=password_hash, must_change_password=one_time)
    )
    await tx.execute(delete(staff_sessions).where(staff_sessions.c.staff_id == staff_id))


async def add_session(
    tx: AsyncConnection, token_hash: bytes, staff_id: str, now: datetime, expires_at: datetime
) -> None:
    """Begin a session and drop those that are over."""
    await tx.execute(delete(staff_sessions).where(staff_sessions.c.expires_at <= now))
    await tx.execute(
        staff_sessions.insert().values(
            token_hash=token_hash, staff_id=staff_id, created_at=now, expires_at=expires_at
        )
    )


async def end_session(tx: AsyncConnection, token_hash: bytes) -> None:
    """End a session."""
    await tx.execute(delete(staff_sessions).where(staff_sessions.c.token_hash == token_hash))


async def by_session(tx: AsyncConnection, token_hash: bytes, now: datetime) -> Account | None:
    """Whose session this is, if it still runs and the account is not disabled."""
    query = (
        select(staff)
        .join(staff_sessions, staff_sessions.c.staff_id == staff.c.id)
        .where(
            staff_sessions.c.token_hash == token_hash,
            staff_sessions.c.expires_at > now,
            staff.c.disabled.is_(False),
        )
    )
    row = (await tx.execute(query)).one_or_none()
    return None if row is None else _account(row)

"""Staff accounts: adding, resetting, signing in. Passwords are hashed with Argon2id, in a thread."""

import asyncio
import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from pwdlib import PasswordHash
from sqlalchemy.ext.asyncio import AsyncConnection

from api import repository
from api.errors import PasswordTooWeak, WrongPassword
from api.repository import Account
from store.database import Database
from store.errors import Conflict
from store.sealing import Vault

SESSION_LASTS = timedelta(hours=12)  # a shift and its handover
SHORTEST_PASSWORD = 12
ROLES = ("counsellor", "supervisor")
DEMO_LOGIN = "demo"

_hasher = PasswordHash.recommended()
# Hashing is heavy on purpose; more than two at once would starve the messages of the processor.
_hashing = asyncio.Semaphore(2)


@cache
def _nobody() -> str:
    """Checked when the login is unknown, so that an answer's time does not tell which logins exist."""
    return _hasher.hash(secrets.token_urlsafe(16))


class LoginTaken(Exception):
    """There is an account with this login already."""


class LoginUnknown(Exception):
    """There is no account with this login."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A new session: its cookie's value and whose it is."""

    token: str
    account: Account


async def _hash(password: str) -> str:
    async with _hashing:
        return await asyncio.to_thread(_hasher.hash, password)


def login_of(typed: str) -> str:
    """The login that somebody means: capitals and spaces around it do not matter."""
    return typed.strip().lower()


def one_time_password() -> str:
    """A password to be spoken on the phone once: groups of letters and digits that do not look alike."""
    alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
    return "-".join("".join(secrets.choice(alphabet) for _ in range(4)) for _ in range(4))


async def add(
    database: Database, login: str, name: str, role: str, now: datetime, *, is_demo: bool = False
) -> str:
    """Add an account; returns its one-time password. Raises `LoginTaken`."""
    password = one_time_password()
    account = Account(
        id=uuid.uuid4().hex,
        login=login_of(login),
        name=name.strip(),
        role=role,
        password_hash=await _hash(password),
        must_change_password=True,
        is_demo=is_demo,
        disabled=False,
    )
    try:
        async with database.transaction() as tx:
            await repository.add(tx, account, now)
    except Conflict:
        raise LoginTaken(f"there is a login {login!r} already; use `mkhari staff reset {login}`") from None
    return password


async def reset(database: Database, login: str) -> str:
    """Give an account a new one-time password and end its sessions. Raises `LoginUnknown`."""
    password = one_time_password()
    hashed = await _hash(password)
    async with database.transaction() as tx:
        account = await repository.by_login(tx, login_of(login))
        if account is None:
            raise LoginUnknown(f"there is no login {login!r}; see `mkhari staff list`")
        await repository.set_password(tx, account.id, hashed, one_time=True)
    return password


async def seed_demo(database: Database, now: datetime) -> str | None:
    """Add the demo counsellor; returns the one-time password, renewed at each start until it is used.

    None once the demo counsellor has chosen a password.
    """
    async with database.reading() as tx:
        account = await repository.by_login(tx, DEMO_LOGIN)
    if account is None:
        return await add(database, DEMO_LOGIN, "დემო კონსულტანტი", "counsellor", now, is_demo=True)
    return await reset(database, DEMO_LOGIN) if account.must_change_password else None


async def sign_in(database: Database, vault: Vault, login: str, password: str, now: datetime) -> SignedIn:
    """Check a password and begin a session. Raises `WrongPassword`."""
    async with database.reading() as tx:
        account = await repository.by_login(tx, login_of(login))
    usable = account is not None and not account.disabled
    async with _hashing:
        nobody = await asyncio.to_thread(_nobody)
        hashed = account.password_hash if account is not None and usable else nobody
        matches = await asyncio.to_thread(_hasher.verify, password, hashed)
    if account is None or not usable or not matches:
        raise WrongPassword("check both; after several tries you must wait a little")
    return SignedIn(await begin_session(database, vault, account, now), account)


async def begin_session(database: Database, vault: Vault, account: Account, now: datetime) -> str:
    """Begin a session for whoever has just shown a password; returns its cookie's value."""
    token = secrets.token_urlsafe(32)
    async with database.transaction() as tx:
        await repository.add_session(
            tx, vault.hash("staff-session", token), account.id, now, now + SESSION_LASTS
        )
    return token


async def change_password(database: Database, account: Account, current: str, new: str) -> None:
    """Replace one's own password; ends every session. Raises `WrongPassword`, `PasswordTooWeak`."""
    async with _hashing:
        matches = await asyncio.to_thread(_hasher.verify, current, account.password_hash)
    if not matches:
        raise WrongPassword("the current password is not right")
    if len(new) < SHORTEST_PASSWORD:
        raise PasswordTooWeak(f"use at least {SHORTEST_PASSWORD} characters; several words are fine")
    if new == current or len(set(new)) < 5 or account.login in new.lower():
        raise PasswordTooWeak("choose something new that is not your login and not one letter repeated")
    hashed = await _hash(new)
    async with database.transaction() as tx:
        await repository.set_password(tx, account.id, hashed, one_time=False)


async def who(tx: AsyncConnection, vault: Vault, token: str, now: datetime) -> Account | None:
    """Whose session this is, or None."""
    return await repository.by_session(tx, vault.hash("staff-session", token), now)


async def sign_out(database: Database, vault: Vault, token: str) -> None:
    """End a session."""
    async with database.transaction() as tx:
        await repository.end_session(tx, vault.hash("staff-session", token))

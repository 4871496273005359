"""What the tests share: databases of both kinds, a house around them, a clock that is set by hand."""

import asyncio
import os
import shutil
import uuid
from collections.abc import AsyncIterator, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy import text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from api.limits import Limits
from app.settings import Settings
from app.wiring import House, load_content, open_house
from conversation.channel import OutgoingMessage, Sender
from conversation.hearing import Assess
from flows.flowset import FlowSet
from risk.by_rules import assess_by_rules
from store import migrate
from store.database import Database
from store.tables import metadata, staff
from tests.patience import PATIENCE
from tests.project.services import postgresql_url, redis_url
from tests.project.tiers import is_proof

T = TypeVar("T")

START = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    """A developer's own MKHARI_ variables must not reach the tests."""
    for name in list(os.environ):
        if name.startswith("MKHARI_") and not name.startswith("MKHARI_TEST"):
            monkeypatch.delenv(name)


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **delta: float) -> datetime:
        self.now += timedelta(**delta)
        return self.now

    def passed(self) -> float:
        """Seconds that passed: this clock is moved, and never jumps."""
        return (self.now - START).total_seconds()


@pytest.fixture
def clock() -> Clock:
    return Clock()


class Phone(Sender):
    """A caller's phone: keeps what arrives; raises what it is told to, once each."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, OutgoingMessage]] = []
        self.purged: list[tuple[str, tuple[str, ...]]] = []
        self.faults: list[Exception] = []
        self.rang = asyncio.Event()
        self._number = 0

    async def send(
        self, address: str, message: OutgoingMessage, *, silent: bool = False, already_sent: int = 0
    ) -> tuple[str, ...]:
        if self.faults:
            raise self.faults.pop(0)
        await asyncio.sleep(0)
        self.heard.append((address, message))
        self.rang.set()
        self._number += 1
        return (str(self._number),)

    async def purge(self, address: str, references: tuple[str, ...]) -> None:
        self.purged.append((address, references))

    def texts(self, address: str) -> list[str]:
        return [message.text for to, message in self.heard if to == address]


@pytest.fixture
def phone() -> Phone:
    return Phone()


async def administer(statement: str, **parameters: str) -> None:
    """Run a statement on the PostgreSQL server, beside any database of the tests."""
    engine = create_async_engine(str(postgresql_url()), isolation_level="AUTOCOMMIT", poolclass=NullPool)
    async with engine.connect() as connection:
        await connection.execute(text(statement), parameters)
    await engine.dispose()


async def _create_postgresql() -> URL:
    name = f"mkhari_test_{uuid.uuid4().hex[:12]}"
    await administer(f"CREATE DATABASE {name}")
    # The server outlives every test: a commit need not wait for the disk.
    await administer(f"ALTER DATABASE {name} SET synchronous_commit TO off")
    return make_url(str(postgresql_url())).set(database=name)


async def _drop_postgresql(url: URL) -> None:
    await administer(f"DROP DATABASE {url.database} WITH (FORCE)")


@asynccontextmanager
async def fresh_postgresql() -> AsyncIterator[str]:
    """The URL of an empty PostgreSQL database that is dropped afterwards."""
    url = await _create_postgresql()
    try:
        yield url.render_as_string(hide_password=False)
    finally:
        await _drop_postgresql(url)


async def _migrate(url: URL) -> None:
    database = Database(url.render_as_string(hide_password=False))
    await migrate.upgrade(database)
    await database.close()


async def _empty(url: URL) -> None:
    """Leave nothing of an earlier test: no connection, no lock, no row."""
    engine = create_async_engine(url, poolclass=NullPool)
    others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
    async with engine.begin() as connection:
        await connection.execute(
            text(f"{others} WHERE datname = current_database() AND pid <> pg_backend_pid()")
        )
        for table in metadata.tables.values():
            await connection.execute(table.delete())
    await engine.dispose()


def _finish(work: Coroutine[Any, Any, T]) -> T:
    """Run `work` where no loop may be asked to wait: in a thread with a loop of its own."""
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, work).result()


@pytest.fixture(scope="session")
def migrated_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file to copy: far quicker than migrating for each test."""
    path = tmp_path_factory.mktemp("store") / "migrated.sqlite"
    _finish(_migrate(make_url(f"sqlite+aiosqlite:///{path}")))
    return path


@pytest.fixture(scope="session")
def migrated_postgresql() -> Iterator[URL]:
    """A migrated PostgreSQL database that the tests use one after another: creating one takes 0.3 s."""
    url = _finish(_create_postgresql())
    try:
        _finish(_migrate(url))
        yield url
    finally:
        _finish(_drop_postgresql(url))


STORES = [
    pytest.param("sqlite", id="sqlite"),
    pytest.param("postgresql", id="postgresql", marks=pytest.mark.needs_postgresql),
]

# A test of the whole service runs on SQLite, and for a release on both. Where the point is what the database
# does it runs on both always; where only one of them can show it, on that one.
ROOMS_ON_BOTH = frozenset({"store", "stats", "escalation"})
on_both = pytest.mark.parametrize("database_url", STORES, indirect=True)
on_sqlite = pytest.mark.parametrize("database_url", STORES[:1], indirect=True)
on_postgresql = pytest.mark.parametrize("database_url", STORES[1:], indirect=True)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Choose the databases of a test that does not choose them itself."""
    marks = metafunc.definition.iter_markers("parametrize")
    if "database_url" in metafunc.fixturenames and not any("database_url" in mark.args[0] for mark in marks):
        on_both_always = metafunc.definition.path.parent.name in ROOMS_ON_BOTH
        stores = STORES if on_both_always or is_proof(metafunc.config) else STORES[:1]
        metafunc.parametrize("database_url", stores, indirect=True)


@pytest.fixture(params=STORES)
async def empty_database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """A database of each kind without any table."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'empty.sqlite'}"
    else:
        async with fresh_postgresql() as url:
            yield url


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A migrated database without rows, of the kind that the test is run on."""
    if request.param == "sqlite":
        path = tmp_path / "test.sqlite"
        shutil.copyfile(request.getfixturevalue("migrated_file"), path)
        return f"sqlite+aiosqlite:///{path}"
    url: URL = request.getfixturevalue("migrated_postgresql")
    _finish(_empty(url))
    return url.render_as_string(hide_password=False)


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """The opened database of `database_url`."""
    opened = Database(database_url)
    yield opened
    await opened.close()


@pytest.fixture
def risk() -> Assess:
    """The risk check to use; a test module overrides it where it needs another."""
    # The rules alone: what a conversation does with a level must not hang on which weights ship.
    return assess_by_rules


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Settings for a demo on this test's database; PostgreSQL goes with a real Redis, SQLite with none."""
    redis = redis_url() if database_url.startswith("postgresql") else None
    # A machine that is busy with other tests is no check that hangs.
    found = Settings(database_url=database_url, redis_url=redis, data_dir=tmp_path)
    return found.model_copy(update={"assess_limit_seconds": PATIENCE})


@cache
def content() -> FlowSet:
    """The flows, read once for all tests."""
    return load_content(lambda: START)


@pytest.fixture
async def house(
    settings: Settings, database: Database, clock: Clock, phone: Phone, risk: Assess
) -> AsyncIterator[House]:
    """Everything wired, with a fake phone for Telegram and nothing running by itself."""
    async with open_house(
        settings,
        role="test",
        clock=clock,
        monotonic=clock.passed,
        assess=risk,
        senders={"telegram": phone},
        flows=content(),
    ) as opened:
        async with opened.database.transaction() as tx:
            await tx.execute(staff.insert(), [_member("nino"), _member("giorgi")])
        limits = Limits(settings.redis_url, redis_within=PATIENCE)
        yield replace(opened, api=replace(opened.api, limits=limits))
        await limits.close()


def _member(name: str) -> dict[str, Any]:
    """A member of staff by an id that can be read; at no console yet."""
    fixed = {"role": "counsellor", "password_hash": "-", "created_at": START, "must_change_password": True}
    return {
        "id": name,
        "login": f"login-of-{name}",
        "name": name,
        "capacity": 100,
        "emergencies": 100,
        **fixed,
    }


@pytest.fixture
def seed() -> int:
    """The seed of a test's randomness, printed when the test fails."""
    value = int(os.environ.get("MKHARI_TEST_SEED", "20261121"))
    print(f"seed: {value} (set MKHARI_TEST_SEED to change it)")
    return value

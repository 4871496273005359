"""Where the tests find PostgreSQL, Redis, Chromium and PyTorch, and what happens where one is missing.

A test marked `needs_postgresql`, `needs_redis`, `needs_chromium` or `needs_torch` is skipped where that is
missing, with one line for each missing service at the end. Those that MKHARI_TESTS_REQUIRE names (commas
between them) fail in place of being skipped: CI names them all, so that nothing goes untested unnoticed.

Tests run in several processes at once. Each makes PostgreSQL databases of its own and has a Redis database
of its own.
"""

import asyncio
import getpass
import importlib.util
import os
import re
import shutil
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from urllib.parse import quote

import pytest
import redis
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from tests.patience import PATIENCE

REQUIRE = "MKHARI_TESTS_REQUIRE"
# A server that is there but slow must not count as missing; where there is none, the refusal comes at once.
SECONDS_TO_ANSWER = PATIENCE
# The tests empty the Redis database that they use: a high number is unlikely to be somebody's own. The first
# process takes this one, each further process the one below.
OWN_REDIS_DATABASE = 15
# Databases in files wait for the disk at each commit, fifty times as long as they need in memory.
MEMORY = Path("/dev/shm")  # noqa: S108 - pytest makes a folder of its own in it
ENOUGH_MEMORY = 2**30  # bytes
HOW_TO_GET = {
    "postgresql": "PostgreSQL: apt install postgresql and make a superuser for yourself, "
    "or name a server in MKHARI_TEST_POSTGRESQL_URL",
    "redis": "Redis: apt install redis-server, or name a server in MKHARI_TEST_REDIS_URL",
    "chromium": "Chromium: apt install chromium, or name its program in MKHARI_TEST_CHROMIUM",
    "torch": "PyTorch and what training needs with it: make learn",
}
_IS_MISSING = "is missing"


def worker_number() -> int:
    """Which of the processes that run tests at the same time this is, from 0."""
    return int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


@cache
def postgresql_url() -> str | None:
    """Return the address of a PostgreSQL server where the tests may create databases, or None.

    From MKHARI_TEST_POSTGRESQL_URL, else a server on this machine that asks the current user no password.
    """
    user = quote(getpass.getuser())
    candidates = [
        f"postgresql+asyncpg://{user}@/postgres?host=/var/run/postgresql",
        f"postgresql+asyncpg://{user}@127.0.0.1:5432/postgres",
    ]
    named = os.environ.get("MKHARI_TEST_POSTGRESQL_URL")
    for candidate in [named] if named else candidates:
        # In its own thread, because an asynchronous fixture may be what asks.
        with ThreadPoolExecutor(max_workers=1) as thread:
            if thread.submit(asyncio.run, _may_create_databases(candidate)).result():
                return candidate
    return None


@cache
def redis_url() -> str | None:
    """Return the address of a Redis database that this process's tests may empty, or None.

    From MKHARI_TEST_REDIS_URL, else database 15 of a server on this machine; the second process that runs
    tests takes the database below, and so on.
    """
    named = os.environ.get("MKHARI_TEST_REDIS_URL") or f"redis://127.0.0.1:6379/{OWN_REDIS_DATABASE}"
    address = redis_database_of(named, worker_number())
    client = redis.Redis.from_url(
        address, socket_connect_timeout=SECONDS_TO_ANSWER, socket_timeout=SECONDS_TO_ANSWER
    )
    try:
        client.ping()
    except redis.RedisError:
        return None
    finally:
        client.close()
    return address


def redis_database_of(address: str, worker: int) -> str:
    """Return the address with the database of this worker. Raises `pytest.UsageError` when none is left."""
    if worker == 0:
        return address
    found = re.fullmatch(r"(?P<server>.*/)(?P<number>\d+)", address)
    if found is None or int(found["number"]) < worker:
        raise pytest.UsageError(
            "MKHARI_TEST_REDIS_URL must end with the number of a Redis database: "
            f"process {worker} of the tests takes the one {worker} below it. "
            "Name a higher one, or run fewer processes: pytest -n 1"
        )
    return f"{found['server']}{int(found['number']) - worker}"


@cache
def chromium_path() -> str | None:
    """Return the path of a Chromium or Chrome program, or None."""
    named = os.environ.get("MKHARI_TEST_CHROMIUM")
    candidates = [named] if named else ["chromium", "chromium-browser", "google-chrome"]
    return next((found for name in candidates if (found := shutil.which(name))), None)


@cache
def torch_path() -> str | None:
    """Return where PyTorch is installed, or None unless all is there that training needs with it.

    It is not imported: that takes seconds, which no other test should wait for. MKHARI_TEST_TORCH=off leaves
    its tests out.
    """
    if os.environ.get("MKHARI_TEST_TORCH") == "off":
        return None
    found = [importlib.util.find_spec(name) for name in ("torch", "transformers", "onnx", "onnx_ir")]
    return found[0].origin if found[0] is not None and all(found) else None


PROBES = {
    "postgresql": postgresql_url,
    "redis": redis_url,
    "chromium": chromium_path,
    "torch": torch_path,
}


def is_required(service: str) -> bool:
    """Say whether the environment turns a skip for this service into a failure."""
    return service in {name.strip() for name in os.environ.get(REQUIRE, "").split(",")}


async def _may_create_databases(address: str) -> bool:
    query = text("SELECT rolsuper OR rolcreatedb FROM pg_roles WHERE rolname = current_user")
    engine = create_async_engine(address, poolclass=NullPool, connect_args={"timeout": SECONDS_TO_ANSWER})
    try:
        async with engine.connect() as connection:
            return bool(await connection.scalar(query))
    except (OSError, TimeoutError, SQLAlchemyError):
        return False


def pytest_configure() -> None:
    """Refuse a requirement that no test could ever meet, such as a misspelt one; choose where files go."""
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free >= ENOUGH_MEMORY:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))  # pytest's own name for it
    wanted = {name.strip() for name in os.environ.get(REQUIRE, "").split(",")} - {""}
    if unknown := wanted - set(PROBES):
        raise pytest.UsageError(f"{REQUIRE} knows {', '.join(PROBES)}, not {', '.join(sorted(unknown))}.")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test whose service is missing, or fail it where that service is required."""
    for service, probe in PROBES.items():
        if item.get_closest_marker(f"needs_{service}") is None or probe() is not None:
            continue
        if is_required(service):
            pytest.fail(f"{REQUIRE} asks for {service}. {HOW_TO_GET[service]}", pytrace=False)
        pytest.skip(f"{service} {_IS_MISSING}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly, once for each missing service, how much was not tested and how to get it."""
    skipped = Counter(
        str(report.longrepr[2]).removeprefix("Skipped: ").removesuffix(f" {_IS_MISSING}")
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple) and str(report.longrepr[2]).endswith(_IS_MISSING)
    )
    for service, number in sorted(skipped.items()):
        tests = "1 TEST" if number == 1 else f"{number} TESTS"
        terminalreporter.write_line(f"NOT TESTED: {tests} NEED {HOW_TO_GET[service]}", yellow=True, bold=True)

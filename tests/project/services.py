"""Where the tests find PostgreSQL, Redis, Chromium and PyTorch, and what happens where one is missing.

A test marked `needs_postgresql`, `needs_redis`, `needs_chromium` or `needs_torch` is skipped where that is
missing, with one line for each missing service at the end. Those that MKHARI_TESTS_REQUIRE names (commas
between them) fail in place of being skipped: CI names them all, so that nothing goes untested unnoticed.
"""

import asyncio
import getpass
import importlib.util
import os
import shutil
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import cache
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
# The tests empty the Redis database that they use: a high number is unlikely to be somebody's own.
OWN_REDIS_DATABASE = 15
HOW_TO_GET = {
    "postgresql": "PostgreSQL: apt install postgresql and make a superuser for yourself, "
    "or name a server in MKHARI_TEST_POSTGRESQL_URL",
    "redis": "Redis: apt install redis-server, or name a server in MKHARI_TEST_REDIS_URL",
    "chromium": "Chromium: apt install chromium, or name its program in MKHARI_TEST_CHROMIUM",
    "torch": "PyTorch and what training needs with it: make learn",
}
_skipped: Counter[str] = Counter()


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
    """Return the address of a Redis database that the tests may empty, or None.

    From MKHARI_TEST_REDIS_URL, else database 15 of a server on this machine.
    """
    address = os.environ.get("MKHARI_TEST_REDIS_URL") or f"redis://127.0.0.1:6379/{OWN_REDIS_DATABASE}"
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
    """Refuse a requirement that no test could ever meet, such as a misspelt one."""
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
        _skipped[service] += 1
        pytest.skip(f"{service} is missing")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly, once for each missing service, how much was not tested and how to get it."""
    for service, number in sorted(_skipped.items()):
        tests = "1 TEST" if number == 1 else f"{number} TESTS"
        terminalreporter.write_line(f"NOT TESTED: {tests} NEED {HOW_TO_GET[service]}", yellow=True, bold=True)

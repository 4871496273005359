"""A backup can be restored, is closed to others, and does not outlive its time."""

import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import make_url

from deploy.backup import restore, save
from deploy.steps import CommandFailed, StepFailed, run_quietly
from tests.project.services import postgresql_url

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)


def database_with_one_row(path: Path) -> dict[str, str]:
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("CREATE TABLE sealed (value BLOB)")
        connection.execute("INSERT INTO sealed VALUES (x'0102')")
    return {"MKHARI_DATABASE_URL": f"sqlite:///{path}"}


def test_sqlite_backup_restores_what_was_saved(tmp_path: Path) -> None:
    backup = save(tmp_path / "backups", database_with_one_row(tmp_path / "live.sqlite"), NOW)

    restore(backup, {"MKHARI_DATA_DIR": str(tmp_path / "elsewhere")})

    with closing(sqlite3.connect(tmp_path / "elsewhere" / "mkhari.sqlite")) as restored:
        assert restored.execute("SELECT value FROM sealed").fetchall() == [(b"\x01\x02",)]


def test_backup_is_readable_by_its_owner_alone(tmp_path: Path) -> None:
    backup = save(tmp_path / "backups", database_with_one_row(tmp_path / "live.sqlite"), NOW)

    assert stat.S_IMODE(backup.stat().st_mode) == 0o600


def test_old_backups_go_because_they_remember_deleted_conversations(tmp_path: Path) -> None:
    environment = database_with_one_row(tmp_path / "live.sqlite")
    old = save(tmp_path / "backups", environment, NOW - timedelta(days=15))
    recent = save(tmp_path / "backups", environment, NOW - timedelta(days=13))

    new = save(tmp_path / "backups", environment, NOW)

    assert (old.exists(), recent.exists(), new.exists()) == (False, True, True)


def test_restore_never_overwrites_a_database(tmp_path: Path) -> None:
    environment = database_with_one_row(tmp_path / "live.sqlite")
    backup = save(tmp_path / "backups", environment, NOW)

    with pytest.raises(StepFailed, match="move that file away"):
        restore(backup, environment)


def test_backup_of_the_other_database_is_refused(tmp_path: Path) -> None:
    backup = save(tmp_path / "backups", database_with_one_row(tmp_path / "live.sqlite"), NOW)

    with pytest.raises(StepFailed, match="another kind of database"):
        restore(backup, {"MKHARI_DATABASE_URL": "postgresql://nobody@127.0.0.1:1/none"})


def psql(url: str, statement: str) -> str:
    return run_quietly(["psql", "--no-psqlrc", "--tuples-only", "--no-align", "--command", statement, url])


@pytest.fixture
def two_databases() -> Iterator[tuple[str, str]]:
    url = make_url(postgresql_url() or "").set(drivername="postgresql")
    server = url.render_as_string(hide_password=False)
    names = [f"mkhari_backup_{uuid4().hex}" for _ in range(2)]
    for name in names:
        psql(server, f"CREATE DATABASE {name}")
    first, second = (url.set(database=name).render_as_string(hide_password=False) for name in names)
    yield first, second
    for name in names:
        psql(server, f"DROP DATABASE {name}")


@pytest.mark.needs_postgresql
def test_postgresql_backup_restores_into_an_empty_database_only(
    tmp_path: Path, two_databases: tuple[str, str]
) -> None:
    first, second = two_databases
    psql(first, "CREATE TABLE sealed AS SELECT 7 AS value")

    backup = save(tmp_path, {"MKHARI_DATABASE_URL": first}, NOW)
    restore(backup, {"MKHARI_DATABASE_URL": second})

    assert psql(second, "SELECT value FROM sealed").strip() == "7"
    with pytest.raises(CommandFailed, match="already exists"):
        restore(backup, {"MKHARI_DATABASE_URL": first})

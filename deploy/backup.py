"""Back up the database, and restore it into an empty one.

    .venv/bin/python -m deploy.backup save FOLDER [DAYS]    writes a backup, removes those over 14 DAYS old
    .venv/bin/python -m deploy.backup restore FILE          refuses to overwrite anything

Reads MKHARI_DATABASE_URL and MKHARI_DATA_DIR as the service does. The master key is in no backup: without it
a backup cannot be read, so keep the key elsewhere. A backup still holds the keys of conversations that were
deleted after it was made; it remembers them until it is removed itself, which is why old backups go.
"""

import os
import sqlite3
import sys
from collections.abc import Mapping
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

from deploy.steps import StepFailed, run_quietly

DAYS_KEPT = 14
STAMP = "mkhari-%Y%m%dT%H%M%SZ"


def save(folder: Path, environment: Mapping[str, str], now: datetime, days: int = DAYS_KEPT) -> Path:
    """Write one backup into `folder` and remove those that are more than `days` old; return the new file."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    url = environment.get("MKHARI_DATABASE_URL", "")
    path = folder / (now.strftime(STAMP) + (".dump" if url.startswith("postgres") else ".sqlite"))
    # Made closed to others before anything is in it.
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
    if path.suffix == ".dump":
        run_quietly(
            ["pg_dump", "--format=custom", "--no-owner", "--file", path], extra_environment=_libpq(url)
        )
    else:
        _copy_sqlite(_sqlite_file(environment), path)
    for old in folder.glob("mkhari-????????T??????Z.*"):
        if _made_at(old) < now - timedelta(days=days):
            old.unlink()
    return path


def restore(backup: Path, environment: Mapping[str, str]) -> None:
    """Put a backup into an empty database; raise `StepFailed` where one with content stands."""
    url = environment.get("MKHARI_DATABASE_URL", "")
    if (backup.suffix == ".dump") != url.startswith("postgres"):
        raise StepFailed(f"{backup.name} is of another kind of database than MKHARI_DATABASE_URL names.")
    if backup.suffix == ".dump":
        # In one transaction and without --clean: where anything stands already, it stops and changes nothing.
        options = ["--single-transaction", "--exit-on-error", "--no-owner"]
        libpq = _libpq(url)
        run_quietly(
            ["pg_restore", *options, "--dbname", libpq["PGDATABASE"], backup], extra_environment=libpq
        )
        return
    target = _sqlite_file(environment)
    if target.exists():
        raise StepFailed(f"{target} exists. Stop the service, move that file away, and try again.")
    target.parent.mkdir(parents=True, exist_ok=True)
    _copy_sqlite(backup, target)


def _copy_sqlite(source: Path, target: Path) -> None:
    if not source.is_file():
        raise StepFailed(f"{source} does not exist: nothing to copy.")
    # SQLite's own copying: consistent while the service goes on writing.
    with closing(sqlite3.connect(source)) as original, closing(sqlite3.connect(target)) as copy:
        original.backup(copy)
        [(verdict,)] = copy.execute("PRAGMA integrity_check").fetchall()
    if verdict != "ok":
        raise StepFailed(f"{target} is damaged: {verdict}")


def _sqlite_file(environment: Mapping[str, str]) -> Path:
    url = environment.get("MKHARI_DATABASE_URL", "")
    if url:
        return Path(url.partition("///")[2])
    return Path(environment.get("MKHARI_DATA_DIR", "var")) / "mkhari.sqlite"


def _libpq(url: str) -> dict[str, str]:
    # In the environment and not on the command line, where every user of the machine could read the password.
    parts = urlsplit(url)
    host = parts.hostname or dict(pair.split("=", 1) for pair in parts.query.split("&") if pair).get("host")
    named = {
        "PGHOST": host,
        "PGPORT": str(parts.port) if parts.port else None,
        "PGUSER": parts.username,
        "PGPASSWORD": parts.password,
        "PGDATABASE": parts.path.lstrip("/"),
    }
    return {name: unquote(value) for name, value in named.items() if value}


def _made_at(backup: Path) -> datetime:
    return datetime.strptime(backup.stem, STAMP).replace(tzinfo=UTC)


def main(words: list[str]) -> None:
    """Do what the words ask and print the one line that says so."""
    match words:
        case ["save", folder]:
            print(save(Path(folder), os.environ, datetime.now(UTC)))
        case ["save", folder, days] if days.isdigit():
            print(save(Path(folder), os.environ, datetime.now(UTC), int(days)))
        case ["restore", backup]:
            restore(Path(backup), os.environ)
            print(f"restored {backup}")
        case _:
            raise StepFailed("Use: python -m deploy.backup save FOLDER [DAYS], or restore FILE")


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except StepFailed as error:
        sys.exit(str(error))

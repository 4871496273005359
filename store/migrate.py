"""Bringing a database to this release's shape, and back."""

from importlib.resources import files

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from store.database import Database
from store.errors import UnknownRevision
from store.tables import metadata


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(files("store") / "migrations"))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "r%%(rev)s_%%(slug)s")  # an importable name
    if connection is not None:
        config.attributes["connection"] = connection
    return config


# Two replicas may start at the same moment; on PostgreSQL the second waits here for the first.
_MIGRATION_LOCK = 0x6D6B6861


def _lock(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_MIGRATION_LOCK})")


def _upgrade(connection: Connection, revision: str) -> None:
    _lock(connection)
    command.upgrade(_config(connection), revision)


def _downgrade(connection: Connection, revision: str) -> None:
    _lock(connection)
    command.downgrade(_config(connection), revision)


async def upgrade(database: Database, revision: str = "head") -> None:
    """Migrate up to `revision`, creating all tables in an empty database. Raises `UnknownRevision`."""
    _known(revision)
    async with database.transaction() as tx:
        await tx.run_sync(_upgrade, revision)


async def downgrade(database: Database, revision: str = "base") -> None:
    """Migrate down to `revision`. Data in dropped columns and tables is lost. Raises `UnknownRevision`."""
    _known(revision)
    async with database.transaction() as tx:
        await tx.run_sync(_downgrade, revision)


def _known(revision: str) -> ScriptDirectory:
    script = ScriptDirectory.from_config(_config())
    if revision not in {"head", "base", *(step.revision for step in script.walk_revisions())}:
        raise UnknownRevision(revision)
    return script


async def is_ahead(database: Database, revision: str) -> bool:
    """Whether `revision` is still ahead of the database, so that going there means upgrading.

    Raises `UnknownRevision`.
    """
    script = _known(revision)
    async with database.reading() as tx:
        current = await tx.run_sync(lambda c: MigrationContext.configure(c).get_current_revision())
    done = {step.revision for step in script.iterate_revisions(current or "base", "base")}
    return revision != "base" and revision not in done


async def is_current(database: Database) -> bool:
    """Whether the database is at this release's newest migration."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    async with database.reading() as tx:
        current = await tx.run_sync(lambda c: MigrationContext.configure(c).get_current_revision())
    return current == head


async def differences(database: Database) -> list[str]:
    """What differs between the database and the tables in code; empty when the migrations are complete."""

    def compare(connection: Connection) -> list[str]:
        return [str(item) for item in compare_metadata(MigrationContext.configure(connection), metadata)]

    async with database.reading() as tx:
        return await tx.run_sync(compare)

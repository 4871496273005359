"""Whether a history is whole can be checked, and a change in it is found."""

import asyncio
from pathlib import Path

import pytest
from sqlalchemy import delete, update
from typer.testing import CliRunner, Result

from app.cli import app
from escalation import repository
from escalation.audit import START, CaseEvent, broken_at, link
from store.database import Database
from store.tables import case_events, cases
from tests.escalation.cases import claimed, opened
from tests.fixtures import START as NOW
from tests.fixtures import on_sqlite


async def whole(database: Database, case_id: str) -> int | None:
    async with database.reading() as tx:
        head = await repository.audit_head(tx, case_id)
        return broken_at(case_id, await repository.events(tx, case_id), head)


async def test_a_history_holds(database: Database) -> None:
    case = await claimed(database, await opened(database), "nino")
    assert await whole(database, case.id) is None


@pytest.mark.parametrize(
    ("change", "at"),
    [
        (update(case_events).where(case_events.c.seq == 1).values(detail="nothing"), 1),
        (update(case_events).where(case_events.c.seq == 2).values(actor="staff:other"), 2),
        (delete(case_events).where(case_events.c.seq == 1), 1),
        (delete(case_events).where(case_events.c.seq == 2), 2),
    ],
    ids=["changed", "another actor", "first removed", "last removed"],
)
async def test_what_was_changed_is_found(database: Database, change: object, at: int) -> None:
    case = await claimed(database, await opened(database), "nino")
    async with database.transaction() as tx:
        await tx.execute(change)  # type: ignore[call-overload]
    assert await whole(database, case.id) == at


def test_events_that_changed_places_are_found() -> None:
    first = CaseEvent(1, NOW, "system", "opened", "waiting", "")
    one = CaseEvent(1, NOW, "system", "opened", "waiting", "", link(START, "c", first))
    second = CaseEvent(2, NOW, "staff:a", "claimed", "claimed", "")
    two = CaseEvent(2, NOW, "staff:a", "claimed", "claimed", "", link(one.hash, "c", second))
    assert broken_at("c", [one, two], two.hash) is None
    assert broken_at("c", [two, one], one.hash) == 1
    assert broken_at("other", [one, two], two.hash) == 1


@on_sqlite
async def test_the_command_says_which_history_is_broken(
    database: Database, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MKHARI_DATABASE_URL", database_url)
    case = await opened(database)
    heads = await asyncio.to_thread(CliRunner().invoke, app, ["audit", "heads"])
    assert heads.exit_code == 0
    witness = tmp_path / "witness"
    witness.write_text(heads.stdout, encoding="utf-8")
    verify = ["audit", "verify", "--witness", str(witness)]
    good = await asyncio.to_thread(CliRunner().invoke, app, verify)
    assert (good.exit_code, good.stdout) == (0, "1 histories, 0 faults\n")
    async with database.transaction() as tx:
        await tx.execute(update(case_events).values(actor="staff:other"))
    bad = await asyncio.to_thread(CliRunner().invoke, app, verify)
    assert bad.exit_code == 1
    assert f"case {case.id}: event 1 does not fit" in bad.stderr


async def audited(*words: str) -> Result:
    """What `mkhari audit` says."""
    return await asyncio.to_thread(CliRunner().invoke, app, ["audit", *words])


@pytest.fixture
def of_database(database: Database, database_url: str, monkeypatch: pytest.MonkeyPatch) -> Database:
    """The database, named in the settings."""
    monkeypatch.setenv("MKHARI_DATABASE_URL", database_url)
    return database


async def test_a_history_that_lost_every_event_and_its_head_is_found(of_database: Database) -> None:
    case = await opened(of_database)
    async with of_database.transaction() as tx:
        await tx.execute(delete(case_events))
        await tx.execute(update(cases).values(audit_head=None))
    bad = await audited("verify")
    assert bad.exit_code == 1
    assert f"case {case.id}: event 1 does not fit" in bad.stderr


async def test_a_history_written_anew_is_found_by_a_witness_alone(
    of_database: Database, tmp_path: Path
) -> None:
    case = await opened(of_database)
    witness = tmp_path / "witness"
    witness.write_text((await audited("heads")).stdout, encoding="utf-8")
    forged = CaseEvent(1, NOW, "system", "opened", "waiting", "forged")
    digest = link(START, case.id, forged)
    async with of_database.transaction() as tx:
        await tx.execute(update(case_events).values(detail="forged", at=NOW, hash=digest))
        await tx.execute(update(cases).values(audit_head=digest))
    assert (await audited("verify")).exit_code == 0, "whoever writes everything anew leaves no trace inside"
    bad = await audited("verify", "--witness", str(witness))
    assert bad.exit_code == 1
    assert f"case {case.id}: the witness knows an event that is not here" in bad.stderr


async def test_a_witness_knows_cases_that_are_gone_and_holds_while_histories_go_on(
    of_database: Database, tmp_path: Path
) -> None:
    case = await opened(of_database)
    witness = tmp_path / "witness"
    witness.write_text((await audited("heads")).stdout, encoding="utf-8")
    await claimed(of_database, case, "nino")
    assert (await audited("verify", "--witness", str(witness))).exit_code == 0
    async with of_database.transaction() as tx:
        await tx.execute(delete(case_events))
        await tx.execute(delete(cases))
    bad = await audited("verify", "--witness", str(witness))
    assert bad.exit_code == 1
    assert f"case {case.id}: the witness knows it, the database does not" in bad.stderr


async def test_a_file_that_is_no_witness_is_refused(of_database: Database, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.write_text("nonsense", encoding="utf-8")
    refused = await audited("verify", "--witness", str(other))
    assert refused.exit_code == 2
    assert "--witness" in refused.stderr

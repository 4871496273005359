"""The commands as they are typed: what they print, what they refuse, and how they end."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli import app
from app.settings import decode_key
from stats import repository
from stats.counters import tally
from store.database import Database
from tests.fixtures import START


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The data folder of the commands in a test."""
    monkeypatch.setenv("MKHARI_DATA_DIR", str(tmp_path))
    return tmp_path


@pytest.fixture
def mkhari(database_url: str, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    """A command line on a migrated database of each kind."""
    monkeypatch.setenv("MKHARI_DATABASE_URL", database_url)
    return CliRunner()


def run(runner: CliRunner, *words: str, status: int = 0) -> Result:
    """Run a command and check how it ends; nothing may end in a traceback."""
    result = runner.invoke(app, list(words))
    assert result.exit_code == status, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result


def test_staff_are_added_listed_and_reset(mkhari: CliRunner) -> None:
    assert "no staff yet" in run(mkhari, "staff", "list").stderr
    added = run(mkhari, "staff", "add", "Nino", "--name", "ნინო").stdout
    assert "login:              Nino" in added
    once = added.split("one-time password:")[1].split()[0]
    run(mkhari, "staff", "add", "giorgi", "--name", "გიორგი", "--role", "supervisor")
    listed = run(mkhari, "staff", "list").stdout.splitlines()
    assert listed == [
        "giorgi\tsupervisor\tგიორგი\tone-time password not used yet",
        "nino\tcounsellor\tნინო\tone-time password not used yet",
    ]
    again = run(mkhari, "staff", "reset", " NINO").stdout
    assert once not in again
    assert "one-time password:" in again


def test_what_is_wrong_with_an_account_is_said_in_a_line(mkhari: CliRunner) -> None:
    run(mkhari, "staff", "add", "nino", "--name", "ნინო")
    assert (
        "there is a login 'nino' already"
        in run(mkhari, "staff", "add", "nino", "--name", "x", status=1).stderr
    )
    assert "there is no login 'giorgi'" in run(mkhari, "staff", "reset", "giorgi", status=1).stderr


@pytest.mark.parametrize(
    "words",
    [
        ["giorgi", "--name", "გიორგი", "--role", "director"],
        ["", "--name", "x"],
        ["two words", "--name", "x"],
        ["a" * 81, "--name", "x"],
        ["a\x00", "--name", "x"],
        ["giorgi", "--name", " "],
        ["giorgi", "--name", "x" * 81],
    ],
    ids=["role", "empty", "spaces", "long", "control", "no name", "long name"],
)
def test_an_account_that_nobody_could_use_is_not_made(data_dir: Path, words: list[str]) -> None:
    run(CliRunner(), "staff", "add", *words, status=2)


def test_migrating_makes_a_database_and_takes_it_away(data_dir: Path) -> None:
    runner = CliRunner()
    assert "the database is at head" in run(runner, "migrate").stdout
    assert (data_dir / "mkhari.sqlite").exists()
    run(runner, "staff", "list")
    run(runner, "migrate", "--to", "base")
    assert "run `mkhari migrate` first" in run(runner, "staff", "list", status=1).stderr
    run(runner, "migrate", "--to", "0001")  # the first release's shape, which this release does not read
    assert "run `mkhari migrate` first" in run(runner, "staff", "list", status=1).stderr
    run(runner, "migrate")
    run(runner, "staff", "list")
    assert "no revision '9999'" in run(runner, "migrate", "--to", "9999", status=1).stderr


def test_a_new_key_is_a_key() -> None:
    keys = [run(CliRunner(), "key").stdout.strip() for _ in range(2)]
    assert keys[0] != keys[1]
    assert len(decode_key(keys[0], "MKHARI_MASTER_KEY")) == 32


async def counted(database: Database) -> None:
    async with database.transaction() as tx:
        await repository.add(tx, [tally("cases_claimed", urgency="urgent")] * 10, START)
        await repository.add(tx, [tally("cases_claimed", urgency="routine")] * 9, START)


@pytest.fixture
async def with_counts(database: Database) -> None:
    await counted(database)


def test_statistics_are_shown_with_small_numbers_suppressed(with_counts: None, mkhari: CliRunner) -> None:
    shown = run(mkhari, "stats", "show").stdout.splitlines()
    assert shown == [
        "day\tname\tlabels\tcount",
        "2026-11-21\tcases_claimed\turgency=routine\t1-9",
        "2026-11-21\tcases_claimed\turgency=urgent\t10",
    ]
    assert run(mkhari, "stats", "show", "--since", "2026-11-22").stdout.splitlines() == shown[:1]


def test_the_interface_is_described() -> None:
    described = json.loads(run(CliRunner(), "openapi").stdout)
    assert {"/api/widget/messages", "/api/console/cases/{case_id}/claim", "/readyz"} <= set(
        described["paths"]
    )


def test_a_wrong_setting_is_named_without_its_value(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MKHARI_DATABASE_URL", "mysql://never-shown")
    monkeypatch.setenv("MKHARI_ASSESS_LIMIT_SECONDS", "never-shown")
    result = run(CliRunner(), "staff", "list", status=2)
    assert "MKHARI_DATABASE_URL" in result.stderr
    assert "MKHARI_ASSESS_LIMIT_SECONDS" in result.stderr
    assert "never-shown" not in result.output


def test_a_database_that_does_not_answer_is_said_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MKHARI_DATABASE_URL", "postgresql://never:shown@127.0.0.1:1/x")
    commands = (["staff", "list"], ["migrate"], ["stats", "show"], ["staff", "reset", "nino"])
    results = [run(CliRunner(), *words, status=1) for words in commands]
    assert ["the database did not answer" in result.stderr for result in results] == [True] * 4
    assert "shown" not in "".join(result.output for result in results)


def test_without_a_word_the_commands_are_listed() -> None:
    listed = set(run(CliRunner(), "--help").stdout.split())
    commands = {"serve", "worker", "migrate", "chat", "staff", "flows", "risk", "stats", "bench"}
    assert commands - listed == set()


def test_a_chat_in_another_language_is_refused() -> None:
    assert "ka, ru, en" in run(CliRunner(), "chat", "--lang", "fr", status=2).output

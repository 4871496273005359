"""`mkhari risk corrections export`: people's words leave the sealed store only when somebody says so."""

import csv
import stat
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from app.cli import app
from app.settings import Settings, new_key
from store import training
from store.database import Database
from store.sealing import Vault
from store.training import TrainingText
from tests.fixtures import on_sqlite

TEXTS = [
    TrainingText('ზღვისფერი, "ქარავანი"\nმეორე ხაზი', "low", "ka", "Geor"),
    TrainingText("иасамновая лестница", "none", "ru", "Cyrl"),
]


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MKHARI_DATA_DIR", str(tmp_path))
    return tmp_path


@pytest.fixture
async def texts(database: Database, data_dir: Path) -> None:
    """Two texts that people agreed to leave, sealed under this demo's key."""
    vault = Vault(Settings(data_dir=data_dir).open_master_key())
    async with database.transaction() as tx:
        for text in TEXTS:
            await training.add(tx, vault, text)


@pytest.fixture
def mkhari(database_url: str, data_dir: Path, monkeypatch: pytest.MonkeyPatch) -> CliRunner:
    monkeypatch.setenv("MKHARI_DATABASE_URL", database_url)
    return CliRunner()


def export(runner: CliRunner, path: Path, *words: str, status: int = 0) -> Result:
    result = runner.invoke(app, ["risk", "corrections", "export", "--to", str(path), *words])
    assert result.exit_code == status, result.output
    assert result.exception is None or isinstance(result.exception, SystemExit)
    for text in TEXTS:
        assert text.text not in result.output
    return result


def test_without_the_flag_only_their_number_is_told(texts: None, mkhari: CliRunner, tmp_path: Path) -> None:
    path = tmp_path / "texts.csv"
    told = export(mkhari, path, status=1).stderr
    assert "2 texts are kept; none was written" in told
    assert "--confirm" in told
    assert not path.exists()


def test_with_the_flag_they_are_written_for_their_reader_alone(
    texts: None, mkhari: CliRunner, tmp_path: Path
) -> None:
    path = tmp_path / "texts.csv"
    assert f"2 texts were written to {path}" in export(mkhari, path, "--confirm").stdout
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert list(rows[0]) == ["text", "level", "language", "script"]
    assert sorted((TrainingText(**row) for row in rows), key=lambda one: one.text) == sorted(
        TEXTS, key=lambda one: one.text
    )


@on_sqlite
def test_no_file_is_written_over(texts: None, mkhari: CliRunner, tmp_path: Path) -> None:
    path = tmp_path / "texts.csv"
    path.write_text("mine", encoding="utf-8")
    assert "name a new file" in export(mkhari, path, "--confirm", status=1).stderr
    assert path.read_text(encoding="utf-8") == "mine"
    assert "name a new file" in export(mkhari, tmp_path / "nowhere" / "x.csv", "--confirm", status=1).stderr


@on_sqlite
def test_with_another_master_key_nothing_is_written(
    texts: None, mkhari: CliRunner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MKHARI_MASTER_KEY", new_key())
    path = tmp_path / "texts.csv"
    assert "another master key" in export(mkhari, path, "--confirm", status=1).stderr
    assert not path.exists()


@on_sqlite
def test_where_nobody_agreed_there_is_nothing_to_write(mkhari: CliRunner, tmp_path: Path) -> None:
    path = tmp_path / "texts.csv"
    assert "0 texts are kept" in export(mkhari, path, status=1).stderr
    assert "0 texts were written" in export(mkhari, path, "--confirm").stdout

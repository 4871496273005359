"""The model's folder: refused unless its files are the ones that its card describes."""

import json
import shutil
from pathlib import Path

import pytest

from encoder.errors import ModelUnusable
from encoder.files import CARD, NETWORK, TOKENIZER, WEIGHTS, open_files
from encoder.session import Encoder

MOST_BYTES = 45 * 1024 * 1024


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder whose card describes its files."""
    card = json.loads((WEIGHTS / CARD).read_text(encoding="utf-8"))
    shutil.copy(WEIGHTS / TOKENIZER, tmp_path / TOKENIZER)
    (tmp_path / NETWORK).symlink_to(WEIGHTS / NETWORK)
    (tmp_path / CARD).write_text(json.dumps(card), encoding="utf-8")
    return tmp_path


def test_what_ships_is_what_its_card_describes() -> None:
    assert open_files().card.version


def test_what_ships_is_small() -> None:
    assert sum(file.stat().st_size for file in WEIGHTS.iterdir()) <= MOST_BYTES


def test_card_says_how_it_was_made() -> None:
    made = open_files().card.made
    assert {"settings", "corpus_sha256", "packages", "rows", "seconds", "layers"} <= set(made)
    assert "seed" in made["settings"]


@pytest.mark.parametrize("name", [TOKENIZER, NETWORK])
def test_missing_file_is_refused_and_named(folder: Path, name: str) -> None:
    (folder / name).unlink()
    with pytest.raises(ModelUnusable, match=name):
        open_files(folder)


def test_altered_file_is_refused_and_named(folder: Path) -> None:
    with (folder / TOKENIZER).open("a", encoding="utf-8") as file:
        file.write("\n")
    with pytest.raises(ModelUnusable, match=TOKENIZER):
        open_files(folder)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"version": 3}'])
def test_card_that_is_none_is_refused(folder: Path, content: str) -> None:
    (folder / CARD).write_text(content, encoding="utf-8")
    with pytest.raises(ModelUnusable, match=CARD):
        open_files(folder)


def test_folder_without_a_card_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(ModelUnusable, match="mkhari risk train"):
        open_files(tmp_path)


def test_network_that_cannot_be_loaded_is_refused(folder: Path) -> None:
    files = open_files(folder)
    (folder / NETWORK).unlink()
    (folder / NETWORK).write_bytes(b"no network")
    with pytest.raises(ModelUnusable, match="cannot be loaded"):
        Encoder(files)

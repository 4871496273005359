"""The catalogue of intents: what it must hold, and how a wrong file is refused."""

from collections import Counter
from pathlib import Path

import pytest

from encoder.files import open_files
from intents.catalogue_files import CATALOGUE, Group, Way, load
from intents.errors import CatalogueFileInvalid
from intents.recognise import HEAD
from tests.intents.whole import whole

GOOD = CATALOGUE / "thanks.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / GOOD.name).write_text(GOOD.read_text(encoding="utf-8"), encoding="utf-8")
    return tmp_path


def test_every_intent_is_said_in_every_way_of_writing() -> None:
    found = whole()

    assert len(found) > 100
    assert {one.id for one in found if set(one.examples) != set(Way)} == set()
    assert {one.group for one in found} == set(Group)


def test_no_example_stands_under_two_intents() -> None:
    where = Counter(
        (way, text.casefold()) for one in whole() for way, texts in one.examples.items() for text in texts
    )

    assert len(where) > 10_000
    assert [f"{way}: {times} times" for (way, _), times in where.items() if times > 1] == []


def test_the_network_knows_the_intents_of_the_catalogue() -> None:
    assert open_files().card.heads[HEAD].names == [one.id for one in whole()]


def test_a_file_must_bear_the_name_of_its_intent(folder: Path) -> None:
    (folder / GOOD.name).rename(folder / "thank_you.yaml")
    with pytest.raises(CatalogueFileInvalid, match=r"thank_you.yaml, line \d+: .*thanks.yaml"):
        load(folder)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("group: reaction", "group: thing", r"line \d+: group"),
        ("level: none", "level: grave", r"line \d+: level"),
        ("  ru:\n", "  fr:\n", "examples"),
        ("reviewed_by: null\n", "", "reviewed_by"),
        ("level: none", "level: none\nnear: [nowhere]", "nowhere is no intent"),
        ("id: thanks", "id: [", "not readable as YAML"),
    ],
)
def test_a_wrong_file_is_refused_with_its_place(folder: Path, before: str, after: str, said: str) -> None:
    content = GOOD.read_text(encoding="utf-8")
    assert before in content
    (folder / GOOD.name).write_text(content.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(CatalogueFileInvalid, match=said) as refused:
        load(folder)
    assert "მადლობა" not in str(refused.value)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogueFileInvalid, match=r"no \.yaml file"):
        load(tmp_path)

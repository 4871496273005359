"""The corpus and the held-out set as they ship: complete, apart from each other, and safe to read."""

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

import risk
from risk.assessment import Level
from risk.corpus_files import Row, Split, duplicates_across_splits, load

ROOM = Path(risk.__file__).parent
CORPUS, HELD_OUT = ROOM / "corpus", ROOM / "held_out"
WRITTEN = [("ka", "Geor"), ("ka", "Latn"), ("ru", "Cyrl"), ("en", "Latn")]
# Numbers of another country, and amounts that no message needs.
FORBIDDEN = re.compile(r"\b988\b|\bgcal\b|\b\d+\s?(?:mg|мг|მგ|gr|grams)\b", re.IGNORECASE)


@cache
def rows(folder: Path) -> list[Row]:
    return load([folder])


def of(written: tuple[str, str], folder: Path) -> list[Row]:
    return [row for row in rows(folder) if (row.language, row.script) == written]


def test_corpus_is_several_thousand_messages() -> None:
    assert len(rows(CORPUS)) > 10_000


@pytest.mark.parametrize("written", WRITTEN, ids="-".join)
def test_every_way_of_writing_has_every_level_in_every_part(written: tuple[str, str]) -> None:
    found = Counter((row.split, row.level) for row in of(written, CORPUS))
    assert {(split, level) for split in Split for level in Level} <= set(found)


@pytest.mark.parametrize("written", WRITTEN, ids="-".join)
def test_held_out_set_has_every_level(written: tuple[str, str]) -> None:
    found = Counter(row.level for row in of(written, HELD_OUT))
    assert min(found[level] for level in Level) >= 25


def test_a_third_of_the_corpus_is_harmless_or_near_it() -> None:
    below = [row for row in rows(CORPUS) if row.level <= Level.LOW]
    assert len(below) > len(rows(CORPUS)) / 3


def test_no_near_copy_crosses_the_parts() -> None:
    assert {row.split for row in rows(CORPUS)} == set(Split)
    assert [str(pair) for pair in duplicates_across_splits(rows(CORPUS))] == []


def test_no_near_copy_of_the_held_out_set_was_learnt() -> None:
    learnt = [row for row in rows(CORPUS) if row.split is Split.TRAIN]
    held = [replace(row, split=Split.TEST) for row in rows(HELD_OUT)]
    assert len(learnt) > 5_000
    assert len(held) == 1401
    assert [str(pair) for pair in duplicates_across_splits(learnt + held)] == []


def test_no_message_holds_amounts_or_foreign_numbers() -> None:
    every = [*rows(CORPUS), *rows(HELD_OUT)]
    assert len(every) > 11_000
    assert [(row.file, row.family) for row in every if FORBIDDEN.search(row.text)] == []

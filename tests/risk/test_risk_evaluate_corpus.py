"""The corpus files: what is read, how families are cut into parts, and near copies across them."""

import random
from pathlib import Path

import pytest

from risk.assessment import Flag, Level, Subject
from risk.corpus_files import Row, Split, duplicates_across_splits, load, read, split_of
from risk.errors import CorpusFileInvalid
from risk.evaluate.samples import load_samples

SECRET = "zebra"
HEAD = """\
reviewed_by: null
reviewed_on: null
written_by: team
written_on: 2026-11-22
language: en
script: Latn
groups:
"""
GOOD = f"""{HEAD}
  - family: en-trip
    level: none
    texts:
      - 'we go to the sea'
      - no
  - family: en-friend
    level: high
    subject: other
    flags: [third_party, goodbye]
    severity: 4
    texts: ["she gave me her ring {SECRET}"]
"""


def row(text: str, family: str) -> Row:
    split = split_of(family)
    return Row(text, "en", "Latn", Level.NONE, Subject.SELF, frozenset(), None, family, split, "some.yaml")


def family_of(split: Split, nth: int = 0) -> str:
    """A family name that falls into this part."""
    return [name for name in (f"made-{n}" for n in range(400)) if split_of(name) is split][nth]


def fault_of(content: str) -> CorpusFileInvalid:
    with pytest.raises(CorpusFileInvalid) as caught:
        read("some.yaml", content.encode())
    assert SECRET not in str(caught.value)
    return caught.value


def test_each_text_becomes_a_row_with_what_its_group_says() -> None:
    sea, no, ring = read("some.yaml", GOOD.encode())
    assert (sea.text, sea.level, sea.subject, sea.flags, sea.severity) == (
        "we go to the sea",
        Level.NONE,
        Subject.SELF,
        frozenset(),
        None,
    )
    assert no.text == "no"
    assert (ring.level, ring.subject, ring.severity) == (Level.HIGH, Subject.OTHER, 4)
    assert ring.flags == {Flag.THIRD_PARTY, Flag.GOODBYE}
    assert (ring.language, ring.script, ring.file) == ("en", "Latn", "some.yaml")


def test_folders_are_read_with_all_their_files_once(tmp_path: Path) -> None:
    (tmp_path / "inside").mkdir()
    for name in ("b.yaml", "a.yaml", "inside/c.yml"):
        (tmp_path / name).write_text(GOOD, encoding="utf-8")
    (tmp_path / "GUIDELINE.md").write_text("words", encoding="utf-8")
    rows = load([tmp_path, tmp_path / "a.yaml"])
    assert [one.file for one in rows[::3]] == ["a.yaml", "b.yaml", "c.yml"]


def test_a_family_is_in_one_part_whatever_the_file() -> None:
    first, second = (read(name, GOOD.encode()) for name in ("a.yaml", "b.yaml"))
    assert [one.split for one in first] == [one.split for one in second]
    assert first[0].split is first[1].split


def test_parts_have_their_shares_of_families() -> None:
    parts = [split_of(f"family-{n}") for n in range(4000)]
    assert 0.73 < parts.count(Split.TRAIN) / 4000 < 0.77
    assert 0.085 < parts.count(Split.TUNE) / 4000 < 0.115
    assert 0.135 < parts.count(Split.TEST) / 4000 < 0.165


def test_parts_never_move() -> None:
    # The figures of one version can be compared with the next only while these stand.
    names = ["en-roof-view", "ru-exam-dead", "ka-self-denial-but", "ka-father"]
    assert [split_of(name).value for name in names] == ["train", "test", "train", "tune"]


@pytest.mark.parametrize(
    ("old", "new", "line", "family", "told"),
    [
        ("level: high", f"level: {SECRET}", 15, "en-friend", "not a level; write one of none, low"),
        ("severity: 4", "severity: 7", 18, "en-friend", "less than or equal to 6"),
        ("subject: other", "subject: friend", 16, "en-friend", "'self' or 'other'"),
        ("flags: [third_party", f"flags: [{SECRET}", 17, "en-friend", "groups.1.flags.0"),
        ("      - no\n", "      - 112\n", 13, "en-trip", "valid string"),
        ("      - no\n", "      - '  '\n", 13, "en-trip", "at least 1 character"),
        ("      - no\n", f"      - no\n    {SECRET} and: more\n", 14, "en-trip", "Extra inputs"),
        ("family: en-trip", f"family: {SECRET} and more", 9, None, "match pattern"),
        ("script: Latn", "script: Arab", 6, None, "script"),
        ("written_by: team\n", "", None, None, "written_by: Field required"),
        ("'we go to the sea'", f"'we go {SECRET}", 20, None, "check quotes"),
        ("    level: none\n", f"    level: none\n    level: {SECRET}\n", 11, None, "keys written twice"),
    ],
)
def test_fault_is_named_by_file_line_and_family(
    old: str, new: str, line: int | None, family: str | None, told: str
) -> None:
    assert old in GOOD
    fault = fault_of(GOOD.replace(old, new))
    assert (fault.file, fault.family) == ("some.yaml", family)
    assert told in fault.problem
    assert fault.line == line


def test_wrong_encoding_and_empty_folder_are_told(tmp_path: Path) -> None:
    with pytest.raises(CorpusFileInvalid, match="not UTF-8"):
        read("some.yaml", b"\xff\xfe")
    with pytest.raises(CorpusFileInvalid, match=r"no \.yaml file"):
        load([tmp_path])
    with pytest.raises(CorpusFileInvalid, match="cannot be read"):
        load([tmp_path / "gone.yaml"])


def test_rows_become_samples_with_ids_that_outlive_edits_to_the_file(tmp_path: Path) -> None:
    path = tmp_path / "some.yaml"
    path.write_text(GOOD, encoding="utf-8")
    before = load_samples([tmp_path]).samples
    path.write_text(GOOD.replace("      - no\n", "      - yes\n      - no\n"), encoding="utf-8")
    after = load_samples([path]).samples
    assert [sample.id for sample in before] == [after[0].id, after[2].id, after[3].id]
    assert before[0].group == "en Latn"
    assert before[0].split == split_of("en-trip")


def test_near_copies_are_found_only_across_parts() -> None:
    train, test = family_of(Split.TRAIN), family_of(Split.TEST)
    rows = [
        row("nobody in my class talks to me any more", train),
        row("Nobody in my CLASS talks to me, any more!!", test),
        row("nobody in my class talks to me anymore", test),
        row("we go to the sea on sunday", test),
        row("nobody in my class talks to me anymore", family_of(Split.TRAIN, 1)),
    ]
    found = duplicates_across_splits(rows)
    assert [(one.first.family, one.second.family) for one in found].count((train, test)) >= 1
    assert found[0].similarity == 1.0
    assert [one for one in found if one.first.split is one.second.split] == []
    assert {one.first.text for one in found}.isdisjoint({"we go to the sea on sunday"})
    assert str(found[0]).startswith(
        f"some.yaml, family {test} (test) and some.yaml, family {rows[4].family} (train): 100 % alike"
    )
    assert "nobody" not in str(found[0])


def test_texts_without_words_are_compared_by_their_signs() -> None:
    rows = [
        row("😭😭😭", family_of(Split.TRAIN)),
        row("😭😭😭", family_of(Split.TEST)),
        row("🎉", family_of(Split.TUNE)),
    ]
    assert len(duplicates_across_splits(rows)) == 1


def test_the_quick_search_finds_what_comparing_every_pair_finds() -> None:
    seed = 20261122
    chance = random.Random(seed)
    words = ["sea", "trip", "class", "nobody", "alone", "sunday", "talks", "home"]
    families = [family_of(split, nth) for split in Split for nth in range(3)]
    texts = [" ".join(chance.choices(words, k=chance.randint(1, 6))) for _ in range(250)]
    rows = [row(text, chance.choice(families)) for text in texts]
    quick = {(id(one.first), id(one.second)) for one in duplicates_across_splits(rows, 0.6)}
    every = {
        frozenset((id(a), id(b)))
        for nth, a in enumerate(rows)
        for b in rows[:nth]
        if a.split is not b.split and duplicates_across_splits([a, b], 0.6)
    }
    assert {frozenset(pair) for pair in quick} == every, f"seed {seed}"

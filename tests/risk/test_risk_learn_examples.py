"""What is learnt from: rows with their bounds, altered and joined without losing what they mean."""

from collections.abc import Sequence
from pathlib import Path
from random import Random

import pytest

from encoder.readings import TextReader
from risk.assessment import Flag, Level, Subject
from risk.corpus_files import Row, Split
from risk.learn.errors import SourceFileInvalid
from risk.learn.examples import Example, altered, everyday, from_rows, join, posts, respelled, seen_by_model

NOTHING: frozenset[Flag] = frozenset()


def row(
    level: Level = Level.NONE,
    flags: Sequence[Flag] = (),
    severity: int | None = None,
    subject: Subject = Subject.SELF,
) -> Row:
    return Row(
        text="დღეს ვარჯიშზე მივდივარ",
        language="ka",
        script="Geor",
        level=level,
        subject=subject,
        flags=frozenset(flags),
        severity=severity,
        family="ka-some",
        split=Split.TRAIN,
    )


def example(
    text: str = "the bus was late again",
    level: Level = Level.NONE,
    flags: Sequence[Flag] = (),
    severity: tuple[int, int] | None = (0, 0),
    *,
    other: bool = False,
    own: bool = True,
    least: Level | None = None,
) -> Example:
    return Example(text, "en", "Latn", level, other, frozenset(flags), severity, own, least)


@pytest.mark.parametrize(
    ("level", "flags", "bounds"),
    [
        (Level.NONE, [], (0, 0)),
        (Level.LOW, [], (0, 0)),
        (Level.LOW, [Flag.ATTEMPT], None),
        (Level.MODERATE, [], (1, 1)),
        (Level.MODERATE, [Flag.SELF_HARM], (0, 1)),
        (Level.MODERATE, [Flag.ATTEMPT], (6, 6)),
        (Level.HIGH, [], (2, 6)),
        (Level.HIGH, [Flag.MEANS], (3, 6)),
        (Level.HIGH, [Flag.PLAN], (3, 6)),
        (Level.HIGH, [Flag.PLAN, Flag.TIME], (4, 6)),
        (Level.HIGH, [Flag.ATTEMPT], (6, 6)),
        (Level.IMMINENT, [], (4, 6)),
    ],
)
def test_level_and_flags_bound_the_severity(
    level: Level, flags: list[Flag], bounds: tuple[int, int] | None
) -> None:
    (made,) = from_rows([row(level, flags)])

    assert made.severity == bounds


def test_a_severity_that_somebody_gave_stands() -> None:
    (made,) = from_rows([row(Level.HIGH, [Flag.PLAN], severity=5)])

    assert made.severity == (5, 5)


def test_a_row_keeps_its_labels() -> None:
    (made,) = from_rows([row(Level.MODERATE, [Flag.THIRD_PARTY], subject=Subject.OTHER)])

    assert (made.level, made.flags, made.other) == (Level.MODERATE, frozenset({Flag.THIRD_PARTY}), True)
    assert (made.language, made.script, made.own) == ("ka", "Geor", True)


GRAVE = example("grave", Level.HIGH, [Flag.MEANS], (3, 6))
LIGHT = example("light", Level.LOW, [Flag.BULLYING], (0, 0), other=True)


@pytest.mark.parametrize(("first", "second"), [(GRAVE, LIGHT), (LIGHT, GRAVE)])
def test_of_two_joined_messages_the_graver_label_stands(first: Example, second: Example) -> None:
    both = join(first, second, ". ")

    assert both.text == f"{first.text}. {second.text}"
    assert (both.level, both.other, both.severity) == (Level.HIGH, False, (3, 6))
    assert both.flags == frozenset({Flag.MEANS, Flag.BULLYING})


@pytest.mark.parametrize("turned", [False, True])
def test_of_two_equally_grave_ones_the_writers_own_danger_is_told(turned: bool) -> None:
    friend, me = example("friend", Level.HIGH, other=True), example("me", Level.HIGH)

    assert join(*((me, friend) if turned else (friend, me)), " ").other is False


def test_unknown_severity_stays_unknown_when_joined() -> None:
    assert join(GRAVE, example(severity=None), " ").severity is None


@pytest.mark.parametrize("turned", [False, True])
def test_joined_with_a_message_labelled_by_bounds_both_bounds_count(turned: bool) -> None:
    bounded = example("post", Level.IMMINENT, severity=(4, 4), least=Level.HIGH)
    certain = example("sure", Level.IMMINENT, severity=(4, 6))

    both = join(*((bounded, certain) if turned else (certain, bounded)), " ")
    less = join(*((bounded, GRAVE) if turned else (GRAVE, bounded)), " ")

    assert (both.level, both.least) == (Level.IMMINENT, Level.IMMINENT)
    assert (less.level, less.least) == (Level.IMMINENT, Level.HIGH)


OWN = [example(f"message number {number} of ours", Level(number % 5)) for number in range(60)]
PLAIN = [example(f"plain sentence {number}", own=False) for number in range(40)]


def test_the_same_seed_gives_the_same_round(seed: int) -> None:
    assert altered([*OWN, *PLAIN], 0.2, seed) == altered([*OWN, *PLAIN], 0.2, seed)
    assert altered([*OWN, *PLAIN], 0.2, seed) != altered([*OWN, *PLAIN], 0.2, seed + 1)


def test_a_round_shows_every_message_and_a_share_of_plain_sentences(seed: int) -> None:
    shown = altered([*OWN, *PLAIN], 0.2, seed)

    assert len([one for one in shown if one.own]) == len(OWN)
    assert {one.text for one in shown if not one.own} <= {one.text for one in PLAIN}
    assert len([one for one in shown if not one.own]) == 12


def test_a_round_needs_no_everyday_sentences(seed: int) -> None:
    assert len(altered(OWN, 0.2, seed)) == len(OWN)


def test_an_alteration_never_lowers_a_level(seed: int) -> None:
    shown = [one for one in altered([*OWN, *PLAIN], 0.2, seed) if one.own]

    ours = {one.text for one in OWN}
    assert any(one.text not in ours for one in shown), "nothing was altered"
    for level in Level:
        at_least = sum(one.level >= level for one in shown)
        assert at_least >= sum(one.level >= level for one in OWN)


def test_a_message_in_latin_letters_keeps_its_labels(seed: int) -> None:
    (made,) = from_rows([row(Level.HIGH, [Flag.PLAN])])

    typed = respelled(made, Random(seed))

    assert typed.text.isascii()
    assert (typed.script, typed.level, typed.flags) == ("Latn", made.level, made.flags)


def test_what_the_model_sees_is_one_of_the_views(seed: int) -> None:
    text_reader = TextReader({})
    made = example("MINDA sicocxle")

    assert seen_by_model(made, text_reader, Random(seed)) in {
        reading.text for reading in text_reader.readings(made.text)
    }


def write_everyday(folder: Path) -> None:
    for name, content in {
        "goemotions_sample.csv": "text,emotions\nwell done,admiration|joy\ni feel awful,joy|sadness\n",
        "georgian_benign.csv": "source,text,gloss\ntatoeba,კარგი დღეა,x\nud,სხვა წყარო,x\n",
        "parallel_ru_en_ka.csv": "source,lang,text\ntatoeba,ru,идёт дождь\nsib200,ru,другое\n"
        "tatoeba,en,it rains\n",
    }.items():
        (folder / name).write_text(content, encoding="utf-8")


def test_everyday_sentences_are_calm_and_of_sources_that_may_ship(tmp_path: Path) -> None:
    write_everyday(tmp_path)

    found = everyday(tmp_path)

    assert [(one.text, one.language, one.script) for one in found] == [
        ("well done", "en", "Latn"),
        ("კარგი დღეა", "ka", "Geor"),
        ("идёт дождь", "ru", "Cyrl"),
        ("it rains", "en", "Latn"),
    ]
    assert {(one.level, one.severity, one.own) for one in found} == {(Level.NONE, (0, 0), False)}


def test_a_missing_file_of_everyday_sentences_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceFileInvalid, match=r"goemotions_sample\.csv cannot be read"):
        everyday(tmp_path)


def test_a_table_without_its_columns_is_named(tmp_path: Path) -> None:
    write_everyday(tmp_path)
    (tmp_path / "georgian_benign.csv").write_text("words\nx\n", encoding="utf-8")

    with pytest.raises(
        SourceFileInvalid, match=r"georgian_benign\.csv lacks one of the columns text, source"
    ):
        everyday(tmp_path)


def test_posts_bring_the_bounds_of_their_severity(tmp_path: Path) -> None:
    table = tmp_path / "posts.csv"
    table.write_text("text,severity\na,0\nb,2\nc,6\nd,1\n", encoding="utf-8")

    found = posts(table, first=3)

    assert [(one.least, one.level, one.severity) for one in found] == [
        (Level.NONE, Level.LOW, (0, 0)),
        (Level.HIGH, Level.HIGH, (2, 2)),
        (Level.MODERATE, Level.IMMINENT, (6, 6)),
    ]


@pytest.mark.parametrize("severity", ["7", "-1", "", "grave", "2.5"])
def test_a_post_of_another_scale_is_refused_by_its_row(tmp_path: Path, severity: str) -> None:
    table = tmp_path / "posts.csv"
    table.write_text(f"text,severity\nfine,0\nwords,{severity}\n", encoding="utf-8")

    with pytest.raises(SourceFileInvalid, match=r"posts\.csv, row 2: severity .*0 to 6") as refused:
        posts(table, first=5)
    assert "words" not in str(refused.value)

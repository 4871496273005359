"""Danger in languages that nobody here speaks: what the small lexicons find, and what they leave alone."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from encoder.language import detect
from encoder.normalise import words
from risk.assessment import Context, Kind, Level, Subject
from risk.spelling import FOREIGN, LITERAL_SPELLING, Alphabet, spellings
from tests.risk.rules_alone import assess

_HERE = Path(__file__).parent
HARMLESS = "harmless"


def read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = YAML(typ="safe", pure=True).load((_HERE / name).read_text(encoding="utf-8"))
    return found


KNOWN, LAST = read("foreign_messages_known.yaml"), read("foreign_messages.yaml")


def dangers(told: dict[str, list[str]]) -> Iterator[tuple[Level, str]]:
    for label, texts in told.items():
        if label != HARMLESS:
            yield from ((Level.from_label(label), text) for text in texts)


@pytest.mark.parametrize("language", FOREIGN)
def test_known_messages_are_read_at_their_level(language: str) -> None:
    told = list(dangers(KNOWN[language]))
    assert len(told) > 60
    missed = [
        (level.label, number) for number, (level, text) in enumerate(told) if assess(text).level < level
    ]
    assert missed == []


@pytest.mark.parametrize("language", FOREIGN)
@pytest.mark.parametrize("file", [KNOWN, LAST], ids=["known", "last"])
def test_harmless_messages_stay_below_the_direct_question(file: dict[str, Any], language: str) -> None:
    told = file[language][HARMLESS]
    assert len(told) >= 8
    false = [number for number, text in enumerate(told) if assess(text).level >= Level.MODERATE]
    # "Have you heard the new song? It is about suicide": the song stands in another sentence.
    assert len(false) <= (1 if language == "uk" and file is KNOWN else 0)


@pytest.mark.parametrize("language", FOREIGN)
def test_danger_written_last_is_noticed(language: str) -> None:
    told = list(dangers(LAST[language]))
    assert len(told) == 17
    noticed = sum(assess(text).level >= Level.MODERATE for _, text in told)
    assert noticed / len(told) >= 0.9


def test_language_of_messages_written_last_is_named() -> None:
    told = [(name, text) for name in FOREIGN for texts in LAST[name].values() for text in texts]
    assert len(told) == 100
    named = sum(detect(words(text), None, text)[0] == name for name, text in told)
    assert named / len(told) >= 0.98


def test_languages_without_rules_are_named_and_unread() -> None:
    told = [(name, text) for name, texts in KNOWN["named"].items() for text in texts]
    assert len(told) > 80
    named = sum(detect(words(text), None, text)[0] == name for name, text in told)
    assert named / len(told) >= 0.85


@pytest.mark.parametrize(
    ("text", "kind", "subject"),
    [
        ("babamın elinde bıçak var", Kind.VIOLENCE_NOW, Subject.SELF),
        ("atam məni döyür", Kind.ABUSE, Subject.SELF),
        ("мене шантажують", Kind.BLACKMAIL, Subject.SELF),
        ("ինձ կտրատում եմ", Kind.SELF_HARM, Subject.SELF),
        ("bir kutu hap içtim", Kind.ATTEMPT_IN_PROGRESS, Subject.SELF),
        ("подруга хоче вбити себе", Kind.SUICIDE, Subject.OTHER),
        ("ընկերս ուզում է իրեն սպանել", Kind.SUICIDE, Subject.OTHER),
    ],
)
def test_kind_and_subject_are_told(text: str, kind: Kind, subject: Subject) -> None:
    gravest = assess(text).dangers[0]
    assert (gravest.kind, gravest.subject) == (kind, subject)


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("я на балконе стою, курю", Level.NONE),
        ("хочу жить и учить украинский", Level.NONE),
        ("men are from mars, olmek is a name", Level.NONE),
        ("var kargad da minda tortis wamleba", Level.NONE),
    ],
)
def test_their_rules_read_no_message_of_ours(text: str, least: Level) -> None:
    found = assess(text)
    assert found.level is least
    assert {one.rule[:2] for one in found.evidence}.isdisjoint(FOREIGN)


def test_words_are_spelled_for_a_language_only_where_it_is_asked_for() -> None:
    (latin,), (cyrillic,), (armenian,) = words("yaşamaq"), words("жити"), words("մեռնել")
    foreign = {Alphabet.AZERBAIJANI, Alphabet.TURKISH, Alphabet.ARMENIAN_LATIN, Alphabet.UKRAINIAN}
    assert {alphabet for alphabet, _ in spellings(latin)}.isdisjoint(foreign)
    assert dict(spellings(latin, frozenset({"az"})))[Alphabet.AZERBAIJANI] == "yasamag"
    assert {alphabet for alphabet, _ in spellings(cyrillic)} == {Alphabet.RUSSIAN}
    assert Alphabet.UKRAINIAN in dict(spellings(cyrillic, frozenset({"uk"})))
    assert dict(spellings(armenian)) == {Alphabet.ARMENIAN: "մեռնել"}


@pytest.mark.parametrize(
    ("typed", "own"),
    [("kyanqy", "կյանքը"), ("vonc", "ոնց"), ("yerek", "երեկ"), ("khndrum", "խնդրում"), ("uzum", "ուզում")],
)
def test_armenian_in_latin_letters_meets_its_own_letters(typed: str, own: str) -> None:
    (latin,) = words(typed)

    spelled = dict(spellings(latin, frozenset({"hy"})))[Alphabet.ARMENIAN_LATIN]
    assert spelled == LITERAL_SPELLING[Alphabet.ARMENIAN_LATIN](own)


def test_level_needs_no_hint_and_no_history() -> None:
    text = LAST["tr"]["moderate"][0]
    assert assess(text).level is assess(text, Context(Level.HIGH, "ka")).level is Level.MODERATE

"""Perturbations: the same thing typed differently."""

from collections.abc import Callable
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from encoder.normalise import squeeze, words
from encoder.readings import readings
from risk.perturb import PERTURBATIONS
from risk.perturb.everyday import EMOJI, FILLERS, SENTENCES

_same_each_time = settings(derandomize=True, deadline=None, database=None, max_examples=40)
_TYPOS = ("neighbour_keys", "missed_shift", "swapped_letters", "dropped_letters", "doubled_letters")
_MESSAGES = {
    "ka": "აღარ შემიძლია ასე ცხოვრება, თავს ძალიან ცუდად ვგრძნობ.",
    "ru": "Я больше не могу так, мне очень плохо и страшно.",
    "en": "I can't go on like this, everything feels terrible.",
    "ka in Latin letters": "agar shemidzlia ase cxovreba, dzalian cudad var",
    "ru in Latin letters": "ya bolshe ne mogu tak, mne ochen ploho",
}
_SEEDS = range(12)


def _changed(name: str, text: str, seed: int = 0) -> str:
    return PERTURBATIONS[name](text, Random(seed))


@pytest.mark.parametrize("name", PERTURBATIONS)
def test_the_same_seed_gives_the_same_text(name: str) -> None:
    first, second = (
        [_changed(name, text, seed) for text in _MESSAGES.values() for seed in _SEEDS] for _ in range(2)
    )
    assert first == second


@pytest.mark.parametrize("name", PERTURBATIONS)
def test_every_perturbation_changes_something_somewhere(name: str) -> None:
    assert any(_changed(name, text, seed) != text for text in _MESSAGES.values() for seed in _SEEDS)


@pytest.mark.parametrize("name", PERTURBATIONS)
@_same_each_time
@given(text=st.text(st.characters(codec=None), max_size=60), seed=st.integers(0, 999))
def test_no_text_is_too_strange(name: str, text: str, seed: int) -> None:
    assert isinstance(_changed(name, text, seed), str)


def _distance(one: str, other: str) -> int:
    """Letters inserted, dropped, replaced or swapped with their neighbour."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, 1):
        row = [i]
        for j, b in enumerate(other, 1):
            cost = min(rows[-1][j] + 1, row[-1] + 1, rows[-1][j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, rows[-2][j - 2] + 1)
            row.append(cost)
        rows.append(row)
    return rows[-1][-1]


@pytest.mark.parametrize("name", _TYPOS)
@pytest.mark.parametrize("text", _MESSAGES.values(), ids=_MESSAGES)
def test_slips_are_few(name: str, text: str) -> None:
    letters = sum(char.isalpha() for char in text)
    assert max(_distance(text, _changed(name, text, seed)) for seed in _SEEDS) <= letters // 8


@pytest.mark.parametrize("name", _TYPOS)
@pytest.mark.parametrize("text", ["არ ვარ მე კი", "я не он и ты", "I am so sad", "can't never აღარ жить"])
def test_short_words_and_negations_keep_their_letters(name: str, text: str) -> None:
    assert {_changed(name, text, seed) for seed in _SEEDS} == {text}


@pytest.mark.parametrize(
    ("name", "stay"),
    [
        ("neighbour_keys", {True}),
        ("dropped_letters", {True}),
        ("swapped_letters", {True}),
        ("missed_shift", {True, False}),
    ],
)
def test_first_letters_stay_but_for_a_missed_shift(name: str, stay: set[bool]) -> None:
    pairs = [
        pair
        for text in _MESSAGES.values()
        for seed in _SEEDS
        for pair in zip(text.split(), _changed(name, text, seed).split(), strict=True)
    ]
    assert {before[0] == after[0] for before, after in pairs} == stay


def _plain(text: str) -> str:
    return readings(text)[0].text


@pytest.mark.parametrize(
    "name",
    [
        "upper_case",
        "title_case",
        "alternating_case",
        "invisible_marks",
        "fancy_letters",
        "look_alikes",
        "line_breaks",
    ],
)
@pytest.mark.parametrize("text", _MESSAGES.values(), ids=_MESSAGES)
def test_views_undo_disguises(name: str, text: str) -> None:
    assert {_plain(_changed(name, text, seed)) for seed in _SEEDS} == {_plain(text)}


@pytest.mark.parametrize("text", [_MESSAGES["ka"], _MESSAGES["ru"]])
def test_views_undo_stretched_letters(text: str) -> None:
    found = {squeeze(_plain(_changed("stretched_letters", text, seed))) for seed in _SEEDS}
    assert found == {squeeze(_plain(text))}


@pytest.mark.parametrize("text", [_MESSAGES["ka"], "everything feels terrible"])
def test_views_undo_a_spaced_out_word(text: str) -> None:
    assert {_plain(_changed("spaced_out_word", text, seed)) for seed in _SEEDS} == {_plain(text)}


def test_views_undo_a_spaced_out_text() -> None:
    assert _plain(_changed("spaced_out", "ძალიან ცუდად ვარ")) == "ძალიან ცუდად ვარ"


@pytest.mark.parametrize(
    ("name", "text", "changed"),
    [
        ("upper_case", "თავი", "ᲗᲐᲕᲘ"),
        ("no_punctuation", "Well, no... I can't! 3.5", "Well no I can't 3.5"),
        ("spaced_out", "ვარ აქ", "ვ ა რ  ა ქ"),
        ("georgian_latin_keyboard", "ძალიან ცუდად", "Zalian cudad"),
        ("georgian_latin_keyboard", "очень bad", "очень bad"),
        ("russian_latin_plain", "мне плохо", "mne plokho"),
        ("russian_latin_plain", "ცუდად", "ცუდად"),
        ("missed_shift", "შენი", "სენი"),
        ("look_alikes", "შენი თავი", "შენი თავი"),
    ],
)
def test_what_is_made_of_a_text(name: str, text: str, changed: str) -> None:
    assert _changed(name, text, 1) == changed


@pytest.mark.parametrize("text", _MESSAGES.values(), ids=_MESSAGES)
def test_joined_words_lose_spaces_only(text: str) -> None:
    found = [_changed("joined_words", text, seed) for seed in _SEEDS]
    assert {joined.replace(" ", "") for joined in found} == {text.replace(" ", "")}
    lost = [len(text) - len(joined) for joined in found]
    assert 0 < min(lost) <= max(lost) <= max(1, text.count(" ") // 4)


@pytest.mark.parametrize("how", ["padded_before", "padded_after", "padded_around", "filler_words"])
@pytest.mark.parametrize("text", _MESSAGES.values(), ids=_MESSAGES)
def test_padding_is_in_the_language_and_script_of_the_text(how: str, text: str) -> None:
    padded = [words(_changed(how, text, seed)) for seed in _SEEDS]
    assert {frozenset(word.script for word in each) for each in padded} == {
        frozenset(word.script for word in words(text))
    }


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        ("padded_before", lambda padded, text: padded.endswith(" " + text)),
        ("padded_after", lambda padded, text: padded.startswith(text.rstrip("."))),
        ("padded_around", lambda padded, text: text.rstrip(".") in padded[1:-1]),
    ],
)
def test_padding_leaves_the_text_whole(name: str, holds: Callable[[str, str], bool]) -> None:
    assert [holds(_changed(name, text), text) for text in _MESSAGES.values()] == [True] * 5


def test_fillers_never_part_a_short_word_from_what_follows() -> None:
    found = [_changed("filler_words", "честно я не хочу больше так", seed) for seed in range(60)]
    assert {"я не хочу" in text for text in found} == {True}
    assert len(set(found)) > 5


def test_there_is_enough_to_say_in_each_language() -> None:
    assert {language: len(set(told)) for language, told in SENTENCES.items()} == {
        "ka": 26,
        "ru": 26,
        "en": 26,
    }
    assert FILLERS.keys() == SENTENCES.keys()
    assert min(len(fillers) for fillers in FILLERS.values()) >= 8
    assert len(EMOJI) >= 10

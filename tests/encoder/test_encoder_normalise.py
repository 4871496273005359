"""Plain words with their places in the original text."""

from string import ascii_letters

import pytest
from hypothesis import given
from hypothesis import strategies as st

from encoder.normalise import fold, script_of, squeeze, words


@pytest.mark.parametrize(
    ("typed", "plain"),
    [
        ("ᲡᲘᲙᲕᲓᲘᲚᲘ", ["სიკვდილი"]),
        ("Ещё Ёлка", ["еще", "елка"]),
        ("ｋｉｌｌ", ["kill"]),
        ("𝐝𝐢𝐞 𝓭𝓲𝓮", ["die", "die"]),
        ("ki\u00adll\u200b", ["kill"]),
        ("d\u0336i\u0336e\u0336", ["die"]),
        ("\u202eდე\u202cდა", ["დედა"]),
        ("d i e  n o w  a l l", ["die", "now", "all"]),
        ("don’t", ["don't"]),
        ("diе", ["die"]),
        ("cмерть", ["смерть"]),
        ("\ud83d die \udc00", ["die"]),
        ("a\x00b", ["ab"]),
    ],
)
def test_disguised_letters_become_plain_words(typed: str, plain: list[str]) -> None:
    assert [word.text for word in words(typed)] == plain


def test_stretched_letters_become_one() -> None:
    assert squeeze("მინდ" + "ა" * 5) == "მინდ" + "ა"
    assert squeeze("noooo") == squeeze("no")


def test_sentence_and_clause_ends_are_told_apart() -> None:
    found = words("one two, three. four... five\nsix")
    assert [word.boundary for word in found] == [0, 0, 1, 2, 1, 1]


@pytest.mark.parametrize(
    ("text", "script"),
    [("abc", "Latn"), ("აბგ", "Geor"), ("абв", "Cyrl"), ("12 😀", "Zyyy"), ("აბგ ok", "Geor")],
)
def test_script_follows_most_letters(text: str, script: str) -> None:
    assert script_of(text) == script


@given(st.text(st.characters(codec=None), max_size=120))
def test_places_of_words_lie_in_order_inside_the_text(text: str) -> None:
    found = words(text)
    assert bool(found) >= any(char in ascii_letters for char in text)
    starts = [word.start for word in found]
    assert starts == sorted(starts)
    assert [word for word in found if not 0 <= word.start < word.end <= len(text)] == []


@given(st.text(st.characters(codec=None), min_size=1, max_size=120))
def test_folded_stretches_map_back_inside_the_text(text: str) -> None:
    folded = fold(text)
    spans = [folded.span(index, index + 1) for index in range(len(folded.text))]
    assert len(spans) >= sum(char in ascii_letters for char in text)
    assert [span for span in spans if not 0 <= span[0] < span[1] <= len(text)] == []

"""Messages prepared for the risk model: clean text with places, and other readings of Latin letters."""

import sys
import unicodedata
from collections.abc import Sequence

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from encoder.normalise import fold
from encoder.readings import Kind, Reading, TextReader, readings
from encoder.readings.clean import cleaned_characters

# A tokenizer's vocabulary in small; scores are logarithms of probabilities.
_ENGLISH = "kill myself i want to die no so tired cool suicide life help me and the"
_RUSSIAN = "хочу умереть не жить больше я что длинный"
_GEORGIAN = "თავს თავი მოვიკლავ მინდა სიკვდილი აღარ შემიძლია ასე"
_PIECES = {
    **dict.fromkeys("abcdefghijklmnopqrstuvwxyz", -12.0),
    **dict.fromkeys("абвгдежзийклмнопрстуфхцчшщъыьэюя", -12.0),
    **dict.fromkeys("აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ", -12.0),
    **dict.fromkeys("0123456789.,!?'", -11.0),
    **{"▁" + word: -9.0 for word in _ENGLISH.split()},
    **{"▁" + word: -9.5 for word in _RUSSIAN.split()},
    **{"▁" + word: -10.0 for word in _GEORGIAN.split()},
}
_same_each_time = settings(derandomize=True, deadline=None, database=None)
_READER = TextReader(_PIECES)
_WITHOUT_PIECES = TextReader({})

_TRICKY = st.text(
    st.sampled_from(
        "abkil кія თავს 0134!*.'<>/s|@$\u200b\u0306\u0336\u2581ß½ﷺＡＢ\u0130😂👍🏽\ufe0f\n\t…«—\ud83d"
    ),
    max_size=60,
)
_PLAIN = "we want to die... 😂 ok? მინდა სიკვდილი хочу умереть, so tired 20mg"
_ANY = st.one_of(st.text(st.characters(codec=None), max_size=80), _TRICKY)


def _typed(text: str, text_reader: TextReader = _READER) -> str:
    return text_reader.readings(text)[0].text


def _as(kind: Kind, text: str, text_reader: TextReader = _READER) -> str | None:
    return next((reading.text for reading in text_reader.readings(text) if reading.kind is kind), None)


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("  I  want\nto\tdie  ", "i want to die"),
        ("ᲛᲘᲜᲓᲐ ᲡᲘᲙᲕᲓᲘᲚᲘ", "მინდა სიკვდილი"),
        ("МОЙ Ёжик", "мой ежик"),
        ("мои\u0306", "мой"),
        ("ｋｉｌｌ 𝐦𝐞", "kill me"),
        ("ki\u200bll\u202e m\u00adyself", "kill myself"),
        ("kіll mе", "kill me"),
        ("cмерть", "смерть"),
        ("თ\u0061ვი", "თავი"),
        ("k i l l myself", "kill myself"),
        ("k.i.l.l", "kill"),
        ("თ ა ვ ი", "თავი"),
        ("Soooo TIREDDDD", "so tired"),
        ("coooool", "cool"),
        ("мინდა", "мინდა"),
        ("მინდაააა", "მინდა"),
        ("k1ll", "kill"),
        ("su1c1de", "suicide"),
        ("k*ll", "kill"),
        ("k!ll", "kill"),
        ("20mg 3rd 10б iphone5 1000000", "20mg 3rd 10б iphone5 1000000"),
        ("no!!!!! why????", "no!! why??"),
        ("well..... …", "well... ..."),
        ("👍🏽 ❤️ 😂😂😂😂", "👍 ❤ 😂😂"),
        ("«life» “life”", '"life" "life"'),
        ("don’t", "don't"),
        (":'( <3 </3", ":'( <3 </3"),
        ("", ""),
        ("\u200b \n", ""),
    ],
)
def test_what_was_typed_becomes_plain_text(typed: str, clean: str) -> None:
    assert _typed(typed) == clean


@pytest.mark.parametrize(
    "token", ["<s>", "</s>", "<pad>", "<mask>", "<unk>", "<MASK>", "＜s＞", "<\u200bs>", "<<s>s>", "<|end|>"]
)
def test_special_tokens_are_words_like_others(token: str) -> None:
    texts = [reading.text for reading in _READER.readings(f"a {token} b{token}")]
    assert texts[0].startswith("a ")
    special = ("<s>", "</s>", "<pad>", "<mask>", "<unk>", "<|end|>")
    assert [(mark, text) for mark in special for text in texts if mark in text] == []


def test_without_pieces_the_plainest_spelling_is_taken() -> None:
    found = readings("მინდაააა k1ll coooool 5am")
    assert found[0].text == "მინდა kill cool 5am"


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        ("i want to die", []),
        ("help me", []),
        ("მინდა სიკვდილი", []),
        ("хочу умереть", []),
        ("123 !!!", []),
        ("minda sikvdili", [Kind.GEORGIAN]),
        ("tavs moviklav, agar shemidzlia ase", [Kind.GEORGIAN]),
        ("ne hochu bolshe zhit", [Kind.RUSSIAN]),
        ("xqz", [Kind.GEORGIAN, Kind.RUSSIAN]),
    ],
)
def test_latin_letters_are_read_in_the_languages_they_may_be(typed: str, kinds: Sequence[Kind]) -> None:
    assert [reading.kind for reading in _READER.readings(typed)] == [Kind.TYPED, *kinds]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("tavs moviklav", "თავს მოვიკლავ"),
        ("Tavs moviklav!!", "თავს მოვიკლავ!!"),
        ("TAVS MOVIKLAV", "თავს მოვიკლავ"),
        ("aRar SemiZlia ase", "აღარ შემიძლია ასე"),
        ("mindaaaa sikvdiliii", "მინდა სიკვდილი"),
        ("t a v s  m o v i k l a v", "თავს მოვიკლავ"),
        ("მე minda სიკვდილი", "მე მინდა სიკვდილი"),
        ("i want to die tavs moviklav", "i want to die თავს მოვიკლავ"),
        ("moviklаv tavs", "მოვიკლავ თავს"),
        ("6emidzlia ase 4emi", "შემიძლია ასე ჩემი"),
        ("20mg minda", "20mg მინდა"),
    ],
)
def test_georgian_in_latin_letters_is_read_back_and_english_stays(typed: str, read: str) -> None:
    assert _as(Kind.GEORGIAN, typed) == read


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("ne xo4u bolshe jit", "не хочу больше жить"),
        ("ya hochu umeret help me", "я хочу умереть help me"),
        ("не hochu", "не хочу"),
    ],
)
def test_russian_in_latin_letters_is_read_back(typed: str, read: str) -> None:
    assert _as(Kind.RUSSIAN, typed) == read


def test_hint_tips_the_balance_where_letters_do_not_tell() -> None:
    hinted = [
        [reading.kind for reading in _READER.readings("i m so tired ara", hint)] for hint in ("en", "ka")
    ]
    assert len(hinted[0]) <= len(hinted[1])
    assert [reading.kind for reading in _READER.readings("i want to die", "ka")] == [Kind.TYPED]


@pytest.mark.parametrize(
    ("typed", "part", "original"),
    [
        ("so  k i l l   me", "kill", "k i l l"),
        ("no ki\u200bllll me", "kill", "ki\u200bll"),
        ("ha ß ½ me", "ss", "ß"),
        ("well… me", "...", "…"),
        ("😂😂😂 me", "me", "me"),
    ],
)
def test_a_stretch_is_shown_where_it_was_typed(typed: str, part: str, original: str) -> None:
    reading = _READER.readings(typed)[0]
    start = reading.text.index(part)
    first, last = reading.span(start, start + len(part))
    assert typed[first:last] == original


def test_a_converted_word_is_shown_where_it_was_typed() -> None:
    typed = "uh, Shemidzlia-a"
    reading = next(reading for reading in _READER.readings(typed) if reading.kind is Kind.GEORGIAN)
    start = reading.text.index("შემიძლია")
    assert reading.span(start, start + len("შემიძლია")) == (4, 14)
    assert reading.span(start, start + 1) == (4, 6)


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (0, 0), (2, 1), (0, 99)])
def test_a_stretch_outside_the_view_is_refused(start: int, end: int) -> None:
    with pytest.raises(IndexError, match="is not inside the 7 characters"):
        _READER.readings("kill me")[0].span(start, end)


def _hold(reading: Reading, text: str) -> None:
    assert len(reading.text) == len(reading.starts) == len(reading.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(reading.starts, reading.ends, strict=True))
    assert list(reading.starts) == sorted(reading.starts)
    assert list(reading.ends) == sorted(reading.ends)
    assert reading.text == reading.text.strip()
    assert "  " not in reading.text
    assert "\n" not in reading.text


@pytest.mark.parametrize("text_reader", [_READER, _WITHOUT_PIECES], ids=["with pieces", "without pieces"])
@_same_each_time
@given(text=_ANY)
@example(text="<s>" * 3)
@example(text="\u0306и\u0306")
@example(text="a b c d e")
@example(text="½½½")
def test_places_lie_in_order_inside_the_text(text_reader: TextReader, text: str) -> None:
    found = text_reader.readings(text)
    assert [reading.kind for reading in found] in (
        [Kind.TYPED],
        [Kind.TYPED, Kind.GEORGIAN],
        [Kind.TYPED, Kind.RUSSIAN],
        [Kind.TYPED, Kind.GEORGIAN, Kind.RUSSIAN],
    )
    for reading in found:
        _hold(reading, text)


@_same_each_time
@given(_ANY)
def test_clean_characters_stay_as_they_are(text: str) -> None:
    once = cleaned_characters(text).text
    assert cleaned_characters(once).text == once


@_same_each_time
@given(st.lists(st.sampled_from(_PLAIN.split()), max_size=12))
def test_plain_messages_stay_as_they_are(words: list[str]) -> None:
    text = " ".join(words)
    assert _typed(text) == text


def test_every_code_point_keeps_its_place_through_both_foldings() -> None:
    every = map(chr, range(sys.maxunicode + 1))
    clean = [
        cleaned_characters(char).text
        for char in every
        if unicodedata.category(char) not in ("Cn", "Co", "Cs")
    ]
    assert len(clean) > 140_000
    assert [text for text in clean if len(fold(text).text) != len(text)] == []


@pytest.mark.parametrize(
    "unit",
    [
        "tavs movikvlav ",
        "a",
        "ab",
        "a b ",
        "!?",
        "😂",
        "<s>",
        "f*ck ",
        "a1",
        "a'",
        "\u200b",
        "aaa bbb ",
        "მინდა ",
    ],
)
def test_long_texts_are_read_to_the_end(unit: str) -> None:
    text = unit * (40_000 // len(unit)) + " i want to die"
    found = _READER.readings(text)
    assert found[0].text.endswith("want to die")
    for reading in found:
        _hold(reading, text)


def test_a_book_of_different_words_is_read_to_the_end() -> None:
    letters = "abdegiklmnorstuvz"
    book = " ".join(a + b + c + d for a in letters for b in letters for c in letters for d in "aeiou")
    found = _READER.readings(f"{book} sikvdili minda")
    assert len(book) > 100_000
    read = next(reading.text for reading in found if reading.kind is Kind.GEORGIAN)
    assert read.endswith("სიკვდილი მინდა")

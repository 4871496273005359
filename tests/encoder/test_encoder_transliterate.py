"""Georgian and Russian in Latin letters: read back, and written as people type them."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from encoder.transliterate import (
    GEORGIAN_STYLES,
    LONGEST_SEARCHED,
    RUSSIAN_STYLES,
    Spelling,
    Transliterator,
    Unigram,
    georgian,
    russian,
    with_known_words,
)
from encoder.transliterate.habits import GEORGIAN, RUSSIAN
from risk.ruleset import rule_words

_MKHEDRULI = "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ"
_KA_WORDS = "თავს წყალი ყველა შენი ტკივილი ქალაქი ძალიან ჭამა ჩემი ერთ"
_RU_WORDS = "хочу жить больше ночь мой семья объект чувство учиться живой"
_PIECES = {
    **dict.fromkeys(_MKHEDRULI + "абвгдежзийклмнопрстуфхцчшщъыьэюя", -12.0),
    **{"▁" + word: -9.0 for word in (_KA_WORDS + " " + _RU_WORDS).split()},
    "▁მო": -9.0,
    "კლავ": -9.0,
    "<s>": 0.0,
    "▁the": -5.0,
}
_same_each_time = settings(derandomize=True, deadline=None, database=None)
_KA = Transliterator(GEORGIAN, _PIECES)
_RU = Transliterator(RUSSIAN, _PIECES)


@pytest.mark.parametrize(
    ("typed", "spelled"),
    [
        ("tavs", "თავს"),
        ("Tavs", "თავს"),
        ("TAVS", "თავს"),
        ("ckali", "წყალი"),
        ("tskali", "წყალი"),
        ("wyali", "წყალი"),
        ("ts'q'ali", "წყალი"),
        ("yvela", "ყველა"),
        ("kvela", "ყველა"),
        ("7vela", "ყველა"),
        ("sheni", "შენი"),
        ("Seni", "შენი"),
        ("6eni", "შენი"),
        ("tkivili", "ტკივილი"),
        ("kalaki", "ქალაქი"),
        ("zalian", "ძალიან"),
        ("Zalian", "ძალიან"),
        ("dzalian", "ძალიან"),
        ("chama", "ჭამა"),
        ("Wama", "ჭამა"),
        ("4ama", "ჭამა"),
        ("moklav", "მოკლავ"),
        ("erts", "ერთს"),
        ("თavs", "თავს"),
    ],
)
def test_georgian_words_are_read_from_many_ways_of_typing(typed: str, spelled: str) -> None:
    assert _KA.spell(typed).text == spelled


@pytest.mark.parametrize(
    ("typed", "spelled"),
    [
        ("hochu", "хочу"),
        ("xo4u", "хочу"),
        ("zhit", "жить"),
        ("jit'", "жить"),
        ("bolshe", "больше"),
        ("noch", "ночь"),
        ("moj", "мой"),
        ("moi", "мой"),
        ("semya", "семья"),
        ("semja", "семья"),
        ("chuvstvo", "чувство"),
        ("u4itsya", "учиться"),
        ("zhivoy", "живой"),
    ],
)
def test_russian_words_are_read_from_many_ways_of_typing(typed: str, spelled: str) -> None:
    assert _RU.spell(typed).text == spelled


def test_each_letter_tells_where_it_was_typed() -> None:
    assert _KA.spell("Sheni") == Spelling("შენი", ((0, 2), (2, 3), (3, 4), (4, 5)), -9.0)
    assert _RU.spell("noch").places == ((0, 1), (1, 2), (2, 4), (2, 4))


def test_a_capital_within_a_word_is_a_letter_of_its_own() -> None:
    plain = Transliterator(GEORGIAN, {})
    assert plain.spell("aRar").text == "აღარ"
    assert plain.spell("ARAR").text == "არარ"
    assert plain.spell("Rogor").text == "როგორ"


def test_known_words_of_the_rules_are_read_without_pieces() -> None:
    assert georgian({}, named=rule_words()).spell("tvitmkvleloba").text == "თვითმკვლელობა"
    assert russian({}, named=rule_words()).spell("umeret").text == "умереть"


def test_more_words_may_be_told() -> None:
    assert georgian({}, ["ტკბილქუჩა"]).spell("tkbilkucha").text == "ტკბილქუჩა"


def test_a_known_word_is_preferred_to_an_unknown_one_as_likely() -> None:
    pieces = with_known_words({"▁больно": -9.0, "▁болно": -9.0}, "ru")
    assert pieces["▁больно"] > pieces["▁болно"] == -9.0


@pytest.mark.parametrize("length", [LONGEST_SEARCHED, LONGEST_SEARCHED + 1, 5000])
def test_long_words_are_spelled_to_the_end(length: int) -> None:
    found = _KA.spell("sh" * (length // 2) + "a" * (length % 2))
    assert found.text.startswith("შშ")
    assert found.places[-1][1] == length


_TYPED = st.one_of(
    st.text(st.characters(codec=None), max_size=50),
    st.text(st.sampled_from("abcdefghijklmnopqrstuvwxyzTWRSCJZ'4670@ჭжİß"), max_size=50),
)


@_same_each_time
@given(_TYPED, st.sampled_from([_KA, _RU, Transliterator(GEORGIAN, {})]), st.booleans())
def test_places_cover_the_word_in_order(typed: str, reader: Transliterator, is_plain: bool) -> None:
    found = reader.spell_plainly(typed) if is_plain else reader.spell(typed)
    assert len(found.text) == len(found.places)
    reached = 0
    for start, end in found.places:
        assert start <= reached <= end <= len(typed)
        assert start < end
        reached = end
    assert reached == len(typed)


@_same_each_time
@given(_TYPED)
def test_the_found_spelling_is_no_worse_than_the_usual_one(typed: str) -> None:
    assert _KA.spell(typed).score >= _KA.spell_plainly(typed).score - 1e-6


@pytest.mark.parametrize("style", GEORGIAN_STYLES)
def test_georgian_in_each_style_is_in_latin_letters_and_read_back(style: str) -> None:
    reader = georgian({"▁" + word: -9.0 for word in _KA_WORDS.split()})
    typed = GEORGIAN_STYLES[style](_KA_WORDS, Random(7))
    assert typed.isascii()
    assert [reader.spell(word).text for word in typed.split()] == _KA_WORDS.split()


@pytest.mark.parametrize("style", RUSSIAN_STYLES)
def test_russian_in_each_style_is_in_latin_letters_and_read_back(style: str) -> None:
    reader = russian({"▁" + word: -9.0 for word in _RU_WORDS.split()})
    typed = RUSSIAN_STYLES[style](_RU_WORDS, Random(7))
    assert typed.isascii()
    assert [reader.spell(word).text for word in typed.split()] == _RU_WORDS.split()


def test_styles_tell_letters_apart_as_people_do() -> None:
    word = "ღამე წყალი ჭირს თქვა ქალი"
    typed = {name: style(word, Random(1)) for name, style in GEORGIAN_STYLES.items()}
    assert typed["national"] == "ghame ts'q'ali ch'irs tkva kali"
    assert typed["plain"] == "ghame tsqali chirs tkva kali"
    assert typed["chat"] == "ghame wyali chirs tqva qali"
    assert typed["keyboard"] == "Rame wyali Wirs Tqva qali"
    assert typed["sloppy"] == "game ckali chirs tkva kali"


def test_mixed_style_follows_the_seed() -> None:
    style = GEORGIAN_STYLES["mixed"]
    assert style(_KA_WORDS, Random(3)) == style(_KA_WORDS, Random(3))
    assert len({style(_KA_WORDS, Random(seed)) for seed in range(10)}) > 5


@_same_each_time
@given(st.text(max_size=40))
def test_styles_leave_other_letters(text: str) -> None:
    other = "".join(char for char in text if char.isascii())
    styles = (*GEORGIAN_STYLES.values(), *RUSSIAN_STYLES.values())
    assert {style(other, Random(0)) for style in styles} == {other.lower().replace("|", "")}


def test_pieces_tell_where_words_begin_in_a_run_of_letters() -> None:
    likely = Unigram({"▁go": -3.0, "▁home": -3.0, "g": -9.0, "o": -9.0, "h": -9.0, "m": -9.0, "e": -9.0})
    assert likely.split("gohome") == [0, 2]
    assert likely.split("zz") == [0]
    assert Unigram({}).split("gohome") == [0]


@_same_each_time
@given(st.text(max_size=40))
def test_splits_begin_at_the_beginning_and_rise(text: str) -> None:
    starts = Unigram(_PIECES).split(text)
    assert starts[0] == 0
    assert starts == sorted(set(starts))


def test_a_word_in_one_piece_scores_that_piece() -> None:
    assert Unigram(_PIECES).score("თავს") == -9.0
    assert Unigram(_PIECES).score("თავსთავს") < -9.0

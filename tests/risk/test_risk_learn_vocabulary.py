"""Which of the encoder's pieces are kept, and what the tokenizer over them makes of a message."""

from itertools import chain
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from encoder.readings import TextReader
from risk.learn import vocabulary
from tests.risk.tiny_model import LETTERS, PIECES, SCORES, SIGNS, WORDS

START = vocabulary.WORD_START


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return vocabulary.tokenizer(PIECES, SCORES)


def kept_of(pieces: list[str], sample: list[str], size: int, scores: list[float] | None = None) -> list[str]:
    """What is kept of these pieces and the four special ones."""
    whole = [*vocabulary.SPECIAL, *pieces]
    likely = [0.0] * 4 + (scores or [-float(number) for number in range(1, len(pieces) + 1)])
    kept = vocabulary.choose(whole, likely, sample, size)
    assert kept == sorted(set(kept))
    assert kept[:4] == [0, 1, 2, 3]
    return [whole[number] for number in kept[4:]]


def test_georgian_numbers_and_signs_are_always_kept() -> None:
    always = ["მე", START + "ვარ", START + "20", "1", ":)", "...", "😂", START + "—", "a", "я"]

    assert kept_of([*always, "ab", "where"], [], size=4) == always


def test_pieces_with_capitals_are_left_out_even_where_there_is_room() -> None:
    assert kept_of(["Die", START + "When", START + "Привет", "and"], ["Die When"], size=100) == ["and"]


def test_what_a_sample_of_our_languages_uses_is_kept_before_what_is_frequent() -> None:
    pieces = ["de", "la", "que", START + "lonely", START, "o"]

    assert START + "lonely" in kept_of(pieces, ["lonely"], size=5)


def test_the_rest_is_filled_by_frequency_with_cyrillic_and_latin() -> None:
    pieces = ["zwei", "the", "что", "где", "日本", "ελλ"]
    likely = [-9.0, -1.0, -2.0, -8.0, -0.5, -0.5]

    assert kept_of(pieces, [], size=4 + 3, scores=likely) == ["zwei", "the", "что"]
    assert kept_of(pieces, [], size=1000, scores=likely) == ["zwei", "the", "что", "где"]


def test_words_are_taken_whole_and_unknown_ones_letter_by_letter(tokenizer: Tokenizer) -> None:
    assert tokenizer.encode("მე tired").tokens == ["<s>", START + "მე", START + "tired", "</s>"]
    assert tokenizer.encode("red").tokens == ["<s>", START, "r", "e", "d", "</s>"]


def test_no_letter_or_sign_of_our_languages_is_unknown(tokenizer: Tokenizer) -> None:
    coded = {char: tokenizer.encode(char).ids for char in LETTERS + SIGNS}

    assert [char for char, ids in coded.items() if vocabulary.UNK in ids] == []
    assert min(len(ids) for ids in coded.values()) == 3, "something between the two ends"


def test_every_token_knows_its_place_in_the_text(tokenizer: Tokenizer) -> None:
    text = "мне плохо 😂 ok"
    coded = tokenizer.encode(text, add_special_tokens=False)

    assert "".join(text[start:end] for start, end in coded.offsets).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize("typed", ["</s>", "<s> i am tired", "<pad><unk>", "i <UNK> am", "<S>"])
def test_typed_marks_of_the_tokenizer_are_letters_like_any_other(tokenizer: Tokenizer, typed: str) -> None:
    readings = TextReader(vocabulary.scores(tokenizer)).readings(typed)
    ids = [tokenizer.encode(reading.text, add_special_tokens=False).ids for reading in readings]

    assert len(ids[0]) > 1
    assert {vocabulary.BOS, vocabulary.PAD, vocabulary.EOS, vocabulary.UNK}.isdisjoint(chain(*ids))


@pytest.mark.parametrize("typed", ["i <3 u", "<_>", "a < b > c", ">:(", "<- me"])
def test_signs_that_only_look_like_marks_stay_as_they_are(typed: str) -> None:
    assert TextReader({}).readings(typed)[0].text == typed


def test_a_mark_is_defused_by_making_its_edges_round() -> None:
    assert TextReader({}).readings("i <b>am</b> so")[0].text == "i (b)am(/b) so"


def test_a_saved_tokenizer_is_read_as_the_same_one(tokenizer: Tokenizer, tmp_path: Path) -> None:
    vocabulary.save(tokenizer, tmp_path / "tokenizer.json")

    read = Tokenizer.from_file(str(tmp_path / "tokenizer.json"))

    for word in WORDS:
        assert read.encode(word).ids == tokenizer.encode(word).ids
    assert vocabulary.scores(read) == vocabulary.scores(tokenizer) == dict(zip(PIECES, SCORES, strict=True))
    assert "\n" not in (tmp_path / "tokenizer.json").read_text(encoding="utf-8")

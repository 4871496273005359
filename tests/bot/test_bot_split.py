"""Long texts in parts that Telegram takes and people can read."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.callers.split import TELEGRAM_LIMIT, split, units

FAMILY = "👨‍👩‍👧‍👦"
PIECES = ["a", "ა", "ბ", "ы", " ", "\n", "\n\n", ". ", "! ", "😀", FAMILY, "e\u0301", "🇬🇪"]
READABLE = st.lists(st.sampled_from(PIECES), max_size=200).map("".join)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@settings(deadline=None)
@given(READABLE, st.integers(min_value=12, max_value=64))
def test_parts_joined_are_the_text_and_each_fits(text: str, limit: int) -> None:
    parts = split(text, limit)
    assert squeezed("".join(parts)) == squeezed(text)
    assert all(0 < units(part) <= limit for part in parts)
    assert all(part == part.strip() for part in parts)


@settings(deadline=None)
@given(st.text(st.characters(), max_size=300), st.integers(min_value=2, max_value=40))
def test_no_text_at_all_breaks_the_splitting(text: str, limit: int) -> None:
    parts = split(text, limit)
    assert squeezed("".join(parts)) == squeezed(text)
    assert all(0 < units(part) <= limit for part in parts)


def test_a_short_text_is_one_part() -> None:
    assert split("  გამარჯობა ") == ("გამარჯობა",)


def test_nothing_is_no_part() -> None:
    assert split(" \n ") == ()


def test_exactly_the_limit_is_one_part() -> None:
    assert split("ა" * TELEGRAM_LIMIT) == ("ა" * TELEGRAM_LIMIT,)


def test_emoji_count_twice() -> None:
    assert [units(part) for part in split("😀" * 2049)] == [4096, 2]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("first paragraph\n\nsecond. And more", ("first paragraph", "second. And more")),
        ("a line of words\nanother line of it", ("a line of words", "another line of it")),
        ("A sentence here. And one more here", ("A sentence here.", "And one more here")),
        ("words without any full stop in them", ("words without any", "full stop in them")),
        ("a" * 30, ("a" * 20, "a" * 10)),
    ],
)
def test_the_cut_is_where_a_reader_pauses(text: str, parts: tuple[str, ...]) -> None:
    assert split(text, 20) == parts


def test_a_joined_emoji_is_not_cut_in_two() -> None:
    assert split(FAMILY * 3, 2 * units(FAMILY) + 3) == (FAMILY * 2, FAMILY)

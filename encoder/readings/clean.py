"""A message as typed -> tokens of plain text, each letter with its place in the original.

The words are found by `encoder.normalise`, which undoes mixed alphabets and invisible marks for rules too.
Rules look words up and can drop what is between them; a tokenizer needs running text, so marks and emoji stay
here and й stays й. How a word is repaired says `encoder.readings.repair`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import regex

from encoder.normalise import Word, fold_char, words
from encoder.readings.repair import LONGEST_CACHED, Repair, unified
from encoder.transliterate import Unigram

_BREVE = "\u0306"
_KEPT = {"й": "й", "Й": "й", "…": "...", _BREVE: _BREVE}
# Quotation marks are one; the last is the tokenizer's own sign for a space.
_MARKS = {**dict.fromkeys("“”„‟«»‹›〝〞″", '"'), "\u2581": " "}
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_ONLY_CYRILLIC = regex.compile(r"\p{Cyrl}+").fullmatch
_SIGNS_IN_WORDS = frozenset("@$")
_MOST_OF_ONE_MARK = 2
_MOST_DOTS = 3
# Enough for ":'(" and the like; walls of marks say no more than this.
_MOST_MARKS = 8
_CACHED = 16_384


class _CleanTable(dict[str, str]):
    """Cleans one code point; filled as code points are met."""

    def __missing__(self, char: str) -> str:
        cleaned = self[char] = _clean_char(char)
        return cleaned


def _clean_char(char: str) -> str:
    if ord(char) in _SKIN_TONES:
        return ""
    if char in _KEPT:
        return _KEPT[char]
    return "".join(_MARKS.get(c, c) for c in fold_char(char))


_CLEAN = _CleanTable()


@dataclass(frozen=True, slots=True)
class Letters:
    """A stretch of text and for each of its code points the index in the original it came from."""

    text: str
    origins: Sequence[int]


_NO_LETTERS = Letters("", ())


@dataclass(frozen=True, slots=True)
class Token:
    """A word, or what stands between two words (then `script` is empty).

    `typed` is a word in Latin letters before its repair, with its capitals, and without separators where its
    letters were spaced out; otherwise empty.
    """

    letters: Letters
    script: str = ""
    typed: Letters = _NO_LETTERS
    spelled_out: bool = False


def cleaned_characters(text: str) -> Letters:
    """Case, compatibility forms and invisible marks undone, each code point by itself; never raises."""
    if text.isascii() and text.isprintable():
        return Letters(text.lower(), range(len(text)))
    parts = [_CLEAN[char] for char in text]
    joined = "".join(parts)
    origins: Sequence[int]
    if len(joined) == len(text) and all(parts):
        origins = range(len(text))
    else:
        origins = [index for index, part in enumerate(parts) for _ in part]
    return _with_breves(joined, origins) if _BREVE in joined else Letters(joined, origins)


def _with_breves(text: str, origins: Sequence[int]) -> Letters:
    """и and a breve typed apart become й; other breves go."""
    kept: list[str] = []
    places: list[int] = []
    for char, origin in zip(text, origins, strict=True):
        if char != _BREVE:
            kept.append(char)
            places.append(origin)
        elif kept and kept[-1] == "и":
            kept[-1] = "й"
    return Letters("".join(kept), places)


class Cleaner:
    """Cuts messages into clean tokens; `likely` weighs spellings by the pieces of the model's tokenizer."""

    def __init__(self, likely: Unigram) -> None:
        self._repair = Repair(likely)
        self._cached_repair = lru_cache(_CACHED)(self._repair)
        self._cached_gap = lru_cache(_CACHED)(_clean_gap)

    def tokens(self, text: str) -> list[Token]:
        """The message's words and what stands between them, in order; runs of spaces are one space."""
        plain = cleaned_characters(text)
        found: list[Token] = []
        reached = 0
        for word in words(plain.text):
            if word.start > reached:
                found.append(self._gap(plain, reached, word.start))
            found.append(self._word(plain, word, text))
            reached = word.end
        if reached < len(plain.text):
            found.append(self._gap(plain, reached, len(plain.text)))
        return found

    def _gap(self, plain: Letters, start: int, end: int) -> Token:
        gap = plain.text[start:end]
        text, kept = self._cached_gap(gap) if len(gap) <= LONGEST_CACHED else _clean_gap(gap)
        origins = plain.origins
        return Token(Letters(text, [origins[start + index] for index in kept]))

    def _word(self, plain: Letters, word: Word, original: str) -> Token:
        raw = plain.text[word.start : word.end]
        origins = plain.origins[word.start : word.end]
        if word.spelled_out:
            kept = [index for index, char in enumerate(raw) if char.isalnum() or char in _SIGNS_IN_WORDS]
            raw = "".join(raw[index] for index in kept)
            origins = [origins[index] for index in kept]
        script = word.script
        if script == "Cyrl" and not _ONLY_CYRILLIC(raw):
            script = self._repair.likelier_script(raw)
        repair = self._cached_repair if len(raw) <= LONGEST_CACHED else self._repair
        text, places = repair(raw, script, word.spelled_out)
        letters = Letters(text, origins if places is None else [origins[index] for index in places])
        if script != "Latn":
            return Token(letters, script, spelled_out=word.spelled_out)
        typed = _with_capitals(unified(raw, script), origins, original)
        return Token(letters, script, Letters(typed, origins), word.spelled_out)


def _with_capitals(text: str, origins: Sequence[int], original: str) -> str:
    """The word with the capitals it was typed with."""
    typed = "".join([original[origin] for origin in origins])
    if typed == text or not text.isascii():
        return text
    return "".join(big if big.lower() == small else small for big, small in zip(typed, text, strict=True))


def _clean_gap(gap: str) -> tuple[str, list[int]]:
    """What stands between words, shortened: its text and the indices of what is kept."""
    kept: list[int] = []
    previous = ""
    run = marks = 0
    for index, char in enumerate(gap):
        if char.isspace():
            if previous != " ":
                kept.append(index)
            previous, run, marks = " ", 0, 0
            continue
        run = run + 1 if char == previous else 1
        previous = char
        if run <= (_MOST_DOTS if char == "." else _MOST_OF_ONE_MARK) and marks < _MOST_MARKS:
            kept.append(index)
            marks += 1
    return "".join(" " if gap[index].isspace() else gap[index] for index in kept), kept

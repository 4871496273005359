"""One word as typed -> the word that was meant, in the letters it was typed in.

Letters stretched for emphasis are shortened, digits that stand for letters are read as letters, look-alike
letters are brought to one alphabet. Where that can be done in several ways, the spelling that the tokenizer's
pieces find the likeliest is taken; with no pieces the plainest.
"""

from collections.abc import Callable, Sequence
from itertools import groupby, product
from math import prod

import regex

from encoder.normalise import one_script
from encoder.transliterate import Unigram

# What is longer is no word: it is repaired without weighing spellings, and not kept in memory.
LONGEST_CACHED = 48
_MOST_SPELLINGS = 32
_STRETCHED = regex.compile(r"(\p{L})\1\1")
_STARS_BETWEEN = regex.compile(r"\p{L}(?:\*\p{L}){3,}")
_LATIN_TO_GEORGIAN = str.maketrans("abgdevztiklmnopjrsufqycwxh", "აბგდევზტიკლმნოპჯრსუფქყცწხჰ")
# Below this share of letters in another alphabet they are slips, not a foreign word with a Georgian ending.
_SLIPS = 1 / 3

# Digits and signs that stand for letters inside a word. Any vowel may be masked.
_SIGNS = {
    "Latn": {
        "0": "o", "1": "il", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", "$": "s", "!": "i",
        "*": "aeiou", ".": "aeiou",
    },
    "Cyrl": {"0": "о", "3": "з", "4": "ч", "6": "б", "@": "а", "*": "аеиоуыюя", ".": "аеиоуыюя"},
}  # fmt: skip
_MASKS = frozenset("*.!")
# Nats by which a reading with letters must be likelier than the digits as they stand.
_LEAD = 2.0
# "5uicide" may be a disguise; "5am", "3rd" and "10б" are what they are.
_LETTERS_AFTER_FIRST_DIGIT = {"Latn": 5, "Cyrl": 2}

Repaired = tuple[str, Sequence[int] | None]


class Repair:
    """Repairs words; `likely` weighs spellings."""

    def __init__(self, likely: Unigram) -> None:
        self._likely = likely

    def __call__(self, raw: str, script: str, spelled_out: bool) -> Repaired:
        """The word that was meant and the indices in `raw` of its letters, None where they are the same."""
        text = unified(raw, script)
        kept: Sequence[int] | None = None
        if _STARS_BETWEEN.fullmatch(text):
            kept = range(0, len(text), 2)
            text = text[::2]
        elif is_stretched(text):
            kept = unstretched(text, script, self._likely.score if self._likely else None)
            text = "".join([text[index] for index in kept])
        if script in _SIGNS and not text.isalpha():
            text = self._without_signs(text, script)
        if spelled_out and self._likely and len(text) <= LONGEST_CACHED:
            return self._split(text, range(len(text)) if kept is None else kept)
        return text, kept

    def likelier_script(self, raw: str) -> str:
        """`Cyrl`, or `Latn` where a word of mixed letters is likelier when all are read as Latin."""
        latin, cyrillic = unified(raw, "Latn"), unified(raw, "Cyrl")
        if not self._likely or len(raw) > LONGEST_CACHED or not latin.isascii():
            return "Cyrl"
        return "Latn" if self._likely.score(latin) > self._likely.score(cyrillic) else "Cyrl"

    def _without_signs(self, text: str, script: str) -> str:
        """Digits and signs read as the letters they stand for, where that is likelier a word."""
        signs = _SIGNS[script]
        if not any(char in signs for char in text):
            return text
        options = [self._options(text, index, script) for index in range(len(text))]
        if not self._likely:
            return "".join(
                char if char in _MASKS else any_of[0] for char, any_of in zip(text, options, strict=True)
            )
        if len(text) > LONGEST_CACHED or prod(map(len, options)) > _MOST_SPELLINGS:
            return text
        best = max(map("".join, product(*options)), key=self._likely.score)
        return best if self._likely.score(best) >= self._likely.score(text) + _LEAD else text

    def _options(self, text: str, index: int, script: str) -> str:
        char = text[index]
        letters = _SIGNS[script].get(char)
        if letters is None or index == len(text) - 1:
            return char
        if char.isdigit() and (text[index + 1].isdigit() or (index and text[index - 1].isdigit())):
            # Numbers are numbers: "20mg".
            return char
        if index == 0 and not (
            self._likely
            and char != "@"
            and text[1:].isalpha()
            and len(text) > _LETTERS_AFTER_FIRST_DIGIT[script]
        ):
            return char
        return letters

    def _split(self, text: str, kept: Sequence[int]) -> Repaired:
        """Spaced-out letters as the words they make up."""
        starts = set(self._likely.split(text)) - {0}
        parts: list[str] = []
        places: list[int] = []
        for index, char in enumerate(text):
            if index in starts:
                parts.append(" ")
                places.append(kept[index])
            parts.append(char)
            places.append(kept[index])
        return "".join(parts), places


def unified(raw: str, script: str) -> str:
    """A word with its look-alike letters in its script; digits stay."""
    if raw.isascii() and script == "Latn":
        return raw
    if script == "Geor":
        foreign = sum(char.isalpha() and not "\u10d0" <= char <= "\u10ff" for char in raw)
        return raw.translate(_LATIN_TO_GEORGIAN) if 0 < foreign < len(raw) * _SLIPS else raw
    plain = one_script(raw, script)
    if plain == raw:
        return raw
    return "".join(typed if typed.isdigit() else letter for typed, letter in zip(raw, plain, strict=True))


def unstretched(text: str, script: str, score: Callable[[str], float] | None) -> Sequence[int]:
    """Which letters to keep so that no letter stands more than twice in a row.

    `score` says how likely a spelling is; without it Georgian, which hardly doubles letters, keeps one and
    other languages keep two.
    """
    runs = [(char, len(list(run))) for char, run in groupby(text)]
    options = [_lengths(char, length, script) for char, length in runs]
    chosen = tuple(lengths[0] for lengths in options)
    if score is not None and prod(map(len, options)) <= _MOST_SPELLINGS and len(text) <= LONGEST_CACHED:
        weigh = score
        chosen = max(
            product(*options),
            key=lambda counts: weigh(
                "".join(char * count for (char, _), count in zip(runs, counts, strict=True))
            ),
        )
    kept: list[int] = []
    start = 0
    for (_, length), count in zip(runs, chosen, strict=True):
        kept.extend(range(start, start + count))
        start += length
    return kept


def is_stretched(text: str) -> bool:
    """Whether a letter stands three times in a row."""
    return _STRETCHED.search(text) is not None


def _lengths(char: str, length: int, script: str) -> tuple[int, ...]:
    if length < 3 or not char.isalpha():
        return (length,)
    return (1, 2) if script == "Geor" else (2, 1)

"""The words of a text, and which of them may be changed without changing what is said."""

from collections.abc import Callable
from random import Random

import regex

from encoder.language import detect
from encoder.normalise import words as plain_words
from risk.perturb.everyday import UNTOUCHED

Change = Callable[[str, Random], str]

_WORD = regex.compile(r"[\p{L}\p{M}]+(?:['’][\p{L}\p{M}]+)*")
SHORTEST_CHANGED = 4
_LETTERS_A_CHANGE = 8


def change_words(
    text: str, random: Random, change: Change, *, letters_a_change: int = _LETTERS_A_CHANGE
) -> str:
    """Change some words, each once, at most one for every so many letters, and at least one if any may be."""
    spans = [match.span() for match in _WORD.finditer(text) if _may_change(match.group())]
    letters = sum(char.isalpha() for char in text)
    most = max(1, letters // letters_a_change)
    chosen = random.sample(spans, min(len(spans), random.randint(1, most))) if spans else []
    parts: list[str] = []
    reached = 0
    for start, end in sorted(chosen):
        parts += [text[reached:start], change(text[start:end], random)]
        reached = end
    return "".join([*parts, text[reached:]])


def change_every_word(text: str, change: Callable[[str], str]) -> str:
    """Change all words."""
    return _WORD.sub(lambda match: change(match.group()), text)


def word_spans(text: str) -> list[tuple[int, int]]:
    """Where the words stand."""
    return [match.span() for match in _WORD.finditer(text)]


def _may_change(word: str) -> bool:
    return len(word) >= SHORTEST_CHANGED and word.lower().replace("’", "'") not in UNTOUCHED


def language_of(text: str) -> tuple[str, str]:
    """(`ka`, `ru` or `en`, script) of a text; what cannot be told is English."""
    language, script = detect(plain_words(text))
    return (language if language in ("ka", "ru") else "en"), script

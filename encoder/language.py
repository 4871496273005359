"""Which language and script a message is written in; offline, from a small table of our own.

Georgian and Cyrillic letters decide by themselves. Latin letters may carry Georgian, Russian or English:
there frequent words and three-letter runs decide, as kept in `language_profile.yaml`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML

from encoder.normalise import Word

_PROFILE = Path(__file__).parent / "language_profile.yaml"
LANGUAGES = ("ka", "ru", "en")
_OF_SCRIPT = {"Geor": "ka", "Cyrl": "ru"}
# A known word outweighs a doubtful run of letters (whose weights lie between -7 and 7).
_WORD_WEIGHT = 6
# Below this lead of the first language over the second the message is not decided.
LEAD = 3
# The language of a long text shows in its beginning.
_WORDS_READ = 200

_UNDECIDED = "und"
_NO_SCRIPT = "Zyyy"


@dataclass(frozen=True, slots=True)
class _Profile:
    words: dict[str, tuple[int, ...]]
    trigrams: dict[str, tuple[int, ...]]


@lru_cache(maxsize=1)
def _profile() -> _Profile:
    data = YAML(typ="safe", pure=True).load(_PROFILE.read_text(encoding="utf-8"))
    words: dict[str, tuple[int, ...]] = {}
    for position, language in enumerate(LANGUAGES):
        for word in data["words"][language].split():
            known = words.get(word, (0, 0, 0))
            words[word] = tuple(_WORD_WEIGHT if i == position else weight for i, weight in enumerate(known))
    trigrams: dict[str, tuple[int, ...]] = {}
    for entry in data["trigrams"].split():
        letters, *weights = entry.split(":")
        trigrams[letters] = tuple(int(weight) for weight in weights)
    return _Profile(words, trigrams)


def detect(words: Iterable[Word], hint: str | None = None) -> tuple[str, str]:
    """(language, script): `ka`, `ru`, `en` or `und`, and an ISO 15924 code or `Zyyy`.

    `hint`, the conversation's language, decides only where the letters do not.
    """
    letters: dict[str, int] = {}
    latin: list[str] = []
    for index, word in enumerate(words):
        if index >= _WORDS_READ:
            break
        if word.script == "Latn":
            latin.append(word.text.replace("'", ""))
        if word.script != _NO_SCRIPT:
            letters[word.script] = letters.get(word.script, 0) + len(word.text)
    if not letters:
        return _UNDECIDED, _NO_SCRIPT
    script = max(letters, key=lambda name: letters[name])
    language = _OF_SCRIPT.get(script) or _of_latin(latin)
    if language == _UNDECIDED and hint in LANGUAGES:
        language = hint
    return language, script


def _of_latin(words: list[str]) -> str:
    scores = [0, 0, 0]
    for word in words:
        for position, weight in enumerate(latin_scores(word)):
            scores[position] += weight
    first, second, _ = sorted(scores, reverse=True)
    return LANGUAGES[scores.index(first)] if first - second >= LEAD and first > 0 else _UNDECIDED


@lru_cache(maxsize=8192)
def latin_scores(word: str) -> tuple[int, int, int]:
    """How strongly a word in small Latin letters speaks for each of `LANGUAGES`, in bits; 0 is no opinion."""
    profile = _profile()
    georgian, russian, english = profile.words.get(word, (0, 0, 0))
    edged = f"_{word}_"
    for start in range(len(edged) - 2):
        weights = profile.trigrams.get(edged[start : start + 3])
        if weights is not None:
            georgian += weights[0]
            russian += weights[1]
            english += weights[2]
    return georgian, russian, english

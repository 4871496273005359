"""Which language and script a message is written in; offline, from a small table of our own.

Georgian and Cyrillic letters nearly decide by themselves. Latin letters may carry Georgian, Russian or
English: there frequent words and three-letter runs decide, as kept in `language_profile.yaml`. Languages that
this program does not speak are noticed by `encoder.foreign`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML

from encoder import foreign
from encoder.normalise import Word

_PROFILE = Path(__file__).parent / "language_profile.yaml"
LANGUAGES = ("ka", "ru", "en")
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


def detect(words: Iterable[Word], hint: str | None = None, original: str = "") -> tuple[str, str]:
    """(language, script): `ka`, `ru`, `en`, one not spoken here, or `und`; an ISO 15924 code or `Zyyy`.

    `hint`, the conversation's language, decides only where the letters do not. `original` is the text that
    the words were cut from: letters of other languages are lost in plain spellings.
    """
    counts: dict[str, int] = {}
    plain: dict[str, list[str]] = {}
    typed: dict[str, list[str]] = {}
    for index, word in enumerate(words):
        if index >= _WORDS_READ:
            break
        as_typed = (original[word.start : word.end] or word.text).lower()
        script = foreign.script_as_typed(word.script, word.text, as_typed)
        if script != _NO_SCRIPT:
            counts[script] = counts.get(script, 0) + len(word.text)
            plain.setdefault(script, []).append(word.text.replace("'", ""))
            typed.setdefault(script, []).append(as_typed)
    if not counts:
        return _UNDECIDED, _NO_SCRIPT
    script = max(counts, key=lambda name: counts[name])
    language = _of(script, plain[script], typed[script])
    if language == _UNDECIDED and hint in LANGUAGES:
        language = hint
    return language, script


def _of(script: str, plain: list[str], typed: list[str]) -> str:
    match script:
        case "Latn":
            scores = [latin_scores(word) for word in plain]
            return foreign.of_latin(typed, scores) or _of_latin(scores)
        case "Cyrl":
            return foreign.of_cyrillic(typed)
        case "Geor":
            return foreign.of_georgian(typed)
        case _:
            return foreign.by_script(script, typed)


def _of_latin(scored: Sequence[tuple[int, int, int]]) -> str:
    scores = [sum(weights) for weights in zip(*scored, strict=True)]
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

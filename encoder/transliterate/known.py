"""Words that are known beside the tokenizer's pieces: everyday ones, and those that rules look for.

The pieces come from the whole web and cut many words of a young person's message in two; then a wrong letter
may look as likely as the right one. What is known whole is preferred.
"""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from ruamel.yaml import YAML

from encoder.transliterate.unigram import WORD_START

_EVERYDAY = Path(__file__).parent / "known_words.yaml"
# Nats. An everyday word weighs as much as a rather common piece.
EVERYDAY_SCORE = -11.4
# What everyday words gain that are pieces already: the tokenizer serves many languages, and Bulgarian has
# words like Russian ones with a letter less.
_GAIN = 3.0
# Rules hold misspellings too, so their words only stand in where no other spelling is a word.
NAMED_SCORE = -14.0

# Words and beginnings of words that rules look for, by language (`ka`, `ru`, `en`), ё as е.
NamedWords = Mapping[str, frozenset[str]]
NONE_NAMED: NamedWords = {}


@lru_cache(maxsize=4)
def everyday_words(language: str) -> frozenset[str]:
    """Everyday words and beginnings of words of `ka` or `ru`, in the language's own letters, ё as е."""
    data = YAML(typ="safe", pure=True).load(_EVERYDAY.read_text(encoding="utf-8"))
    return frozenset(word.replace("ё", "е") for word in data.get(language, "").split())


def known_words(language: str, named: NamedWords) -> frozenset[str]:
    """All of them."""
    return everyday_words(language) | named.get(language, frozenset())


def with_known_words(
    pieces: Mapping[str, float], language: str, more: Iterable[str] = (), named: NamedWords = NONE_NAMED
) -> dict[str, float]:
    """The pieces and the known words; `more` are everyday words beside those of this version."""
    known = dict(pieces)
    for word in named.get(language, ()):
        known.setdefault(WORD_START + word, NAMED_SCORE)
    for word in (*everyday_words(language), *more):
        piece = WORD_START + word
        known[piece] = pieces[piece] + _GAIN if piece in pieces else EVERYDAY_SCORE
    return known

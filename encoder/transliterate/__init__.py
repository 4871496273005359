"""Georgian and Russian in Latin letters: read back into their own letters, and written as people type
them."""

from collections.abc import Iterable, Mapping

from encoder.transliterate.habits import GEORGIAN, RUSSIAN
from encoder.transliterate.known import NONE_NAMED, NamedWords, known_words, with_known_words
from encoder.transliterate.latin import GEORGIAN_STYLES, RUSSIAN_STYLES
from encoder.transliterate.search import LONGEST_SEARCHED, Spelling, Transliterator
from encoder.transliterate.unigram import WORD_START, Unigram

__all__ = [
    "GEORGIAN_STYLES",
    "LONGEST_SEARCHED",
    "NONE_NAMED",
    "RUSSIAN_STYLES",
    "WORD_START",
    "NamedWords",
    "Spelling",
    "Transliterator",
    "Unigram",
    "georgian",
    "known_words",
    "russian",
    "with_known_words",
]


def georgian(
    pieces: Mapping[str, float], more_words: Iterable[str] = (), named: NamedWords = NONE_NAMED
) -> Transliterator:
    """Reads Georgian typed in Latin letters; `pieces` are a Unigram tokenizer's pieces and their scores."""
    return Transliterator(GEORGIAN, with_known_words(pieces, "ka", more_words, named))


def russian(
    pieces: Mapping[str, float], more_words: Iterable[str] = (), named: NamedWords = NONE_NAMED
) -> Transliterator:
    """Reads Russian typed in Latin letters; `pieces` are a Unigram tokenizer's pieces and their scores."""
    return Transliterator(RUSSIAN, with_known_words(pieces, "ru", more_words, named))

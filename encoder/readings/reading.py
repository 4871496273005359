"""The readings of one message that the risk model reads."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import regex

from encoder.readings.clean import Cleaner, Letters, Token
from encoder.readings.languages import WordEvidence, in_latin_letters
from encoder.readings.repair import is_stretched, unstretched
from encoder.transliterate import (
    NONE_NAMED,
    NamedWords,
    Transliterator,
    Unigram,
    georgian,
    russian,
    with_known_words,
)

# What looks like a special token of a tokenizer: <s>, </s>, <mask>, <|endoftext|>.
_SPECIAL = regex.compile(r"<([/|]?[a-z][a-z0-9_]{0,31}[/|]?)>")
_SENTENCE_ENDS = frozenset('.!?"(:')
# Four of the longest messages that Telegram carries; up to there every word is searched for its spelling.
WHOLE_UP_TO = 16_384
_SCRIPTS = {"ka": "Geor", "ru": "Cyrl"}
# Text and, for each of its characters, the first and the last code point of the original that it came from.
_Part = tuple[str, Sequence[int], Sequence[int]]


class Kind(StrEnum):
    """How a reading reads the message: as typed, or its Latin letters as Georgian or Russian."""

    TYPED = "typed"
    GEORGIAN = "georgian"
    RUSSIAN = "russian"


@dataclass(frozen=True, slots=True)
class Reading:
    """A message as one plain line of text for the tokenizer.

    `text` is in small letters, without invisible marks and special tokens, with single spaces and none at its
    ends. `starts[i]` and `ends[i]` tell the code points `[start, end)` of the original that character i came
    from; both never decrease.
    """

    kind: Kind
    text: str
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The stretch `[start, end)` of `text`, which must not be empty, as a stretch of the original."""
        if not 0 <= start < end <= len(self.text):
            raise IndexError(
                f"stretch {start}:{end} is not inside the {len(self.text)} characters of this reading"
            )
        return self.starts[start], self.ends[end - 1]


class TextReader:
    """Makes readings; `pieces` are the pieces of the model's Unigram tokenizer and their scores in nats.

    `more_words` are words in Georgian or Russian letters to be preferred like the known ones, `named` those
    that rules look for. One text_reader
    serves a process: it keeps what it worked out for a word. It may be used by several threads at once.
    """

    def __init__(
        self, pieces: Mapping[str, float], more_words: Iterable[str] = (), named: NamedWords = NONE_NAMED
    ) -> None:
        more = tuple(more_words)
        known = (
            with_known_words(with_known_words(pieces, "ka", more, named), "ru", (), named) if pieces else {}
        )
        likely = Unigram(known)
        self._cleaner = Cleaner(likely)
        # A pasted book holds up nobody: there the plainest spelling is taken.
        self._cleaner_of_long_texts = Cleaner(Unigram({}))
        self._readers = {"ka": georgian(pieces, more, named), "ru": russian(pieces, more, named)}
        self._evidence = WordEvidence(self._readers, likely, named)

    def readings(self, text: str, language_hint: str | None = None) -> tuple[Reading, ...]:
        """The typed reading, then what words in Latin letters may mean in Georgian and Russian; never raises.

        `language_hint`, the conversation's language, tips the balance where letters do not tell.
        """
        long = len(text) > WHOLE_UP_TO
        tokens = (self._cleaner_of_long_texts if long else self._cleaner).tokens(text)
        weighed = _first_words(tokens) if long else None
        found = [
            _joined(Kind.TYPED, [(t.letters.text, t.letters.origins, t.letters.origins) for t in tokens])
        ]
        for language, places in in_latin_letters(tokens, language_hint, self._evidence, weighed).items():
            if places:
                kind = Kind.GEORGIAN if language == "ka" else Kind.RUSSIAN
                found.append(_joined(kind, self._read_as(language, tokens, places, weighed)))
        return tuple(found)

    def _read_as(
        self, language: str, tokens: Sequence[Token], places: frozenset[int], weighed: frozenset[str] | None
    ) -> list[_Part]:
        reader = self._readers[language]
        by_layout = _by_layout(reader, tokens, places)
        parts: list[_Part] = []
        for index, token in enumerate(tokens):
            if index in places:
                searched = weighed is None or token.typed.text in weighed
                parts.append(
                    _spelled(reader, token, _SCRIPTS[language], searched=searched, by_layout=by_layout)
                )
            else:
                parts.append((token.letters.text, token.letters.origins, token.letters.origins))
        return parts


def _first_words(tokens: Sequence[Token]) -> frozenset[str]:
    """The different words in Latin letters from the beginning on, as many as a message may hold."""
    found: set[str] = set()
    left = WHOLE_UP_TO
    for token in tokens:
        if token.typed.text not in found:
            left -= len(token.typed.text)
            if left < 0:
                break
            found.add(token.typed.text)
    return frozenset(found)


def _by_layout(reader: Transliterator, tokens: Sequence[Token], places: frozenset[int]) -> bool:
    """Whether some capital among these words can only be a letter of the keyboard layout."""
    words = [tokens[place].typed.text for place in places]
    if all(word.islower() for word in words):
        return False
    # Where every word begins with a capital, capitals tell nothing.
    titled = not any(word[:1].islower() for word in words)
    return any(
        reader.shows_layout(
            tokens[place].typed.text, may_begin_sentence=titled or _ends_sentence(tokens, place - 1)
        )
        for place in places
    )


def _ends_sentence(tokens: Sequence[Token], place: int) -> bool:
    """Whether a sentence may begin behind this token."""
    return place < 0 or (
        not tokens[place].script and not _SENTENCE_ENDS.isdisjoint(tokens[place].letters.text)
    )


def _spelled(reader: Transliterator, token: Token, script: str, *, searched: bool, by_layout: bool) -> _Part:
    """A word in Latin letters in the letters of the reader's language."""
    typed = token.typed
    small = typed.text.lower()
    if is_stretched(small):
        kept = unstretched(small, script, (lambda word: reader.spell(word).score) if searched else None)
        typed = Letters("".join([typed.text[i] for i in kept]), [typed.origins[i] for i in kept])
    spelling = reader.spell(typed.text, by_layout=by_layout) if searched else reader.spell_plainly(typed.text)
    starts = [typed.origins[start] for start, _ in spelling.places]
    lasts = [typed.origins[end - 1] for _, end in spelling.places]
    if not token.spelled_out or not searched:
        return spelling.text, starts, lasts
    return _with_spaces((spelling.text, starts, lasts), reader.words_in(spelling.text))


def _with_spaces(part: _Part, word_starts: Sequence[int]) -> _Part:
    """A run of letters with a space before each of the places but the first."""
    text, starts, lasts = part
    begins = set(word_starts) - {0}
    letters: list[str] = []
    first: list[int] = []
    last: list[int] = []
    for index, char in enumerate(text):
        for letter in (" ", char) if index in begins else (char,):
            letters.append(letter)
            first.append(starts[index])
            last.append(lasts[index])
    return "".join(letters), first, last


def _joined(kind: Kind, parts: Sequence[_Part]) -> Reading:
    text = "".join([part[0] for part in parts])
    starts = [origin for part in parts for origin in part[1]]
    ends = [origin + 1 for part in parts for origin in part[2]]
    if "<" in text:
        # As many characters as before, so that places stay.
        text = _SPECIAL.sub(r"(\1)", text)
    if text[:1] == " ":
        text, starts, ends = text[1:], starts[1:], ends[1:]
    if text[-1:] == " ":
        text, starts, ends = text[:-1], starts[:-1], ends[:-1]
    return Reading(kind, text, starts, ends)


@lru_cache(maxsize=1)
def _without_pieces() -> TextReader:
    return TextReader({})


def readings(
    text: str, language_hint: str | None = None, text_reader: TextReader | None = None
) -> tuple[Reading, ...]:
    """The readings of a message; see `TextReader.readings`.

    Without a `text_reader` no tokenizer's pieces weigh spellings.
    """
    return (text_reader or _without_pieces()).readings(text, language_hint)

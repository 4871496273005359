"""Which words of a message may be Georgian or Russian typed in Latin letters.

Every word speaks for a language by its letters (`encoder.language`), weakly where it is short; people change
language between phrases rather than between words. So the likeliest sequence of languages is sought in which
every change costs something, and a word may be Georgian where a sequence that reads it so is nearly as
likely.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

import regex

from encoder.language import LANGUAGES, latin_scores
from encoder.readings.clean import Token
from encoder.transliterate import NONE_NAMED, WORD_START, NamedWords, Transliterator, Unigram, known_words

Weights = tuple[float, float, float]

# In bits, the unit of the profile's weights. Set on everyday sentences: English ones should get no second
# reading, Georgian and Russian ones in Latin letters must get theirs.
CHANGE_COSTS = 10.0
NEARLY_AS_LIKELY = 4.0
# One word tells little: the fewer there are, the less likely a reading may be.
MORE_FOR_FEW_WORDS = 9.0
_HINT = 1.0
# A multilingual tokenizer has fewer pieces for Georgian than for English, so that a word scores less there. A
# nat counts as a bit: the pieces' scores vary more than they tell.
_HANDICAPS = (2.5, 0.5, 0.0)
_MOST_BY_PIECES = 6.0
# The same where the word as typed is a whole piece, as common English words are.
_MOST_BY_WORD = 9.0
_KNOWN_WORD = 8.0
_SHORTEST_KNOWN = 4
_SURE = 12.0
_NO_OPINION: Weights = (0.0, 0.0, 0.0)
_DIGIT_LETTERS = {
    "4": "ch",
    "6": "sh",
    "7": "k",
    "9": "k",
    "0": "o",
    "1": "i",
    "3": "e",
    "5": "s",
    "@": "a",
    "$": "s",
}
_DIGIT = regex.compile(r"[0-9@$]")
# Single digits within a word may stand for letters, 4, 6 and 7 at its beginning too; "20mg" and "iphone5" are
# not.
_MAY_BE_WORD = regex.compile(r"[467]?[a-z]+(?:[0-9@$'][a-z]+)*|[a-z]*[aeiou][46]|[a-z]+(?:'[a-z]*)*")
_MEASURE = regex.compile(r"\d(?:[ap]m|th|km?|kg|mg|m[lm]|g[br]?|cm|x|h)")
_STRETCHED = regex.compile(r"(.)\1\1+")
_LONGEST_WORD = 40
_CACHED = 16_384


class WordEvidence:
    """What the tokenizer's pieces and the known words say of the language of one word in Latin letters.

    `readers` spell a word as Georgian (`ka`) and Russian (`ru`), `english` weighs it as it is typed.
    """

    def __init__(
        self,
        readers: Mapping[str, Transliterator],
        english: Unigram,
        named: NamedWords = NONE_NAMED,
    ) -> None:
        self._readers = tuple((readers[language], known_words(language, named)) for language in ("ka", "ru"))
        self._english = english
        self._english_words = known_words("en", named)
        self._cached = lru_cache(_CACHED)(self._weights)

    def __call__(self, typed: str) -> Weights:
        """Bits for each of `LANGUAGES`."""
        return self._cached(typed[:_LONGEST_WORD])

    def _weights(self, typed: str) -> Weights:
        by_letters = latin_scores(_as_letters(typed))
        if not self._english:
            return by_letters
        spelled = [reader.spell(typed) for reader, _ in self._readers]
        scores = [*(spelling.score for spelling in spelled), self._english.score(typed.lower())]
        fair = [score + handicap for score, handicap in zip(scores, _HANDICAPS, strict=True)]
        best = max(fair)
        is_piece = WORD_START + typed.lower() in self._english.pieces
        most = _MOST_BY_WORD if is_piece else _MOST_BY_PIECES
        bits = [letters + max(score - best, -most) for letters, score in zip(by_letters, fair, strict=True)]
        english = bits[2]
        for position, (spelling, (_, known)) in enumerate(zip(spelled, self._readers, strict=True)):
            if len(spelling.text) >= _SHORTEST_KNOWN and spelling.text in known and bits[position] > english:
                bits[position] += _KNOWN_WORD
        if len(typed) >= _SHORTEST_KNOWN and typed.lower() in self._english_words:
            bits[2] += _KNOWN_WORD
        return bits[0], bits[1], bits[2]


def _as_letters(typed: str) -> str:
    """A word as the profile of three-letter runs knows words."""
    word = _STRETCHED.sub(r"\1", typed.lower())
    if word.isalpha():
        return word
    return _DIGIT.sub(lambda match: _DIGIT_LETTERS.get(match.group(), ""), word).replace("'", "")


def in_latin_letters(
    tokens: Sequence[Token],
    hint: str | None,
    evidence: Callable[[str], Weights],
    weighed: frozenset[str] | None = None,
) -> dict[str, frozenset[int]]:
    """For `ka` and `ru` the indices of the tokens in Latin letters that may be words of that language.

    `weighed` limits the evidence to these words, as typed; others are judged by their letters alone.
    """
    places = [index for index, token in enumerate(tokens) if token.script and token.script != "Zyyy"]
    latin = {
        index for index in places if tokens[index].script == "Latn" and _may_be_word(tokens[index].typed.text)
    }
    if not latin:
        return {}
    weights = [_weights(tokens[index], evidence, weighed) for index in places]
    if hint in LANGUAGES:
        hinted = LANGUAGES.index(hint)
        weights = [_with(own, hinted, _HINT) for own in weights]
    margin = NEARLY_AS_LIKELY + MORE_FOR_FEW_WORDS / len(places)
    lost = _lost_by_reading_as(weights)
    return {
        language: frozenset(
            place
            for place, losses in zip(places, lost, strict=True)
            if place in latin and losses[position] <= margin
        )
        for position, language in enumerate(("ka", "ru"))
    }


def _may_be_word(typed: str) -> bool:
    small = typed.lower()
    return small.isalpha() or (_MAY_BE_WORD.fullmatch(small) is not None and not _MEASURE.fullmatch(small))


def _weights(token: Token, evidence: Callable[[str], Weights], weighed: frozenset[str] | None) -> Weights:
    match token.script:
        case "Geor":
            return (_SURE, 0.0, 0.0)
        case "Cyrl":
            return (0.0, _SURE, 0.0)
        case _:
            typed = token.typed.text
            if weighed is None or typed in weighed:
                return evidence(typed)
            return latin_scores(_as_letters(typed[:_LONGEST_WORD]))


def _with(weights: Weights, position: int, bonus: float) -> Weights:
    georgian, russian, english = (own + bonus * (i == position) for i, own in enumerate(weights))
    return georgian, russian, english


def _lost_by_reading_as(weights: Sequence[Weights]) -> list[Weights]:
    """For each word and language the bits lost by the best sequence that reads the word in that language."""
    before = _best_up_to(weights)
    behind = _best_up_to(weights[::-1])[::-1]
    lost: list[Weights] = []
    for own, left, right in zip(weights, before, behind, strict=True):
        # The word itself is counted in both.
        through = tuple(left[i] + right[i] - own[i] for i in range(3))
        best = max(through)
        lost.append((best - through[0], best - through[1], best - through[2]))
    return lost


def _best_up_to(weights: Sequence[Weights]) -> list[Weights]:
    """For each word and language the weight of the best sequence that ends with the word in that language."""
    found: list[Weights] = []
    ka, ru, en = _NO_OPINION
    for own in weights:
        changed = max(ka, ru, en) - CHANGE_COSTS
        ka, ru, en = max(ka, changed) + own[0], max(ru, changed) + own[1], max(en, changed) + own[2]
        found.append((ka, ru, en))
    return found

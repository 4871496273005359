"""Words typed in Latin letters, spelled in the letters of their language.

What was typed is ambiguous: `t` is თ or ტ, `c` is ც, წ or ჩ. The pieces of a Unigram tokenizer choose: of all
spellings that the habits of typing admit, the one with the best sum of piece scores and habit costs is taken.
The score of a piece does not depend on its neighbours, so the best spelling is found exactly, from left to
right, in time proportional to the length of the word.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import inf

from encoder.transliterate.habits import Habits
from encoder.transliterate.unigram import WORD_START, Unigram

# Words that a person types in one go are shorter; what is longer is spelled without a search.
LONGEST_SEARCHED = 40
_CACHED_WORDS = 16_384
# A capital of the keyboard layout: as a plain capital within a word, and as a letter of its own at its
# beginning. Nats for reading a capital of the keyboard layout as a plain capital, within a word and at the
# beginning of one whose writer uses the layout; and for reading it as a letter of its own where a sentence
# may begin.
_PLAIN_WITHIN = 5.0
_PLAIN_AT_START = 1.5
_SHIFTED_AT_START = 2.0
# Nats for reading two letters apart that usually are one.
_TAKEN_APART = 1.5


@dataclass(frozen=True, slots=True)
class Spelling:
    """A word in its language's letters; `places[i]` is the stretch `[start, end)` typed for letter i."""

    text: str
    places: tuple[tuple[int, int], ...]
    score: float


@dataclass(slots=True)
class _Arc:
    """One letter that may be written next; leads on to node `to`."""

    letter: str
    cost: float
    to: int
    place: tuple[int, int]


class _Trail:
    """The letters of a spelling, last first."""

    __slots__ = ("arc", "before")

    def __init__(self, before: "_Trail | None", arc: _Arc) -> None:
        self.before = before
        self.arc = arc


class Transliterator:
    """Spells words of one language that were typed in Latin letters.

    `pieces` maps pieces of a Unigram tokenizer to their scores in nats; those in other letters are passed
    over. With no pieces the habits alone decide. `weight` is how much the habits' costs count beside the
    scores.
    """

    def __init__(self, habits: Habits, pieces: Mapping[str, float]) -> None:
        self._habits = habits
        self._longest = habits.longest
        letters = habits.letters
        own = {p: s for p, s in pieces.items() if letters.issuperset(p.removeprefix(WORD_START))}
        self._likely = Unigram(own)
        self._unknown = self._likely.unknown
        self._start_alone = own.get(WORD_START, self._unknown / 2)
        # Every beginning of a piece, with the score of the piece where it is a whole one.
        self._trie: dict[str, float | None] = {}
        for piece, score in own.items():
            for end in range(1, len(piece)):
                self._trie.setdefault(piece[:end])
            self._trie[piece] = score
        self._cached = lru_cache(_CACHED_WORDS)(self._best)

    def spell(self, word: str, *, by_layout: bool = False) -> Spelling:
        """The best spelling of a word; capitals within it may be letters of their own.

        `by_layout` says that the writer types by the keyboard layout, so that this holds for a first capital
        too.
        """
        if len(word) > LONGEST_SEARCHED:
            return self.spell_plainly(word)
        return self._cached(self._telling_capitals(word), by_layout)

    def shows_layout(self, word: str, *, may_begin_sentence: bool) -> bool:
        """Whether a word's capitals can only be letters of the keyboard layout."""
        shifted = self._habits.shifted
        if not shifted or word.islower() or word.isupper():
            return False
        # One small letter by itself tells nothing: "tavS" does, "TaVs" is mockery.
        telling = [
            index
            for index, char in enumerate(word)
            if char.isupper() and not (index == 0 and may_begin_sentence)
        ]
        return bool(telling) and len(telling) <= 2 and all(word[index] in shifted for index in telling)

    def spell_plainly(self, word: str) -> Spelling:
        """Each letter in its usual meaning, without a search: for what is too long to be a word."""
        typed = self._telling_capitals(word)
        letters: list[str] = []
        places: list[tuple[int, int]] = []
        cost = 0.0
        start = 0
        while start < len(typed):
            end, meaning, paid = self._usual(typed, start)
            letters.append(meaning)
            places.extend([(start, end)] * len(meaning))
            cost += paid
            start = end
        return Spelling("".join(letters), tuple(places), -cost + self._unknown * len(places))

    def words_in(self, letters: str) -> list[int]:
        """Where words begin in a run of the language's own letters; the first begins at 0."""
        return self._likely.split(letters) if len(letters) <= LONGEST_SEARCHED else [0]

    def _usual(self, typed: str, start: int) -> tuple[int, str, float]:
        """The longest key at this place: its end, its cheapest meaning and the cost of that."""
        if start and typed[start] in self._habits.shifted:
            return start + 1, self._habits.shifted[typed[start]], 0.0
        for end in range(min(len(typed), start + self._longest), start, -1):
            choices = self._habits.meanings(typed, start, end)
            if choices:
                meaning, cost = min(choices, key=lambda choice: choice[1])
                return end, meaning, cost
        return start + 1, typed[start], 0.0

    def _telling_capitals(self, word: str) -> str:
        """The word in small letters but for capitals that may be letters of their own."""
        lowered = word.lower()
        # Lower-casing one letter may give two; then places would no longer fit.
        if lowered == word or len(lowered) != len(word):
            return lowered if len(lowered) == len(word) else word
        if word.isupper():
            return lowered
        return "".join(
            c if c in self._habits.shifted else small for c, small in zip(word, lowered, strict=True)
        )

    def _best(self, typed: str, by_layout: bool) -> Spelling:
        arcs, order = self._lattice(typed, by_layout)
        last = len(typed)
        best: dict[int, tuple[float, _Trail | None]] = {0: (0.0, None)}
        for node in order:
            held = best.get(node)
            if held is None:
                continue
            if node == 0:
                self._extend(arcs, best, 0, (0.0, None), WORD_START)
                held = (self._start_alone, None)
            self._extend(arcs, best, node, held, "")
        score, trail = best[last]
        letters: list[_Arc] = []
        while trail is not None:
            letters.append(trail.arc)
            trail = trail.before
        letters.reverse()
        return Spelling("".join(arc.letter for arc in letters), tuple(arc.place for arc in letters), score)

    def _extend(
        self,
        arcs: Mapping[int, list[_Arc]],
        best: dict[int, tuple[float, _Trail | None]],
        node: int,
        held: tuple[float, _Trail | None],
        prefix: str,
    ) -> None:
        """Put every piece that can be written from `node` on behind what is held there."""
        trie = self._trie
        for arc in arcs[node]:
            # A letter that no piece holds, so that every word has a spelling.
            _keep(best, arc.to, held[0] + self._unknown - arc.cost, held[1], arc)
        front: list[tuple[int, str, float, _Trail | None]] = [(node, prefix, held[0], held[1])]
        while front:
            at, written, score, trail = front.pop()
            for arc in arcs.get(at, ()):
                grown = written + arc.letter
                if grown not in trie:
                    continue
                paid = score - arc.cost
                longer = _Trail(trail, arc)
                piece = trie[grown]
                if piece is not None and paid + piece > best.get(arc.to, _NONE)[0]:
                    best[arc.to] = (paid + piece, longer)
                front.append((arc.to, grown, paid, longer))

    def _lattice(self, typed: str, by_layout: bool) -> tuple[dict[int, list[_Arc]], list[int]]:
        """What may be written from each node; nodes 0 to len(typed) are the places between typed letters.

        The nodes beyond stand within a meaning of several letters. The order lists every node but the last
        after all that lead to it.
        """
        arcs: dict[int, list[_Arc]] = {}
        order: list[int] = []
        fresh = len(typed) + 1
        for start in range(len(typed)):
            here = arcs[start] = []
            order.append(start)
            for end, meaning, cost in self._meanings(typed, start, by_layout):
                node = start
                for index, letter in enumerate(meaning):
                    to = end if index == len(meaning) - 1 else fresh
                    arc = _Arc(letter, cost if index == 0 else 0.0, to, (start, end))
                    if index == 0:
                        here.append(arc)
                    else:
                        arcs[node] = [arc]
                        order.append(node)
                    if to == fresh:
                        node = fresh
                        fresh += 1
        return arcs, order

    def _meanings(self, typed: str, start: int, by_layout: bool) -> list[tuple[int, str, float]]:
        found: list[tuple[int, str, float]] = []
        char = typed[start]
        capital = self._habits.shifted.get(char)
        plain = 0.0
        if capital is not None:
            sure = start > 0 or by_layout
            found.append((start + 1, capital, 0.0 if sure else _SHIFTED_AT_START))
            plain = _PLAIN_WITHIN if start else _PLAIN_AT_START if by_layout else 0.0
        apart = _TAKEN_APART if typed[start : start + 2].lower() in self._habits.pairs else 0.0
        for end in range(start + 1, min(len(typed), start + self._longest) + 1):
            for meaning, cost in self._habits.meanings(typed, start, end):
                found.append((end, meaning, cost + plain + (apart if end == start + 1 else 0.0)))
        if not found:
            # Not a letter of this language: it stays as it is.
            found.append((start + 1, char, 0.0))
        return found


_NONE: tuple[float, _Trail | None] = (-inf, None)


def _keep(
    best: dict[int, tuple[float, _Trail | None]], to: int, score: float, trail: _Trail | None, arc: _Arc
) -> None:
    if score > best.get(to, _NONE)[0]:
        best[to] = (score, _Trail(trail, arc))

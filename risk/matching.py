"""Finding patterns among the words of a message.

Each literal of the rules is indexed by its spelling in each alphabet, so a word finds the pattern steps it
satisfies by dictionary look-ups. A pattern is tried only where its rarest step occurs. The time grows with
the number of words; there is no search over letters that a hostile text could make explode.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from risk.pattern import Reading, Step
from risk.spelling import LITERAL_SPELLING, Alphabet

_NOTHING: frozenset[int] = frozenset()
# The boundary before a word that begins a sentence; no gap runs over it.
_SENTENCE = 2
_LONGEST_PREFIX = 24
_SHORTEST_FORM = 4
_SHORTEST_OF_TWO = 3
_MEAN_PART = 2.5


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern's owner, a rule or a guard, found at words `[first, last]`."""

    owner: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Compiled:
    owner: str
    steps: tuple[int, ...]
    gaps: tuple[int, ...]
    at_start: bool
    at_end: bool


@dataclass(slots=True)
class Passage:
    """A message's words as the matcher sees them in one alphabet."""

    hits: list[frozenset[int]]
    boundaries: list[int]
    negated: list[bool]

    def __len__(self) -> int:
        return len(self.hits)


@dataclass
class Table:
    """All patterns of one language, spelled in one alphabet."""

    alphabet: Alphabet
    _steps: dict[Step, int] = field(default_factory=dict)
    _exact: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _prefix: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _suffix: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _infix: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    _readings: list[_Compiled] = field(default_factory=list)
    _anchors: dict[int, list[tuple[_Compiled, int]]] = field(default_factory=dict)
    _negators: int = -1
    _clause_starts: int = -1

    def add(self, owner: str, readings: Iterable[Reading]) -> None:
        """Index the readings under their owner; call `seal` after the last."""
        for reading in readings:
            steps = tuple(self._step(step) for step in reading.steps)
            gaps = tuple(step.gap for step in reading.steps)
            self._readings.append(_Compiled(owner, steps, gaps, reading.at_start, reading.at_end))

    def seal(self, negators: Reading, clause_starts: Reading) -> None:
        """Choose each reading's anchor, its rarest step, and learn the words that negate or contrast."""
        self._negators = self._step(negators.steps[0])
        self._clause_starts = self._step(clause_starts.steps[0])
        uses: dict[int, int] = defaultdict(int)
        for reading in self._readings:
            for step in set(reading.steps):
                uses[step] += 1
        for reading in self._readings:
            anchor = min(range(len(reading.steps)), key=lambda i: uses[reading.steps[i]])
            self._anchors.setdefault(reading.steps[anchor], []).append((reading, anchor))

    def _step(self, step: Step) -> int:
        key = Step(step.accepts)
        number = self._steps.get(key)
        if number is not None:
            return number
        number = self._steps[key] = len(self._steps)
        spell = LITERAL_SPELLING[self.alphabet]
        for literal in step.accepts:
            spelling = spell(literal.text)
            if literal.open_start and literal.open_end:
                self._infix[spelling].add(number)
            elif literal.open_start:
                self._suffix[spelling].add(number)
            elif literal.open_end:
                self._prefix[spelling].add(number)
            else:
                self._exact[spelling].add(number)
        return number

    def hits(self, spelling: str) -> frozenset[int]:
        """The pattern steps that a word so spelled satisfies."""
        found: set[int] = set()
        exact = self._exact.get(spelling)
        if exact:
            found |= exact
        prefixes = self._prefix
        for length in range(1, min(len(spelling), _LONGEST_PREFIX) + 1):
            steps = prefixes.get(spelling[:length])
            if steps:
                found |= steps
        for ending, steps in self._suffix.items():
            if spelling.endswith(ending):
                found |= steps
        for part, steps in self._infix.items():
            if part in spelling:
                found |= steps
        return frozenset(found) if found else _NOTHING

    def take_apart(self, spelling: str, any_form: bool) -> list[str] | None:
        """Split a run of letters into words of the rules, or None; `any_form` admits inflected forms too."""
        best: list[list[str] | None] = [[]] + [None] * len(spelling)
        for end in range(1, len(spelling) + 1):
            for start in range(max(0, end - _LONGEST_PREFIX), end):
                before = best[start]
                part = spelling[start:end]
                if before is None or not self._is_part(part, any_form):
                    continue
                held = best[end]
                if held is None or len(before) + 1 < len(held):
                    best[end] = [*before, part]
        parts = best[-1]
        # Many short parts fit almost any string; real words run together have a long one among them.
        if parts and any_form and len(parts) > 1:
            return parts
        if (
            not parts
            or not 1 < len(parts) <= len(spelling) / _MEAN_PART
            or max(map(len, parts)) < _SHORTEST_FORM
        ):
            return None
        if len(parts) == 2 and min(map(len, parts)) < _SHORTEST_OF_TWO:
            return None
        return parts

    def _is_part(self, part: str, any_form: bool) -> bool:
        return part in self._exact or (any_form and len(part) >= _SHORTEST_FORM and bool(self.hits(part)))

    def passage(self, column: Mapping[int, Sequence[str]], boundaries: Sequence[int]) -> Passage:
        """Prepare a message, given as spellings by word index; a contrasting word ("but") begins a clause."""
        known: dict[str, frozenset[int]] = {}
        hits = [_NOTHING] * len(boundaries)
        for index, texts in column.items():
            for text in texts:
                found = known.get(text)
                if found is None:
                    found = known[text] = self.hits(text)
                if found:
                    hits[index] = hits[index] | found if hits[index] else found
        bounds = [
            max(boundary, 1) if self._clause_starts in hit else boundary
            for hit, boundary in zip(hits, boundaries, strict=True)
        ]
        return Passage(hits, bounds, [self._negators in hit for hit in hits])

    def find(self, passage: Passage) -> list[Match]:
        """Every place where a pattern of this table is found; the nearest reading of each start."""
        found: dict[Match, None] = {}
        for position, hit in enumerate(passage.hits):
            for step in hit:
                for reading, anchor in self._anchors.get(step, ()):
                    span = _span(passage, reading, anchor, position)
                    if span is not None:
                        found[Match(reading.owner, *span)] = None
        return list(found)


def _span(passage: Passage, reading: _Compiled, anchor: int, position: int) -> tuple[int, int] | None:
    """The words the reading covers with its anchor at `position`, each step as near as may be."""
    starts = [position]
    for step in range(anchor, 0, -1):
        starts = _before(passage, starts, reading.steps[step - 1], reading.gaps[step])
    ends = [position]
    for step in range(anchor + 1, len(reading.steps)):
        ends = _after(passage, ends, reading.steps[step], reading.gaps[step])
    if reading.at_start:
        starts = [first for first in starts if first == 0 or passage.boundaries[first] > 0]
    if reading.at_end:
        ends = [last for last in ends if last + 1 == len(passage) or passage.boundaries[last + 1] > 0]
    return (max(starts), min(ends)) if starts and ends else None


def _before(passage: Passage, places: Sequence[int], step: int, gap: int) -> list[int]:
    """Where `step` stands before any of the places; carrying all places at once keeps the search linear."""
    found: dict[int, None] = {}
    for place in places:
        for candidate in range(place - 1, max(place - gap - 2, -1), -1):
            skipped = place - 1 - candidate
            if skipped and passage.boundaries[candidate + 1] == _SENTENCE:
                break
            if step in passage.hits[candidate]:
                found[candidate] = None
            if passage.negated[candidate] or (gap and passage.boundaries[candidate + 1] == _SENTENCE):
                break
    return list(found)


def _after(passage: Passage, places: Sequence[int], step: int, gap: int) -> list[int]:
    """Where `step` stands after any of the places."""
    found: dict[int, None] = {}
    for place in places:
        for candidate in range(place + 1, min(place + gap + 2, len(passage))):
            if candidate - place > 1 and passage.boundaries[candidate] == _SENTENCE:
                break
            if step in passage.hits[candidate]:
                found[candidate] = None
            if passage.negated[candidate] or (gap and passage.boundaries[candidate] == _SENTENCE):
                break
    return list(found)

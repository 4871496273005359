"""The pattern language of the rule files: readable by a clinician, and safe on any text.

A pattern is a line of words, for instance `<i> want to (really|just) die|disappear*`:

    word        this word                     word*     words that begin so
    *word       words that end so             *word*    words that contain it (four letters or more)
    a|b         either word                   <name>    any word of the file's list `name`
                                              <number>  any number in digits
    (a|b)       may be left out               ..  ..4   up to two (four) other words in between
    ^  $        the clause begins / ends here A & B     both, in either order, up to three words apart

Gaps never run over the end of a sentence nor over a negation, so that "I want, but not, to ..." is not
read as its opposite. There is no back-tracking search over letters: a word is looked up, then its
neighbours are, so the time grows with the text and never explodes.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations, product

from risk.errors import PatternInvalid

_DEFAULT_GAP = 2
_EITHER_ORDER_GAP = 3
_MAX_GAP = 6
_MAX_OPTIONAL = 5
_MIN_INFIX = 4
_MIN_PREFIX = 2

# How every number in digits is spelled, besides as itself.
NUMBER = "#"


@dataclass(frozen=True, slots=True)
class Literal:
    """One word or part of a word, in the rule's own letters."""

    text: str
    open_start: bool = False
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One position of a pattern: the words it accepts, and how many others may stand before it."""

    accepts: frozenset[Literal]
    gap: int = 0


@dataclass(frozen=True, slots=True)
class Reading:
    """One way of reading a pattern: its steps in order, and whether it is tied to a clause's edges."""

    steps: tuple[Step, ...]
    at_start: bool = False
    at_end: bool = False


def parse(pattern: str, lists: Mapping[str, Sequence[str]]) -> tuple[Reading, ...]:
    """All ways of reading a pattern; raises `PatternInvalid` with what to change."""
    parts = [part.split() for part in pattern.split(" & ")]
    if not all(parts):
        raise PatternInvalid(f"pattern {pattern!r} has an empty side; write words on both sides of &")
    readings: list[Reading] = []
    for order in permutations(parts) if len(parts) <= 3 else _too_many_sides(pattern):
        tokens: list[str] = []
        for part in order:
            tokens.extend([f"..{_EITHER_ORDER_GAP}", *part] if tokens else part)
        readings.extend(_readings(tokens, pattern, lists))
    return tuple(dict.fromkeys(readings))


def _too_many_sides(pattern: str) -> list[tuple[list[str], ...]]:
    raise PatternInvalid(f"pattern {pattern!r} joins more than three sides with &; split it into several")


def _readings(tokens: list[str], pattern: str, lists: Mapping[str, Sequence[str]]) -> list[Reading]:
    choices: list[tuple[str | None, ...]] = [
        (token[1:-1], None) if token.startswith("(") and token.endswith(")") else (token,) for token in tokens
    ]
    if sum(len(choice) > 1 for choice in choices) > _MAX_OPTIONAL:
        raise PatternInvalid(f"pattern {pattern!r} has more than {_MAX_OPTIONAL} optional words; split it")
    return [
        _sequence([token for token in chosen if token is not None], pattern, lists)
        for chosen in product(*choices)
    ]


def _sequence(tokens: list[str], pattern: str, lists: Mapping[str, Sequence[str]]) -> Reading:
    at_start = bool(tokens) and tokens[0] == "^"
    at_end = len(tokens) > 1 and tokens[-1] == "$"
    steps: list[Step] = []
    gap = 0
    for token in tokens[at_start : len(tokens) - at_end]:
        if token.startswith(".."):
            gap += _gap(token, pattern)
            continue
        steps.append(Step(_literals(token, pattern, lists), gap if steps else 0))
        gap = 0
    if not steps or gap:
        raise PatternInvalid(f"pattern {pattern!r} needs a word at both ends")
    return Reading(tuple(steps), at_start, at_end)


def _gap(mark: str, pattern: str) -> int:
    if mark == "..":
        return _DEFAULT_GAP
    if not mark[2:].isdigit() or not 1 <= int(mark[2:]) <= _MAX_GAP:
        raise PatternInvalid(f"pattern {pattern!r}: write a gap as .. or ..1 to ..{_MAX_GAP}, not {mark!r}")
    return int(mark[2:])


def _literals(token: str, pattern: str, lists: Mapping[str, Sequence[str]]) -> frozenset[Literal]:
    accepted: set[Literal] = set()
    for part in token.split("|"):
        if part.startswith("<") and part.endswith(">"):
            name = part[1:-1]
            if name == "number":
                accepted.add(Literal(NUMBER))
                continue
            if name not in lists:
                raise PatternInvalid(
                    f"pattern {pattern!r} names the list <{name}>, which the file does not define"
                )
            accepted.update(_literal(word, pattern) for word in lists[name])
        else:
            accepted.add(_literal(part, pattern))
    return frozenset(accepted)


def _literal(part: str, pattern: str) -> Literal:
    text = part.strip("*")
    open_start, open_end = part.startswith("*"), part.endswith("*")
    if not text or not all(char.isalnum() or char == "'" or ord(char) > 0x2000 for char in text):
        raise PatternInvalid(f"pattern {pattern!r}: {part!r} is not a word, a list, a gap or an edge")
    if open_start and open_end and len(text) < _MIN_INFIX:
        raise PatternInvalid(f"pattern {pattern!r}: {part!r} needs {_MIN_INFIX} letters between two *")
    if (open_start or open_end) and len(text) < _MIN_PREFIX:
        raise PatternInvalid(f"pattern {pattern!r}: {part!r} needs {_MIN_PREFIX} letters beside *")
    return Literal(text, open_start, open_end)

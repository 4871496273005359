"""What the model alone says of one message: its readings scored, the gravest told, with the words it saw.

A message in Latin letters that may be Georgian or Russian is scored as typed and as converted; the graver
reading stands. Long texts are scored window by window.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Protocol

from encoder.files import WEIGHTS, open_files
from encoder.session import Encoder, Read
from risk.assessment import Assessment, Evidence, Level, gravest_first
from risk.long_text import BY_MODEL as BY_MODEL_REACH
from risk.reading import reader
from risk.ruleset import rule_words
from risk.scores import Scores, scores_of

BY_MODEL = "model"
# Of the attention that the strongest word gets, what a neighbour must have to be shown with it.
_BESIDE = 0.35
_ALSO = 0.6
_STRETCHES = 3


class Scorer(Protocol):
    """A model that scores messages."""

    @property
    def version(self) -> str:
        """Its name, as it is stored with each assessment."""
        ...

    def score(self, text: str, language: str | None = None, read: Read | None = None) -> Sequence[Scores]:
        """Scores of each window of each reading of a message; empty for one without anything to read.

        `language` is a hint of how Latin letters may be read. `read` is what the network saw, where it has
        read this message already.
        """
        ...


class NetworkScorer:
    """Scores by the heads of the one network that are about danger."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self.version = encoder.version

    def score(self, text: str, language: str | None = None, read: Read | None = None) -> list[Scores]:
        """As `Scorer` asks."""
        if read is None:
            read = self.encoder.read(text, language, stretches=stretches_for_model(text))
        return [scores_of(look, self.encoder.card) for look in read.looks]


@lru_cache(maxsize=1)
def shipped_encoder() -> Encoder:
    """The network that ships, loaded once a process. Raises `ModelUnusable` and `RuleFileInvalid`."""
    return Encoder(open_files(WEIGHTS), rule_words())


def stretches_for_model(text: str) -> list[tuple[int, int]]:
    """The stretches of a text that the model reads; all of it where it is no longer than messages are."""
    return reader().passages(text, BY_MODEL_REACH)


def assess_by_model(
    model: Scorer, text: str, language: str | None = None, read: Read | None = None
) -> Assessment:
    """Assess by the model; the arguments are those of `Scorer.score`."""
    scored = model.score(text, language, read)
    if not scored:
        return Assessment(level=Level.NONE, version=model.version)
    gravest = max(scored, key=lambda scores: (scores.gravest, scores.level, scores.at_least[::-1]))
    saddest = max(scored, key=lambda scores: (scores.level, scores.at_least[::-1]))
    severe = max(scored, key=lambda scores: scores.severity or 0.0)
    level = gravest.gravest
    return Assessment(
        level=level,
        subject=gravest.subject,
        flags=frozenset(flag for scores in scored if scores.gravest > Level.NONE for flag in scores.flags),
        evidence=_evidence(gravest) if level > Level.NONE else (),
        version=model.version,
        probabilities={label: round(p, 4) for label, p in saddest.probabilities().items()},
        severity=None if severe.severity is None else round(severe.severity, 2),
        severity_at_least=tuple(round(p, 4) for p in severe.severe_at_least),
        dangers=gravest_first(danger for scores in scored for danger in scores.dangers()),
    )


def _evidence(scores: Scores) -> tuple[Evidence, ...]:
    """The words that the attention rests on, as stretches of the original, the strongest first taken."""
    reading = scores.reading
    if reading is None or not scores.attention or not scores.places:
        return ()
    strongest = max(scores.attention)
    found: list[tuple[int, int]] = []
    by_weight = sorted(range(len(scores.attention)), key=lambda at: -scores.attention[at])
    taken: set[int] = set()
    for at in by_weight:
        if scores.attention[at] < _ALSO * strongest or len(found) == _STRETCHES:
            break
        if at in taken:
            continue
        first = last = at
        while first > 0 and scores.attention[first - 1] >= _BESIDE * strongest:
            first -= 1
        while last + 1 < len(scores.attention) and scores.attention[last + 1] >= _BESIDE * strongest:
            last += 1
        taken.update(range(first, last + 1))
        start, end = _whole_words(reading.text, scores.places[first][0], scores.places[last][1])
        if end > start:
            found.append(reading.span(start, end))
    return tuple(
        Evidence(scores.start + start, scores.start + end, BY_MODEL) for start, end in sorted(set(found))
    )


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Widened to whole words, without spaces at the ends."""
    while start > 0 and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    while start < end and text[start].isspace():
        start += 1
    return start, end

"""What the model alone says of one message: its views scored, the gravest told, with the words it looked at.

A message in Latin letters that may be Georgian or Russian is scored as typed and as converted; the graver
reading stands. Long texts are scored window by window, and nothing is cut off unread.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from risk.assessment import Assessment, Evidence, Level
from risk.long_text import BY_MODEL as BY_MODEL_REACH
from risk.model.scores import Scores
from risk.reading import reader
from risk.views import View, Viewer

BY_MODEL = "model"
# Of the attention that the strongest word gets, what a neighbour must have to be shown with it.
_BESIDE = 0.35
_ALSO = 0.6
_STRETCHES = 3


class Scorer(Protocol):
    """A model that scores prepared text."""

    @property
    def version(self) -> str:
        """Its name, as it is stored with each assessment."""
        ...

    @property
    def viewer(self) -> Viewer:
        """What prepares a message for it."""
        ...

    def score(self, text: str, *, of_several: bool = False) -> Sequence[Scores]:
        """Scores of the text's windows, in order; empty for a text without anything to read.

        `of_several` says that the text is one of several readings of a message.
        """
        ...


@dataclass(frozen=True, slots=True)
class _Look:
    """One window of one view of a passage that begins at `start` of the message."""

    start: int
    view: View
    scores: Scores


def assess_by_model(model: Scorer, text: str, language: str | None = None) -> Assessment:
    """Assess by the model; `language` is a hint of how Latin letters may be read."""
    looks = [
        look
        for start, end in reader().passages(text, BY_MODEL_REACH)
        for look in _looks(model, text[start:end], start, language)
    ]
    if not looks:
        return Assessment(level=Level.NONE, version=model.version)
    gravest = max(looks, key=lambda look: (look.scores.level, look.scores.at_least[::-1]))
    level = gravest.scores.level
    severities = [look.scores.severity for look in looks if look.scores.severity is not None]
    return Assessment(
        level=level,
        subject=gravest.scores.subject,
        flags=frozenset(
            flag for look in looks if look.scores.level > Level.NONE for flag in look.scores.flags
        ),
        evidence=_evidence(gravest) if level > Level.NONE else (),
        version=model.version,
        probabilities={label: round(p, 4) for label, p in gravest.scores.probabilities().items()},
        severity=round(max(severities), 2) if severities else None,
    )


def _looks(model: Scorer, passage: str, start: int, language: str | None) -> list[_Look]:
    seen = model.viewer.views(passage, language)
    return [
        _Look(start, view, scores)
        for view in seen
        for scores in model.score(view.text, of_several=len(seen) > 1)
    ]


def _evidence(look: _Look) -> tuple[Evidence, ...]:
    """The words that the attention rests on, as stretches of the original, the strongest first taken."""
    view, scores = look.view, look.scores
    if not scores.attention or not scores.places:
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
        start, end = _whole_words(view.text, scores.places[first][0], scores.places[last][1])
        if end > start:
            found.append(view.span(start, end))
    return tuple(
        Evidence(look.start + start, look.start + end, BY_MODEL) for start, end in sorted(set(found))
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

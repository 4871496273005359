"""Examples of intents as rows to learn from.

The catalogue lies in a room of its own that this one does not know: whoever starts a training passes it in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from risk.assessment import Kind, Level
from risk.learn.examples import Example

_UNSEVERE = (0, 0)


class Labelled(Protocol):
    """One intent: its examples by (language, script), and what is known of their danger."""

    @property
    def id(self) -> str: ...
    @property
    def level(self) -> str | None: ...
    @property
    def shows_no_danger(self) -> bool: ...
    @property
    def shows(self) -> Mapping[str, str]: ...
    @property
    def near(self) -> frozenset[str]: ...
    @property
    def written(self) -> Mapping[tuple[str, str], Sequence[str]]: ...


def from_intents(intents: Iterable[Labelled]) -> list[Example]:
    """One example a text. Of a level that is not told nothing is learnt but the intent."""
    return [
        Example(
            text=text,
            language=language,
            script=script,
            level=Level.IMMINENT if intent.level is None else Level.from_label(intent.level),
            least=Level.NONE if intent.level is None else None,
            other=None,
            flags=None,
            severity=None if intent.level is None else _UNSEVERE,
            without=frozenset(Kind) if intent.shows_no_danger else frozenset(),
            kinds={Kind(kind): Level.from_label(level) for kind, level in intent.shows.items()},
            intents=frozenset({intent.id}),
            maybe=intent.near,
        )
        for intent in intents
        for (language, script), texts in intent.written.items()
        for text in texts
    ]


def everyday_is_no_topic(plain: Iterable[Example], spoken_of: frozenset[str]) -> list[Example]:
    """Everyday sentences are about none of our topics; greetings, questions and the like they may be."""
    return [replace(one, intents=frozenset(), maybe=spoken_of) for one in plain]

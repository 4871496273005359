"""What is recognised in the held-out messages. It counts nothing: that is the measuring kit's work."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from encoder.normalise import words
from intents.catalogue_files import Intent
from intents.held_out_files import HeldOut
from intents.recognise import Recognised


@dataclass(frozen=True, slots=True)
class Outcome:
    """One held-out message, what it truly shows and what was made of it; without its text.

    `intents` are the true ones, the main one first. `group` is that of the main one, None where
    there is none. `first` stands in the first place of the answer, `chosen` is acted on, and of the two in
    `asked` the person is asked. `is_learnt` says that the very words are an example of the catalogue.
    """

    id: str
    way: str
    group: str | None
    intents: tuple[str, ...]
    is_learnt: bool
    first: str | None
    chosen: str | None
    asked: tuple[str, ...]


def outcomes(
    held_out: Iterable[HeldOut], catalogue: Sequence[Intent], recognise: Callable[[str], Recognised]
) -> list[Outcome]:
    """Every message's outcome, in order."""
    group_of = {one.id: one.group.value for one in catalogue}
    learnt = learnt_words(catalogue)
    return [
        Outcome(
            id=one.id,
            way=one.way.value,
            group=group_of[one.intents[0]] if one.intents else None,
            intents=one.intents,
            is_learnt=as_read(one.text) in learnt,
            first=found.scored[0].id if found.scored else None,
            chosen=found.chosen,
            asked=found.ask or (),
        )
        for one in held_out
        for found in [recognise(one.text)]
    ]


def learnt_words(catalogue: Iterable[Intent]) -> frozenset[str]:
    """Every example of the catalogue, as the network reads it."""
    return frozenset(as_read(text) for one in catalogue for texts in one.examples.values() for text in texts)


def as_read(text: str) -> str:
    """The words of a text without case, marks and stretched letters; of signs alone, as they stand."""
    return " ".join(word.text for word in words(text)) or text.strip()

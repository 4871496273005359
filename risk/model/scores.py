"""What the network says of one text, as calibrated probabilities and as answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import exp

from risk.assessment import Flag, Level, Subject
from risk.model.files import Card, Head


@dataclass(frozen=True, slots=True)
class Scores:
    """One text's scores.

    `at_least` holds P(level >= low), ... P(level >= imminent), never rising; `severe_at_least` likewise the
    six steps of the C-SSRS scale. `level` is the highest level whose probability reaches its threshold.
    `attention` is one weight a token, `places` each token's stretch of the text.
    """

    level: Level
    at_least: tuple[float, ...]
    severe_at_least: tuple[float, ...]
    subject: Subject
    flags: frozenset[Flag]
    attention: tuple[float, ...] = ()
    places: tuple[tuple[int, int], ...] = ()

    @property
    def severity(self) -> float | None:
        """The expected C-SSRS severity, 0 to 6; None from a model that does not tell it."""
        return sum(self.severe_at_least) if self.severe_at_least else None

    def probabilities(self) -> dict[str, float]:
        """P(level) for each level, by label; the sum is one."""
        steps = (1.0, *self.at_least, 0.0)
        return {level.label: steps[level] - steps[level + 1] for level in Level}


def scores_of(
    logits: Sequence[float],
    card: Card,
    attention: Sequence[float] = (),
    places: Sequence[tuple[int, int]] = (),
    *,
    of_several: bool = False,
) -> Scores:
    """Read one row of logits (level, severity, other, flags, in this order) by the card's calibration.

    `of_several` says that this is one of several readings of the same message.
    """
    level_head = card.level_of_several if of_several else card.level
    at = 0
    found: list[tuple[float, ...]] = []
    for head in (level_head, card.severity, card.other, card.flag):
        width = len(head.temperature)
        found.append(_calibrated(logits[at : at + width], head))
        at += width
    level, severity, (other,), flags = found
    return Scores(
        level=_level(level, level_head),
        at_least=_never_rising(level),
        severe_at_least=_never_rising(severity),
        subject=Subject.OTHER if other >= card.other.yes_from[0] else Subject.SELF,
        flags=frozenset(
            flag
            for flag, p, yes_from in zip(card.flags, flags, card.flag.yes_from, strict=True)
            if p >= yes_from
        ),
        attention=tuple(attention),
        places=tuple(places),
    )


def _level(probabilities: Sequence[float], head: Head) -> Level:
    """The highest level that is reached, even where a lower one narrowly is not: doubt raises."""
    reached = [
        level
        for level, p, yes_from in zip(list(Level)[1:], probabilities, head.yes_from, strict=True)
        if p >= yes_from
    ]
    return max(reached, default=Level.NONE)


def _calibrated(logits: Sequence[float], head: Head) -> tuple[float, ...]:
    return tuple(_sigmoid(logit / heat) for logit, heat in zip(logits, head.temperature, strict=True))


def _sigmoid(value: float) -> float:
    # Far out e^x overflows and the answer is plain.
    return 0.0 if value < -700 else 1 / (1 + exp(-value))


def _never_rising(probabilities: Sequence[float]) -> tuple[float, ...]:
    """At least high means at least moderate too: where the heads disagree, the graver one is believed."""
    made: list[float] = []
    for p in reversed(probabilities):
        made.append(max(p, made[-1]) if made else p)
    return tuple(reversed(made))

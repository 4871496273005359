"""What the network says of one look at a text, as calibrated probabilities and as answers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from encoder.files import Card, Head
from encoder.readings import Reading
from encoder.session import Look, calibrated
from risk.assessment import Danger, Flag, Kind, Level, Subject

LEVEL, SEVERITY, OTHER, FLAGS, KINDS = "level", "severity", "other", "flags", "kinds"


@dataclass(frozen=True, slots=True)
class Scores:
    """One text's scores.

    `at_least` holds P(level >= low), ... P(level >= imminent), never rising; `severe_at_least` likewise the
    six steps of the C-SSRS scale. `level` is the highest level whose probability reaches its threshold, on
    the ladder of suicide; `kinds` are the dangers of other kinds, each with its level.
    `attention` is one weight a token, `places` each token's stretch of `reading`, which reads
    what begins at `start` of the message.
    """

    level: Level
    at_least: tuple[float, ...]
    severe_at_least: tuple[float, ...]
    subject: Subject
    flags: frozenset[Flag]
    kinds: Mapping[Kind, Level] = field(default_factory=dict)
    reading: Reading | None = None
    start: int = 0
    attention: tuple[float, ...] = ()
    places: tuple[tuple[int, int], ...] = ()

    @property
    def severity(self) -> float | None:
        """The expected C-SSRS severity, 0 to 6; None from a model that does not tell it."""
        return sum(self.severe_at_least) if self.severe_at_least else None

    @property
    def gravest(self) -> Level:
        """The gravest level of any kind."""
        return max([self.level, *self.kinds.values()])

    def dangers(self) -> list[Danger]:
        """Each kind of danger that this look shows."""
        found = [Danger(kind, level, self.subject) for kind, level in self.kinds.items()]
        own = Kind.SUICIDE
        if self.level <= Level.MODERATE and Flag.SELF_HARM in self.flags:
            own = Kind.SELF_HARM
        return [*found, Danger(own, self.level, self.subject)]

    def probabilities(self) -> dict[str, float]:
        """P(level) for each level, by label; the sum is one."""
        steps = (1.0, *self.at_least, 0.0)
        return {level.label: steps[level] - steps[level + 1] for level in Level}


def scores_of(look: Look, card: Card) -> Scores:
    """Read the heads that are about danger, by the card's calibration."""
    level = calibrated(look, card, LEVEL)
    (other,) = calibrated(look, card, OTHER)
    level_head = card.described(LEVEL, of_several=look.of_several)
    return Scores(
        level=_level(level, level_head),
        at_least=_never_rising(level),
        severe_at_least=_never_rising(calibrated(look, card, SEVERITY)),
        subject=Subject.OTHER if other >= card.heads[OTHER].yes_from[0] else Subject.SELF,
        flags=frozenset(Flag(name) for name in _told(calibrated(look, card, FLAGS), card.heads[FLAGS])),
        kinds=_kinds(look, card),
        reading=look.reading,
        start=look.start,
        attention=look.attention,
        places=look.places,
    )


def _kinds(look: Look, card: Card) -> dict[Kind, Level]:
    """The kinds that are told, each at the highest of its levels that is; none by a network without them."""
    found: dict[Kind, Level] = {}
    if KINDS in card.heads:
        for name in _told(calibrated(look, card, KINDS), card.heads[KINDS]):
            kind, _, label = name.partition(".")
            level = Level.from_label(label)
            found[Kind(kind)] = max(level, found.get(Kind(kind), level))
    return found


def _told(probabilities: Sequence[float], head: Head) -> list[str]:
    """The names whose probability reaches its threshold."""
    return [
        name
        for name, p, yes_from in zip(head.names, probabilities, head.yes_from, strict=True)
        if p >= yes_from
    ]


def _level(probabilities: Sequence[float], head: Head) -> Level:
    """The highest level that is reached, even where a lower one narrowly is not: doubt raises."""
    return max((Level.from_label(name) for name in _told(probabilities, head)), default=Level.NONE)


def _never_rising(probabilities: Sequence[float]) -> tuple[float, ...]:
    """At least high means at least moderate too: where the heads disagree, the graver one is believed."""
    made: list[float] = []
    for p in reversed(probabilities):
        made.append(max(p, made[-1]) if made else p)
    return tuple(reversed(made))

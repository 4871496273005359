"""Which windows of a long text are looked at, and for how long: bounded whatever the text.

One look costs the same whatever it looks at, and a text may be made to need a hundred. The first and the last
window of each reading come first, then those around what the rules found, then the rest in order.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from encoder.readings import Reading

# The longest message of Telegram has seven windows in Georgian letters, fourteen in Latin ones. A look takes
# some 25 ms of a processor.
MOST_WINDOWS = 16
CPU_SECONDS = 0.5

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a long text: its token ids with the marks at both ends, and where each token stands."""

    ids: list[int]
    places: list[tuple[int, int]]


@dataclass(slots=True)
class Budget:
    """How much of a processor's time one text may take; `clock` counts the seconds of this thread alone."""

    seconds: float = CPU_SECONDS
    windows: int = MOST_WINDOWS
    clock: Callable[[], float] = time.thread_time
    _began: float = field(init=False)

    def __post_init__(self) -> None:
        self._began = self.clock()

    @property
    def is_spent(self) -> bool:
        """Whether the time is over."""
        return self.clock() - self._began >= self.seconds


@dataclass(frozen=True, slots=True)
class Place:
    """A window of a reading of the stretch of a message that begins at `start`."""

    reading: Reading
    start: int
    window: Window
    of_several: bool

    @property
    def stretch(self) -> Stretch:
        """The code points of the message that it covers."""
        first, last = self.window.places[0], self.window.places[-1]
        begin, end = self.reading.span(first[0], max(last[1], first[0] + 1))
        return self.start + begin, self.start + end


def by_importance(readings: Sequence[Sequence[Place]], telling: Sequence[Stretch]) -> list[Place]:
    """All places, the most important first; `telling` are the stretches that the rules found."""
    firsts = [places[0] for places in readings if places]
    lasts = [places[-1] for places in readings if len(places) > 1]
    inner = [place for places in readings for place in places[1:-1]]
    near = [place for place in inner if any(_overlap(place.stretch, one) for one in telling)]
    known = {id(place) for place in near}
    return [*firsts, *lasts, *near, *(place for place in inner if id(place) not in known)]


def unread(text_length: int, seen: Sequence[Stretch], all_places: Sequence[Place]) -> tuple[Stretch, ...]:
    """What no look covered, of what a look could have covered: stretches in order, apart from one another."""
    covered = _merged(seen)
    missing: list[Stretch] = []
    for start, end in _merged([place.stretch for place in all_places]):
        at = start
        for begin, stop in covered:
            if stop <= at or begin >= end:
                continue
            if begin > at:
                missing.append((at, begin))
            at = max(at, stop)
        if at < end:
            missing.append((at, min(end, text_length)))
    return tuple(missing)


def _overlap(one: Stretch, other: Stretch) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _merged(stretches: Sequence[Stretch]) -> list[Stretch]:
    merged: list[Stretch] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged

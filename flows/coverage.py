"""Which steps the golden transcripts visit, and which nobody has ever read in a conversation."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from flows.flowset import FlowSet
from flows.model import Step
from flows.transcripts import Transcript, replay


@dataclass(frozen=True, slots=True)
class Coverage:
    """Steps as (flow, step): all of them, and those that no transcript visits, in the order of the files."""

    all: tuple[tuple[str, str], ...]
    missed: tuple[tuple[str, str], ...]

    @property
    def share(self) -> float:
        """Visited steps of all steps, from 0 to 1."""
        return 1 - len(self.missed) / len(self.all) if self.all else 1.0


class _Watched(Mapping[str, Step]):
    """The steps of a flow, noting each that is looked at."""

    def __init__(self, flow: str, steps: Mapping[str, Step], seen: set[tuple[str, str]]) -> None:
        self._flow = flow
        self._steps = steps
        self._seen = seen

    def __getitem__(self, name: str) -> Step:
        step = self._steps[name]
        self._seen.add((self._flow, name))
        return step

    def __iter__(self) -> Iterator[str]:
        return iter(self._steps)

    def __len__(self) -> int:
        return len(self._steps)


def coverage(flows: FlowSet, transcripts: Iterable[Transcript]) -> Coverage:
    """Replay the transcripts and see which steps they come by."""
    seen: set[tuple[str, str]] = set()
    watched = {
        name: replace(flow, steps=_Watched(name, flow.steps, seen)) for name, flow in flows.flows.items()
    }
    for transcript in transcripts:
        replay(replace(flows, flows=watched), transcript)
    every = tuple((name, step) for name, flow in flows.flows.items() for step in flow.steps)
    return Coverage(every, tuple(place for place in every if place not in seen))

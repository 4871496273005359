"""Systems and samples made up for tests of the measuring tools."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from risk.assessment import Assessment, Danger, Kind, Level, Subject
from risk.evaluate.samples import DataFile, Dataset, Sample
from risk.evaluate.systems import System


def fake_system(
    level_of: Callable[[str], Level],
    severity: float | None = None,
    probabilities: dict[str, float] | None = None,
    name: str = "fake",
    dangers_of: Callable[[str], tuple[Danger, ...]] = lambda _: (),
    missing_heads: tuple[str, ...] = (),
) -> System:
    """A system that gives a text the level that a function says, and the dangers that another one does."""

    def assess(text: str) -> Assessment:
        dangers = dangers_of(text)
        level = max([level_of(text), *(one.level for one in dangers)])
        told = probabilities or {}
        return Assessment(level, version="fake-1", severity=severity, probabilities=told, dangers=dangers)

    return System(name, "fake-1", assess, missing_heads)


def made_sample(
    nth: int = 0,
    level: Level | None = None,
    severity: int | None = None,
    subject: Subject | None = None,
    text: str | None = None,
    group: str = "en Latn",
    kinds: Mapping[Kind, Level] | None = None,
    own: Kind = Kind.SUICIDE,
) -> Sample:
    """A sample with the text `text <nth>` if none is given."""
    language, script = group.split()
    said = f"text {nth}" if text is None else text
    return Sample(f"id-{nth}", said, level, severity, language, script, subject, kinds=kinds, own=own)


def made_dataset(samples: Sequence[Sample]) -> Dataset:
    """These samples as if read from one file."""
    file = DataFile("some.csv", "0" * 64, len(samples), len(samples))
    return Dataset(tuple(samples), (file,), None, 0, 0)


@dataclass(frozen=True)
class MadeOutcome:
    """A held-out message, what it shows and what was made of it."""

    intents: tuple[str, ...]
    chosen: str | None = None
    asked: tuple[str, ...] = ()
    first: str | None = None
    way: str = "ka"
    group: str | None = "wish"
    is_learnt: bool = False
    id: str = "id"


@dataclass(frozen=True)
class MadeFile:
    """A file of as many messages."""

    name: str
    messages: Sequence[object]
    sha256: str = "1" * 64


@dataclass(frozen=True)
class MadeRecognition:
    """What a network made of held-out messages."""

    outcomes: Sequence[MadeOutcome] = ()
    has_head: bool = True
    network: str = "made-1"
    files: Sequence[MadeFile] = field(default_factory=list)

"""Systems and samples made up for tests of the measuring tools."""

from collections.abc import Callable, Sequence

from risk.assessment import Assessment, Level, Subject
from risk.evaluate.samples import DataFile, Dataset, Sample
from risk.evaluate.systems import System


def fake_system(
    level_of: Callable[[str], Level],
    severity: float | None = None,
    probabilities: dict[str, float] | None = None,
    name: str = "fake",
) -> System:
    """A system that gives a text the level that a function says."""

    def assess(text: str) -> Assessment:
        level = level_of(text)
        return Assessment(level, version="fake-1", severity=severity, probabilities=probabilities or {})

    return System(name, "fake-1", assess)


def made_sample(
    nth: int = 0,
    level: Level | None = None,
    severity: int | None = None,
    subject: Subject | None = None,
    text: str | None = None,
    group: str = "en Latn",
) -> Sample:
    """A sample with the text `text <nth>` if none is given."""
    language, script = group.split()
    said = f"text {nth}" if text is None else text
    return Sample(f"id-{nth}", said, level, severity, language, script, subject)


def made_dataset(samples: Sequence[Sample]) -> Dataset:
    """These samples as if read from one file."""
    file = DataFile("some.csv", "0" * 64, len(samples), len(samples))
    return Dataset(tuple(samples), (file,), None, 0, 0)

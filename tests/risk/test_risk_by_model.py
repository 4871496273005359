"""The model's part of the check with a scorer in its place: readings, windows, evidence."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from encoder.readings import TextReader
from encoder.session import Read
from risk.assessment import Flag, Level, Subject
from risk.by_model import BY_MODEL, assess_by_model
from risk.scores import Scores


def scores(level: Level, attention: Sequence[float] = (), places: Sequence[tuple[int, int]] = ()) -> Scores:
    at_least = tuple(0.9 if cut <= level else 0.1 for cut in list(Level)[1:])
    return Scores(
        level=level,
        at_least=at_least,
        severe_at_least=(0.5,) * 6,
        subject=Subject.SELF,
        flags=frozenset({Flag.PLAN}),
        attention=tuple(attention),
        places=tuple(places),
    )


class Told:
    """A scorer that answers by a function and keeps what it was asked."""

    version = "told-1"

    def __init__(self, answer: Callable[[str], list[Scores]]) -> None:
        self.asked: list[str] = []
        self._answer = answer

    def score(self, text: str, language: str | None = None, read: Read | None = None) -> list[Scores]:
        readings = TextReader({}).readings(text, language)
        self.asked += [reading.text for reading in readings]
        return [replace(one, reading=reading) for reading in readings for one in self._answer(reading.text)]


def test_text_without_anything_to_read_is_none() -> None:
    found = assess_by_model(Told(lambda _: []), "")
    assert (found.level, found.probabilities, found.version) == (Level.NONE, {}, "told-1")


def test_gravest_window_is_told() -> None:
    windows = [scores(Level.NONE), scores(Level.HIGH), scores(Level.LOW)]
    assert assess_by_model(Told(lambda _: windows), "long").level is Level.HIGH


def test_latin_letters_are_read_as_typed_and_as_georgian() -> None:
    told = Told(lambda text: [scores(Level.MODERATE if "მინდა" in text else Level.NONE)])
    found = assess_by_model(told, "agar minda sicocxle", "ka")
    assert len(told.asked) > 1
    assert told.asked[0] == "agar minda sicocxle"
    assert found.level is Level.MODERATE


def test_evidence_is_where_the_attention_rests_in_the_original() -> None:
    text = "HELLO  there, i cannot go on"
    told = Told(
        lambda _: [
            scores(Level.HIGH, [0.1, 0.1, 0.1, 0.6, 0.4], [(0, 5), (6, 12), (13, 14), (15, 21), (22, 24)])
        ]
    )
    (evidence,) = assess_by_model(told, text).evidence
    assert evidence.rule == BY_MODEL
    assert text[evidence.start : evidence.end] == "cannot go"


def test_harmless_text_has_no_evidence_and_no_flags() -> None:
    told = Told(lambda _: [scores(Level.NONE, [0.9, 0.1], [(0, 5), (6, 11)])])
    found = assess_by_model(told, "hello there")
    assert (found.evidence, found.flags) == ((), frozenset())


def test_probabilities_and_severity_are_told() -> None:
    found = assess_by_model(Told(lambda _: [scores(Level.HIGH)]), "anything")
    assert list(found.probabilities) == [level.label for level in Level]
    assert found.severity == 3.0

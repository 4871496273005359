"""Logits to answers: temperatures, thresholds, and what happens where the cuts disagree."""

from collections.abc import Sequence
from math import isclose

import pytest

from encoder.files import Card, Head
from encoder.readings import TextReader
from encoder.session import Look
from risk.assessment import Flag, Level, Subject
from risk.scores import Scores, scores_of

NEVER, ALWAYS = -20.0, 20.0


def head(names: Sequence[str], heat: float = 1.0, yes_from: float = 0.5) -> Head:
    return Head(names=list(names), temperature=[heat] * len(names), yes_from=[yes_from] * len(names))


CUTS = ("low", "moderate", "high", "imminent")
CARD = Card(
    version="test-1",
    sha256={},
    heads={
        "level": head(CUTS),
        "severity": head("123456"),
        "other": head(["other"]),
        "flags": head([Flag.MEANS, Flag.PLAN]),
    },
    of_several={"level": head(CUTS, yes_from=0.9)},
)
READING = TextReader({}).readings("anything")[0]


def read(found: Sequence[float], card: Card = CARD, *, of_several: bool = False) -> Scores:
    return scores_of(Look(READING, 0, tuple(found), (), (), of_several), card)


def logits(
    level: tuple[float, ...] = (NEVER,) * 4,
    severity: tuple[float, ...] = (NEVER,) * 6,
    other: float = NEVER,
    flags: tuple[float, ...] = (NEVER, NEVER),
) -> list[float]:
    return [*level, *severity, other, *flags]


def test_nothing_reached_is_none() -> None:
    scores = read(logits())
    assert (scores.level, scores.subject, scores.flags) == (Level.NONE, Subject.SELF, frozenset())
    assert scores.severity == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("level", list(Level)[1:])
def test_level_is_the_highest_cut_reached(level: Level) -> None:
    cuts = tuple(ALWAYS if cut <= level else NEVER for cut in list(Level)[1:])
    assert read(logits(cuts)).level is level


def test_graver_cut_is_believed_where_a_lower_one_disagrees() -> None:
    scores = read(logits((NEVER, NEVER, ALWAYS, NEVER)))
    assert scores.level is Level.HIGH
    assert scores.at_least[0] == scores.at_least[1] == scores.at_least[2]


def test_probabilities_are_one_in_sum_and_never_negative() -> None:
    found = read(logits((1.5, 2.0, -0.5, -3.0))).probabilities()
    assert list(found) == [level.label for level in Level]
    assert isclose(sum(found.values()), 1)
    assert min(found.values()) >= 0


def test_temperature_softens_and_threshold_decides() -> None:
    warm = CARD.model_copy(update={"heads": CARD.heads | {"level": head(CUTS, heat=4.0, yes_from=0.8)}})
    sure, soft = (read(logits((4.0, 2.0, NEVER, NEVER)), card) for card in (CARD, warm))
    assert sure.at_least[0] > soft.at_least[0] > 0.5
    assert (sure.level, soft.level) == (Level.MODERATE, Level.NONE)


def test_severity_is_what_is_to_be_expected() -> None:
    assert read(logits(severity=(ALWAYS, ALWAYS, 0.0, NEVER, NEVER, NEVER))).severity == pytest.approx(2.5)


def test_subject_and_flags_are_told() -> None:
    scores = read(logits((ALWAYS,) * 4, other=1.0, flags=(NEVER, 1.0)))
    assert scores.subject is Subject.OTHER
    assert scores.flags == {Flag.PLAN}


def test_far_out_logits_are_no_fault() -> None:
    assert read(logits((-1e6, -1e5, -1e4, -1e3))).level is Level.NONE
    assert read(logits((1e6, 1e5, 1e4, 1e3))).level is Level.IMMINENT


def test_one_of_several_readings_has_thresholds_of_its_own() -> None:
    found = logits((2.0, 1.0, NEVER, NEVER))
    assert read(found).level is Level.MODERATE
    assert read(found, of_several=True).level is Level.NONE

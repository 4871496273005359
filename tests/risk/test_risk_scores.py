"""Logits to answers: temperatures, thresholds, and what happens where the cuts disagree."""

from math import isclose

import pytest

from risk.assessment import Flag, Level, Subject
from risk.model.files import Card, Head
from risk.model.scores import scores_of

NEVER, ALWAYS = -20.0, 20.0


def head(width: int, heat: float = 1.0, yes_from: float = 0.5) -> Head:
    return Head(temperature=[heat] * width, yes_from=[yes_from] * width)


CARD = Card(
    version="test-1",
    sha256={},
    flags=[Flag.MEANS, Flag.PLAN],
    level=head(4),
    level_of_several=head(4, yes_from=0.9),
    severity=head(6),
    other=head(1),
    flag=head(2),
)


def logits(
    level: tuple[float, ...] = (NEVER,) * 4,
    severity: tuple[float, ...] = (NEVER,) * 6,
    other: float = NEVER,
    flags: tuple[float, ...] = (NEVER, NEVER),
) -> list[float]:
    return [*level, *severity, other, *flags]


def test_nothing_reached_is_none() -> None:
    scores = scores_of(logits(), CARD)
    assert (scores.level, scores.subject, scores.flags) == (Level.NONE, Subject.SELF, frozenset())
    assert scores.severity == pytest.approx(0, abs=1e-6)


@pytest.mark.parametrize("level", list(Level)[1:])
def test_level_is_the_highest_cut_reached(level: Level) -> None:
    cuts = tuple(ALWAYS if cut <= level else NEVER for cut in list(Level)[1:])
    assert scores_of(logits(cuts), CARD).level is level


def test_graver_cut_is_believed_where_a_lower_one_disagrees() -> None:
    scores = scores_of(logits((NEVER, NEVER, ALWAYS, NEVER)), CARD)
    assert scores.level is Level.HIGH
    assert scores.at_least[0] == scores.at_least[1] == scores.at_least[2]


def test_probabilities_are_one_in_sum_and_never_negative() -> None:
    found = scores_of(logits((1.5, 2.0, -0.5, -3.0)), CARD).probabilities()
    assert list(found) == [level.label for level in Level]
    assert isclose(sum(found.values()), 1)
    assert min(found.values()) >= 0


def test_temperature_softens_and_threshold_decides() -> None:
    warm = CARD.model_copy(update={"level": head(4, heat=4.0, yes_from=0.8)})
    sure, soft = (scores_of(logits((4.0, 2.0, NEVER, NEVER)), card) for card in (CARD, warm))
    assert sure.at_least[0] > soft.at_least[0] > 0.5
    assert (sure.level, soft.level) == (Level.MODERATE, Level.NONE)


def test_severity_is_what_is_to_be_expected() -> None:
    assert scores_of(
        logits(severity=(ALWAYS, ALWAYS, 0.0, NEVER, NEVER, NEVER)), CARD
    ).severity == pytest.approx(2.5)


def test_subject_and_flags_are_told() -> None:
    scores = scores_of(logits((ALWAYS,) * 4, other=1.0, flags=(NEVER, 1.0)), CARD)
    assert scores.subject is Subject.OTHER
    assert scores.flags == {Flag.PLAN}


def test_far_out_logits_are_no_fault() -> None:
    assert scores_of(logits((-1e6, -1e5, -1e4, -1e3)), CARD).level is Level.NONE
    assert scores_of(logits((1e6, 1e5, 1e4, 1e3)), CARD).level is Level.IMMINENT


def test_one_of_several_readings_has_thresholds_of_its_own() -> None:
    found = logits((2.0, 1.0, NEVER, NEVER))
    assert scores_of(found, CARD).level is Level.MODERATE
    assert scores_of(found, CARD, of_several=True).level is Level.NONE

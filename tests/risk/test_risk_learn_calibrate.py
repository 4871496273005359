"""Temperatures and thresholds, against numbers made so that the right answer is known."""

import numpy as np
import pytest

from risk.learn.calibrate import Floats, head_of, sigmoid, temperature, threshold


def drawn(seed: int, heat: float, rows: int = 4000) -> tuple[Floats, Floats]:
    """Logits that are `heat` times too sure, and what then came true."""
    chance = np.random.default_rng(seed)
    honest = chance.normal(0, 2, rows)
    truth = (chance.random(rows) < sigmoid(honest)).astype(np.float64)
    return honest * heat, truth


@pytest.mark.parametrize("heat", [0.5, 1.0, 2.5])
def test_temperature_undoes_how_much_too_sure_the_logits_are(seed: int, heat: float) -> None:
    logits, truth = drawn(seed, heat)

    assert temperature(logits, truth) == pytest.approx(heat, rel=0.15)


def test_too_few_rows_of_a_kind_change_no_temperature() -> None:
    logits = np.linspace(-3, 3, 100)
    truth = (np.arange(100) < 11).astype(np.float64)

    assert temperature(logits, truth) == temperature(logits, 1 - truth) == 1.0


def test_threshold_stays_within_the_alarms_that_are_allowed(seed: int) -> None:
    logits, truth = drawn(seed, 1.0)
    p, harmless = sigmoid(logits), truth < 0.5
    found = []
    for alarms in (0.01, 0.05, 0.2):
        yes = p >= threshold(p, truth, harmless, alarms)

        assert yes[harmless].mean() <= alarms
        found.append(float(yes[truth > 0.5].mean()))
    assert found == sorted(found)
    assert found[0] < found[-1], "more alarms must find more"


def test_threshold_goes_no_lower_than_what_finds_more() -> None:
    # All that is wanted stands at 0.9; below it there is only what must not raise an alarm.
    p = np.array([0.9] * 20 + [0.1] * 20)
    truth = np.array([1.0] * 20 + [0.0] * 20)

    assert 0.85 < threshold(p, truth, truth < 0.5, alarms=0.5) <= 0.9


def test_threshold_without_enough_rows_is_a_half() -> None:
    p = np.linspace(0, 1, 40)
    few, none = (p > 0.8).astype(np.float64), np.zeros(40, dtype=bool)

    assert threshold(p, few, few < 0.5, 0.05) == 0.5
    assert threshold(p, (p > 0.5).astype(np.float64), none, 0.05) == 0.5


def test_when_every_alarm_would_be_false_the_threshold_is_a_half() -> None:
    p = np.array([0.99] * 30 + [0.5] * 30)
    truth = np.array([0.0] * 30 + [1.0] * 30)

    assert threshold(p, truth, truth < 0.5, alarms=0.01) == 0.5


def test_each_logit_of_a_head_is_calibrated_on_what_is_known_of_it(seed: int) -> None:
    sure, truth = drawn(seed, 2.0)
    unsure, other = drawn(seed + 1, 0.6)
    unknown = np.where(np.arange(len(truth)) % 3 == 0, np.nan, other)
    wild = np.where(np.isnan(unknown), 50.0, unsure)

    head = head_of(
        ("a", "b"),
        np.stack([sure, wild], axis=1),
        np.stack([truth, unknown], axis=1),
        truth < 0.5,
        (0.05, 0.05),
    )

    assert head.temperature == pytest.approx([2.0, 0.6], rel=0.15)
    assert head.names == ["a", "b"]
    assert 0 < min(head.yes_from) <= max(head.yes_from) < 1


def test_a_head_without_any_row_stays_as_it_was() -> None:
    nothing = np.zeros((0, 2))

    head = head_of(("a", "b"), nothing, nothing, np.zeros(0, dtype=bool), (0.05, 0.05))

    assert (head.temperature, head.yes_from) == ([1.0, 1.0], [0.5, 0.5])

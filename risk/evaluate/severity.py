"""Figures of rows with a C-SSRS severity, and of probabilities. All pure and seeded.

Cuts after the Columbia scale: 1 or more is any ideation, 3 or more ideation with a method or worse.
"""

import math
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from scipy.stats import rankdata

from risk.assessment import Level
from risk.evaluate.answers import Answer
from risk.evaluate.measures import share_of
from risk.evaluate.parts import Estimate, Share
from risk.evaluate.report import Bin, Calibration, Cut, SeverityPart, Threshold

SEVERITIES = range(7)
ANY_IDEATION, METHOD = 1, 3
_THRESHOLDS = [step / 4 for step in range(1, 25)]
_RESAMPLES = 999
_SEED = 20261122
_BINS = 10

Statistic = Callable[[Any, Any], float]


def severity_part(answers: Sequence[Answer], intervals: bool) -> SeverityPart | None:
    """The figures of the rows that have a severity; None if there are none.

    `intervals` adds the bootstrapped ones, a tenth of a second for each figure.
    """
    known = [one for one in answers if one.sample.severity is not None]
    if not known:
        return None
    true = np.array([one.sample.severity for one in known])
    score = np.array([one.severity for one in known])
    rounded = np.clip(np.floor(score + 0.5), 0, max(SEVERITIES)).astype(int)
    confusion = np.zeros((len(SEVERITIES), len(SEVERITIES)), dtype=int)
    np.add.at(confusion, (true, rounded), 1)
    return SeverityPart(
        rows=len(known),
        stated=all(one.severity_stated for one in known),
        any_ideation=_cut(known, true, score, ANY_IDEATION, Level.MODERATE, intervals),
        method_or_worse=_cut(known, true, score, METHOD, Level.HIGH, intervals),
        weighted_kappa=_estimate(weighted_kappa, true, rounded, intervals),
        mean_absolute_error=float(np.abs(true - score).mean()),
        confusion=confusion.tolist(),
        thresholds=[_threshold(true, score, at) for at in _THRESHOLDS],
    )


def _cut(known: Sequence[Answer], true: Any, score: Any, least: int, level: Level, intervals: bool) -> Cut:
    called = [one.ladder >= level for one in known]
    return Cut(
        least_severity=least,
        least_level=level.label,
        sensitivity=_shared(called, true >= least),
        specificity=_shared([not one for one in called], true < least),
        auc=_estimate(area_under_curve, (true >= least).astype(int), score, intervals),
    )


def _shared(outcomes: Sequence[bool], chosen: Any) -> Share:
    return share_of(outcome for outcome, is_chosen in zip(outcomes, chosen, strict=True) if is_chosen)


def _threshold(true: Any, score: Any, at: float) -> Threshold:
    told = score >= at
    figures: list[float | None] = []
    for least in (ANY_IDEATION, METHOD):
        positive = true >= least
        figures.append(float(told[positive].mean()) if positive.any() else None)
        figures.append(float((~told[~positive]).mean()) if (~positive).any() else None)
    return Threshold(
        at=at,
        any_ideation_sensitivity=figures[0],
        any_ideation_specificity=figures[1],
        method_sensitivity=figures[2],
        method_specificity=figures[3],
    )


def area_under_curve(true: Any, score: Any) -> float:
    """How often a row of `true` 1 has a higher score than a row of 0; a tie counts half.

    That is the statistic of Mann and Whitney (1947) as a share. NaN where all rows are alike.
    """
    positive = int(true.sum())
    negative = len(true) - positive
    if positive == 0 or negative == 0:
        return math.nan
    ranks = float(rankdata(score)[true == 1].sum())
    return (ranks - positive * (positive + 1) / 2) / (positive * negative)


def weighted_kappa(true: Any, answered: Any) -> float:
    """Cohen's kappa with quadratic weights (1968): 1 - observed / expected mean squared disagreement.

    NaN where both sides say one and the same thing throughout.
    """
    expected = (true**2).mean() + (answered**2).mean() - 2 * true.mean() * answered.mean()
    return float(1 - ((true - answered) ** 2).mean() / expected) if expected > 0 else math.nan


def _estimate(statistic: Statistic, true: Any, answered: Any, intervals: bool) -> Estimate:
    value = statistic(true, answered)
    if math.isnan(value):
        return Estimate(value=None)
    if not intervals:
        return Estimate(value=value)
    chance = np.random.default_rng(_SEED)
    drawn = (chance.integers(len(true), size=len(true)) for _ in range(_RESAMPLES))
    # A resample may hold one class alone; there the figure is not defined, and it does not count.
    known = [one for one in (statistic(true[rows], answered[rows]) for rows in drawn) if not math.isnan(one)]
    if not known:
        return Estimate(value=value)
    low, high = np.percentile(known, [2.5, 97.5])
    return Estimate(value=value, low=float(low), high=float(high))


def calibrations(answers: Sequence[Answer]) -> list[Calibration]:
    """How honest P(moderate or worse) and P(high or worse) are on the ladder of suicide; empty without."""
    given = [one for one in answers if one.sample.ladder is not None and one.p_high is not None]
    if not given:
        return []
    return [
        _calibration(given, Level.MODERATE, [one.p_moderate or 0.0 for one in given]),
        _calibration(given, Level.HIGH, [one.p_high or 0.0 for one in given]),
    ]


def _calibration(given: Sequence[Answer], least: Level, probabilities: Sequence[float]) -> Calibration:
    probability = np.array(probabilities)
    true = np.array([(one.sample.ladder or Level.NONE) >= least for one in given], dtype=float)
    place = np.minimum((probability * _BINS).astype(int), _BINS - 1)
    bins: list[Bin] = []
    error = 0.0
    for nth in range(_BINS):
        inside = place == nth
        rows = int(inside.sum())
        mean = float(probability[inside].mean()) if rows else None
        if mean is not None:
            error += rows / len(given) * abs(mean - float(true[inside].mean()))
        bins.append(
            Bin(
                low=nth / _BINS,
                high=(nth + 1) / _BINS,
                rows=rows,
                true=int(true[inside].sum()),
                mean_probability=mean,
            )
        )
    return Calibration(
        least_level=least.label,
        rows=len(given),
        ece=error,
        brier=float(((probability - true) ** 2).mean()),
        bins=bins,
    )

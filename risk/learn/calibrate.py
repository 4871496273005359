"""Temperatures and thresholds, chosen on the exported file by rows that no training touched.

A temperature is the one number that divides a logit so that its probabilities come true most often (least
log loss). A threshold is the lowest whose false alarms stay within what we ask of it, but never so low that
it buys alarms without finding anything: recall first, then a tired volunteer.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize_scalar

from encoder.files import Head

Floats = NDArray[np.float64]

_FEWEST = 12
_LOWEST, _HIGHEST = 0.03, 0.97


def sigmoid(values: Floats) -> Floats:
    """1 / (1 + e^-x)."""
    return np.asarray(1 / (1 + np.exp(-np.clip(values, -60, 60))))


def temperature(logits: Floats, truth: Floats) -> float:
    """The temperature of least log loss, between 0.3 and 5; 1 where one side has too few rows."""
    if min(truth.sum(), (1 - truth).sum()) < _FEWEST:
        return 1.0

    def loss(heat: float) -> float:
        p = np.clip(sigmoid(logits / heat), 1e-6, 1 - 1e-6)
        return float(-(truth * np.log(p) + (1 - truth) * np.log(1 - p)).mean())

    return float(minimize_scalar(loss, bounds=(0.3, 5.0), method="bounded").x)


def threshold(
    probabilities: Floats,
    truth: Floats,
    harmless: NDArray[np.bool_],
    alarms: float,
    few: float = 0.5,
) -> float:
    """Yes from here on: false alarms on the `harmless` rows stay at or under the share `alarms`.

    Below that, the lowest threshold that still finds something more than the next higher one does. `few` is
    the answer where there are too few rows to tell.
    """
    wanted = truth > 0.5
    if wanted.sum() < _FEWEST or harmless.sum() < _FEWEST:
        return few
    best, best_found = 0.5, -1.0
    for yes_from in np.arange(_HIGHEST, _LOWEST, -0.01):
        yes = probabilities >= yes_from
        if yes[harmless].mean() > alarms:
            break
        found = float(yes[wanted].mean())
        if found > best_found:
            best, best_found = float(yes_from), found
    return round(best, 2)


def head_of(
    names: Sequence[str],
    logits: Floats,
    truth: Floats,
    harmless: NDArray[np.bool_],
    alarms: Sequence[float],
    few: float = 0.5,
) -> Head:
    """Calibrate a head of several logits [rows, width] against `truth` [rows, width], NaN where unknown.

    `harmless` says which rows may raise no alarm: [rows], or [rows, width] where that differs by logit.
    """
    harmless = np.broadcast_to(harmless if harmless.ndim == 2 else harmless[:, None], logits.shape)
    heats: list[float] = []
    cuts: list[float] = []
    for column, allowed in zip(range(logits.shape[1]), alarms, strict=True):
        known = ~np.isnan(truth[:, column])
        heat = temperature(logits[known, column], truth[known, column])
        p = sigmoid(logits[known, column] / heat)
        heats.append(round(heat, 3))
        cuts.append(threshold(p, truth[known, column], harmless[known, column], allowed, few))
    return Head(names=list(names), temperature=heats, yes_from=cuts)

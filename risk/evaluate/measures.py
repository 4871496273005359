"""Shares with their intervals, and the figures of the five levels. All pure."""

from collections.abc import Iterable, Sequence

from scipy.stats import binomtest

from risk.assessment import Level, Subject
from risk.evaluate.answers import Answer
from risk.evaluate.parts import Share
from risk.evaluate.report import Alerts, LevelPart, Speed

_CONFIDENCE = 0.95


def share(hits: int, of: int) -> Share:
    """A share and its 95 % Wilson interval."""
    if of == 0:
        return Share(hits=0, of=0, share=None, low=None, high=None)
    interval = binomtest(hits, of).proportion_ci(_CONFIDENCE, method="wilson")
    return Share(hits=hits, of=of, share=hits / of, low=float(interval.low), high=float(interval.high))


def share_of(outcomes: Iterable[bool]) -> Share:
    """The share of outcomes that are true."""
    known = list(outcomes)
    return share(sum(known), len(known))


def level_part(answers: Sequence[Answer]) -> LevelPart | None:
    """The figures of the rows that have a level; None if there are none."""
    pairs = [(one.sample.level, one.level) for one in answers if one.sample.level is not None]
    if not pairs:
        return None
    confusion = [[0] * len(Level) for _ in Level]
    for true, answered in pairs:
        confusion[true][answered] += 1

    def answered_from(least: Level, first: Level, last: Level = Level.IMMINENT) -> Share:
        """Of rows truly from `first` to `last`: the share answered `least` or worse."""
        rows = [confusion[level] for level in Level if first <= level <= last]
        return share(sum(sum(row[least:]) for row in rows), sum(map(sum, rows)))

    return LevelPart(
        rows=len(pairs),
        confusion=confusion,
        exact=share(sum(confusion[level][level] for level in Level), len(pairs)),
        recall_moderate=answered_from(Level.MODERATE, Level.MODERATE),
        recall_high=answered_from(Level.HIGH, Level.HIGH),
        recall_imminent=answered_from(Level.IMMINENT, Level.IMMINENT),
        high_as_imminent=answered_from(Level.IMMINENT, Level.HIGH, Level.HIGH),
        none_as_moderate=answered_from(Level.MODERATE, Level.NONE, Level.NONE),
        none_as_high=answered_from(Level.HIGH, Level.NONE, Level.NONE),
        below_as_moderate=answered_from(Level.MODERATE, Level.NONE, Level.LOW),
        below_as_high=answered_from(Level.HIGH, Level.NONE, Level.MODERATE),
        subject=_subject(answers),
    )


def _subject(answers: Sequence[Answer]) -> Share:
    return share_of(
        (one.sample.subject or Subject.SELF) == one.subject
        for one in answers
        if (one.sample.level or Level.NONE) >= Level.MODERATE <= one.level
    )


def alerts(recall: Share, of_none: Share, of_below: Share, base_rate: float) -> Alerts:
    """Alerts in 100 chats at a base rate, from a recall and a share of false alarms."""
    false = of_none.share if of_none.share is not None else of_below.share
    if recall.share is None or false is None:
        return Alerts(base_rate=base_rate, per_100=None, true_share=None)
    right, wrong = base_rate * recall.share, (1 - base_rate) * false
    told = right + wrong
    return Alerts(base_rate=base_rate, per_100=100 * told, true_share=right / told if told else None)


def alerts_by_cut(part: LevelPart | None, base_rate: float) -> dict[str, Alerts]:
    """Alerts at both cuts; empty without levels."""
    if part is None:
        return {}
    return {
        "moderate": alerts(part.recall_moderate, part.none_as_moderate, part.below_as_moderate, base_rate),
        "high": alerts(part.recall_high, part.none_as_high, part.below_as_high, base_rate),
    }


def speed(answers: Sequence[Answer]) -> Speed:
    """How long answers took; quantiles are the least time that so many answers kept (nearest rank)."""
    seconds = sorted(one.seconds for one in answers)
    total = sum(seconds)
    return Speed(
        p50_ms=1000 * _quantile(seconds, 50),
        p99_ms=1000 * _quantile(seconds, 99),
        longest_ms=1000 * seconds[-1],
        per_second=len(seconds) / total if total else 0.0,
    )


def _quantile(ordered: Sequence[float], percent: int) -> float:
    return ordered[max(0, -(-len(ordered) * percent // 100) - 1)]

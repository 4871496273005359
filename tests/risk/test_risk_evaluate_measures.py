"""The figures: shares with intervals, five levels, severities, calibration: all worked out by hand."""

import math
from collections.abc import Sequence

import numpy as np
import pytest

from risk.assessment import Level, Subject
from risk.evaluate.answers import Answer, ask
from risk.evaluate.evaluation import evaluate, system_report
from risk.evaluate.measures import alerts, level_part, share, speed
from risk.evaluate.report import LevelPart, Report, SystemReport
from risk.evaluate.samples import Sample
from risk.evaluate.severity import area_under_curve, calibrations, severity_part, weighted_kappa
from risk.evaluate.systems import System
from tests.risk.fake_systems import fake_system, made_dataset, made_sample

NONE, LOW, MODERATE, HIGH, IMMINENT = Level


def answer(
    true: Level | None = None,
    level: Level = NONE,
    severity: int | None = None,
    score: float = 0.0,
    p_high: float | None = None,
    subject: Subject = Subject.SELF,
    of: Subject | None = None,
) -> Answer:
    return Answer(
        made_sample(0, true, severity, of), level, subject, score, True, p_high, p_high, 0.001, None
    )


def pairs(*counts: tuple[Level, Level, int]) -> list[Answer]:
    """Answers as (true, answered, how many)."""
    return [answer(true, level) for true, level, times in counts for _ in range(times)]


def levels_of(answers: Sequence[Answer]) -> LevelPart:
    part = level_part(answers)
    assert part is not None
    return part


def test_share_has_the_interval_of_wilson() -> None:
    # Newcombe (1998), table I: 81 of 263 and 15 of 148 and 0 of 20.
    for hits, of, low, high in [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611)]:
        found = share(hits, of)
        assert found.low == pytest.approx(low, abs=5e-5)
        assert found.high == pytest.approx(high, abs=5e-5)
    empty = share(0, 0)
    assert (empty.share, empty.low, empty.high) == (None, None, None)


def test_each_share_counts_the_rows_that_its_name_says() -> None:
    part = levels_of(
        pairs(
            (NONE, NONE, 90), (NONE, MODERATE, 6), (NONE, HIGH, 4),
            (LOW, NONE, 10), (LOW, MODERATE, 5), (LOW, IMMINENT, 5),
            (MODERATE, LOW, 3), (MODERATE, MODERATE, 10), (MODERATE, HIGH, 7),
            (HIGH, NONE, 1), (HIGH, MODERATE, 2), (HIGH, HIGH, 14), (HIGH, IMMINENT, 3),
            (IMMINENT, LOW, 1), (IMMINENT, HIGH, 4), (IMMINENT, IMMINENT, 5),
        )
    )  # fmt: skip
    figures = {
        name: (getattr(part, name).hits, getattr(part, name).of)
        for name in LevelPart.model_fields
        if name not in {"rows", "confusion"}
    }
    assert figures == {
        "exact": (90 + 10 + 14 + 5, 170),
        "recall_moderate": (10 + 7 + 2 + 14 + 3 + 4 + 5, 50),
        "recall_high": (14 + 3 + 4 + 5, 30),
        "recall_imminent": (5, 10),
        "high_as_imminent": (3, 20),
        "none_as_moderate": (10, 100),
        "none_as_high": (4, 100),
        "below_as_moderate": (20, 120),
        "below_as_high": (4 + 5 + 7, 140),
        "subject": (45, 45),
    }
    assert part.confusion[HIGH] == [1, 0, 2, 14, 3]
    assert part.rows == 170


def test_subject_counts_only_found_messages_and_self_where_none_is_named() -> None:
    other = Subject.OTHER
    part = levels_of(
        [
            answer(HIGH, HIGH, subject=other, of=other),
            answer(HIGH, HIGH, of=other),
            answer(HIGH, NONE, subject=other, of=other),
            answer(NONE, HIGH, subject=other),
            answer(MODERATE, MODERATE),
        ]
    )
    assert (part.subject.hits, part.subject.of) == (2, 3)


def test_alerts_follow_recall_false_alarms_and_base_rate() -> None:
    found = alerts(share(9, 10), share(1, 100), share(50, 100), base_rate=0.02)
    assert found.per_100 == pytest.approx(100 * (0.02 * 0.9 + 0.98 * 0.01))
    assert found.true_share == pytest.approx(0.018 / (0.018 + 0.0098))
    without_none = alerts(share(9, 10), share(0, 0), share(50, 100), base_rate=0.02)
    assert without_none.per_100 == pytest.approx(100 * (0.018 + 0.98 * 0.5))
    assert alerts(share(0, 0), share(1, 100), share(1, 100), 0.02).per_100 is None
    assert alerts(share(0, 10), share(0, 100), share(0, 100), 0.02).true_share is None


def test_area_under_curve_counts_pairs_with_ties_as_half() -> None:
    true, score = np.array([0, 0, 1, 1, 1]), np.array([0.1, 0.5, 0.5, 0.9, 0.0])
    # Of six pairs: 0.5 and 0.9 beat 0.1; 0.9 beats 0.5; 0.5 ties; 0.0 loses twice.
    assert area_under_curve(true, score) == pytest.approx(3.5 / 6)
    assert math.isnan(area_under_curve(np.array([1, 1]), np.array([0.1, 0.2])))


def test_weighted_kappa_agrees_with_its_definition_by_table() -> None:
    chance = np.random.default_rng(7)
    true, answered = chance.integers(0, 7, 200), chance.integers(0, 7, 200)
    answered = np.where(chance.random(200) < 0.6, true, answered)
    table = np.zeros((7, 7))
    np.add.at(table, (true, answered), 1 / 200)
    weights = np.subtract.outer(np.arange(7), np.arange(7)) ** 2
    expected = np.outer(table.sum(axis=1), table.sum(axis=0))
    by_table = 1 - (weights * table).sum() / (weights * expected).sum()
    assert weighted_kappa(true, answered) == pytest.approx(by_table)
    assert weighted_kappa(true, true) == 1.0
    assert math.isnan(weighted_kappa(np.array([2, 2]), np.array([2, 2])))


def test_severity_cuts_count_ideation_and_method() -> None:
    rows = [(0, NONE, 0.2), (0, MODERATE, 1.0), (1, MODERATE, 1.1), (2, HIGH, 2.4), (3, MODERATE, 1.4),
            (5, HIGH, 4.6), (6, IMMINENT, 5.9)]  # fmt: skip
    answers = [answer(level=level, severity=true, score=score) for true, level, score in rows]
    part = severity_part(answers, intervals=True)
    assert part is not None
    found = part.any_ideation
    assert (found.sensitivity.hits, found.sensitivity.of) == (5, 5)
    assert (found.specificity.hits, found.specificity.of) == (1, 2)
    found = part.method_or_worse
    assert (found.sensitivity.hits, found.sensitivity.of) == (2, 3)
    assert (found.specificity.hits, found.specificity.of) == (3, 4)
    auc = found.auc
    assert auc.value is not None
    assert auc.low is not None
    assert auc.high is not None
    assert auc.value == pytest.approx(11 / 12)
    assert auc.low <= auc.value <= auc.high
    assert part.confusion[5] == [0, 0, 0, 0, 0, 1, 0]
    at_1_25 = next(one for one in part.thresholds if one.at == 1.25)
    assert at_1_25.any_ideation_sensitivity == pytest.approx(4 / 5)
    assert at_1_25.method_specificity == pytest.approx(3 / 4)
    again = severity_part(answers, intervals=True)
    assert again == part


def test_one_class_alone_gives_no_curve_and_no_error() -> None:
    part = severity_part([answer(level=HIGH, severity=4, score=3.0)] * 3, intervals=True)
    assert part is not None
    assert part.any_ideation.auc.value is None
    assert part.any_ideation.specificity.share is None
    assert part.thresholds[0].any_ideation_specificity is None
    assert severity_part([answer(NONE)], intervals=True) is None


def test_calibration_compares_what_was_said_with_what_is_true() -> None:
    answers = (
        [answer(HIGH, p_high=0.9)] * 6 + [answer(NONE, p_high=0.9)] * 4 + [answer(NONE, p_high=0.0)] * 10
    )
    moderate, high = calibrations(answers)
    assert (moderate.least_level, high.least_level) == ("moderate", "high")
    assert high.ece == pytest.approx(0.5 * 0.3)
    assert high.brier == pytest.approx((6 * 0.01 + 4 * 0.81) / 20)
    assert [one.rows for one in high.bins] == [10, 0, 0, 0, 0, 0, 0, 0, 0, 10]
    assert calibrations([answer(HIGH)]) == []
    assert calibrations([answer(HIGH, p_high=1.0)])[0].bins[-1].rows == 1


def test_speed_is_told_by_nearest_rank() -> None:
    waits = [number / 1000 for number in range(1, 101)]
    clock = iter([moment for wait in waits for moment in (0.0, wait)])
    answers = ask(
        fake_system(lambda _: NONE), [made_sample(nth, NONE) for nth in range(100)], clock=lambda: next(clock)
    )
    found = speed(answers)
    assert [found.p50_ms, found.p99_ms, found.longest_ms] == pytest.approx([50, 99, 100])
    assert found.per_second == pytest.approx(100 / sum(waits))


def test_severity_follows_from_the_level_where_a_system_states_none() -> None:
    (silent,) = ask(fake_system(lambda _: HIGH), [made_sample()])
    (stated,) = ask(fake_system(lambda _: HIGH, severity=2.2), [made_sample()])
    assert (silent.severity, silent.severity_stated) == (3.0, False)
    assert (stated.severity, stated.severity_stated) == (2.2, True)


def test_probabilities_are_added_from_the_level_on() -> None:
    given = {"none": 0.4, "low": 0.2, "moderate": 0.1, "high": 0.2, "imminent": 0.1}
    (one,) = ask(fake_system(lambda _: LOW, probabilities=given), [made_sample()])
    assert one.p_high == pytest.approx(0.3)
    assert one.p_moderate == pytest.approx(0.4)


def test_an_answer_that_breaks_counts_as_high_and_is_told_by_its_kind() -> None:
    def broken(text: str) -> Level:
        raise ValueError(text)

    report = report_of(fake_system(broken), [made_sample(0, NONE), made_sample(1, HIGH)])
    assert report.failures == {"ValueError": 2}
    assert report.levels is not None
    assert report.levels.recall_high.share == 1.0
    assert "text 0" not in report.model_dump_json()


def report_of(system: System, samples: Sequence[Sample]) -> SystemReport:
    return system_report(system, ask(system, samples), base_rate=0.03, intervals=False)


def test_report_holds_every_system_group_and_row_and_no_text() -> None:
    samples = [made_sample(0, NONE), made_sample(1, HIGH, subject=Subject.OTHER), made_sample(2, severity=4)]
    system = fake_system(lambda text: HIGH if text == "text 1" else NONE)
    report = evaluate([system, system], made_dataset(samples), intervals=False)
    assert len(report.systems) == 2
    groups = {(group.by, group.name) for group in report.systems[0].groups}
    assert groups == {("language", "en Latn"), ("subject", "other"), ("source", "corpus")}
    rows = report.systems[0].rows
    assert [(row.id, row.level, row.severity, row.answered) for row in rows] == [
        ("id-0", "none", None, "none"),
        ("id-1", "high", None, "high"),
        ("id-2", None, 4, "none"),
    ]
    content = report.model_dump_json()
    assert "text 1" not in content
    assert Report.model_validate_json(content) == report

"""`mkhari risk compare`: two reports in pairs, and what must not fall."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from typer.testing import CliRunner

from risk.assessment import Level
from risk.cli import risk_app
from risk.evaluate.comparison import Difference, SystemComparison, compare, mcnemar
from risk.evaluate.errors import NothingToMeasure, ReportUnreadable
from risk.evaluate.evaluation import evaluate
from risk.evaluate.report import Report
from risk.evaluate.samples import Sample
from tests.risk.fake_systems import fake_system, made_dataset, made_sample

HIGH, NONE, MODERATE = Level.HIGH, Level.NONE, Level.MODERATE
ROWS = [
    *(made_sample(nth, HIGH, group="ka Latn") for nth in range(10)),
    *(made_sample(nth, HIGH, group="ka Geor") for nth in range(10, 20)),
    *(made_sample(nth, NONE, group="ka Geor") for nth in range(20, 30)),
    *(made_sample(nth, severity=4, group="en Latn") for nth in range(30, 40)),
]


def report(found: Callable[[int], Level], rows: Sequence[Sample] = ROWS, name: str = "fake") -> Report:
    system = fake_system(lambda text: found(int(text.split()[1])), name=name)
    return evaluate([system], made_dataset(rows), intervals=False)


def all_found(nth: int) -> Level:
    return NONE if 20 <= nth < 30 else HIGH


def compared(before: Report, after: Report, tolerance: float = 0.0) -> SystemComparison:
    (one,) = compare(before, after, tolerance)
    return one


def difference(comparison: SystemComparison, measure: str, group: str) -> Difference:
    return next(one for one in comparison.differences if (one.measure, one.group) == (measure, group))


def fallen(comparison: SystemComparison) -> list[tuple[str, str]]:
    return [(one.measure, one.group) for one in comparison.fallen]


def test_the_same_report_twice_differs_in_nothing() -> None:
    one = compared(report(all_found), report(all_found))
    assert (one.paired, one.left_out, one.relabelled) == (40, 0, 0)
    assert fallen(one) == []
    assert {found.p for found in one.differences} == {1.0}
    assert {found.change for found in one.differences} == {0.0}


def test_a_fall_in_one_script_shows_although_the_whole_rose() -> None:
    before = report(lambda nth: NONE if 10 <= nth < 15 or 20 <= nth < 30 else HIGH)
    after = report(lambda nth: NONE if nth == 3 else all_found(nth))
    one = compared(before, after)
    assert fallen(one) == [("high found", "ka Latn"), ("moderate found", "ka Latn")]
    whole = difference(one, "high found", "all")
    assert (whole.before.hits, whole.after.hits, whole.only_before, whole.only_after) == (15, 19, 1, 5)
    assert whole.p == pytest.approx(2 * (1 + 6) / 2**6)


def test_fall_from_high_to_moderate_counts_at_high_alone() -> None:
    one = compared(report(all_found), report(lambda nth: MODERATE if nth == 3 else all_found(nth)))
    assert fallen(one) == [("high found", "all"), ("high found", "ka Latn")]


def test_fall_within_tolerance_is_let_pass() -> None:
    before, after = report(all_found), report(lambda nth: NONE if nth == 3 else all_found(nth))
    assert fallen(compared(before, after, tolerance=0.1)) == []
    assert ("high found", "ka Latn") in fallen(compared(before, after, tolerance=0.09))


def test_rows_with_a_severity_alone_are_guarded_too() -> None:
    one = compared(report(all_found), report(lambda nth: NONE if nth >= 30 else all_found(nth)))
    assert ("severity ≥3 found", "en Latn") in fallen(one)
    assert ("severity ≥1 found", "en Latn") in fallen(one)


def test_more_false_alarms_show_and_do_not_fail() -> None:
    one = compared(report(all_found), report(lambda _: HIGH))
    assert difference(one, "none as high", "ka Geor").change == 1.0
    assert fallen(one) == []


def test_only_shared_rows_are_compared() -> None:
    before = report(all_found, ROWS[:30])
    after = report(lambda nth: NONE if nth == 0 else all_found(nth), ROWS[1:])
    one = compared(before, after)
    assert (one.paired, one.left_out) == (29, 11)
    assert fallen(one) == []


def test_a_language_that_is_not_measured_any_more_has_fallen() -> None:
    one = compared(report(all_found), report(all_found, ROWS[10:]))
    assert fallen(one) == [("high found", "ka Latn"), ("moderate found", "ka Latn")]
    assert difference(one, "high found", "ka Latn").after.share is None


def test_a_report_without_its_single_rows_is_refused_since_nothing_in_it_could_fall() -> None:
    whole = report(all_found)
    bare = whole.model_copy(
        update={"systems": [system.model_copy(update={"rows": []}) for system in whole.systems]}
    )
    with pytest.raises(NothingToMeasure, match="system fake: the report holds no single rows"):
        compare(bare, whole)
    with pytest.raises(NothingToMeasure, match="no single rows"):
        compare(whole, bare)


def test_reports_without_shared_rows_are_set_side_by_side() -> None:
    others = [made_sample(nth + 100, HIGH, group="ka Latn") for nth in range(4)]
    one = compared(report(all_found, ROWS[:10]), report(lambda nth: NONE if nth == 100 else HIGH, others))
    assert one.paired == 0
    assert fallen(one) == [
        (measure, group) for measure in ("high found", "moderate found") for group in ("all", "ka Latn")
    ]
    assert difference(one, "high found", "all").p is None


def test_later_label_counts_for_both() -> None:
    relabelled = [made_sample(0, NONE, group="ka Latn"), *ROWS[1:]]
    one = compared(report(all_found), report(lambda nth: NONE if nth == 0 else all_found(nth), relabelled))
    assert one.relabelled == 1
    assert fallen(one) == []
    assert difference(one, "high found", "ka Latn").before.of == 9


def test_systems_are_matched_by_name_or_as_the_only_ones() -> None:
    rules, both = fake_system(lambda _: HIGH, name="rules"), fake_system(lambda _: HIGH, name="both")
    data = made_dataset(ROWS)
    two = evaluate([rules, both], data, intervals=False)
    assert [one.before for one in compare(two, evaluate([both], data, intervals=False))] == ["both fake-1"]
    (one,) = compare(evaluate([rules], data, intervals=False), evaluate([both], data, intervals=False))
    assert (one.before, one.after) == ("rules fake-1", "both fake-1")
    with pytest.raises(NothingToMeasure, match="no system in common"):
        compare(two, report(all_found, name="other"))


def test_a_report_with_a_row_twice_is_refused() -> None:
    with pytest.raises(ReportUnreadable, match="stands twice"):
        compare(report(all_found, [*ROWS, ROWS[0]]), report(all_found))


@pytest.mark.parametrize(
    ("before", "after", "p"),
    [(0, 0, 1.0), (5, 5, 1.0), (0, 5, 2 / 32), (1, 9, 2 * 11 / 1024), (8, 2, 112 / 1024)],
)
def test_mcnemar_is_exact(before: int, after: int, p: float) -> None:
    assert mcnemar(before, after) == pytest.approx(p)


def test_command_names_what_fell_and_ends_with_status_1(tmp_path: Path) -> None:
    first, second = tmp_path / "a.json", tmp_path / "b.json"
    first.write_text(report(all_found).model_dump_json(), encoding="utf-8")
    second.write_text(
        report(lambda nth: NONE if nth == 3 else all_found(nth)).model_dump_json(), encoding="utf-8"
    )

    def run(*arguments: object) -> tuple[int, str]:
        result = CliRunner().invoke(risk_app, ["compare", *map(str, arguments)])
        return result.exit_code, result.output

    code, output = run(first, second)
    assert code == 1
    assert "FELL: high found, ka Latn: 100.0 % to 90.0 % (10 of 10 to 9 of 10)" in output
    assert run(first, second, "--tolerance", 0.1)[0] == 0
    written = tmp_path / "c.json"
    code, output = run(first, first, "--json", written)
    assert (code, '"paired":40' in written.read_text(encoding="utf-8")) == (0, True)
    assert "no guarded recall fell" in output
    assert run(first, tmp_path / "gone.json")[0] == 1

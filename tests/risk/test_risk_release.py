"""No release finds fewer of the grave messages of any language than the one before.

The baseline lies with the weights: the counts that `mkhari risk evaluate` gave for them. Whoever changes
rules, corpus or weights and finds more, writes it anew with `mkhari risk baseline`.
"""

import pytest

from risk.evaluate.baseline import BASELINE, baseline_report, measured_files
from risk.evaluate.comparison import compare
from risk.evaluate.report import read_report


@pytest.mark.slow("the shipped network reads every message that is measured")
def test_no_recall_is_lost_in_any_language() -> None:
    (found,) = compare(read_report(BASELINE), baseline_report())
    assert [(one.measure, one.group, one.before.share, one.after.share) for one in found.fallen] == []
    grave = {one.group for one in found.differences if one.measure == "high found"}
    assert {"all", "en Latn", "ka Geor", "ka Latn", "ru Cyrl"} <= grave


def test_baseline_names_what_was_measured() -> None:
    assert {one.name for one in read_report(BASELINE).data} == {path.name for path in measured_files()}

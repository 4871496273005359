"""No release finds fewer of the grave messages, or of any kind of danger, of any language than the last one.

The baseline lies with the weights: the counts that `mkhari risk evaluate` gave for them. Whoever changes
rules, corpus or weights and finds more, writes it anew with `mkhari risk baseline`.
"""

import pytest

from risk.evaluate.baseline import BASELINE, baseline_report, measured_files
from risk.evaluate.parts import Share
from risk.evaluate.report import Group, Report, SystemReport, read_report

# One message may lie so near a cut that it falls to either side with the processor: sums of floats differ.
ON_A_CUT = 1
WRITTEN = ("all", "en Latn", "ka Geor", "ka Latn", "ru Cyrl")


def recalls(report: Report) -> dict[str, Share]:
    """How many of the grave messages are found: of all, of each kind, and of each language and script."""
    (system,) = report.systems
    parts: dict[str, SystemReport | Group] = {"all": system}
    parts |= {group.name: group for group in system.groups if group.by == "language"}
    found = {}
    for name, part in parts.items():
        if part.levels is not None:
            found[f"high or worse, {name}"] = part.levels.recall_high
            found[f"moderate or worse, {name}"] = part.levels.recall_moderate
        if part.kinds is not None:
            found[f"other kinds, {name}"] = part.kinds.any.at_level
            found |= {f"{one.kind}, {name}": one.at_level for one in part.kinds.kinds}
        if part.severities is not None:
            found[f"any ideation, {name}"] = part.severities.any_ideation.sensitivity
            found[f"method or worse, {name}"] = part.severities.method_or_worse.sensitivity
    return {name: share for name, share in found.items() if share.of}


@pytest.mark.slow("the shipped network reads every message that is measured")
def test_no_recall_is_lost_in_any_language() -> None:
    # The baseline holds counts and no single rows, so there is nothing to compare in pairs.
    before, after = recalls(read_report(BASELINE)), recalls(baseline_report())
    assert {f"high or worse, {written}" for written in WRITTEN} <= before.keys() <= after.keys()
    assert {
        name: f"{after[name].hits} of {after[name].of}, before {share.hits} of {share.of}"
        for name, share in before.items()
        if (after[name].hits + ON_A_CUT) * share.of < share.hits * after[name].of
    } == {}


def test_baseline_names_what_was_measured() -> None:
    assert {one.name for one in read_report(BASELINE).data} == {path.name for path in measured_files()}

"""That the file of targets names what exists, and that a mistake in it is said in its own words."""

from pathlib import Path
from textwrap import dedent

import pytest

from tests.mutants.copies import Outcome
from tests.mutants.mutate import Mutant, mutants_of
from tests.mutants.report import ModuleReport, Verdict
from tests.mutants.targets import FILE, ROOT, Accepted, Target, TargetsUnusable, read_targets


@pytest.fixture
def project(tmp_path: Path) -> Path:
    for name in ("a.py", "test_a.py"):
        (tmp_path / name).touch()
    return tmp_path


def refusal(project: Path, text: str) -> str:
    path = project / "targets.yaml"
    path.write_text(dedent(text), encoding="utf-8")
    with pytest.raises(TargetsUnusable) as refused:
        read_targets(path, project)
    return str(refused.value)


def test_every_module_and_every_test_that_is_named_exists() -> None:
    targets = read_targets(FILE)

    assert len(targets) > 20
    for target in targets:
        assert not set(target.tests) & set(target.wider), target.module
        assert len(set(target.tests)) == len(target.tests), target.module
        assert len(set(target.wider)) == len(target.wider), target.module


def test_every_fault_that_may_live_is_one_that_the_module_still_has() -> None:
    targets = read_targets(FILE)
    gone = []
    for target in (each for each in targets if each.survivors):
        source = (ROOT / target.module).read_text(encoding="utf-8")
        known = {(one.where, one.change) for one in mutants_of(source)}
        gone += [one for one in target.survivors if (one.where, one.change) not in known]

    assert len(targets) > 16
    assert gone == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "targets:\n  - module: a.py\n    tests: [test_a.py]\n    test: []\n",
            "targets.yaml:4: targets.0.test: Extra inputs are not permitted",
        ),
        ("targets:\n  - module: a.py\n", "targets.yaml:2: targets.0.tests: Field required"),
        (
            "targets:\n  - module: b.py\n    tests: [test_a.py]\n",
            "targets.yaml:2: there is no module b.py",
        ),
        (
            "targets:\n  - module: a.py\n    tests:\n      - test_a.py\n      - test_b.py\n",
            "targets.yaml:5: there is no test file test_b.py",
        ),
        (
            "targets:\n  - module: a.py\n    tests: [test_a.py]\n    wider: [test_b.py]\n",
            "targets.yaml:4: there is no test file test_b.py",
        ),
        (
            "targets:\n  - {module: a.py, tests: [test_a.py]}\n  - {module: a.py, tests: [test_a.py]}\n",
            "targets.yaml:3: a.py stands here twice",
        ),
        (
            "targets:\n  - module: a.py\n    tests: [test_a.py]\n    survivors: [{where: f, change: x}]\n",
            "targets.yaml:4: targets.0.survivors.0.reason: Field required",
        ),
        (
            "targets: [\n",
            "targets.yaml:2: cannot be read: expected the node content, but found '<stream end>'",
        ),
    ],
)
def test_a_mistake_in_the_file_is_said_with_its_line(project: Path, text: str, said: str) -> None:
    assert refusal(project, text) == said


MUTANTS = [
    Mutant(f"{line}:0:number", line, "f", f"{line} -> {line + 1}", str(line)) for line in range(1, 101)
]
FOUND = Outcome(1, 1.0, 1.0, "FAILED test_a.py::test_it - assert 1 == 2\n1 failed")
NOT_FOUND = Outcome(0, 1.0, 1.0, "1 passed")


def report(survivors: int, accepted: int = 0, gone: tuple[str, ...] = ()) -> ModuleReport:
    may_live = tuple(Accepted("f", one.change, "it is equal") for one in MUTANTS[:accepted])
    verdicts = tuple(Verdict(one, NOT_FOUND if one.line <= survivors else FOUND) for one in MUTANTS)
    return ModuleReport(Target("a.py", ("test_a.py",), (), may_live), verdicts, gone, 1.0)


def test_three_of_a_hundred_faults_may_go_unnoticed_and_no_fourth() -> None:
    assert report(survivors=3).is_good
    assert not report(survivors=4).is_good
    assert report(survivors=4).lines()[0].startswith("a.py: 96/100 found, 96.0%")


def test_a_fault_that_may_live_is_left_out_of_the_count() -> None:
    good = report(survivors=50, accepted=50)

    assert (good.found, good.total, good.is_good) == (50, 50, True)
    assert good.lines()[1] == "  a.py:1 in f: 1 -> 2 [accepted, it is equal]"


def test_a_fault_that_was_accepted_and_is_found_by_now_must_be_struck_out() -> None:
    found_by_now = report(survivors=1, accepted=2)

    assert found_by_now.stale == ["f: 2 -> 3 (found by test_a.py::test_it)"]
    assert not found_by_now.is_good


def test_a_fault_that_was_accepted_and_is_no_longer_there_must_be_struck_out() -> None:
    assert not report(survivors=0, gone=("f: 8 -> 9",)).is_good
    assert report(survivors=0, gone=("f: 8 -> 9",)).lines()[-1] == (
        "  STALE in targets.yaml: f: 8 -> 9 (no longer there)"
    )


def test_a_run_without_end_counts_as_noticed() -> None:
    endless = Outcome(None, 120.0, 120.0, "")

    assert not endless.is_green
    assert endless.failed == "time limit"

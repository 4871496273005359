"""That every mutant is tried once, in a copy whose tests pass: where they fail, nothing is believed."""

from pathlib import Path

import pytest

from tests.mutants.copies import Outcome
from tests.mutants.mutate import mutants_of
from tests.mutants.run import LEAST_LIMIT, FailsUnchanged, Work, work_on
from tests.mutants.targets import Target

SOURCE = "a = b < c\nd = e and f\n"
TARGET = Target("a.py", ("test_a.py",), ("test_wide.py",))


class Bench:
    """A copy in which `test_a.py` notices what it is told to, and `test_wide.py` nothing."""

    def __init__(self, folder: Path, noticed: str = "<=", output: str = "1 passed") -> None:
        self.folder = folder
        self.ran: list[tuple[str, str, float]] = []
        self._noticed = noticed
        self._output = output
        (folder / "a.py").write_text(SOURCE, encoding="utf-8")

    def write(self, module: str, source: str) -> None:
        (self.folder / module).write_text(source, encoding="utf-8")

    def run(self, tests: tuple[str, ...], limit: float, *, keep_bytecode: bool = False) -> Outcome:
        source = (self.folder / "a.py").read_text(encoding="utf-8")
        self.ran.append((source, tests[0], limit))
        is_noticed = tests == ("test_a.py",) and self._noticed in source
        return Outcome(int(is_noticed), 2.0, 1.0, self._output)


def test_each_mutant_is_tried_once_by_the_nearest_tests_first_and_the_module_is_put_back(
    tmp_path: Path,
) -> None:
    bench, mutants = Bench(tmp_path), mutants_of(SOURCE)

    (report,) = work_on(Work(TARGET, mutants, ()), bench)

    assert [one.mutant for one in report.verdicts] == mutants
    assert [one.mutant.change for one in report.verdicts if one.is_found] == ["a = b < c -> a = b <= c"]
    tried = [(source, tests) for source, tests, _ in bench.ran if source != SOURCE]
    assert tried == [
        (one.source, tests)
        for one in mutants
        for tests in ("test_a.py", "test_wide.py")
        if tests == "test_a.py" or "<=" not in one.source
    ]
    assert (tmp_path / "a.py").read_text(encoding="utf-8") == SOURCE


def test_a_mutant_has_two_minutes_even_where_the_tests_take_a_second(tmp_path: Path) -> None:
    bench = Bench(tmp_path)

    list(work_on(Work(TARGET, mutants_of(SOURCE), ()), bench))

    assert {limit for source, _, limit in bench.ran if source != SOURCE} == {LEAST_LIMIT}


def test_two_copies_share_the_mutants_of_a_module(tmp_path: Path) -> None:
    mutants = mutants_of(SOURCE)
    work = Work(TARGET, mutants, ())
    first = work.next()

    assert first == mutants[0]
    assert list(work_on(work, Bench(tmp_path))) == []  # the first one is still being tried elsewhere
    assert not work.begin()


def test_nothing_is_tried_where_the_tests_fail_without_any_mutant(tmp_path: Path) -> None:
    with pytest.raises(FailsUnchanged, match=r"a\.py: exit status 1 without any mutant"):
        list(work_on(Work(TARGET, mutants_of(SOURCE), ()), Bench(tmp_path, noticed="b < c")))


def test_nothing_is_tried_where_tests_are_skipped_for_want_of_a_service(tmp_path: Path) -> None:
    with pytest.raises(FailsUnchanged, match=r"a\.py: a service is missing"):
        list(
            work_on(Work(TARGET, mutants_of(SOURCE), ()), Bench(tmp_path, output="NOT TESTED: 3 TESTS NEED"))
        )

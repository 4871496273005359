"""Makes small faults in the modules on which lives hang, one at a time, and says which no test notices.

`python -m tests.mutants.run` writes each mutant into a copy of the project and runs the tests that
`targets.yaml` names for its module. A survivor is a fault that could be made tomorrow and stay: it gets a
test, or a reason why nobody can suffer from it.

mutmut was considered and refused: it changes only the bodies of functions, and many of our rules are tables
and constants of a module. It also forks after tests that have left database connections and threads of ONNX
behind, where a lock that is held stays held.
"""

import argparse
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Protocol

from tests.mutants.copies import Copy, Outcome, RunBroken
from tests.mutants.mutate import Mutant, mutants_of, sample
from tests.mutants.report import ModuleReport, Verdict, to_json
from tests.mutants.targets import FILE, ROOT, Target, TargetsUnusable, read_targets

SEED = 20261130
PER_MODULE = 25
# A mutant may loop for ever, and a test that waits for what never comes waits two minutes itself.
LEAST_LIMIT = 120.0
TIMES_UNCHANGED = 10
FOR_UNCHANGED = 1800.0  # seconds


class FailsUnchanged(Exception):
    """The tests of a module fail without any mutant: what they would notice says nothing."""


class Workplace(Protocol):
    """Where a worker tries mutants: a `Copy`."""

    folder: Path

    def write(self, module: str, source: str) -> None:
        """Put this source in the module's place."""
        ...

    def run(self, tests: tuple[str, ...], limit: float, *, keep_bytecode: bool = False) -> Outcome:
        """Run these tests, in their order, until the first that fails."""
        ...


class Work:
    """The mutants of one module, taken by whichever worker is free."""

    def __init__(self, target: Target, mutants: Sequence[Mutant], gone: tuple[str, ...]) -> None:
        self.target = target
        self._gone = gone
        self._left = list(reversed(mutants))
        self._expected = len(mutants)
        self._verdicts: list[Verdict] = []
        self._lock = threading.Lock()
        self._began: float | None = None

    def begin(self) -> bool:
        """Whether there is anything left to do."""
        with self._lock:
            self._began = self._began or time.monotonic()
            return bool(self._left)

    @property
    def is_empty(self) -> bool:
        """Whether there is not one mutant to try."""
        return self._expected == 0

    def next(self) -> Mutant | None:
        """The next mutant that nobody has taken."""
        with self._lock:
            return self._left.pop() if self._left else None

    def done(self, verdict: Verdict) -> ModuleReport | None:
        """Keep a verdict; gives the report with the last one."""
        with self._lock:
            self._verdicts.append(verdict)
            return self.report() if len(self._verdicts) == self._expected else None

    def report(self) -> ModuleReport:
        """What is known by now, in the order of the source."""
        ordered = sorted(self._verdicts, key=lambda one: (one.mutant.line, one.mutant.id))
        return ModuleReport(
            self.target, tuple(ordered), self._gone, time.monotonic() - (self._began or time.monotonic())
        )


def work_on(work: Work, copy: Workplace) -> Iterator[ModuleReport]:
    """Do what is left of a module in this copy."""
    if not work.begin():
        return
    tried = _Tried(work.target, copy)
    try:
        while (mutant := work.next()) is not None:
            report = work.done(Verdict(mutant, tried.outcome(mutant)))
            if report is not None:
                yield report
    finally:
        tried.put_back()


class _Tried:
    """The mutants of a module, tried in one copy."""

    def __init__(self, target: Target, copy: Workplace) -> None:
        self._target = target
        self._copy = copy
        self._original = (copy.folder / target.module).read_text(encoding="utf-8")
        self._limits: dict[tuple[str, ...], float] = {}
        self._limit(target.tests)

    def outcome(self, mutant: Mutant) -> Outcome:
        """How its tests ended: those nearest first, then the wider ones where these noticed nothing."""
        whole = Outcome(0, 0.0, 0.0, "")
        for stage in filter(None, (self._target.tests, self._target.wider)):
            limit = self._limit(stage)
            self._copy.write(self._target.module, mutant.source)
            ran = self._copy.run(stage, limit)
            whole = Outcome(ran.code, whole.seconds + ran.seconds, whole.cpu + ran.cpu, ran.output)
            if not whole.is_green:
                break
        return whole

    def put_back(self) -> None:
        """Leave the module as it was."""
        self._copy.write(self._target.module, self._original)

    def _limit(self, stage: tuple[str, ...]) -> float:
        """How long these tests may take, from how long they take without a mutant, which they must pass."""
        if stage not in self._limits:
            self.put_back()
            self._limits[stage] = _limit(self._target, stage, self._copy)
        return self._limits[stage]


def _limit(target: Target, stage: tuple[str, ...], copy: Workplace) -> float:
    outcome = copy.run(stage, FOR_UNCHANGED, keep_bytecode=True)
    if not outcome.is_green:
        raise FailsUnchanged(
            f"{target.module}: {outcome.failed} without any mutant\n{outcome.output[-3000:]}"
        )
    if "NOT TESTED" in outcome.output:
        raise FailsUnchanged(f"{target.module}: a service is missing\n{outcome.output[-1000:]}")
    return max(LEAST_LIMIT, TIMES_UNCHANGED * outcome.seconds)


def _work(target: Target, options: argparse.Namespace) -> Work:
    mutants = mutants_of((ROOT / target.module).read_text(encoding="utf-8"))
    known = {(one.where, one.change) for one in mutants}
    gone = tuple(
        f"{one.where}: {one.change}" for one in target.survivors if (one.where, one.change) not in known
    )
    if options.only:
        mutants = [one for one in mutants if options.only in f"{one.id} {one.where}: {one.change}"]
    elif not options.all:
        mutants = sample(mutants, options.per_module, options.seed)
    return Work(target, mutants, gone)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants.run", description=__doc__)
    parser.add_argument("--module", action="append", help="this module only; may be given several times")
    parser.add_argument("--per-module", type=int, default=PER_MODULE, help="mutants of each module")
    parser.add_argument("--all", action="store_true", help="every mutant: takes hours")
    parser.add_argument("--only", default="", help="every mutant whose id, place or change holds this text")
    parser.add_argument("--seed", type=int, default=SEED, help="which mutants are tried")
    parser.add_argument("--workers", type=int, default=2, help="copies in which mutants are tried at once")
    parser.add_argument("--report", type=Path, help="a file for the whole report as JSON")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    """Try the mutants; 0 where enough were found, 1 where not, 2 where nothing could be tried."""
    options = _options(arguments)
    print(f"seed: {options.seed} (--seed changes it)", flush=True)
    reports: list[ModuleReport] = []
    try:
        targets = _wanted(read_targets(FILE), options.module)
        _try_all(targets, options, reports)
    except (TargetsUnusable, FailsUnchanged, RunBroken) as error:
        print(error, file=sys.stderr)
        return 2
    finally:
        if options.report is not None:
            options.report.write_text(to_json(reports, options.seed), encoding="utf-8")
    found, total = sum(one.found for one in reports), sum(one.total for one in reports)
    print(f"{found}/{total} found in {len(reports)} modules; seed {options.seed}")
    return 0 if all(one.is_good for one in reports) else 1


def _wanted(targets: Sequence[Target], modules: list[str] | None) -> Sequence[Target]:
    if unknown := set(modules or ()) - {one.module for one in targets}:
        raise TargetsUnusable(f"{FILE.name} does not name {', '.join(sorted(unknown))}")
    return [one for one in targets if not modules or one.module in modules]


def _try_all(targets: Sequence[Target], options: argparse.Namespace, reports: list[ModuleReport]) -> None:
    """Try the mutants of each target; `reports` gets each module's report when it is there."""
    works = [_work(target, options) for target in targets]
    reports += [work.report() for work in works if work.is_empty and not options.only]
    stopped = threading.Event()

    def worker(copy: Copy) -> None:
        try:
            for work in works:
                if stopped.is_set():
                    return
                for report in work_on(work, copy):
                    reports.append(report)
                    print("\n".join(report.lines()), flush=True)
        except BaseException:
            stopped.set()
            raise

    with tempfile.TemporaryDirectory(prefix="mutants-") as folder, ExitStack() as stack:
        copies = [
            stack.enter_context(closing(Copy(ROOT, Path(folder, str(number)), number)))
            for number in range(options.workers)
        ]
        with ThreadPoolExecutor(max_workers=len(copies)) as threads:
            for ended in [threads.submit(worker, copy) for copy in copies]:
                ended.result()


if __name__ == "__main__":
    sys.exit(main())

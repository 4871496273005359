"""A working copy of the project for one worker: mutants are written there, and pytest runs there."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from tests.project.services import OWN_REDIS_DATABASE, REQUIRE

REDIS = "MKHARI_TEST_REDIS_URL"
# What is compiled is kept by the runs without a mutant, or each run would compile everything.
_NOT_PASSED_ON = frozenset({REQUIRE, "PYTHONDONTWRITEBYTECODE"})
# Git passes over these; what is built there some tests need.
_LINKED = ("web/dist", "web/node_modules", ".venv")
# Nothing that is seeded by the day, and no line about it that differs from run to run.
_PYTEST = (
    *("-x", "-q", "-p", "no:randomly", "--no-header", "--tb=line"),
    *("--hypothesis-profile=ci", "--hypothesis-seed=0"),
    # Its plugins were imported before pytest could rewrite their assertions; they have none that matter.
    *("-W", "ignore:Module already imported:pytest.PytestAssertRewriteWarning"),
)


class RunBroken(Exception):
    """The process that runs pytest ended by itself; says what it wrote last."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one run of pytest ended. `code` is None where it had to be ended at its limit."""

    code: int | None
    seconds: float
    cpu: float
    output: str

    @property
    def is_green(self) -> bool:
        """Whether every test passed."""
        return self.code == 0

    @property
    def failed(self) -> str:
        """Which test failed, or what else ended the run."""
        if self.code is None:
            return "time limit"
        found = re.search(r"^(?:FAILED|ERROR) (.*?)(?: - .*)?$", self.output, re.MULTILINE)
        return found[1] if found is not None else f"exit status {self.code}"


class Copy:
    """A copy in `folder`, for the worker of this number, whose runs have a Redis database of their own."""

    def __init__(self, root: Path, folder: Path, worker: int) -> None:
        self.folder = folder / "project"
        self._output = folder / "output.txt"
        self._errors = folder / "errors.txt"
        self._base = folder / "tmp"
        _copy(root, self.folder)
        environment = {
            **{name: value for name, value in os.environ.items() if name not in _NOT_PASSED_ON},
            REDIS: redis_of(os.environ.get(REDIS), worker),
            # Sets in the same order in each run; no thread of a library before the forks.
            "PYTHONHASHSEED": "0",
            "OPENBLAS_NUM_THREADS": "1",
        }
        self._process = subprocess.Popen(
            [sys.executable, "-P", "tests/mutants/forking.py"],
            cwd=self.folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors.open("w"),
            text=True,
        )

    def write(self, module: str, source: str) -> None:
        """Put this source in the module's place."""
        path = self.folder / module
        for compiled in (path.parent / "__pycache__").glob(f"{path.stem}.*.pyc"):
            compiled.unlink()
        path.write_text(source, encoding="utf-8")

    def run(self, tests: tuple[str, ...], limit: float, *, keep_bytecode: bool = False) -> Outcome:
        """Run these tests, in their order, until the first that fails."""
        arguments = [*_PYTEST, f"--basetemp={self._base}", *tests]
        request = {
            "arguments": arguments,
            "limit": limit,
            "output": str(self._output),
            "keep": keep_bytecode,
        }
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(request) + "\n")
        self._process.stdin.flush()
        answer = self._process.stdout.readline()
        if not answer:
            raise RunBroken(self._errors.read_text(encoding="utf-8")[-2000:])
        return Outcome(
            **json.loads(answer), output=self._output.read_text(encoding="utf-8", errors="replace")
        )

    def close(self) -> None:
        """End the process behind it."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait()


def redis_of(given: str | None, worker: int) -> str:
    """The Redis address for a worker: the number of its database counts down from the one that was given."""
    parts = urlsplit(given or f"redis://127.0.0.1:6379/{OWN_REDIS_DATABASE}")
    number = int(parts.path.strip("/") or 0) - worker
    return urlunsplit(parts._replace(path=f"/{number % (OWN_REDIS_DATABASE + 1)}"))


def _copy(root: Path, folder: Path) -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=root,
        check=True,
        capture_output=True,
    )
    for name in filter(None, listed.stdout.decode("utf-8").split("\0")):
        if (root / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / name, folder / name)
    for name in _LINKED:
        if (root / name).exists() and not (folder / name).exists():
            (folder / name).symlink_to((root / name).resolve())

"""One step of setting up: one honest line on the screen, a log for when it fails, a stamp for when it holds.

Everything in `deploy/` that runs before the installation uses the standard library only.
"""

import hashlib
import os
import subprocess
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
# Some commands say what is wrong first and some last, with a long list in between.
FIRST_LINES, LAST_LINES = 10, 20


class StepFailed(Exception):
    """A step of setting up could not be done; the message says what to do about it."""


class CommandFailed(StepFailed):
    """A command ended with an error; `output` is what it had printed."""

    def __init__(self, message: str, output: str) -> None:
        super().__init__(message)
        self.output = output

    @property
    def last_line(self) -> str:
        """The last thing that the command said."""
        return (self.output.strip().splitlines() or [str(self)])[-1].strip()


@contextmanager
def step(title: str) -> Iterator[None]:
    """Print the title, and after it how long the step took."""
    started = time.monotonic()
    print(f"{title} ...", end="", flush=True)
    try:
        yield
    except BaseException:
        print(" failed", flush=True)
        raise
    print(f" {time.monotonic() - started:.1f} s", flush=True)


def run_quietly(
    command: Iterable[str | Path],
    *,
    cwd: Path = ROOT,
    extra_environment: Mapping[str, str] | None = None,
    typed: str = "",
) -> str:
    """Run a command with `typed` as its input and return what it printed; `CommandFailed` carries it too."""
    words = [str(word) for word in command]
    try:
        done = subprocess.run(  # noqa: S603 - the words come from this folder, not from outside
            words,
            cwd=cwd,
            env={**os.environ, **(extra_environment or {})},
            input=typed,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
    except OSError as error:
        raise CommandFailed(f"{words[0]} could not be started: {error.strerror}", "") from error
    if done.returncode != 0:
        raise CommandFailed(
            f"{_shortened(done.stdout)}\n{' '.join(words)}\nended with status {done.returncode}.", done.stdout
        )
    return done.stdout


def _shortened(output: str) -> str:
    lines = output.strip().splitlines()
    if len(lines) <= FIRST_LINES + LAST_LINES:
        return "\n".join(lines)
    return "\n".join([*lines[:FIRST_LINES], "[...]", *lines[-LAST_LINES:]])


def fingerprint(*parts: str | Path) -> str:
    """Return one hash over texts and file contents, in the order given."""
    digest = hashlib.sha256()
    for part in parts:
        content = part.read_bytes() if isinstance(part, Path) else part.encode()
        digest.update(f"{len(content)}:".encode())
        digest.update(content)
    return digest.hexdigest()


def holds(stamp: Path, value: str) -> bool:
    """Say whether the step that left this stamp was finished for exactly this input."""
    return stamp.is_file() and stamp.read_text(encoding="ascii") == value


def leave(stamp: Path, value: str) -> None:
    """Record that a step is finished, so that the next start skips it."""
    stamp.write_text(value, encoding="ascii")

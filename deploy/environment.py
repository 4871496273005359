"""Make `.venv` from the hashed locks: uv first, with pip; then everything else, with uv."""

import importlib.util
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from os import environ
from pathlib import Path

from deploy.indexes import UvSettings, pip_settings, uv_settings
from deploy.steps import (
    ENVIRONMENT,
    ROOT,
    CommandFailed,
    StepFailed,
    fingerprint,
    holds,
    leave,
    run_quietly,
    step,
)

PYTHON = ENVIRONMENT / "bin" / "python"
LOCKS = ROOT / "requirements"
# What uv and pip say when no index has a package in this version for this Python.
NOT_FOUND = r"No solution found|No matching distribution"
# What the output of a failed installation tells, and what helps.
REMEDIES = {
    r"[Hh]ash(es)? mismatch|DO NOT MATCH THE HASHES": (
        "A downloaded package is not the one that was locked. Do not work around this: find out why."
    ),
    r"No space left": "The disk is full: about 1 GB is needed, and another for what training needs.",
    r"\bgcc\b|\bcc1\b|Python\.h": (
        "A package had to be compiled. On Debian or Ubuntu: apt install build-essential python3-dev"
    ),
    r"(?i)name resolution|connection|timed out|dns error|no matching distribution": (
        "The package index could not be reached. Check the network and what `pip config list` says."
    ),
}


def make_environment() -> None:
    """Make `.venv` with uv in it, unless one is there that was made for this folder and still starts."""
    made_for = fingerprint(str(ROOT), LOCKS / "bootstrap.lock")
    stamp = ENVIRONMENT / "made-for"
    if holds(stamp, made_for) and PYTHON.exists():
        return
    if Path(sys.prefix) == ENVIRONMENT:
        raise StepFailed(
            ".venv was made for another folder or another uv. Remove it (rm -rf .venv) and try again."
        )
    _require_venv_module()
    with step(f"Making .venv with Python {sys.version_info.major}.{sys.version_info.minor}"), _remedies():
        shutil.rmtree(ENVIRONMENT, ignore_errors=True)
        run_quietly([sys.executable, "-m", "venv", ENVIRONMENT])
        _pip_install("--require-hashes", "-r", LOCKS / "bootstrap.lock")
    leave(stamp, made_for)


def install(lock: str) -> None:
    """Install one of the locks into `.venv`, unless that was done for exactly this lock."""
    stamp = ENVIRONMENT / f"installed-{lock}"
    value = fingerprint(LOCKS / f"{lock}.lock")
    if holds(stamp, value):
        return
    with step(f"Installing requirements/{lock}.lock"), _remedies():
        _install("--require-hashes", "-r", LOCKS / f"{lock}.lock")
    leave(stamp, value)
    if lock == "dev":
        # dev.lock holds all of base.lock at the same versions: `make lock` compiles it so.
        leave(ENVIRONMENT / "installed-base", fingerprint(LOCKS / "base.lock"))


def install_pytorch() -> None:
    """Install PyTorch: the build for processors alone where an index of this machine has it, else the usual.

    The usual one brings several gigabytes for graphics cards on Linux, which training here has no use for.
    """
    stamp = ENVIRONMENT / "installed-torch"
    locks = [LOCKS / f"{name}.lock" for name in ("torch-cpu", "torch")]
    value = fingerprint(*locks)
    if holds(stamp, value):
        return
    with _remedies():
        try:
            with step("Installing requirements/torch-cpu.lock"):
                _install("--require-hashes", "-r", locks[0])
        except CommandFailed as failure:
            if not re.search(NOT_FOUND, failure.output):
                raise
            with step("No index has that for this Python; installing requirements/torch.lock"):
                _install("--require-hashes", "-r", locks[1])
    leave(stamp, value)


def install_project() -> None:
    """Install the project itself, so that `mkhari` is a command and every room can be imported."""
    stamp = ENVIRONMENT / "installed-mkhari"
    rooms = sorted(found.parent.name for found in ROOT.glob("*/__init__.py"))
    value = fingerprint(ROOT / "pyproject.toml", *rooms)
    if holds(stamp, value):
        return
    with step("Installing mkhari itself"), _remedies():
        _install("--no-deps", "--no-build-isolation", "-e", ROOT)
    leave(stamp, value)


def run_uv(*words: str | Path, typed: str = "") -> str:
    """Run uv with this machine's pip settings and return what it printed."""
    settings = _settings()
    command = [ENVIRONMENT / "bin" / "uv", *words, *settings.options]
    variables = {"VIRTUAL_ENV": str(ENVIRONMENT), **dict(settings.environment)}
    return run_quietly(command, extra_environment=variables, typed=typed)


def _install(*words: str | Path) -> None:
    try:
        # Compiled now rather than at the first start, which a person waits for.
        run_uv("pip", "install", "--compile-bytecode", *words)
    except CommandFailed as failure:
        print(f" not with uv ({failure.last_line}), now with pip ...", end="", flush=True)
        _pip_install(*words)


def _pip_install(*words: str | Path) -> None:
    run_quietly([PYTHON, "-m", "pip", "install", "--disable-pip-version-check", *words])


@cache
def _settings() -> UvSettings:
    return uv_settings(pip_settings(run_quietly([PYTHON, "-m", "pip", "config", "list"])), environ)


def _require_venv_module() -> None:
    if importlib.util.find_spec("venv") is None or importlib.util.find_spec("ensurepip") is None:
        # Debian names the package after the version; plain python3-venv serves its default Python only.
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        raise StepFailed(
            f"{sys.executable} cannot make virtual environments. On Debian or Ubuntu: apt install {package}"
        )


@contextmanager
def _remedies() -> Iterator[None]:
    try:
        yield
    except CommandFailed as failure:
        advice = [text for pattern, text in REMEDIES.items() if re.search(pattern, failure.output)]
        raise StepFailed("\n".join([str(failure), *advice[:1]])) from failure

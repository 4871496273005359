"""The scripts behind `make run`: what they decide before anything is installed."""

import os
import re
import subprocess
from pathlib import Path

import pytest

from deploy.environment import NOT_FOUND
from deploy.indexes import UvSettings, pip_settings, uv_settings
from deploy.prepare import main as prepare
from deploy.steps import CommandFailed, StepFailed, fingerprint, holds, leave, run_quietly
from deploy.web import is_new_enough
from tests.project.tree import ROOT

LISTING = """\
:env:.cert='/etc/ssl/here.crt'
:env:.index-url='file:///from-the-environment'
global.extra-index-url='file:///mirror/one file:///mirror/two'
global.index-url='file:///from-a-file'
install.find-links='/wheels'
freeze.timeout='10'
"""


def test_the_environment_wins_over_pip_files() -> None:
    assert pip_settings(LISTING) == {
        "cert": "/etc/ssl/here.crt",
        "index-url": "file:///from-the-environment",
        "extra-index-url": "file:///mirror/one file:///mirror/two",
        "find-links": "/wheels",
    }


def test_uv_asks_every_index_that_pip_would_ask() -> None:
    settings = uv_settings(pip_settings(LISTING), {})

    assert settings.options == (
        *("--default-index", "file:///from-the-environment"),
        *("--index", "file:///mirror/one", "--index", "file:///mirror/two"),
        *("--find-links", "/wheels"),
        *("--index-strategy", "unsafe-best-match"),
    )
    assert dict(settings.environment) == {"SSL_CERT_FILE": "/etc/ssl/here.crt"}


def test_indexes_that_uv_was_told_itself_are_left_alone() -> None:
    assert uv_settings(pip_settings(LISTING), {"UV_DEFAULT_INDEX": "file:///own"}) == UvSettings()


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("v18.20.4", False),
        ("v20.18.3", False),
        ("v20.19.0", True),
        ("v21.7.3", False),
        ("v22.11.0", False),
        ("v22.12.0", True),
        ("v24.0.0", True),
        ("", False),
    ],
)
def test_only_a_node_that_vite_runs_on_is_used(version: str, expected: bool) -> None:
    assert is_new_enough(version) is expected


def test_a_step_is_done_again_when_a_file_it_read_changes(tmp_path: Path) -> None:
    source, stamp = tmp_path / "some.lock", tmp_path / "stamp"
    source.write_text("one")
    leave(stamp, fingerprint(source))
    assert holds(stamp, fingerprint(source))

    source.write_text("two")

    assert not holds(stamp, fingerprint(source))


def test_a_failed_command_shows_its_beginning_and_its_end(tmp_path: Path) -> None:
    with pytest.raises(CommandFailed) as failure:
        run_quietly(["sh", "-c", "seq 1 100; exit 3"], cwd=tmp_path)

    shown = str(failure.value).splitlines()
    assert (shown[0], shown[10], shown[30]) == ("1", "[...]", "100")
    assert shown[-1] == "ended with status 3."


def find_python(*, path: Path | None = None, python: str = "") -> subprocess.CompletedProcess[str]:
    environment = {"PATH": str(path) if path else os.environ["PATH"], "PYTHON": python}
    command = ["/bin/sh", str(ROOT / "deploy" / "find-python")]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


def test_a_python_that_is_new_enough_is_found() -> None:
    found = find_python()

    assert found.returncode == 0
    assert Path(found.stdout.strip()).is_absolute()


def test_a_machine_without_python_is_told_what_to_install(tmp_path: Path) -> None:
    found = find_python(path=tmp_path)

    assert found.returncode == 1
    assert "apt install python3 python3-venv" in found.stderr


def test_a_python_that_is_too_old_is_refused_by_name(tmp_path: Path) -> None:
    old = tmp_path / "python2"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)

    found = find_python(python=str(old))

    assert found.returncode == 1
    assert f"PYTHON={old} is not a Python 3.11 or newer" in found.stderr


def locked(name: str) -> dict[str, set[str]]:
    """Each package of a lock with its versions, which may differ by the version of Python."""
    lock = (ROOT / f"requirements/{name}.lock").read_text(encoding="ascii")
    found: dict[str, set[str]] = {}
    for package, version in re.findall(r"^([a-z0-9-]+)==(\S+)", lock, flags=re.MULTILINE):
        found.setdefault(package, set()).add(version)
    return found


@pytest.mark.parametrize("name", ["dev", "learn", "torch", "torch-cpu"])
def test_no_lock_moves_a_version_that_another_one_set(name: str) -> None:
    before = {**locked("learn"), **locked("dev"), **locked("base")}

    both = {package: versions for package, versions in locked(name).items() if package in before}
    moved = {package: versions for package, versions in both.items() if versions != before[package]}

    assert "typing-extensions" in both
    assert moved == {}, "run `make lock`"


def test_pytorch_comes_with_what_training_needs_and_with_nothing_else() -> None:
    assert {name for name in ("base", "dev", "learn", "torch", "torch-cpu") if "torch" in locked(name)} == {
        "torch",
        "torch-cpu",
    }
    assert [
        package for package in locked("torch-cpu") if package.startswith(("nvidia", "cuda", "triton"))
    ] == []


@pytest.mark.parametrize(
    "said",
    [
        (
            "error: No solution found when resolving dependencies\n"
            "  cause: Because there is no version of torch==2.13.0+cpu"
        ),
        "ERROR: No matching distribution found for torch==2.13.0+cpu",
    ],
)
def test_a_build_that_no_index_has_is_told_from_a_network_that_fails(said: str) -> None:
    assert re.search(NOT_FOUND, said)
    assert not re.search(NOT_FOUND, "error: Failed to fetch: operation timed out")


def test_a_part_that_nobody_knows_is_refused_before_anything_is_done() -> None:
    with pytest.raises(StepFailed, match="knows base, dev, learn, web, not lerne"):
        prepare(["dev", "lerne"])

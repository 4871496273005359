"""The plugin that skips, or fails, the tests whose service is missing."""

import os
import subprocess
import sys
from pathlib import Path

from tests.project.services import REQUIRE

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = """
import pytest

@pytest.mark.needs_postgresql
def test_database(): pass

@pytest.mark.needs_redis
def test_wake_up(): pass

@pytest.mark.needs_chromium
def test_page(): pass

@pytest.mark.needs_torch
def test_network(): pass

def test_nothing_needed(): pass
"""
MARKERS = "[pytest]\nmarkers =\n needs_postgresql: a\n needs_redis: b\n needs_chromium: c\n needs_torch: d\n"
# Port 1 of this machine answers nobody.
NOTHING_THERE = {
    "MKHARI_TEST_POSTGRESQL_URL": "postgresql+asyncpg://nobody@127.0.0.1:1/none",
    "MKHARI_TEST_REDIS_URL": "redis://127.0.0.1:1/15",
    "MKHARI_TEST_CHROMIUM": "no-such-browser",
    "MKHARI_TEST_TORCH": "off",
}


def run_sample(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    sample = folder / "test_sample.py"
    sample.write_text(SAMPLE)
    settings = folder / "pytest.ini"
    settings.write_text(MARKERS)
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "tests.project.services", "-c", settings, sample],
        cwd=ROOT,
        env={
            **os.environ,
            "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
            REQUIRE: "",
            **NOTHING_THERE,
            **environment,
        },
        capture_output=True,
        text=True,
        check=False,
    )


def test_missing_services_skip_with_one_loud_line_each(tmp_path: Path) -> None:
    run = run_sample(tmp_path)

    assert run.returncode == 0, run.stdout + run.stderr
    loud = [line for line in run.stdout.splitlines() if line.startswith("NOT TESTED: 1 TEST NEED")]
    assert [line.split()[5] for line in loud] == ["Chromium:", "PostgreSQL:", "Redis:", "PyTorch"]
    assert "1 passed, 4 skipped" in run.stdout


def test_required_services_fail_instead_of_skipping(tmp_path: Path) -> None:
    run = run_sample(tmp_path, MKHARI_TESTS_REQUIRE="postgresql,redis,chromium,torch")

    assert run.returncode == 1
    assert "1 passed, 4 errors" in run.stdout
    assert "MKHARI_TESTS_REQUIRE asks for postgresql" in run.stdout


def test_misspelt_requirement_is_refused(tmp_path: Path) -> None:
    run = run_sample(tmp_path, MKHARI_TESTS_REQUIRE="postgres")

    assert run.returncode != 0
    assert "knows postgresql, redis, chromium, torch, not postgres" in run.stderr

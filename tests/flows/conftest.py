"""The real flows and small ones, loaded once, and a folder in which a test may write its own."""

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from flows.flowset import FlowSet
from flows.loader import SCRIPTS, load_flows
from flows.model import Resource
from referral.directory import resources
from tests.fixtures import content

GUIDED = Path(__file__).parent / "guided"
SMALL = Path(__file__).parent / "small"
"""Small flows by the names that the engine knows, so that the real ones may change freely."""

# What every folder of flows needs: the engine jumps to the first two from any wait.
NEEDED = ("human", "language", "waiting")


def _copied(folder: Path, *sources: Path) -> Path:
    """The system's texts and these folders in one; a later file takes the place of an earlier one."""
    for path in (*SCRIPTS.glob("system.*"), *(path for source in sources for path in source.glob("*.*"))):
        shutil.copy(path, folder)
    return folder


@pytest.fixture(scope="session")
def helplines() -> Mapping[str, Resource]:
    return resources(date(2026, 12, 1))


@pytest.fixture(scope="session")
def flows() -> FlowSet:
    return content()


@pytest.fixture(scope="session")
def small(helplines: Mapping[str, Resource], tmp_path_factory: pytest.TempPathFactory) -> FlowSet:
    """A door for each audience, a direct question, a crisis, a person, the wait and the language."""
    return load_flows(_copied(tmp_path_factory.mktemp("small"), SMALL), helplines)


@pytest.fixture(scope="session")
def guided(helplines: Mapping[str, Resource], tmp_path_factory: pytest.TempPathFactory) -> FlowSet:
    """The small flows beside those that have each guided kind of step."""
    return load_flows(_copied(tmp_path_factory.mktemp("guided"), SMALL, GUIDED), helplines)


@pytest.fixture(scope="session")
def everything(helplines: Mapping[str, Resource], tmp_path_factory: pytest.TempPathFactory) -> FlowSet:
    """The real flows beside those that have each guided kind of step."""
    return load_flows(_copied(tmp_path_factory.mktemp("everything"), SCRIPTS, GUIDED), helplines)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound folder with the needed flows only."""
    _copied(tmp_path)
    for name in NEEDED:
        for path in SMALL.glob(f"{name}.*"):
            shutil.copy(path, tmp_path)
    return tmp_path


@pytest.fixture
def small_scripts(tmp_path: Path) -> Path:
    """The small flows in a folder of their own."""
    folder = tmp_path / "small"
    folder.mkdir()
    return _copied(folder, SMALL)

"""A risk check that breaks or is late never means that a person is missed: the message counts as high."""

import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from prometheus_client import REGISTRY

from app.settings import Settings
from app.wiring import House
from conversation.hearing import Assess
from escalation.case import State
from risk.assessment import Assessment, Context, Flag, Level
from tests.api.people import begins, open_case, signed_in
from tests.fixtures import on_sqlite
from tests.patience import PATIENCE

pytestmark = on_sqlite

HARMLESS = "გამარჯობა, როგორ ხარ?"


class Checks:
    """Risk checks that fail, each in its own way; `release` lets those go that hang."""

    def __init__(self) -> None:
        self.release = threading.Event()

    def raises(self, text: str, context: Context) -> Assessment:
        """Breaks, and its error holds the text."""
        raise ValueError(text)

    def hangs(self, text: str, context: Context) -> Assessment:
        """Answers, but far too late."""
        self.release.wait(2 * PATIENCE)
        return Assessment(level=Level.NONE)


@pytest.fixture(params=["raises", "hangs"])
def risk(request: pytest.FixtureRequest) -> Iterator[Assess]:
    checks = Checks()
    yield getattr(checks, request.param)
    checks.release.set()


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    return Settings(database_url=database_url, data_dir=tmp_path, assess_limit_seconds=0.02)


def failures() -> float:
    """How many checks failed so far, by the metrics."""
    return sum(
        sample.value
        for metric in REGISTRY.collect()
        for sample in metric.samples
        if sample.name == "mkhari_assessments_failed_total"
    )


async def test_the_message_counts_as_high(house: House, http: httpx.AsyncClient) -> None:
    caller, before = await begins(http), failures()
    turn = await caller.says(HARMLESS)
    assert turn["state"] == "waiting"
    assert "112" in turn["messages"][1]["text"]
    case = await open_case(house)
    assert (case.state, case.level, case.reason) == (State.WAITING, Level.HIGH, "assessment_failed")
    assert case.flags == (Flag.ASSESSMENT_FAILED.value,)
    assert failures() == before + 1
    nino = await signed_in(house, http)
    (said,) = [m for m in (await nino.takes(case))["messages"] if m["text"] == HARMLESS]
    assert (said["level"], said["flags"]) == ("high", ["assessment_failed"])


async def test_buttons_need_no_check(house: House, http: httpx.AsyncClient) -> None:
    caller, before = await begins(http), failures()
    data = caller.begun["messages"][-1]["buttons"][0][0]["data"]
    assert (await caller.does(button=data)).is_success
    assert failures() == before


async def test_later_messages_are_still_heard(house: House, http: httpx.AsyncClient) -> None:
    """More than there are threads to hang in."""
    caller = await begins(http)
    for _ in range(6):
        assert (await caller.says(HARMLESS))["state"] == "waiting"
    assert (await open_case(house)).level is Level.HIGH

"""Kinds of danger over HTTP: in the queue, in the open case, under each message, in what was told."""

from typing import Any

import httpx
import pytest

from app.wiring import House
from conversation.hearing import Assess
from tests.api.people import begins, open_case, signed_in, taken
from tests.conversation.plain_risk import plain_risk
from tests.fixtures import on_sqlite

pytestmark = on_sqlite

BEATEN: dict[str, Any] = {"kind": "violence_now", "level": "imminent", "subject": "self"}
SISTER_MARRIED: dict[str, Any] = {"kind": "forced_marriage", "level": "high", "subject": "other"}
WISH: dict[str, Any] = {"kind": "suicide", "level": "moderate", "subject": "self"}


@pytest.fixture
def risk() -> Assess:
    return plain_risk


async def test_a_counsellor_is_shown_the_kinds_wherever_the_case_is(
    house: House, http: httpx.AsyncClient
) -> None:
    caller = await begins(http)
    await caller.says("imminent violence_now:imminent:self suicide:moderate:self")
    await caller.says("high forced_marriage:high:other")
    nino, case = await signed_in(house, http), await open_case(house)
    (row,) = taken(await nino.get("/cases"))["cases"]
    detail = await nino.takes(case)
    told = taken(await nino.get(f"/cases/{case.id}/handover"))
    assert (row["reason"], row["kinds"]) == ("danger_violence_now", [BEATEN, SISTER_MARRIED, WISH])
    assert (detail["case"]["kinds"], told["kinds"]) == (row["kinds"], row["kinds"])
    said = [one["kinds"] for one in detail["messages"] if one["author"] == "caller" and one["level"]]
    assert said == [[BEATEN, WISH], [SISTER_MARRIED]]
    assert [one["kinds"] for one in told["risk"]] == said
    ours = [one["kinds"] for one in detail["messages"] if one["author"] == "program"]
    assert ours == [[]] * len(ours)
    assert ours


async def test_a_case_without_a_known_kind_shows_none(house: House, http: httpx.AsyncClient) -> None:
    caller = await begins(http)
    await caller.says("high plan")
    nino, case = await signed_in(house, http), await open_case(house)
    (row,) = taken(await nino.get("/cases"))["cases"]
    assert (row["reason"], row["kinds"]) == ("risk_high", [])
    detail = await nino.takes(case)
    assert [one["kinds"] for one in detail["messages"] if one["level"]] == [[]]


async def test_an_earlier_case_tells_its_kinds_to_whom_it_is_shown(
    house: House, http: httpx.AsyncClient
) -> None:
    caller = await begins(http)
    await caller.says("imminent violence_now:imminent:self")
    nino, first = await signed_in(house, http), await open_case(house)
    await nino.takes(first)
    await nino.post(f"/cases/{first.id}/close", outcome="supported")
    await caller.does(button="feedback.how_was_it.better")
    await caller.does(button="follow_up_consent.may_we.may")
    await caller.says("high forced_marriage:high:other")
    again = await open_case(house)
    await nino.takes(again)
    told = taken(await nino.get(f"/cases/{again.id}/handover"))
    assert ([one["kinds"] for one in told["earlier"]], told["kinds"]) == ([[BEATEN]], [SISTER_MARRIED])

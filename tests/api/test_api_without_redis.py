"""Redis is configured and away: everything still works, only slower."""

import httpx
import pytest
from fastapi import FastAPI

from api.limits import NEW_CONVERSATIONS
from app.settings import Settings
from app.wiring import House
from tests.api.listening import listening
from tests.api.people import crisis, is_problem, signed_in, taken
from tests.fixtures import on_sqlite

pytestmark = on_sqlite


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(update={"redis_url": "redis://127.0.0.1:1/0"})


async def test_a_crisis_reaches_a_counsellor_and_back(
    house: House, http: httpx.AsyncClient, site: FastAPI
) -> None:
    caller, case = await crisis(house, http)
    nino = await signed_in(house, http)
    async with listening(site, "/api/widget/stream", caller.headers) as stream:
        assert (await stream.next("state")).data["state"] == "waiting"
        await nino.takes(case)
        assert (await stream.next("state")).data["state"] == "counsellor"
        await nino.replies(case, "აქ ვარ, გისმენ")
        while (await stream.next("message")).data["text"] != "აქ ვარ, გისმენ":
            pass
    assert taken(await nino.post(f"/cases/{case.id}/close", outcome="supported"))["state"] == "closed"


async def test_the_service_is_ready_and_says_what_is_missing(http: httpx.AsyncClient) -> None:
    assert taken(await http.get("/readyz")) == {"status": "ok", "parts": {"database": True, "live": False}}


async def test_each_process_limits_for_itself(house: House, http: httpx.AsyncClient) -> None:
    host = house.vault.hash("host", "127.0.0.1").hex()
    for _ in range(NEW_CONVERSATIONS.amount):
        await house.api.limits.count(NEW_CONVERSATIONS, "widget", host)
    is_problem(await http.post("/api/widget/sessions", json={"language": "ka"}), 429)

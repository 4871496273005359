"""For those who run the service: metrics, headers, and who may see them."""

import re
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from fastapi import FastAPI
from pydantic import SecretStr

from api import staff
from api.app import create_app
from app.settings import Settings
from app.wiring import House
from tests.api.conftest import client_of
from tests.api.people import begins, crisis, is_problem, signed_in
from tests.conversation.telling import says
from tests.fixtures import Clock, Phone, on_sqlite

NAMES = [
    'mkhari_messages_total{channel="telegram",direction="in"}',
    'mkhari_messages_total{channel="telegram",direction="out"}',
    'mkhari_messages_total{channel="widget",direction="in"}',
    'mkhari_cases_open{urgency="routine"}',
    'mkhari_cases_open{urgency="urgent"}',
    'mkhari_cases_open{urgency="emergency"}',
    'mkhari_case_claim_seconds_count{urgency="emergency"}',
    "mkhari_outbox_pending",
    "mkhari_deadline_overdue_seconds",
    "mkhari_handle_seconds_count",
]


def value_of(metrics: str, name: str) -> float:
    (found,) = [line for line in metrics.splitlines() if line.startswith(f"{name} ")]
    return float(found.rpartition(" ")[2])


async def test_every_promised_metric_is_there(
    house: House, http: httpx.AsyncClient, phone: Phone, clock: Clock
) -> None:
    await says(house, "გამარჯობა", address="7")
    caller, case = await crisis(house, http)
    nino = await signed_in(house, http)
    clock.advance(seconds=9)
    before = (await http.get("/metrics")).text
    assert value_of(before, 'mkhari_cases_open{urgency="emergency"}') == 1
    assert value_of(before, "mkhari_deadline_overdue_seconds") == 9
    assert value_of(before, "mkhari_outbox_pending") == 0
    await nino.takes(case)
    metrics = (await http.get("/metrics")).text
    for name in NAMES:
        value_of(metrics, name)
    assert value_of(metrics, "mkhari_deadline_overdue_seconds") == 0
    for word in (caller.token, case.id, case.conversation_id, nino.account.id, "nino", "გამარჯობა"):
        assert word not in metrics


@on_sqlite
async def test_metrics_without_a_token_are_for_this_machine(site: FastAPI) -> None:
    expected = {"127.0.0.1": 200, "::1": 200, "10.0.0.7": 403, "203.0.113.9": 403, "x": 403}
    answered = {}
    for host in expected:
        async with client_of(site, host) as http:
            answered[host] = (await http.get("/metrics")).status_code
    assert answered == expected


class TestWithAToken:
    """Where a token is set, it is asked of everybody, also of this machine."""

    @pytest.fixture
    def settings(self, settings: Settings) -> Settings:
        return settings.model_copy(update={"metrics_token": SecretStr("a-token-for-the-tests")})

    @on_sqlite
    async def test_only_the_token_opens_them(self, http: httpx.AsyncClient) -> None:
        for given in ("", "Bearer", "Bearer wrong", "a-token", "Bearer a-token-for-the-tests2", "Bearer ა"):
            is_problem(await http.get("/metrics", headers={b"Authorization": given.encode()}), 403)
        right = {"Authorization": "Bearer a-token-for-the-tests"}
        assert (await http.get("/metrics", headers=right)).is_success


DRESS = {
    "default-src 'none'",
    "script-src 'self'",
    "frame-ancestors 'none'",
    "nosniff",
    "no-referrer",
    "camera=()",
}


def worn(answer: httpx.Response) -> set[str]:
    """What the headers of an answer tell a browser to keep to."""
    names = ("content-security-policy", "x-content-type-options", "referrer-policy", "permissions-policy")
    return {part.strip() for name in names for part in re.split("[;,]", answer.headers[name])}


@on_sqlite
async def test_every_answer_is_dressed(house: House, http: httpx.AsyncClient) -> None:
    caller, nino = await begins(http), await signed_in(house, http)
    answers = {
        "health": await http.get("/healthz"),
        "nowhere": await http.get("/nowhere"),
        "conversation": await http.get("/api/widget/messages", headers=caller.headers),
        "stranger": await http.get("/api/widget/messages"),
        "queue": await nino.get("/cases"),
        "too long": await http.post("/api/widget/sessions", content=b"x" * 1_000_001),
        "page": await http.get("/"),
        "description": await http.get("/openapi.json"),
    }
    assert {name: DRESS - worn(answer) for name, answer in answers.items()} == {
        name: set() for name in answers
    }
    assert "unsafe" not in str([worn(answer) for answer in answers.values()])
    kept = {name for name, answer in answers.items() if answer.headers["cache-control"] != "no-store"}
    assert kept == {"health", "nowhere", "page", "description"}


@on_sqlite
async def test_only_the_widgets_frame_may_be_embedded(house: House, tmp_path: Path) -> None:
    for name in ("widget", "console", "demo", "docs"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text("<!doctype html>")
    async with client_of(create_app(replace(house.api, web_dir=tmp_path))) as http:
        policies = {
            name: (await http.get(f"/{name}/")).headers["content-security-policy"]
            for name in ("widget", "console", "demo", "docs")
        }
    assert {name for name, policy in policies.items() if "frame-ancestors *" in policy} == {"widget"}
    assert {name for name, policy in policies.items() if "frame-src 'self'" in policy} == {"demo"}
    for name, policy in policies.items():
        assert "script-src 'self';" in policy, name


@on_sqlite
async def test_the_cookie_is_secure_in_production(house: House) -> None:
    password = await staff.add(house.database, "nino", "ნინო", "counsellor", house.api.clock())
    flags = {}
    for secure in (True, False):
        async with client_of(create_app(replace(house.api, secure_cookies=secure))) as http:
            answer = await http.post(
                "/api/console/login",
                headers={"X-Mkhari-Console": "1"},
                json={"login": "nino", "password": password},
            )
            flags[secure] = "; secure" in answer.headers["set-cookie"].lower()
    assert flags == {True: True, False: False}


@on_sqlite
async def test_the_interface_describes_itself_and_its_problems(http: httpx.AsyncClient) -> None:
    description = (await http.get("/openapi.json")).json()
    refused = {
        f"{method} {path}": str(operation["responses"].get("503", {}).get("content"))
        for path, methods in description["paths"].items()
        for method, operation in methods.items()
        if path.startswith(("/api/widget", "/api/console/cases"))
    }
    assert [route for route, content in refused.items() if "Problem" not in content] == []
    assert {"post /api/widget/messages", "post /api/console/cases/{case_id}/claim"} <= refused.keys()

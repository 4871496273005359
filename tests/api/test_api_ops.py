"""For those who run the service: metrics, headers, and who may see them."""

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
    for host, status in (
        ("127.0.0.1", 200),
        ("::1", 200),
        ("10.0.0.7", 403),
        ("203.0.113.9", 403),
        ("x", 403),
    ):
        async with client_of(site, host) as http:
            assert (await http.get("/metrics")).status_code == status


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


@on_sqlite
async def test_every_answer_is_dressed(house: House, http: httpx.AsyncClient) -> None:
    caller, nino = await begins(http), await signed_in(house, http)
    answers = [
        await http.get("/healthz"),
        await http.get("/nowhere"),
        await http.get("/api/widget/messages", headers=caller.headers),
        await http.get("/api/widget/messages"),
        await nino.get("/cases"),
        await http.post("/api/widget/sessions", content=b"x" * 1_000_001),
        await http.get("/"),
        await http.get("/openapi.json"),
    ]
    for answer in answers:
        policy = answer.headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["referrer-policy"] == "no-referrer"
        assert "camera=()" in answer.headers["permissions-policy"]
    for answer in answers[2:6]:
        assert answer.headers["cache-control"] == "no-store"


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
    for path, methods in description["paths"].items():
        for operation in methods.values():
            if path.startswith(("/api/widget", "/api/console/cases")):
                refused = operation["responses"]["503"]["content"]
                assert "Problem" in str(refused), path

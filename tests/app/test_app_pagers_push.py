"""Pages to browsers: what the push service sees, and the key that signs them."""

import base64
import json
import logging
import stat
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import http_ece  # type: ignore[import-untyped]
import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from typer.testing import CliRunner

from app.cli import app
from app.errors import CannotStart
from app.pagers import pagers, reach_of
from app.pagers.push import WebPushPager
from app.push_key import new_push_key, public_push_key, read_push_key
from app.settings import Settings
from escalation.paging import PageChannel, PageFailed
from tests.app.paging_world import PAGE, HttpServer, browser_keys, listening

CONTACT = "mailto:admin@example.ge"


@pytest.fixture
async def service() -> AsyncIterator[HttpServer]:
    server = HttpServer(status=201)
    async with listening(server):
        yield server


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient() as opened:
        yield opened


def subscription(service: HttpServer, keys: dict[str, str] | None = None) -> str:
    return json.dumps({"endpoint": f"http://{service.host}/send/secret-path", "keys": keys or browser_keys()})


def pager_for(client: httpx.AsyncClient) -> WebPushPager:
    return WebPushPager(read_push_key(new_push_key(), "the key"), CONTACT, client)


@pytest.mark.parametrize(
    ("urgency", "ttl", "header"),
    [("emergency", "120", "high"), ("urgent", "600", "high"), ("routine", "3600", "normal")],
)
async def test_a_push_says_how_soon_and_how_long(
    service: HttpServer, client: httpx.AsyncClient, urgency: str, ttl: str, header: str
) -> None:
    await pager_for(client).page(replace(PAGE, urgency=urgency), subscription(service))
    headers = service.received[0].headers
    assert (headers["ttl"], headers["urgency"]) == (ttl, header)
    assert headers["content-encoding"] == "aes128gcm"
    scheme, _, token = headers["authorization"].partition(" t=")
    assert scheme == "vapid"
    claims = token.split(".")[1]
    read = json.loads(base64.urlsafe_b64decode(claims + "=="))
    assert (read["sub"], read["aud"]) == (CONTACT, f"http://{service.host}")


async def test_only_the_browser_can_read_a_push_and_it_holds_three_fields(
    service: HttpServer, client: httpx.AsyncClient
) -> None:
    browser = ec.generate_private_key(ec.SECP256R1())
    point = browser.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    secret = b"0123456789abcdef"
    keys = {
        name: base64.urlsafe_b64encode(raw).decode().rstrip("=")
        for name, raw in (("p256dh", point), ("auth", secret))
    }
    await pager_for(client).page(PAGE, subscription(service, keys))
    body = service.received[0].body
    assert PAGE.case_id.encode() not in body
    words = http_ece.decrypt(body, private_key=browser, auth_secret=secret, version="aes128gcm")
    assert json.loads(words) == {"urgency": "emergency", "case": PAGE.case_id, "waiting": 190}


@pytest.mark.parametrize(
    ("status", "gone"), [(404, True), (410, True), (403, False), (429, False), (500, False), (302, False)]
)
async def test_a_browser_that_has_unsubscribed_is_told_from_a_service_that_fails(
    service: HttpServer, client: httpx.AsyncClient, status: int, gone: bool
) -> None:
    service.status, service.more = status, f"Location: http://{service.host}/elsewhere\r\n"
    with pytest.raises(PageFailed) as failed:
        await pager_for(client).page(PAGE, subscription(service))
    assert (failed.value.reason, failed.value.gone) == (f"http_{status}", gone)
    assert len(service.received) == 1, "no answer sends us somewhere else"


@pytest.mark.parametrize(
    "address", ["", "{}", "[]", '{"endpoint": "http://127.0.0.1:1/", "keys": {"p256dh": "x", "auth": "y"}}']
)
async def test_an_address_that_is_no_subscription_is_a_failure(
    client: httpx.AsyncClient, address: str
) -> None:
    with pytest.raises(PageFailed) as failed:
        await pager_for(client).page(PAGE, address)
    assert not failed.value.gone


async def test_no_log_holds_a_browsers_address(
    service: HttpServer, tmp_path: Path, client: httpx.AsyncClient, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    pager = pagers(Settings(data_dir=tmp_path), client)[PageChannel.PUSH]
    await pager.page(PAGE, subscription(service))
    service.status = 410
    with pytest.raises(PageFailed, match="http_410"):
        await pager.page(PAGE, subscription(service))
    assert len(service.received) == 2
    assert "secret-path" not in caplog.text


def test_a_demo_makes_a_key_once_and_production_none(tmp_path: Path) -> None:
    demo = Settings(data_dir=tmp_path)
    first = reach_of(demo).push_key
    assert first is not None
    assert reach_of(demo).push_key == first
    assert len(base64.urlsafe_b64decode(first + "=")) == 65
    assert stat.S_IMODE((tmp_path / "demo-push.key").stat().st_mode) == 0o600
    assert reach_of(Settings(environment="production", data_dir=tmp_path)).push_key is None


@pytest.mark.parametrize("text", ["", "never-shown!!", base64.b64encode(bytes(32)).decode(), "AAAA"])
def test_what_is_no_push_key_stops_the_start_without_being_shown(text: str) -> None:
    with pytest.raises(CannotStart, match="mkhari push key") as refused:
        read_push_key(text, "MKHARI_PUSH_PRIVATE_KEY")
    assert "never-shown" not in str(refused.value)


def test_push_in_production_names_somebody_to_write_to() -> None:
    settings = Settings(environment="production", push_private_key=new_push_key())
    assert any("MKHARI_PUSH_CONTACT" in problem for problem in settings.problems())
    named = Settings(environment="production", push_private_key=new_push_key(), push_contact=CONTACT)
    assert not any("PUSH" in problem for problem in named.problems())
    with pytest.raises(ValueError, match="mailto:"):
        Settings(push_contact="admin@example.ge")


def test_the_command_prints_a_pair_that_belongs_together() -> None:
    said = CliRunner().invoke(app, ["push", "key"]).output.splitlines()
    private, public = said[0].partition("=")[2], said[1].rpartition(" ")[2]
    assert public_push_key(read_push_key(private, "it")) == public

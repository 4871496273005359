"""Whatever fits or does not fit the described interface: no request breaks the service.

The same requests each time, a few for each operation, without a network.
"""

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from limits import RateLimitItem
from schemathesis import GenerationMode
from schemathesis.core.result import Ok

from api.app import create_app
from api.limits import Limits
from app.wiring import House
from tests.api.conftest import client_of
from tests.api.people import crisis, signed_in

DESCRIBED = schemathesis.openapi.from_dict(create_app(None).openapi())
OPERATIONS = {
    f"{result.ok().method} {result.ok().path}": result.ok()
    for result in DESCRIBED.get_all_operations()
    if isinstance(result, Ok)
}
SLOW = "post /api/console/login"  # each well-formed try hashes a password
REQUESTS = st.sampled_from([name for name in OPERATIONS if name != SLOW]).flatmap(
    lambda name: st.one_of(
        OPERATIONS[name].as_strategy(generation_mode=GenerationMode.POSITIVE),
        OPERATIONS[name].as_strategy(generation_mode=GenerationMode.NEGATIVE),
    )
)


class NoLimits(Limits):
    """Lets everybody try as often as they like."""

    async def count(self, limit: RateLimitItem, *who: str) -> None:
        """Count nothing."""


def request_of(case: Any) -> dict[str, Any]:
    """The generated case as httpx takes it, with bodies that no encoder has smoothed."""
    made = case.as_transport_kwargs(base_url="https://mkhari.example")
    body: Mapping[str, Any] = {}
    if "json" in made:
        body = {"content": json.dumps(made["json"]).encode()}
    elif isinstance(made.get("data"), bytes | str):
        data = made["data"]
        body = {"content": data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")}
    headers = {k: v for k, v in made["headers"].items() if not k.lower().startswith("x-schemathesis")}
    return {
        "method": made["method"],
        "url": made["url"],
        "params": made["params"],
        "headers": headers,
        **body,
    }


async def sent(http: httpx.AsyncClient, case: Any, who: Mapping[str, str]) -> httpx.Response | None:
    request = request_of(case)
    request["headers"] = {**request["headers"], **who}
    try:
        built = http.build_request(**request)
    except (UnicodeError, httpx.InvalidURL, TypeError, ValueError):
        return None  # no client could send it
    return await http.send(built)


def is_sound(answer: httpx.Response) -> None:
    """Not our fault, and told as every problem is."""
    assert answer.status_code < 500
    if answer.status_code >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == answer.status_code


@pytest.fixture
async def unlimited(house: House) -> AsyncIterator[httpx.AsyncClient]:
    async with client_of(create_app(replace(house.api, limits=NoLimits(None)))) as http:
        yield http


@pytest.fixture
async def people(house: House, unlimited: httpx.AsyncClient) -> list[Mapping[str, str]]:
    """What a stranger, a caller and a counsellor who holds a case show."""
    caller, case = await crisis(house, unlimited)
    nino = await signed_in(house, unlimited)
    await nino.takes(case)
    house.live.begin_closing()  # streams end at once, since nobody here listens for long
    return [{}, caller.headers, nino.headers]


@settings(
    max_examples=120, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck)
)
@given(case=REQUESTS, who=st.integers(min_value=0, max_value=2))
async def test_no_request_breaks_the_service(
    unlimited: httpx.AsyncClient, people: list[Mapping[str, str]], case: Any, who: int
) -> None:
    answer = await sent(unlimited, case, people[who])
    assume(answer is not None)
    assert answer is not None
    is_sound(answer)

"""Every route names who may use it, and means it."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from fastapi import APIRouter, Depends, FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute, RouteContext, iter_route_contexts
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from api.access import ACCESS, public
from api.app import create_app
from api.static import BUNDLES
from app.wiring import House
from bot.callers.webhook import PATH, webhook_router
from tests.api.conftest import client_of
from tests.api.people import OUR_PAGE, begins, is_problem, signed_in
from tests.fixtures import on_sqlite

pytestmark = on_sqlite

# Telegram names itself by a secret header, which the route compares itself: `bot` may not import `api`.
BY_ITS_OWN_SECRET = {PATH}
NOTHING: Any = None  # what the webhook works with; these tests never get so far
SOMEBODY = "0" * 32
# All that a stranger may ask for. Another line here is a decision that somebody took on purpose.
OPEN_TO_EVERYBODY = {
    "GET /",
    "GET /healthz",
    "GET /openapi.json",
    "GET /readyz",
    "POST /api/console/login",
    "POST /api/widget/sessions",
}


@pytest.fixture
def whole_site(house: House) -> FastAPI:
    """The application with everything that can be part of it."""
    return create_app(house.api, extra=[webhook_router(NOTHING, NOTHING, "a-secret-nobody-guesses-0")])


def names_who_may_use_it(context: RouteContext) -> bool:
    """Whether a route depends on one of `ACCESS`, or is one of the few that have their own way."""
    route = context.original_route
    if isinstance(route, Mount):
        # Built files for everybody, and nothing else.
        return route.path.strip("/") in BUNDLES and isinstance(route.app, StaticFiles)
    if not isinstance(route, APIRoute) or context.path is None:
        return False
    return context.path in BY_ITS_OWN_SECRET or not ACCESS.isdisjoint(calls_of(context.dependant))


def calls_of(dependant: Dependant) -> Iterator[Any]:
    """Everything that a route depends on, however deep."""
    for dependency in dependant.dependencies:
        yield dependency.call
        yield from calls_of(dependency)


def unnamed(site: FastAPI) -> list[str | None]:
    """The paths of routes that do not name who may use them."""
    return [c.path for c in iter_route_contexts(site.routes) if not names_who_may_use_it(c)]


def test_every_route_names_who_may_use_it(whole_site: FastAPI) -> None:
    assert unnamed(whole_site) == []
    paths = {context.path for context in iter_route_contexts(whole_site.routes)}
    assert {"/healthz", "/api/widget/messages", "/api/console/stream", "/openapi.json", PATH} <= paths


def test_a_route_that_names_nobody_is_found(house: House) -> None:
    nested, router = APIRouter(), APIRouter(prefix="/api")
    nested.add_api_route("/forgotten", lambda: None)
    nested.add_api_route("/on-purpose", lambda: None, dependencies=[Depends(public)])
    router.include_router(nested, prefix="/deep")
    site = create_app(house.api, extra=[router])
    site.add_route("/plain", lambda _request: None)  # type: ignore[arg-type,return-value]
    site.mount("/secrets", StaticFiles(directory=house.settings.data_dir))
    assert sorted(str(path) for path in unnamed(site)) == ["/api/deep/forgotten", "/plain", "/secrets"]


def routes(site: FastAPI, *, are_open: bool) -> set[tuple[str, str]]:
    """Method and path of every route that is for everybody, or of every one that is not."""
    return {
        (method, str(context.path).replace("{case_id}", SOMEBODY))
        for context in iter_route_contexts(site.routes)
        if isinstance(context.original_route, APIRoute)
        and (public in calls_of(context.dependant)) is are_open
        for method in context.methods or ()
    }


def test_strangers_may_ask_for_these_and_nothing_else(whole_site: FastAPI) -> None:
    assert {" ".join(route) for route in routes(whole_site, are_open=True)} == OPEN_TO_EVERYBODY


async def test_no_closed_route_opens_to_a_stranger(whole_site: FastAPI) -> None:
    async with client_of(whole_site, "203.0.113.9") as stranger:
        answered = {
            f"{method} {path}": (await stranger.request(method, path, headers=OUR_PAGE)).status_code
            for method, path in routes(whole_site, are_open=False)
        }
    assert {route: status for route, status in answered.items() if status not in {401, 403}} == {}
    assert {
        "GET /api/widget/messages",
        "DELETE /api/widget/conversation",
        "GET /api/console/cases",
        f"POST /api/console/cases/{SOMEBODY}/replies",
        "GET /api/research/counters",
        "GET /metrics",
        f"POST {PATH}",
    } <= answered.keys()


@pytest.mark.parametrize("path", ["/api/console/me", "/api/console/cases", "/api/research/counters"])
async def test_a_widgets_token_opens_no_console(house: House, http: httpx.AsyncClient, path: str) -> None:
    caller = await begins(http)
    is_problem(await http.get(path, headers={**caller.headers, **OUR_PAGE}), 401)
    cookie = {"Cookie": f"mkhari_staff={caller.token}", **OUR_PAGE}
    is_problem(await http.get(path, headers=cookie), 401)


async def test_a_counsellors_session_opens_no_conversation(house: House, http: httpx.AsyncClient) -> None:
    nino = await signed_in(house, http)
    is_problem(await http.get("/api/widget/messages", headers=nino.headers), 401)
    bearer = {"Authorization": f"Bearer {nino.token}"}
    is_problem(await http.get("/api/widget/messages", headers=bearer), 401)


async def test_telegrams_route_refuses_whoever_does_not_know_the_secret(whole_site: FastAPI) -> None:
    guess = {"X-Telegram-Bot-Api-Secret-Token": "a-secret-somebody-guesses"}
    async with client_of(whole_site) as stranger:
        answers = [await stranger.post(PATH, headers=headers, json={}) for headers in ({}, guess)]
    assert [answer.status_code for answer in answers] == [401, 401]

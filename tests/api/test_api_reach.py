"""How a member of staff says where they are called, and that it never comes back whole."""

import json
from collections.abc import AsyncIterator, Mapping
from typing import Any

import httpx
import pytest

from api.access import CONSOLE_HEADER
from app.settings import Settings
from app.wiring import House, open_house
from conversation.hearing import Assess
from escalation import repository
from escalation.addresses import CONTACT_PLACE
from escalation.paging import Page, PageChannel, PageFailed, Pager
from store.database import Database
from tests.api.people import Counsellor, is_problem, signed_in, taken
from tests.app.paging_world import browser_keys
from tests.fixtures import Clock, Phone, content, on_sqlite

pytestmark = on_sqlite
NUMBER = "+995555123456"
ENDPOINT = "https://fcm.googleapis.com/fcm/send/one"


class Told(Pager):
    """A channel that keeps what it is given, and fails as it is told to."""

    def __init__(self) -> None:
        self.pages: list[tuple[Page, str]] = []
        self.fault: Exception | None = None

    async def page(self, page: Page, address: str) -> None:
        self.pages.append((page, address))
        if self.fault is not None:
            raise self.fault


@pytest.fixture
def told() -> dict[PageChannel, Told]:
    return {channel: Told() for channel in PageChannel if channel is not PageChannel.CONSOLE}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return settings.model_copy(
        update={
            "sms_url": "json://127.0.0.1:1/?:to={number}",
            "mail_url": "mailtos://u:p@127.0.0.1?to={address}",
        }
    )


@pytest.fixture
async def house(
    settings: Settings,
    database: Database,
    clock: Clock,
    phone: Phone,
    risk: Assess,
    told: Mapping[PageChannel, Told],
) -> AsyncIterator[House]:
    async with open_house(
        settings,
        role="test",
        clock=clock,
        assess=risk,
        senders={"telegram": phone},
        flows=content(),
        pagers=told,
    ) as opened:
        yield opened


async def asks(who: Counsellor, method: str, path: str = "", **body: Any) -> httpx.Response:
    return await who.http.request(
        method,
        f"/api/console/reach{path}",
        content=json.dumps(body),
        headers={**who.headers, "Content-Type": "application/json"},
    )


async def kept(house: House, who: Counsellor) -> list[tuple[str, str]]:
    """The addresses as they are stored, opened."""
    async with house.database.reading() as tx:
        contacts = await repository.contacts(tx, [who.account.id])
    opened = house.vault.house.open
    return [(c.channel, opened(c.sealed, CONTACT_PLACE, c.staff_id).decode()) for c in contacts]


async def test_a_new_counsellor_sees_what_is_set_up_and_whom_they_take(
    house: House, http: httpx.AsyncClient
) -> None:
    mine = taken(await (await signed_in(house, http)).get("/reach"))
    assert {one["channel"]: (one["ready"], one["open"]) for one in mine["channels"]} == {
        "push": (True, True),
        "telegram": (True, True),
        "sms": (True, True),
        "mail": (True, True),
    }
    assert len(mine["push_key"]) == 87
    assert (mine["contacts"], mine["telegram_linked"], mine["away"]) == ([], False, False)
    assert mine["languages"] == ["en", "ka", "ru"]


async def test_a_number_and_a_mail_replace_the_ones_before_and_are_shown_as_hints(
    house: House, http: httpx.AsyncClient
) -> None:
    nino = await signed_in(house, http)
    await asks(nino, "PUT", "/sms", number="555 00 00 01")
    await asks(nino, "PUT", "/mail", address="Nino@Example.ge")
    mine = taken(await asks(nino, "PUT", "/sms", number="555 12 34 56"))
    assert {(one["channel"], one["hint"]) for one in mine["contacts"]} == {
        ("sms", "…56"),
        ("mail", "n…@example.ge"),
    }
    assert sorted(await kept(house, nino)) == [("mail", "nino@example.ge"), ("sms", NUMBER)]


async def test_nobody_is_silenced_by_a_colleague_who_types_their_number(
    house: House, http: httpx.AsyncClient
) -> None:
    nino, giorgi = await signed_in(house, http), await signed_in(house, http, "giorgi")
    await asks(nino, "PUT", "/sms", number=NUMBER)
    refused = is_problem(await asks(giorgi, "PUT", "/sms", number=NUMBER), 409)
    assert NUMBER[-6:] not in str(refused)
    assert await kept(house, nino) == [("sms", NUMBER)]
    taken(await asks(nino, "PUT", "/sms", number=NUMBER))


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/sms", {"number": "12"}),
        ("/sms", {"number": "twilio://a:b@c/+995555123456"}),
        ("/mail", {"address": "mailto://u:p@evil.example"}),
        ("/mail", {"address": "nobody"}),
    ],
)
async def test_what_cannot_be_called_is_refused_without_being_repeated(
    house: House, http: httpx.AsyncClient, path: str, body: dict[str, str]
) -> None:
    nino = await signed_in(house, http)
    refused = is_problem(await asks(nino, "PUT", path, **body), 422)
    assert next(iter(body.values())) not in refused["detail"]
    assert await kept(house, nino) == []


async def test_a_browser_is_added_moves_with_whoever_sits_at_it_and_goes(
    house: House, http: httpx.AsyncClient
) -> None:
    nino, giorgi = await signed_in(house, http), await signed_in(house, http, "giorgi")
    browser = {"endpoint": ENDPOINT, "keys": browser_keys(), "expirationTime": None}
    for _ in range(2):
        mine = taken(await asks(nino, "POST", "/push", **browser))
        assert [(one["channel"], one["hint"]) for one in mine["contacts"]] == [("push", "fcm.googleapis.com")]
    taken(await asks(giorgi, "POST", "/push", **{**browser, "keys": browser_keys()}))
    assert await kept(house, nino) == []
    assert taken(await asks(nino, "DELETE", "/push", endpoint=ENDPOINT))["contacts"] == []
    assert len(await kept(house, giorgi)) == 1, "one gives up only what is one's own"
    assert taken(await asks(giorgi, "DELETE", "/push", endpoint=ENDPOINT))["contacts"] == []
    is_problem(await asks(nino, "POST", "/push", **{**browser, "endpoint": "https://127.0.0.1/x"}), 422)
    for number in range(12):
        taken(await asks(nino, "POST", "/push", **{**browser, "endpoint": f"{ENDPOINT}-{number}"}))
    assert len(await kept(house, nino)) == 10


async def test_only_ones_own_contact_is_dropped(house: House, http: httpx.AsyncClient) -> None:
    nino, giorgi = await signed_in(house, http), await signed_in(house, http, "giorgi")
    (contact,) = taken(await asks(nino, "PUT", "/sms", number=NUMBER))["contacts"]
    is_problem(await asks(giorgi, "DELETE", f"/contacts/{contact['id']}"), 404)
    assert taken(await asks(nino, "DELETE", f"/contacts/{contact['id']}"))["contacts"] == []


async def test_a_test_page_goes_to_oneself_says_so_and_is_not_endless(
    house: House, http: httpx.AsyncClient, told: Mapping[PageChannel, Told]
) -> None:
    nino = await signed_in(house, http)
    is_problem(await asks(nino, "POST", "/test", channel="sms"), 404)
    await asks(nino, "PUT", "/sms", number=NUMBER)
    assert taken(await asks(nino, "POST", "/test", channel="sms")) == {"sent": 1, "failed": []}
    ((page, address),) = told[PageChannel.SMS].pages
    assert (page.rung, page.case_id, address) == ("test", "", NUMBER)
    for fault, code in ((PageFailed("http_503"), "http_503"), (ValueError(NUMBER), "ValueError")):
        told[PageChannel.SMS].fault = fault
        assert taken(await asks(nino, "POST", "/test", channel="sms")) == {"sent": 0, "failed": [code]}
    answers = [(await asks(nino, "POST", "/test", channel="sms")).status_code for _ in range(3)]
    assert answers == [200, 200, 429]


async def test_a_code_links_telegram_once_and_for_ten_minutes(
    house: House, http: httpx.AsyncClient, clock: Clock
) -> None:
    nino = await signed_in(house, http)

    async def used(code: str) -> str | None:
        async with house.database.transaction() as tx:
            return await repository.use_code(tx, house.vault.hash("staff-code", code), clock())

    first, second = [taken(await asks(nino, "POST", "/telegram"))["code"] for _ in range(2)]
    assert len(second) == 8
    assert not set(second) & set("IL1O0")
    assert await used(first) is None, "a new code makes the one before void"
    assert await used(second) == nino.account.id
    assert await used(second) is None
    late = taken(await asks(nino, "POST", "/telegram"))["code"]
    clock.advance(minutes=11)
    assert await used(late) is None


async def test_languages_subjects_and_breaks_are_ones_own_to_say(
    house: House, http: httpx.AsyncClient
) -> None:
    nino = await signed_in(house, http)
    work = {"languages": ["ka", "ka"], "audiences": ["youth"], "skills": ["abuse", "attempt"]}
    mine = taken(await asks(nino, "PUT", "/work", **work))
    assert (mine["languages"], mine["audiences"], mine["skills"]) == (
        ["ka"],
        ["youth"],
        ["abuse", "attempt"],
    )
    wrongs: list[dict[str, Any]] = [
        {"languages": []},
        {"languages": ["de"]},
        {"skills": ["magic"]},
        {"audiences": []},
    ]
    for wrong in wrongs:
        is_problem(await asks(nino, "PUT", "/work", **{**work, **wrong}), 422)
    assert taken(await asks(nino, "PUT", "/away", away=True))["away"]
    assert not taken(await asks(nino, "PUT", "/away", away=False))["away"]


async def test_another_page_cannot_change_where_somebody_is_called(
    house: House, http: httpx.AsyncClient
) -> None:
    nino = await signed_in(house, http)
    cookie = {name: value for name, value in nino.headers.items() if name != CONSOLE_HEADER}
    path = "/api/console/reach/sms"
    is_problem(await http.put(path, headers=cookie, json={"number": NUMBER}), 403)
    is_problem(await http.put(path, headers={CONSOLE_HEADER: "1"}, json={"number": NUMBER}), 401)


async def test_what_is_not_set_up_is_said(
    settings: Settings, database: Database, clock: Clock, risk: Assess
) -> None:
    from api.app import create_app
    from tests.api.conftest import client_of

    bare = settings.model_copy(update={"sms_url": None, "mail_url": None})
    async with (
        open_house(bare, role="bare", clock=clock, assess=risk, flows=content(), pagers={}) as house,
        client_of(create_app(house.api)) as http,
    ):
        nino = await signed_in(house, http)
        channels = {one["channel"]: one["ready"] for one in taken(await nino.get("/reach"))["channels"]}
        assert channels == dict.fromkeys(("sms", "mail", "push", "telegram"), False)
        browser = {"endpoint": ENDPOINT, "keys": browser_keys()}
        for refused in (
            await asks(nino, "PUT", "/sms", number=NUMBER),
            await asks(nino, "PUT", "/mail", address="nino@example.ge"),
            await asks(nino, "POST", "/push", **browser),
            await asks(nino, "POST", "/telegram"),
            await asks(nino, "POST", "/test", channel="sms"),
        ):
            is_problem(refused, 409)

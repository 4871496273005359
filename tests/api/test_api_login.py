"""Signing in to the console, and everything that must not let anybody in."""

import httpx
import pytest

from api import staff
from api.access import COOKIE
from api.limits import LOGINS_BY_ADDRESS, LOGINS_BY_NAME
from app.wiring import House
from tests.api.people import OUR_PAGE, is_problem, signed_in, taken
from tests.fixtures import Clock, on_sqlite

LOGIN = "/api/console/login"
OWN = "a long password of my own"
WRONG = "not the password at all"


@pytest.fixture
async def one_time(house: House) -> str:
    """The one-time password of `nino`."""
    return await staff.add(house.database, "Nino ", "ნინო", "counsellor", house.api.clock())


async def login(http: httpx.AsyncClient, name: str, password: str) -> httpx.Response:
    return await http.post(LOGIN, headers=OUR_PAGE, json={"login": name, "password": password})


def cookie_of(answer: httpx.Response) -> dict[str, str]:
    return {"Cookie": answer.headers["set-cookie"].partition(";")[0], **OUR_PAGE}


async def test_a_one_time_password_opens_only_its_own_change(
    house: House, http: httpx.AsyncClient, one_time: str
) -> None:
    answer = await login(http, " NINO", one_time)
    shown = taken(answer)
    assert (shown["login"], shown["name"], shown["must_change_password"]) == ("nino", "ნინო", True)
    once = cookie_of(answer)
    assert taken(await http.get("/api/console/me", headers=once))["must_change_password"]
    for path in ("/api/console/cases", "/api/console/stream", "/api/research/counters"):
        is_problem(await http.get(path, headers=once), 403)
    change = {"current": one_time, "new": OWN}
    changed = await http.put("/api/console/password", headers=once, json=change)
    assert changed.status_code == 204
    own = cookie_of(changed)
    assert taken(await http.get("/api/console/cases", headers=own)) == {"cases": []}
    is_problem(await http.get("/api/console/me", headers=once), 401)
    is_problem(await login(http, "nino", one_time), 401)


@on_sqlite
@pytest.mark.parametrize(
    "new", ["short", "aaaaaaaaaaaaaaaa", "my name is nino, hello"], ids=["short", "one letter", "login"]
)
async def test_a_weak_password_is_refused(http: httpx.AsyncClient, one_time: str, new: str) -> None:
    once = cookie_of(await login(http, "nino", one_time))
    change = {"current": one_time, "new": new}
    problem = is_problem(await http.put("/api/console/password", headers=once, json=change), 422)
    assert new not in str(problem)


@on_sqlite
async def test_a_password_cannot_be_changed_without_the_old_one_or_to_itself(
    http: httpx.AsyncClient, one_time: str
) -> None:
    once = cookie_of(await login(http, "nino", one_time))
    without, to_itself = {"current": WRONG, "new": OWN}, {"current": one_time, "new": one_time}
    is_problem(await http.put("/api/console/password", headers=once, json=without), 401)
    is_problem(await http.put("/api/console/password", headers=once, json=to_itself), 422)


@on_sqlite
async def test_an_unknown_login_is_answered_like_a_wrong_password(
    house: House, http: httpx.AsyncClient, one_time: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    verify = staff._hasher.verify
    hashed: list[str] = []

    def counted(password: str, against: str) -> bool:
        hashed.append(against)
        return verify(password, against)

    monkeypatch.setattr(staff._hasher, "verify", counted)
    answers = [str(is_problem(await login(http, who, WRONG), 401)) for who in ("nino", "nobody")]
    assert answers[0] == answers[1]
    assert WRONG not in answers[0]
    # Both hash once, and with the same cost. Without that an unknown login would cost a fiftieth.
    assert len(hashed) == 2
    assert hashed[0].split("$")[:4] == hashed[1].split("$")[:4]


@on_sqlite
async def test_the_cookie_is_for_our_pages_only(http: httpx.AsyncClient, one_time: str) -> None:
    flags = {
        part.strip().lower()
        for part in (await login(http, "nino", one_time)).headers["set-cookie"].split(";")
    }
    assert {"httponly", "samesite=strict", "path=/", "max-age=43200"} <= flags
    assert not any(flag.startswith("domain") for flag in flags)


@on_sqlite
async def test_a_request_from_another_page_changes_nothing(house: House, http: httpx.AsyncClient) -> None:
    nino = await signed_in(house, http)
    foreign = {"Cookie": nino.headers["Cookie"]}
    case = "0" * 32
    for method, path in (
        ("POST", "/logout"),
        ("PUT", "/password"),
        ("POST", f"/cases/{case}/claim"),
        ("POST", f"/cases/{case}/replies"),
        ("POST", f"/cases/{case}/close"),
    ):
        is_problem(await http.request(method, f"/api/console{path}", headers=foreign), 403)
    is_problem(await http.post(LOGIN, json={"login": "nino", "password": WRONG}), 403)
    assert (await nino.get("/me")).is_success


async def test_signing_out_ends_the_session(house: House, http: httpx.AsyncClient) -> None:
    nino = await signed_in(house, http)
    answer = await nino.post("/logout")
    assert answer.status_code == 204
    assert f'{COOKIE}=""' in answer.headers["set-cookie"]
    is_problem(await nino.get("/me"), 401)


async def test_a_session_is_over_after_its_time(house: House, http: httpx.AsyncClient, clock: Clock) -> None:
    nino = await signed_in(house, http)
    clock.now += staff.SESSION_LASTS
    clock.advance(microseconds=-1)
    assert (await nino.get("/me")).is_success
    clock.advance(microseconds=1)
    is_problem(await nino.get("/me"), 401)


async def test_a_reset_ends_every_session(house: House, http: httpx.AsyncClient) -> None:
    nino = await signed_in(house, http)
    password = await staff.reset(house.database, "nino")
    is_problem(await nino.get("/me"), 401)
    assert taken(await login(http, "nino", password))["must_change_password"]


@on_sqlite
@pytest.mark.parametrize("token", ["", "x", "x" * 5000, "ß", "a=b; c"])
async def test_a_made_up_session_opens_nothing(http: httpx.AsyncClient, token: str) -> None:
    cookie = f"{COOKIE}={token}".encode()
    answer = await http.get("/api/console/cases", headers={b"Cookie": cookie})
    is_problem(answer, 401)


@on_sqlite
async def test_tries_for_one_login_are_limited_however_it_is_typed(
    house: House, http: httpx.AsyncClient
) -> None:
    # A request that the limit refuses hashes nothing, so count up to the limit without logging in.
    await spend(house, LOGINS_BY_NAME.amount - 1, "login-as", "login", "nino")
    is_problem(await login(http, "nino", WRONG), 401)
    refused = [await login(http, typed, WRONG) for typed in ("nino", " nino", "NINO  ")]
    for answer in refused:
        is_problem(answer, 429)
    waits = sorted(int(answer.headers["retry-after"]) for answer in refused)
    assert len(waits) == 3
    assert 0 < waits[0] <= waits[-1] <= LOGINS_BY_NAME.get_expiry() + 1


@on_sqlite
async def test_tries_from_one_address_are_limited(house: House, http: httpx.AsyncClient) -> None:
    await spend(house, LOGINS_BY_ADDRESS.amount, "login-from", "host", "127.0.0.1")
    is_problem(await login(http, "somebody", WRONG), 429)


async def spend(house: House, times: int, limit: str, kind: str, who: str) -> None:
    """Use up tries of a limit."""
    item = LOGINS_BY_NAME if limit == "login-as" else LOGINS_BY_ADDRESS
    for _ in range(times):
        await house.api.limits.count(item, limit, house.vault.hash(kind, who).hex())

"""A caller at the widget and a counsellor at the console, over HTTP."""

import uuid
from functools import cache
from itertools import count
from typing import Any

import httpx
from pwdlib import PasswordHash

from api import repository, staff
from api.access import CONSOLE_HEADER, COOKIE
from api.repository import Account
from app.wiring import House
from escalation import repository as cases
from escalation.case import Case

CRISIS = "თავს მოვიკლავ ამაღამ"
OUR_PAGE = {CONSOLE_HEADER: "1"}
_ids = count(1)


@cache
def _unknown_password() -> str:
    return PasswordHash.recommended().hash(uuid.uuid4().hex)


def new_id() -> str:
    """A client's id for one thing said."""
    return f"message-{next(_ids):08}"


class Caller:
    """Somebody at the widget."""

    def __init__(self, http: httpx.AsyncClient, begun: dict[str, Any]) -> None:
        self.http = http
        self.token: str = begun["token"]
        self.begun = begun

    @property
    def headers(self) -> dict[str, str]:
        """What opens the conversation."""
        return {"Authorization": f"Bearer {self.token}"}

    async def does(self, **what: Any) -> httpx.Response:
        """Send one input; `what` is its JSON."""
        return await self.http.post(
            "/api/widget/messages", headers=self.headers, json={"id": new_id(), **what}
        )

    async def says(self, text: str) -> dict[str, Any]:
        """Write something; returns the turn."""
        return taken(await self.does(text=text))

    async def reads(self, after: int = 0) -> dict[str, Any]:
        """Everything that was said."""
        return taken(
            await self.http.get("/api/widget/messages", headers=self.headers, params={"after": after})
        )


class Counsellor:
    """Somebody at the console, signed in."""

    def __init__(self, http: httpx.AsyncClient, account: Account, token: str) -> None:
        self.http = http
        self.account = account
        self.token = token

    @property
    def headers(self) -> dict[str, str]:
        """What our own page sends."""
        return {"Cookie": f"{COOKIE}={self.token}", **OUR_PAGE}

    async def get(self, path: str) -> httpx.Response:
        """Look at something under /api/console."""
        return await self.http.get(f"/api/console{path}", headers=self.headers)

    async def post(self, path: str, **body: Any) -> httpx.Response:
        """Do something under /api/console."""
        return await self.http.post(f"/api/console{path}", headers=self.headers, json=body)

    async def takes(self, case: Case) -> dict[str, Any]:
        """Claim a case; returns it with what was said."""
        return taken(await self.post(f"/cases/{case.id}/claim"))

    async def replies(self, case: Case, text: str) -> dict[str, Any]:
        """Answer the person."""
        return taken(await self.post(f"/cases/{case.id}/replies", id=new_id(), text=text))


def taken(answer: httpx.Response) -> dict[str, Any]:
    """The JSON of a request that succeeded."""
    assert answer.is_success, f"{answer.status_code} {answer.json().get('title')}"
    body: dict[str, Any] = answer.json()
    return body


def is_problem(answer: httpx.Response, status: int) -> dict[str, Any]:
    """The JSON of a request that was refused as a problem with this status."""
    assert answer.status_code == status, f"{answer.status_code} instead of {status}"
    assert answer.headers["content-type"] == "application/problem+json"
    body: dict[str, Any] = answer.json()
    assert body["status"] == status
    assert body["title"]
    return body


async def begins(http: httpx.AsyncClient, language: str = "ka") -> Caller:
    """Somebody opens the widget."""
    return Caller(http, taken(await http.post("/api/widget/sessions", json={"language": language})))


async def signed_in(house: House, http: httpx.AsyncClient, login: str = "nino") -> Counsellor:
    """A counsellor with a session. No password is typed for it: checking one takes longer than all else."""
    account = Account(
        uuid.uuid4().hex, login, login.title(), "counsellor", _unknown_password(), False, False, False
    )
    now = house.api.clock()
    async with house.database.transaction() as tx:
        await repository.add(tx, account, now)
    token = await staff.begin_session(house.database, house.vault, account, now)
    return Counsellor(http, account, token)


async def open_case(house: House) -> Case:
    """The one case that is open."""
    async with house.database.reading() as tx:
        (case,) = await cases.open_cases(tx)
    return case


async def crisis(house: House, http: httpx.AsyncClient) -> tuple[Caller, Case]:
    """Somebody whose first words open a case."""
    caller = await begins(http)
    await caller.says(CRISIS)
    return caller, await open_case(house)

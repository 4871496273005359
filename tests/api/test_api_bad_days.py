"""The database is down, or something breaks that nobody expected: everybody still gets an answer."""

import httpx
from fastapi import APIRouter, FastAPI
from structlog.testing import capture_logs

from api.app import create_app
from app.wiring import House
from tests.api.conftest import client_of
from tests.api.listening import listening
from tests.api.outage import out_of_order
from tests.api.people import OUR_PAGE, begins, crisis, is_problem, signed_in, taken
from tests.fixtures import on_sqlite

SAID = {"id": "message-one", "text": "ზღვისფერი ქარავანი"}
URL = "/api/widget/messages"


def is_safe(answer: httpx.Response) -> None:
    """The answer of a house without a database: numbers to call, and when to try again."""
    problem = is_problem(answer, 503)
    parts = problem["safety"].split("\n\n")
    assert [("112" in part, "111" in part) for part in parts] == [(True, True)] * 3, "in each language"
    assert int(answer.headers["retry-after"]) > 0
    assert SAID["text"] not in str(problem)


async def test_without_a_database_people_get_numbers_to_call_and_are_heard_afterwards(
    house: House, http: httpx.AsyncClient
) -> None:
    caller, nino = await begins(http), await signed_in(house, http)
    async with out_of_order(house.database):
        is_safe(await http.post(URL, headers=caller.headers, json=SAID))
        is_safe(await http.get(URL, headers=caller.headers))
        is_safe(await http.get("/api/widget/stream", headers=caller.headers))
        is_safe(await http.delete("/api/widget/conversation", headers=caller.headers))
        is_safe(await http.post("/api/widget/sessions", json={"language": "ka"}))
        is_safe(await nino.get("/cases"))
        is_safe(await nino.get("/stream"))
        is_safe(await http.post("/api/console/login", headers=OUR_PAGE, json={"login": "a", "password": "b"}))
    answer = taken(await http.post(URL, headers=caller.headers, json=SAID))
    assert "program" in {message["author"] for message in answer["messages"]}
    said = [m["text"] for m in (await caller.reads())["messages"] if m["author"] == "caller"]
    assert said == [SAID["text"]]
    assert (await nino.get("/cases")).is_success


async def test_an_open_stream_survives_the_databases_bad_minute(
    house: House, http: httpx.AsyncClient, site: FastAPI
) -> None:
    caller, case = await crisis(house, http)
    nino = await signed_in(house, http)
    async with (
        listening(site, "/api/widget/stream", caller.headers) as widget,
        listening(site, "/api/console/stream", nino.headers) as console,
    ):
        await widget.next("state")
        await console.next("queue")
        async with out_of_order(house.database) as refusals:
            await house.live.publish("queue", f"conversation:{case.conversation_id}")
            await refusals.reach(2)  # there are two streams
        await nino.takes(case)
        assert (await widget.next("state")).data["state"] == "counsellor"
        assert (await console.next("queue_changes")).data["changed"][0]["mine"]


async def test_whether_it_is_ready_is_told_truly(house: House, http: httpx.AsyncClient) -> None:
    assert taken(await http.get("/readyz")) == {"status": "ok", "parts": {"database": True, "live": True}}
    async with out_of_order(house.database):
        answer = await http.get("/readyz")
        assert (answer.status_code, answer.json()["status"]) == (503, "unavailable")
        assert answer.json()["parts"]["database"] is False
        assert taken(await http.get("/healthz"))["status"] == "ok"
        metrics = await http.get("/metrics")
        assert metrics.is_success
        assert "mkhari_store_up 0.0" in metrics.text
    assert "mkhari_store_up 1.0" in (await http.get("/metrics")).text


@on_sqlite
async def test_what_nobody_expected_is_answered_without_a_word_of_it(house: House) -> None:
    broken = APIRouter()
    words = SAID["text"]

    @broken.get("/broken")
    async def fail() -> None:
        raise RuntimeError(words)

    with capture_logs() as logged:
        async with client_of(create_app(house.api, extra=[broken])) as http:
            answer = await http.get("/broken")  # and nothing is raised to the server, which would log it
    (event,) = logged
    assert (event["event"], event["path"], event["error"]) == ("request.failed", "/broken", "RuntimeError")
    problem = is_problem(answer, 500)
    assert "112" in problem["detail"]
    assert words not in answer.text
    assert "default-src" in answer.headers["content-security-policy"]

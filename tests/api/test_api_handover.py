"""A case from hand to hand over HTTP: next, hand back, transfer, urgency, pages, the board, reading along."""

import httpx
from fastapi import FastAPI

from app.wiring import House
from escalation import presence
from escalation import repository as cases
from tests.api.listening import listening
from tests.api.people import CRISIS, Counsellor, begins, open_case, signed_in, taken
from tests.fixtures import Clock, on_sqlite


async def is_there(house: House, who: Counsellor) -> None:
    """Their console is open."""
    async with house.database.transaction() as tx:
        await presence.seen(tx, who.account.id, house.api.clock())


async def supervisor(house: House, http: httpx.AsyncClient) -> Counsellor:
    dali = await signed_in(house, http, "dali")
    async with house.database.transaction() as tx:
        await cases.set_worker(tx, dali.account.id, role="supervisor")
    return dali


async def test_the_next_case_is_taken_and_then_nobody_waits(house: House, http: httpx.AsyncClient) -> None:
    await (await begins(http)).says(CRISIS)
    nino = await signed_in(house, http)
    detail = taken(await nino.post("/cases/next"))
    assert (detail["case"]["state"], detail["case"]["mine"]) == ("claimed", True)
    refused = await nino.post("/cases/next")
    assert (refused.status_code, refused.json()["title"]) == (404, "Nobody waits for you")


async def test_a_fifth_chat_is_taken_only_on_purpose(house: House, http: httpx.AsyncClient) -> None:
    callers = [await begins(http) for _ in range(2)]
    for caller in callers:
        await caller.says(CRISIS)  # emergencies: one is the limit
    nino = await signed_in(house, http)
    taken(await nino.post("/cases/next"))
    refused = await nino.post("/cases/next")
    assert (refused.status_code, refused.json()["title"]) == (409, "You hold as many as you take")
    async with house.database.reading() as tx:
        (waiting,) = [case for case in await cases.open_cases(tx) if case.state.waits]
    assert (await nino.post(f"/cases/{waiting.id}/claim")).status_code == 409
    assert (await nino.post(f"/cases/{waiting.id}/claim?beyond_limit=true")).is_success


async def test_what_is_handed_back_waits_with_a_note_for_the_next(
    house: House, http: httpx.AsyncClient
) -> None:
    caller = await begins(http)
    await caller.says(CRISIS)
    case = await open_case(house)
    nino = await signed_in(house, http)
    await nino.takes(case)
    back = taken(await nino.post(f"/cases/{case.id}/hand-back", reason="shift_over", note="დედა სახლშია"))
    assert (back["state"], back["claimed_by"]) == ("waiting", None)
    said = [message["text"] for message in (await caller.reads())["messages"]]
    texts = house.intake.rooms.flows.texts
    assert texts.system("case-handed-back", "ka", audience="family") in said
    assert (await nino.get(f"/cases/{case.id}")).status_code == 403


async def test_a_warm_transfer_leaves_both_there_until_it_is_taken_up(
    house: House, http: httpx.AsyncClient
) -> None:
    caller = await begins(http)
    await caller.says(CRISIS)
    case = await open_case(house)
    nino, giorgi = await signed_in(house, http), await signed_in(house, http, "giorgi-of-transfers")
    await nino.takes(case)
    to = {"to": giorgi.account.id, "kind": "warm", "note": "ჩემი ცვლა სრულდება"}
    away = await nino.post(f"/cases/{case.id}/transfer", **to)
    assert (away.status_code, away.json()["title"]) == (409, "This counsellor is not there")
    await is_there(house, giorgi)
    offered = taken(await nino.post(f"/cases/{case.id}/transfer", **to))
    assert (offered["state"], offered["transfer_kind"], offered["mine"]) == ("in_transfer", "warm", True)
    assert (await giorgi.get(f"/cases/{case.id}")).is_success
    assert (await nino.get(f"/cases/{case.id}")).is_success
    accepted = taken(await giorgi.post(f"/cases/{case.id}/transfer/accept"))
    assert accepted["case"]["mine"]
    assert (await nino.get(f"/cases/{case.id}")).status_code == 403
    said = [message["text"] for message in (await caller.reads())["messages"]]
    texts = house.intake.rooms.flows.texts
    assert texts.system("counsellor-changed", "ka", audience="family") in said


async def test_a_declined_cold_transfer_goes_to_the_queue(house: House, http: httpx.AsyncClient) -> None:
    await (await begins(http)).says(CRISIS)
    case = await open_case(house)
    nino, giorgi = await signed_in(house, http), await signed_in(house, http, "giorgi-of-transfers")
    await nino.takes(case)
    await is_there(house, giorgi)
    await nino.post(f"/cases/{case.id}/transfer", to=giorgi.account.id, kind="cold")
    back = taken(await giorgi.post(f"/cases/{case.id}/transfer/decline"))
    assert back["state"] == "waiting"


async def test_urgency_is_lowered_with_a_reason_and_never_raised_by_hand(
    house: House, http: httpx.AsyncClient
) -> None:
    await (await begins(http)).says(CRISIS)
    case = await open_case(house)
    nino = await signed_in(house, http)
    await nino.takes(case)
    lowered = await http.put(
        f"/api/console/cases/{case.id}/urgency",
        headers=nino.headers,
        json={"urgency": "routine", "reason": "safe_now"},
    )
    assert taken(lowered)["urgency"] == "routine"
    raised = await http.put(
        f"/api/console/cases/{case.id}/urgency",
        headers=nino.headers,
        json={"urgency": "emergency", "reason": "other"},
    )
    assert raised.status_code == 409
    audit = taken(await nino.get(f"/cases/{case.id}/audit"))
    assert "emergency>routine:safe_now" in [event["detail"] for event in audit["events"]]
    assert audit["broken_at"] is None


async def test_a_page_is_accepted_and_the_second_to_answer_is_told(
    house: House, http: httpx.AsyncClient
) -> None:
    await (await begins(http)).says(CRISIS)
    case = await open_case(house)
    nino, giorgi = await signed_in(house, http), await signed_in(house, http, "giorgi-of-pages")
    accepted = taken(await nino.post(f"/cases/{case.id}/page", answer="accepted"))
    assert accepted["result"] == "accepted"
    (listed,) = taken(await giorgi.get("/cases"))["cases"]
    assert listed["acknowledged_by"] == nino.account.name
    await nino.takes(case)
    late = taken(await giorgi.post(f"/cases/{case.id}/page", answer="accepted"))
    assert late["result"] == "already_held"


async def test_the_board_is_for_supervisors_and_shows_what_is_late(
    house: House, http: httpx.AsyncClient, clock: Clock
) -> None:
    await (await begins(http)).says(CRISIS)
    case = await open_case(house)
    nino, dali = await signed_in(house, http), await supervisor(house, http)
    assert (await nino.get("/board")).status_code == 403
    clock.advance(seconds=50)
    board = taken(await dali.get("/board"))
    assert board["waiting"] == {"routine": 0, "urgent": 0, "emergency": 1}
    assert board["oldest_seconds"]["emergency"] == 50
    unclaimed = [breach for breach in board["breaches"] if breach["what"] == "unclaimed"]
    assert unclaimed == [{"what": "unclaimed", "case": case.id, "seconds": 30}]


async def test_a_supervisor_reads_along_unseen_and_it_stands_in_the_history(
    house: House, http: httpx.AsyncClient
) -> None:
    caller = await begins(http)
    await caller.says(CRISIS)
    case = await open_case(house)
    nino, dali = await signed_in(house, http), await supervisor(house, http)
    await nino.takes(case)
    before = len((await caller.reads())["messages"])
    assert (await dali.get(f"/cases/{case.id}")).status_code == 403
    assert taken(await dali.post(f"/cases/{case.id}/seat"))["messages"]
    assert (await dali.get(f"/cases/{case.id}")).is_success
    assert (await dali.post(f"/cases/{case.id}/whispers", text="ჰკითხე, ვინ არის სახლში")).status_code == 204
    assert (await dali.post(f"/cases/{case.id}/replies", id="12345678", text="x")).status_code == 403
    left = await http.delete(f"/api/console/cases/{case.id}/seat", headers=dali.headers)
    assert left.status_code == 204
    assert (await dali.get(f"/cases/{case.id}")).status_code == 403
    assert len((await caller.reads())["messages"]) == before
    actions = [e["action"] for e in taken(await dali.get(f"/cases/{case.id}/audit"))["events"]]
    assert actions[-3:] == ["joined", "wrote_whisper", "left_seat"]


async def test_a_supervisor_gives_a_case_to_somebody_who_is_there(
    house: House, http: httpx.AsyncClient
) -> None:
    await (await begins(http)).says(CRISIS)
    case = await open_case(house)
    nino, dali = await signed_in(house, http), await supervisor(house, http)
    assert (await dali.post(f"/cases/{case.id}/reassign", to=nino.account.id)).status_code == 409
    await is_there(house, nino)
    given = taken(await dali.post(f"/cases/{case.id}/reassign", to=nino.account.id))
    assert (given["state"], given["claimed_by"]) == ("claimed", nino.account.name)


async def test_a_closed_case_is_opened_again_with_its_history(house: House, http: httpx.AsyncClient) -> None:
    await (await begins(http)).says(CRISIS)
    case = await open_case(house)
    nino = await signed_in(house, http)
    await nino.takes(case)
    await nino.post(f"/cases/{case.id}/close", outcome="supported", risk_at_end="low")
    again = taken(await nino.post(f"/cases/{case.id}/reopen", reason="closed_too_soon"))
    assert again["state"] == "reopened"
    assert (await nino.post(f"/cases/{case.id}/reopen", reason="other")).status_code == 409
    assert taken(await nino.post("/cases/next"))["case"]["id"] == case.id


@on_sqlite
async def test_the_console_of_whoever_is_called_rings(
    house: House, http: httpx.AsyncClient, site: FastAPI
) -> None:
    nino = await signed_in(house, http)
    await (await begins(http)).says(CRISIS)
    case = await open_case(house)
    async with listening(site, "/api/console/stream", nino.headers) as stream:
        assert (await stream.next("pages")).data["pages"] == []
        await house.sweeper.sweep_deadlines()
        rings = await stream.next("pages")
        assert [page["case"] for page in rings.data["pages"]] == [case.id]
        await nino.takes(case)
        quiet = await stream.next("pages")
        assert quiet.data["pages"] == []


@on_sqlite
async def test_a_console_that_comes_back_hears_that_nothing_rings_any_more(
    house: House, http: httpx.AsyncClient, site: FastAPI
) -> None:
    """A console opens a new stream for the case that it took: what rang before must not ring on."""
    nino = await signed_in(house, http)
    await (await begins(http)).says(CRISIS)
    case = await open_case(house)
    await house.sweeper.sweep_deadlines()
    async with listening(site, "/api/console/stream", nino.headers) as stream:
        assert len((await stream.next("pages")).data["pages"]) == 1
    await nino.takes(case)
    async with listening(site, f"/api/console/stream?case={case.id}", nino.headers) as stream:
        assert (await stream.next("pages")).data["pages"] == []

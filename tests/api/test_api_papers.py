"""What staff know and write about a case: told once, sealed, and some of it known for ever as a code."""

from datetime import timedelta
from typing import Any

import httpx

from app.wiring import House
from escalation import repository as cases
from escalation.repository import PaperKind
from stats import repository as stats
from tests.api.people import CRISIS, begins, is_problem, open_case, signed_in, taken
from tests.fixtures import Clock

NOT_REFERRED = {"grounds": ["psychological"], "person_informed": "yes", "decision": "not_refer"}


async def put(http: httpx.AsyncClient, who: Any, path: str, body: dict[str, Any]) -> httpx.Response:
    return await http.put(f"/api/console{path}", headers=who.headers, json=body)


async def held(house: House, http: httpx.AsyncClient) -> tuple[Any, Any, Any]:
    """A parent in danger, their case, and the counsellor who holds it."""
    caller = await begins(http)
    await caller.says(CRISIS)
    case = await open_case(house)
    nino = await signed_in(house, http)
    await nino.takes(case)
    return caller, case, nino


async def codes(house: House, case_id: str, kind: str) -> list[tuple[str, str]]:
    """What stands in the history, of one kind."""
    async with house.database.reading() as tx:
        events = await cases.events(tx, case_id)
    return [(event.action, event.detail) for event in events if event.action.startswith(kind)]


async def test_the_next_counsellor_sees_what_was_told(house: House, http: httpx.AsyncClient) -> None:
    _, case, nino = await held(house, http)
    await nino.post(f"/cases/{case.id}/notes", text="მარტოა სახლში")
    found = taken(await nino.get(f"/cases/{case.id}/handover"))
    assert found["facts"]["language"] == "ka"
    (moment,) = [one for one in found["risk"] if one["level"] == "imminent"]
    assert moment["rules"]
    assert moment["version"]
    assert [(one["kind"], one["text"], one["mine"]) for one in found["papers"]["notes"]] == [
        ("note", "მარტოა სახლში", True)
    ]


async def test_nobody_else_reads_or_writes_it(house: House, http: httpx.AsyncClient) -> None:
    _, case, _ = await held(house, http)
    other = await signed_in(house, http, "other")
    assert (await other.get(f"/cases/{case.id}/handover")).status_code == 403
    assert (await other.post(f"/cases/{case.id}/notes", text="x")).status_code == 403
    assert (await put(http, other, f"/cases/{case.id}/rescue", {})).status_code == 403


async def test_earlier_cases_are_told_once_the_person_agreed_to_be_known_again(
    house: House, http: httpx.AsyncClient
) -> None:
    caller, case, nino = await held(house, http)
    await nino.post(f"/cases/{case.id}/notes", text="პირველი საუბარი")
    await nino.post(f"/cases/{case.id}/close", outcome="referred", risk_at_end="moderate")
    await caller.says(CRISIS)
    again = await open_case(house)
    await nino.takes(again)
    found = taken(await nino.get(f"/cases/{again.id}/handover"))
    assert (found["earlier"], found["earlier_count"], found["earlier_known"]) == ([], 1, False)
    await nino.post(f"/cases/{again.id}/close", outcome="supported")
    await caller.does(button="feedback.how_was_it.better")
    await caller.does(button="follow_up_consent.may_we.may")
    await caller.says(CRISIS)
    third = await open_case(house)
    await nino.takes(third)
    found = taken(await nino.get(f"/cases/{third.id}/handover"))
    assert (found["earlier_count"], found["earlier_known"]) == (2, True)
    first = next(one for one in found["earlier"] if one["id"] == case.id)
    assert (first["outcome"], first["risk_at_end"], first["urgency"]) == ("referred", "moderate", "emergency")
    assert [(note["by"], note["text"]) for note in first["notes"]] == [("Nino", "პირველი საუბარი")]


async def test_looking_at_a_handover_writes_nothing(house: House, http: httpx.AsyncClient) -> None:
    _, case, nino = await held(house, http)
    async with house.database.reading() as tx:
        before = (await cases.find(tx, case.id), await cases.events(tx, case.id))
    taken(await nino.get(f"/cases/{case.id}/handover"))
    async with house.database.reading() as tx:
        assert (await cases.find(tx, case.id), await cases.events(tx, case.id)) == before


async def test_a_rescue_is_kept_whole_and_its_steps_stand_in_the_history(
    house: House, http: httpx.AsyncClient, clock: Clock
) -> None:
    _, case, nino = await held(house, http)
    called = {
        "place_known": "ვაჟა-ფშაველას გამზირი",
        "called_112_by": "counsellor",
        "called_112_at": clock.now.isoformat(),
    }
    kept = taken(await put(http, nino, f"/cases/{case.id}/rescue", called))
    assert kept["rescue"]["rescue"]["place_known"] == called["place_known"]
    half = await put(http, nino, f"/cases/{case.id}/rescue", {"called_112_by": "family"})
    assert half.status_code == 422
    late = {**called, "called_112_at": (clock.now + timedelta(hours=1)).isoformat()}
    refused = is_problem(await put(http, nino, f"/cases/{case.id}/rescue", late), 422)
    assert "future" in refused["detail"]
    unconfirmed = await put(http, nino, f"/cases/{case.id}/rescue", {**called, "outcome": "found_safe"})
    assert "who confirmed it" in is_problem(unconfirmed, 422)["detail"]
    ended = {
        **called,
        "outcome": "found_safe",
        "outcome_confirmed_by": "112",
        "outcome_confirmed_at": clock.now.isoformat(),
    }
    taken(await put(http, nino, f"/cases/{case.id}/rescue", ended))
    async with house.database.reading() as tx:
        actions = [event.action for event in await cases.events(tx, case.id)]
    assert actions[-4:] == ["wrote_rescue", "called_112", "wrote_rescue", "rescue_found_safe"]


async def test_a_time_without_its_zone_is_refused_and_breaks_nothing(
    house: House, http: httpx.AsyncClient
) -> None:
    _, case, nino = await held(house, http)
    called = {"called_112_by": "family", "called_112_at": "2026-11-20T10:00:00"}
    is_problem(await put(http, nino, f"/cases/{case.id}/rescue", called), 422)
    referred = {
        **NOT_REFERRED,
        "decision": "refer",
        "referred_to": "police",
        "referred_at": "2026-11-20T10:00",
    }
    is_problem(await put(http, nino, f"/cases/{case.id}/decision", referred), 422)


async def test_a_rescue_that_goes_on_after_all_stands_so_in_the_history(
    house: House, http: httpx.AsyncClient, clock: Clock
) -> None:
    _, case, nino = await held(house, http)
    confirmed = {"outcome_confirmed_by": "112", "outcome_confirmed_at": clock.now.isoformat()}
    for outcome in ("still_open", "taken_to_hospital", "taken_to_hospital", "still_open", "not_found"):
        taken(await put(http, nino, f"/cases/{case.id}/rescue", {**confirmed, "outcome": outcome}))
    assert [action for action, _ in await codes(house, case.id, "rescue_")] == [
        "rescue_taken_to_hospital",
        "rescue_still_open",
        "rescue_not_found",
    ]


async def test_a_decision_by_decree_437_is_recorded_either_way_and_survives_a_deletion(
    house: House, http: httpx.AsyncClient
) -> None:
    caller, case, nino = await held(house, http)
    unfinished = {"grounds": ["psychological"], "person_informed": "yes", "decision": "refer"}
    assert (await put(http, nino, f"/cases/{case.id}/decision", unfinished)).status_code == 422
    decided = {**unfinished, "decision": "not_refer", "reasons": "არ დადასტურდა"}
    kept = taken(await put(http, nino, f"/cases/{case.id}/decision", decided))
    assert kept["decision"]["decision"]["decision"] == "not_refer"
    await caller.does(command="delete", argument="yes")
    async with house.database.reading() as tx:
        events = [(event.action, event.detail) for event in await cases.events(tx, case.id)]
        papers = await cases.papers_of(tx, case.id)
    assert ("decision_437", "not_refer") in events
    assert {paper.sealed for paper in papers} == {None}


async def test_a_decision_that_is_taken_back_stands_last_in_the_history(
    house: House, http: httpx.AsyncClient, clock: Clock
) -> None:
    """After a deletion the history is all there is: its last code must be what was decided last."""
    _, case, nino = await held(house, http)
    refer = {
        **NOT_REFERRED,
        "decision": "refer",
        "referred_to": "social_service",
        "referred_at": clock.now.isoformat(),
    }
    for decided in (refer, NOT_REFERRED, NOT_REFERRED, refer):
        taken(await put(http, nino, f"/cases/{case.id}/decision", decided))
    found = await codes(house, case.id, "decision_437")
    assert [detail for _, detail in found] == ["refer", "not_refer", "refer"]
    async with house.database.reading() as tx:
        assert len(await cases.papers_of(tx, case.id, PaperKind.DECISION)) == 4


async def test_a_decision_that_contradicts_itself_is_refused(house: House, http: httpx.AsyncClient) -> None:
    _, case, nino = await held(house, http)
    contradictions: list[dict[str, Any]] = [
        {"grounds": ["none", "neglect"]},
        {"grounds": ["neglect", "neglect"]},
        {"grounds": []},
        {"grounds": ["gossip"]},
        {"referred_to": "police"},
        {"decision": "maybe"},
    ]
    for wrong in contradictions:
        is_problem(await put(http, nino, f"/cases/{case.id}/decision", {**NOT_REFERRED, **wrong}), 422)
    assert await codes(house, case.id, "decision_437") == []


async def test_the_duty_is_recorded_even_when_the_person_deleted_everything_before(
    house: House, http: httpx.AsyncClient, clock: Clock
) -> None:
    caller, case, nino = await held(house, http)
    await caller.does(command="delete", argument="yes")
    kept = taken(await put(http, nino, f"/cases/{case.id}/decision", {**NOT_REFERRED, "reasons": "ტექსტი"}))
    assert kept == {"notes": [], "rescue": None, "decision": None}
    called = {"called_112_by": "counsellor", "called_112_at": clock.now.isoformat()}
    taken(await put(http, nino, f"/cases/{case.id}/rescue", {**called, "place_known": "ტექსტი"}))
    assert await codes(house, case.id, "decision_437") == [("decision_437", "not_refer")]
    assert await codes(house, case.id, "called_112") == [("called_112", "")]
    async with house.database.reading() as tx:
        assert await cases.papers_of(tx, case.id) == []
    is_problem(await nino.post(f"/cases/{case.id}/notes", text="ტექსტი"), 409)
    other = await signed_in(house, http, "other")
    is_problem(await put(http, other, f"/cases/{case.id}/decision", NOT_REFERRED), 403)


async def test_an_ending_is_filed_under_what_is_on_the_list(house: House, http: httpx.AsyncClient) -> None:
    _, case, nino = await held(house, http)
    lists = taken(await nino.get("/categories"))
    wrong = await nino.post(f"/cases/{case.id}/close", outcome="supported", category="nothing")
    assert wrong.status_code == 422
    closed = await nino.post(
        f"/cases/{case.id}/close",
        outcome="supported",
        category=lists["categories"][0]["id"],
        actions=[lists["actions"][0]["id"]],
        risk_at_end="low",
        note="დამშვიდდა",
    )
    assert closed.is_success
    async with house.database.reading() as tx:
        ended = await cases.find(tx, case.id)
        counted = {count.name: count.labels for count in await stats.totals(tx)}
    assert ended is not None
    assert (ended.category, ended.actions) == (lists["categories"][0]["id"], (lists["actions"][0]["id"],))
    assert counted["cases_filed"] == f"audience={case.audience};category={ended.category}"
    assert counted["case_actions"] == f"action={ended.actions[0]}"

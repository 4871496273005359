"""Levels, corrections and consent over HTTP: what the console is shown, and what it may do."""

from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from app.wiring import House
from conversation.channel import Command, InboundKind
from conversation.correcting import Reason
from conversation.hearing import Assess
from escalation.case import Case
from risk.context_file import context_rules
from tests.api.listening import listening
from tests.api.people import Caller, Counsellor, begins, is_problem, new_id, open_case, signed_in, taken
from tests.conversation.plain_risk import PROBABILITIES, VERSION, plain_risk
from tests.conversation.telling import says
from tests.fixtures import START, Clock, on_sqlite


@pytest.fixture
def risk() -> Assess:
    return plain_risk


async def put(who: Counsellor, path: str, **body: Any) -> httpx.Response:
    return await who.http.put(f"/api/console{path}", headers=who.headers, json=body)


async def held(
    house: House, http: httpx.AsyncClient, text: str = "high plan"
) -> tuple[Caller, Counsellor, Case]:
    """A caller whose case a counsellor has taken."""
    caller = await begins(http)
    await caller.says(text)
    nino, case = await signed_in(house, http), await open_case(house)
    await nino.takes(case)
    return caller, nino, case


async def shown(who: Counsellor, case: Case) -> dict[str, Any]:
    return taken(await who.get(f"/cases/{case.id}"))


async def words_of(who: Counsellor, case: Case) -> dict[str, Any]:
    """The first message in words."""
    messages = (await shown(who, case))["messages"]
    found: dict[str, Any] = next(m for m in messages if m["author"] == "caller" and m["level"])
    return found


async def corrects(
    who: Counsellor, case: Case, message: dict[str, Any], to: str, **more: Any
) -> httpx.Response:
    body = {"id": new_id(), "level": to, "was": message["counted"]["level"], **more}
    return await who.post(f"/cases/{case.id}/messages/{message['id']}/level", **body)


async def test_a_message_shows_what_was_found_and_what_it_counts_as(
    house: House, http: httpx.AsyncClient
) -> None:
    _, nino, case = await held(house, http)
    message = await words_of(nino, case)
    assert {name: message[name] for name in message if name not in {"id", "at"}} == {
        "author": "caller",
        "text": "high plan",
        "edited": False,
        "level": "high",
        "subject": "self",
        "flags": ["plan"],
        "kinds": [],
        "evidence": [{"start": 0, "end": 4, "rule": "plain.rule"}],
        "probabilities": PROBABILITIES,
        "severity": 2.5,
        "language": "ka",
        "script": "Geor",
        "version": VERSION,
        "counted": {"level": "high", "reason": "words", "version": context_rules().version},
        "corrections": [],
        "delivery": None,
    }
    detail = await shown(nino, case)
    assert detail["standing"] == {"level": "high", "since": "2026-11-21T09:00:00Z", "message": message["id"]}
    ours = [m for m in detail["messages"] if m["author"] != "caller"]
    assert ours
    for said in ours:
        assert (said["level"], said["counted"], said["probabilities"], said["corrections"]) == (
            None,
            None,
            {},
            [],
        )


async def test_the_reason_of_a_raised_message_is_shown(
    house: House, http: httpx.AsyncClient, clock: Clock
) -> None:
    caller = await begins(http)
    for _ in range(3):
        await caller.says("moderate")
        clock.advance(minutes=1)
    nino, case = await signed_in(house, http), await open_case(house)
    await nino.takes(case)
    last = [m for m in (await shown(nino, case))["messages"] if m["text"] == "moderate"][-1]
    assert (last["level"], last["counted"]["level"]) == ("moderate", "high")
    assert last["counted"]["reason"] == "context.wish_repeated"


@on_sqlite
async def test_evidence_under_a_picture_lies_where_the_words_are_shown(
    house: House, http: httpx.AsyncClient
) -> None:
    await says(house, "high caption", kind=InboundKind.MEDIA, media="photo")
    nino, case = await signed_in(house, http), await open_case(house)
    await nino.takes(case)
    message = await words_of(nino, case)
    assert message["text"] == "[photo] high caption"
    (evidence,) = message["evidence"]
    assert message["text"][evidence["start"] : evidence["end"]] == "high"


async def test_a_correction_is_shown_and_the_level_in_force_follows(
    house: House, http: httpx.AsyncClient, clock: Clock
) -> None:
    _, nino, case = await held(house, http)
    message = await words_of(nino, case)
    clock.advance(minutes=3)
    done = taken(await corrects(nino, case, message, "low", reason="joke"))
    assert done["standing"] == {"level": "low", "since": "2026-11-21T09:03:00Z", "message": message["id"]}
    assert done["message"]["level"] == "high", "what the check said stays"
    assert done["message"]["counted"]["level"] == "low"
    assert done["message"]["counted"]["reason"] == "counsellor"
    assert done["message"]["corrections"] == [
        {
            "at": "2026-11-21T09:03:00Z",
            "by": nino.account.name,
            "mine": True,
            "was": "high",
            "level": "low",
            "reason": "joke",
        }
    ]
    detail = await shown(nino, case)
    assert done["message"] in detail["messages"]
    assert detail["standing"] == done["standing"]
    assert (detail["case"]["level"], detail["case"]["urgency"]) == ("low", "urgent")


async def test_a_second_click_changes_nothing_and_another_level_than_shown_is_refused(
    house: House, http: httpx.AsyncClient
) -> None:
    _, nino, case = await held(house, http)
    message = await words_of(nino, case)
    first, again = [taken(await corrects(nino, case, message, "low", id="click-0001")) for _ in range(2)]
    assert first == again
    assert len(again["message"]["corrections"]) == 1
    refused = is_problem(await corrects(nino, case, message, "imminent"), 409)
    assert "counts as low" in refused["detail"]


@on_sqlite
@pytest.mark.parametrize("reason", [*Reason, None])
async def test_every_level_and_reason_on_the_lists_is_taken(
    house: House, http: httpx.AsyncClient, reason: Reason | None
) -> None:
    _, nino, case = await held(house, http)
    levels = ["none", "low", "moderate", "high", "imminent"]
    done = [
        taken(await corrects(nino, case, await words_of(nino, case), level, reason=reason))
        for level in levels
    ]
    assert [one["standing"]["level"] for one in done] == levels


@on_sqlite
async def test_what_is_on_no_list_is_refused(house: House, http: httpx.AsyncClient) -> None:
    _, nino, case = await held(house, http)
    message = await words_of(nino, case)
    wrong: list[dict[str, Any]] = [
        {"level": "grave"},
        {"level": 4},
        {"was": "?"},
        {"reason": "he told me his name"},
        {"id": "x"},
        {"note": "free words"},
    ]
    answers = [await corrects(nino, case, message, "low", **changes) for changes in wrong]
    told = [is_problem(answer, 422)["detail"].replace("extra", "") for answer in answers]
    assert ["name" in detail for detail in told] == [False] * 6
    path = f"/cases/{case.id}/messages"
    body = {"id": new_id(), "level": "low", "was": "none"}
    is_problem(await nino.post(f"{path}/2000000000/level", **body), 404)
    for number in ("0", "-1", "x", "9" * 30):
        is_problem(await nino.post(f"{path}/{number}/level", **body), 422)


async def test_only_the_holder_corrects_and_asks(house: House, http: httpx.AsyncClient) -> None:
    caller, nino, case = await held(house, http)
    message, giorgi = await words_of(nino, case), await signed_in(house, http, "giorgi")
    for refused in (
        await corrects(giorgi, case, message, "low"),
        await giorgi.post(f"/cases/{case.id}/consent"),
        await put(giorgi, f"/cases/{case.id}/consent", answer="yes"),
    ):
        is_problem(refused, 403)
    await nino.post(f"/cases/{case.id}/close", outcome="supported")
    for refused in (
        await corrects(nino, case, message, "low"),
        await nino.post(f"/cases/{case.id}/consent"),
        await put(nino, f"/cases/{case.id}/consent", answer="yes"),
    ):
        is_problem(refused, 409)
    texts = [m["text"] for m in (await caller.reads())["messages"]]
    question = house.intake.rooms.flows.texts.system("training-consent-question", "ka", audience="family")
    assert question not in texts


async def test_consent_is_asked_in_the_words_that_the_console_showed(
    house: House, http: httpx.AsyncClient
) -> None:
    caller, nino, case = await held(house, http)
    before = (await shown(nino, case))["consent"]
    assert (before["status"], before["may_be_asked"], before["history"]) == ("not_asked", True, [])
    is_problem(await put(nino, f"/cases/{case.id}/consent", answer="yes"), 409)
    for _ in range(2):
        asked = taken(await nino.post(f"/cases/{case.id}/consent"))
        assert (asked["status"], asked["may_be_asked"]) == ("asked", False)
    heard = [m for m in (await caller.reads())["messages"] if m["text"] == before["question"]]
    assert [m["author"] for m in heard] == ["counsellor"]
    await caller.says("კი")
    given = taken(await put(nino, f"/cases/{case.id}/consent", answer="yes"))
    assert given == (await shown(nino, case))["consent"]
    assert [(step["status"], step["by"]) for step in given["history"]] == [
        ("asked", nino.account.name),
        ("given", nino.account.name),
    ]
    assert given["history"][0]["at"].startswith(START.date().isoformat())
    await caller.says("გამოვიხმობ")
    after = (await shown(nino, case))["consent"]
    assert (after["status"], after["may_be_asked"]) == ("withdrawn", False)
    assert after["history"][-1]["by"] is None
    is_problem(await nino.post(f"/cases/{case.id}/consent"), 409)


@on_sqlite
async def test_young_people_are_not_asked(house: House, http: httpx.AsyncClient) -> None:
    await says(house, "high")
    nino, case = await signed_in(house, http), await open_case(house)
    await nino.takes(case)
    assert not (await shown(nino, case))["consent"]["may_be_asked"]
    is_problem(await nino.post(f"/cases/{case.id}/consent"), 403)
    is_problem(await put(nino, f"/cases/{case.id}/consent", answer="maybe"), 422)


async def test_the_holder_hears_of_every_change(
    house: House, http: httpx.AsyncClient, site: FastAPI, clock: Clock
) -> None:
    caller, nino, case = await held(house, http)
    message = await words_of(nino, case)
    async with listening(site, f"/api/console/stream?case={case.id}", nino.headers) as stream:
        assert (await stream.next("standing")).data["level"] == "high"
        assert (await stream.next("consent")).data["status"] == "not_asked"
        done = taken(await corrects(nino, case, message, "low"))
        assert (await stream.next("message")).data == done["message"]
        assert (await stream.next("standing")).data == done["standing"]
        clock.advance(minutes=1)
        await caller.says("imminent")
        assert (await stream.next("standing")).data["level"] == "imminent"
        await nino.post(f"/cases/{case.id}/consent")
        assert (await stream.next("consent")).data["status"] == "asked"


async def test_a_deleted_conversation_shows_no_level_and_takes_no_correction(
    house: House, http: httpx.AsyncClient
) -> None:
    caller, nino, case = await held(house, http)
    message = await words_of(nino, case)
    await caller.does(command=Command.DELETE, argument="yes")
    detail = await shown(nino, case)
    assert (detail["messages"], detail["standing"], detail["consent"]) == ([], None, None)
    is_problem(await corrects(nino, case, message, "low"), 409)
    is_problem(await nino.post(f"/cases/{case.id}/consent"), 409)

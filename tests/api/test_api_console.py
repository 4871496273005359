"""The counsellor's work over HTTP: the queue, a claim, answers, the end."""

import asyncio

import httpx

from app.wiring import House
from conversation.channel import Channel
from escalation.case import Outcome
from tests.api.people import begins, crisis, is_problem, new_id, open_case, signed_in, taken
from tests.conversation.telling import says
from tests.fixtures import Clock, Phone, on_sqlite

ANSWER = "აქ ვარ, გისმენ"


async def test_a_case_goes_through_the_console_to_its_end(house: House, http: httpx.AsyncClient) -> None:
    caller, case = await crisis(house, http)
    nino = await signed_in(house, http)
    (listed,) = taken(await nino.get("/cases"))["cases"]
    assert (listed["id"], listed["state"], listed["urgency"]) == (case.id, "waiting", "emergency")
    assert (listed["mine"], listed["claimed_by"]) == (False, None)
    detail = await nino.takes(case)
    assert detail["case"]["mine"]
    said = [message for message in detail["messages"] if message["author"] == "caller"]
    assert said[-1]["text"]
    assert said[-1]["level"] in {"high", "imminent"}
    assert said[-1]["evidence"]
    reply = await nino.replies(case, ANSWER)
    assert (reply["author"], reply["text"]) == ("counsellor", ANSWER)
    turn = await caller.reads(after=reply["id"] - 1)
    assert [m["text"] for m in turn["messages"]] == [ANSWER]
    assert turn["state"] == "counsellor"
    closed = taken(await nino.post(f"/cases/{case.id}/close", outcome="supported"))
    assert closed["state"] == "closed"
    assert taken(await nino.get("/cases")) == {"cases": []}
    assert (await caller.reads())["state"] == "program"


async def test_second_claim_is_refused(house: House, http: httpx.AsyncClient) -> None:
    _, case = await crisis(house, http)
    nino, giorgi = await signed_in(house, http, "nino"), await signed_in(house, http, "giorgi")
    results = await asyncio.gather(*(who.post(f"/cases/{case.id}/claim") for who in (nino, giorgi)))
    assert sorted(answer.status_code for answer in results) == [200, 409]
    winner, loser = (nino, giorgi) if results[0].is_success else (giorgi, nino)
    is_problem(await loser.post(f"/cases/{case.id}/claim"), 409)
    assert taken(await winner.post(f"/cases/{case.id}/claim"))["case"]["mine"]
    (seen,) = taken(await loser.get("/cases"))["cases"]
    assert (seen["mine"], seen["claimed_by"]) == (False, winner.account.name)


async def test_only_the_holder_reads_answers_and_closes(house: House, http: httpx.AsyncClient) -> None:
    _, case = await crisis(house, http)
    nino, giorgi = await signed_in(house, http, "nino"), await signed_in(house, http, "giorgi")
    for before_any_claim in (nino, giorgi):
        is_problem(await before_any_claim.get(f"/cases/{case.id}"), 403)
    await nino.takes(case)
    refused = [
        await giorgi.get(f"/cases/{case.id}"),
        await giorgi.post(f"/cases/{case.id}/replies", id=new_id(), text="გამარჯობა"),
        await giorgi.post(f"/cases/{case.id}/close", outcome="left"),
        await giorgi.get(f"/stream?case={case.id}"),
    ]
    for answer in refused:
        is_problem(answer, 403)
    assert (await nino.get(f"/cases/{case.id}")).is_success


async def test_the_queue_shows_nothing_that_was_said(house: House, http: httpx.AsyncClient) -> None:
    caller, _ = await crisis(house, http)
    await caller.says("ზღვისფერი ქარავანი")
    nino = await signed_in(house, http)
    shown = (await nino.get("/cases")).text
    assert "ქარავანი" not in shown
    assert "მოვიკლავ" not in shown


async def test_the_same_reply_twice_is_sent_once(house: House, http: httpx.AsyncClient) -> None:
    caller, case = await crisis(house, http)
    nino = await signed_in(house, http)
    await nino.takes(case)
    reply = {"id": "reply-0001", "text": ANSWER}
    first, again = [taken(await nino.post(f"/cases/{case.id}/replies", **reply)) for _ in range(2)]
    assert first == again
    other = taken(await nino.post(f"/cases/{case.id}/replies", id="reply-0001", text="სხვა სიტყვები"))
    assert other == first, "an id stands for what was first sent with it"
    texts = [m["text"] for m in (await caller.reads())["messages"]]
    assert texts.count(ANSWER) == 1
    assert "სხვა სიტყვები" not in texts


@on_sqlite
async def test_a_reply_has_words_and_an_end(house: House, http: httpx.AsyncClient) -> None:
    _, case = await crisis(house, http)
    nino = await signed_in(house, http)
    await nino.takes(case)
    for text in ("", " \n\t ", "\x00\x01", "ა" * 4001):
        is_problem(await nino.post(f"/cases/{case.id}/replies", id=new_id(), text=text), 422)
    assert (await nino.replies(case, "ა" * 4000))["text"] == "ა" * 4000


@on_sqlite
async def test_a_reply_is_cleaned_of_what_no_channel_can_send(house: House, http: httpx.AsyncClient) -> None:
    _, case = await crisis(house, http)
    nino = await signed_in(house, http)
    await nino.takes(case)
    assert (await nino.replies(case, "\x00აქ\x07 ვარ\x1b\n"))["text"] == "აქ ვარ"
    url, raw = f"/api/console/cases/{case.id}/replies", b'{"id": "reply-0001", "text": "\\ud83d"}'
    headers = {**nino.headers, "Content-Type": "application/json"}
    is_problem(await http.post(url, headers=headers, content=raw), 422)


async def test_a_closed_case_takes_nothing_more(house: House, http: httpx.AsyncClient) -> None:
    _, case = await crisis(house, http)
    nino = await signed_in(house, http)
    await nino.takes(case)
    await nino.post(f"/cases/{case.id}/close", outcome="supported")
    refused = [
        await nino.get(f"/cases/{case.id}"),
        await nino.post(f"/cases/{case.id}/claim"),
        await nino.post(f"/cases/{case.id}/replies", id=new_id(), text=ANSWER),
        await nino.post(f"/cases/{case.id}/close", outcome="supported"),
        await nino.get(f"/stream?case={case.id}"),
    ]
    assert [is_problem(answer, 409)["status"] for answer in refused] == [409] * 5


@on_sqlite
async def test_an_unknown_case_is_not_found(house: House, http: httpx.AsyncClient) -> None:
    nino = await signed_in(house, http)
    unknown = "0" * 32
    is_problem(await nino.get(f"/cases/{unknown}"), 404)
    is_problem(await nino.post(f"/cases/{unknown}/claim"), 404)
    is_problem(await nino.post(f"/cases/{unknown}/close", outcome="left"), 404)


async def test_what_is_no_case_id_is_refused(house: House, http: httpx.AsyncClient) -> None:
    nino = await signed_in(house, http)
    answers = {}
    for case_id in ("%00", "a%00b", "x" * 500, "..%2f..", "%F0%9F%98%80", "1'--", "' OR 1=1"):
        answers[f"look at {case_id}"] = await nino.get(f"/cases/{case_id}")
        answers[f"claim {case_id}"] = await nino.post(f"/cases/{case_id}/claim")
        answers[f"listen to {case_id}"] = await nino.get(f"/stream?case={case_id}")
    assert len(answers) == 3 * 7
    assert [what for what, answer in answers.items() if answer.status_code not in {404, 422}] == []


@on_sqlite
async def test_an_unknown_outcome_is_refused_and_the_known_ones_are_named(
    house: House, http: httpx.AsyncClient
) -> None:
    _, case = await crisis(house, http)
    nino = await signed_in(house, http)
    await nino.takes(case)
    is_problem(await nino.post(f"/cases/{case.id}/close", outcome="solved"), 422)
    problem = str(is_problem(await nino.post(f"/cases/{case.id}/close", outcome="?"), 422))
    assert [outcome for outcome in Outcome if f"'{outcome}'" in problem] == list(Outcome)


async def test_a_deleted_conversation_is_told_to_the_counsellor(
    house: House, http: httpx.AsyncClient
) -> None:
    caller, case = await crisis(house, http)
    nino = await signed_in(house, http)
    await nino.takes(case)
    await http.delete("/api/widget/conversation", headers=caller.headers)
    detail = taken(await nino.get(f"/cases/{case.id}"))
    assert (detail["messages"], detail["case"]["deleted_by_caller"]) == ([], True)
    is_problem(await nino.post(f"/cases/{case.id}/replies", id=new_id(), text=ANSWER), 409)
    assert taken(await nino.post(f"/cases/{case.id}/close", outcome="left"))["state"] == "closed"


async def test_a_person_who_cannot_be_reached_is_marked(
    house: House, http: httpx.AsyncClient, phone: Phone
) -> None:
    await says(house, "თავს მოვიკლავ ამაღამ", address="77")
    case = await open_case(house)
    nino = await signed_in(house, http)
    await nino.takes(case)
    await house.intake.mark_reachable(Channel.TELEGRAM, "77", False)
    (listed,) = taken(await nino.get("/cases"))["cases"]
    assert listed["unreachable"]
    assert taken(await nino.get(f"/cases/{case.id}"))["case"]["unreachable"]


async def test_every_message_shows_whether_it_was_delivered(
    house: House, http: httpx.AsyncClient, phone: Phone
) -> None:
    await says(house, "თავს მოვიკლავ ამაღამ", address="77")
    nino = await signed_in(house, http)
    detail = await nino.takes(await open_case(house))
    await house.delivery.settled()
    reply = await nino.replies(await open_case(house), ANSWER)
    await house.delivery.settled()
    by_id = {m["id"]: m for m in taken(await nino.get(f"/cases/{detail['case']['id']}"))["messages"]}
    assert by_id[reply["id"]]["delivery"] == "sent"
    assert phone.texts("77")[-1] == ANSWER
    assert by_id[1]["delivery"] is None


@on_sqlite
async def test_the_queue_is_in_the_order_in_which_to_take_it(
    house: House, http: httpx.AsyncClient, clock: Clock
) -> None:
    routine = await begins(http)
    await routine.does(command="human")
    clock.advance(seconds=1)
    grave = await begins(http)
    await grave.says("თავს მოვიკლავ ამაღამ")
    nino = await signed_in(house, http)
    urgencies = [case["urgency"] for case in taken(await nino.get("/cases"))["cases"]]
    assert urgencies == ["emergency", "routine"]

"""Ready-made answers over HTTP: shared ones filled, one's own sealed, kept apart and held to the rules."""

import httpx
import pytest

from app.wiring import House
from store.tables import canned_replies
from tests.api.people import Counsellor, is_problem, signed_in, taken
from tests.api.test_api_papers import put

WORDS = "მე მქვია {name_of_counsellor}. თუ საფრთხეში ხარ: {helpline_112}."
MINE = {"language": "ka", "title": "ჩემი", "text": WORDS}


async def test_ready_answers_are_filled_and_ones_own_are_held_to_the_rules(
    house: House, http: httpx.AsyncClient
) -> None:
    nino = await signed_in(house, http)
    listed = taken(await nino.get("/canned?language=ka&audience=youth"))["replies"]
    assert len(listed) >= 10
    assert [reply["id"] for reply in listed if "{" in reply["text"]] == []
    added = taken(await nino.post("/canned", **MINE))
    assert added["text"] == f"მე მქვია {nino.account.name}. თუ საფრთხეში ხარ: 112."
    refused = await nino.post("/canned", **{**MINE, "text": "დარეკე 0322 123 456"})
    assert (refused.status_code, refused.json()["title"]) == (422, "This may not be said")
    assert "0322" not in refused.text
    changed = await put(http, nino, f"/canned/{added['id']}", {**MINE, "text": "სხვა"})
    assert taken(changed)["text"] == "სხვა"
    other = await signed_in(house, http, "other")
    assert (await put(http, other, f"/canned/{added['id']}", MINE)).status_code == 404
    gone = await http.delete(f"/api/console/canned/{added['id']}", headers=nino.headers)
    assert gone.status_code == 204


@pytest.mark.parametrize("language", ["ka", "ru", "en"])
@pytest.mark.parametrize("audience", ["youth", "family"])
async def test_shared_answers_are_there_in_every_language_for_whom_they_are(
    house: House, http: httpx.AsyncClient, language: str, audience: str
) -> None:
    nino = await signed_in(house, http)
    listed = taken(await nino.get(f"/canned?language={language}&audience={audience}"))["replies"]
    assert len(listed) >= 10
    assert not [one for one in listed if one["mine"] or not one["title"] or not one["text"]]


async def test_ones_own_are_seen_by_nobody_else_and_only_in_their_language(
    house: House, http: httpx.AsyncClient
) -> None:
    nino, other = await signed_in(house, http), await signed_in(house, http, "other")
    added = taken(await nino.post("/canned", **MINE))

    async def own(who: Counsellor, language: str) -> list[str]:
        found = taken(await who.get(f"/canned?language={language}&audience=youth"))
        return [one["id"] for one in found["replies"] if one["mine"]]

    assert await own(nino, "ka") == [added["id"]]
    assert await own(nino, "en") == []
    assert await own(other, "ka") == []
    gone = await http.delete(f"/api/console/canned/{added['id']}", headers=other.headers)
    is_problem(gone, 404)
    assert await own(nino, "ka") == [added["id"]]


async def test_ones_own_cannot_be_read_in_the_database(house: House, http: httpx.AsyncClient) -> None:
    nino = await signed_in(house, http)
    taken(await nino.post("/canned", **MINE))
    async with house.database.reading() as tx:
        (row,) = (await tx.execute(canned_replies.select())).all()
    assert "მქვია".encode() not in row.sealed
    assert "ჩემი".encode() not in row.sealed


@pytest.mark.parametrize(
    ("language", "text", "word"),
    [
        ("ka", "თოკი", "თოკ"),
        ("ka", "tokhi, tabletebi", "tablet"),
        ("ka", "ეს ცოდვაა", "ცოდვ"),
        ("en", "აქ სხვა ენაზე წერია: ტაბლეტი", "ტაბლეტ"),
        ("ka", "Это верёвка", "верёвк"),
    ],
    ids=["means", "Latin letters", "blame", "Georgian kept as English", "Russian kept as Georgian"],
)
async def test_harmful_words_are_refused_in_whatever_language_they_are_kept(
    house: House, http: httpx.AsyncClient, language: str, text: str, word: str
) -> None:
    nino = await signed_in(house, http)
    given = {"language": language, "title": "სათაური", "text": f"დასაწყისი. {text}. დასასრული."}
    refused = is_problem(await nino.post("/canned", **given), 422)
    assert refused["detail"].startswith(f"this answer cannot be kept: text: {word}")
    assert "დასაწყისი" not in refused["detail"]
    listed = taken(await nino.get(f"/canned?language={language}&audience=youth"))["replies"]
    assert not [one for one in listed if one["mine"]]


async def test_a_refusal_names_the_place_and_never_the_words(house: House, http: httpx.AsyncClient) -> None:
    nino = await signed_in(house, http)
    wrong = {**MINE, "title": "988", "text": "{რაც ადამიანმა თქვა}"}
    detail = is_problem(await nino.post("/canned", **wrong), 422)["detail"]
    assert "title: only 112, 111 and 116 006 may be published" in detail
    assert "text: only these are filled: {helpline_111}" in detail
    assert "988" not in detail
    assert "ადამიანმა" not in detail


async def test_a_change_is_held_to_the_rules_too(house: House, http: httpx.AsyncClient) -> None:
    nino = await signed_in(house, http)
    added = taken(await nino.post("/canned", **MINE))
    is_problem(await put(http, nino, f"/canned/{added['id']}", {**MINE, "text": "0322 123 456"}), 422)
    listed = taken(await nino.get("/canned?language=ka&audience=family"))["replies"]
    assert [one["text"] for one in listed if one["mine"]] == [added["text"]]

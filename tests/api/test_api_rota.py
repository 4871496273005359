"""The rota at the console: who sees it, who arranges what, and what is refused."""

from datetime import datetime, time, timedelta
from typing import Any

import httpx
import pytest

from api import repository, staff
from api.repository import Account
from app.wiring import House
from escalation import rota_service
from escalation.rota import Duty, Shift
from escalation.rota_rules import new_id
from tests.api.people import Counsellor, is_problem, signed_in, taken
from tests.escalation.rotas import MONDAY, at
from tests.fixtures import START, on_sqlite

NIGHT = {"weekday": 0, "starts": "20:00", "ends": "08:00"}


async def supervisor(house: House, http: httpx.AsyncClient) -> Counsellor:
    """A supervisor with a session."""
    account = Account("c" * 32, "maka", "მაკა", "supervisor", "x", False, False, False)
    async with house.database.transaction() as tx:
        await repository.add(tx, account, START)
    return Counsellor(http, account, await staff.begin_session(house.database, house.vault, account, START))


async def night(house: House, who: Counsellor, weekday: int = 0, duty: Duty = Duty.PRIMARY) -> Shift:
    """A night every week."""
    shift = Shift(new_id(), who.account.id, duty, weekday, time(20), time(8), MONDAY)
    async with house.database.transaction() as tx:
        await rota_service.add_shift(tx, shift, START)
    return shift


def when(starts_at: datetime, ends_at: datetime) -> dict[str, str]:
    return {"starts_at": starts_at.isoformat(), "ends_at": ends_at.isoformat()}


async def on(who: Counsellor, moment: datetime) -> list[str]:
    """Who is primary then, by the console."""
    shown = taken(await who.get("/rota"))
    return [
        shown["names"][turn["staff"]]
        for turn in shown["turns"]
        if turn["duty"] == "primary" and _at(turn["starts_at"]) <= moment < _at(turn["ends_at"])
    ]


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


async def test_four_weeks_are_shown_with_their_gaps(house: House, http: httpx.AsyncClient) -> None:
    nino = await signed_in(house, http)
    await night(house, nino)
    shown = taken(await nino.get("/rota"))
    assert _at(shown["ends_at"]) - _at(shown["starts_at"]) == timedelta(weeks=4)
    assert len(shown["turns"]) == 4
    assert shown["names"][shown["turns"][0]["staff"]] == "Nino"
    gaps = [gap for gap in shown["gaps"] if gap["duty"] == "primary"]
    assert (_at(gaps[0]["starts_at"]), _at(gaps[0]["ends_at"])) == (START, at(23, 20))
    assert {gap["duty"] for gap in shown["gaps"]} == {"primary", "backup", "supervisor"}
    assert (shown["shifts"][0]["starts"], shown["shifts"][0]["ends"]) == ("20:00", "08:00")


async def test_only_supervisors_make_and_end_shifts(house: House, http: httpx.AsyncClient) -> None:
    nino, maka = await signed_in(house, http), await supervisor(house, http)
    wanted = {"staff": nino.account.id, "duty": "primary", **NIGHT}
    is_problem(await nino.post("/rota/shifts", **wanted), 403)
    made = taken(await maka.post("/rota/shifts", **wanted))
    assert await on(nino, at(23, 21)) == ["Nino"]
    assert is_problem(await maka.post("/rota/shifts", **wanted), 409)["detail"].startswith(
        "this person is on"
    )
    is_problem(await nino.post(f"/rota/shifts/{made['id']}/end", last_day="2026-11-23"), 403)
    ended = taken(await maka.post(f"/rota/shifts/{made['id']}/end", last_day="2026-11-23"))
    assert ended["valid_until"] == "2026-11-23"
    assert await on(nino, at(30, 21)) == []
    is_problem(await maka.post(f"/rota/shifts/{'0' * 32}/end", last_day="2026-12-01"), 404)


async def test_everybody_reports_their_own_absence_and_supervisors_any(
    house: House, http: httpx.AsyncClient
) -> None:
    nino, giorgi = await signed_in(house, http), await signed_in(house, http, "giorgi")
    maka = await supervisor(house, http)
    await night(house, nino)
    away = when(at(23, 20), at(24, 0))
    refused = is_problem(await giorgi.post("/rota/absences", staff=nino.account.id, **away), 403)
    assert "ask a supervisor" in refused["detail"]
    own = taken(await nino.post("/rota/absences", **away))
    assert own["staff"] == nino.account.id
    assert await on(nino, at(23, 21)) == []
    taken(await maka.post("/rota/absences", staff=giorgi.account.id, **away))
    for who, status in ((giorgi, 403), (nino, 204), (nino, 404)):
        path = f"/api/console/rota/changes/{own['id']}"
        assert (await http.delete(path, headers=who.headers)).status_code == status
    assert await on(nino, at(23, 21)) == ["Nino"]


async def test_who_is_concerned_arranges_a_cover(house: House, http: httpx.AsyncClient) -> None:
    nino, giorgi = await signed_in(house, http), await signed_in(house, http, "giorgi")
    tamar = await signed_in(house, http, "tamar")
    await night(house, nino)
    wish = {
        "staff": giorgi.account.id,
        "duty": "primary",
        "instead_of": nino.account.id,
        **when(at(23), at(30)),
    }
    is_problem(await tamar.post("/rota/covers", **wish), 403)
    answer = await nino.post("/rota/covers", **wish)
    assert answer.status_code == 200
    assert [(each["starts_at"], each["instead_of"]) for each in answer.json()] == [
        ("2026-11-23T16:00:00Z", nino.account.id)
    ]
    assert await on(nino, at(23, 21)) == ["Giorgi"]
    assert await on(nino, at(30, 21)) == ["Nino"]


async def test_a_swap_is_arranged_by_one_of_the_two(house: House, http: httpx.AsyncClient) -> None:
    nino, giorgi = await signed_in(house, http), await signed_in(house, http, "giorgi")
    tamar = await signed_in(house, http, "tamar")
    await night(house, nino)
    await night(house, giorgi, weekday=2)
    wish = {
        "first": {"staff": nino.account.id, "at": at(23, 21).isoformat()},
        "second": {"staff": giorgi.account.id, "at": at(25, 21).isoformat()},
    }
    is_problem(await tamar.post("/rota/swaps", **wish), 403)
    assert len((await giorgi.post("/rota/swaps", **wish)).json()) == 2
    assert (await on(nino, at(23, 21)), await on(nino, at(25, 21))) == (["Giorgi"], ["Nino"])
    is_problem(await giorgi.post("/rota/swaps", **wish), 409)


@on_sqlite
@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/rota/absences", when(at(24), at(23)), 422),
        ("/rota/absences", when(at(1), at(2)), 422),
        ("/rota/absences", {"starts_at": "2026-11-23T20:00:00", "ends_at": "2026-11-24T20:00:00Z"}, 422),
        ("/rota/absences", {"starts_at": "0001-01-01T00:00:00Z", "ends_at": "9999-12-31T00:00:00Z"}, 422),
        ("/rota/covers", {"staff": "0" * 32, "duty": "primary", **when(at(23), at(23, 1))}, 404),
        ("/rota/covers", {"staff": "c" * 32, "duty": "boss", **when(at(23), at(23, 1))}, 422),
        ("/rota/covers", {"staff": "c" * 32, "duty": "primary", **when(at(23), at(25))}, 422),
        ("/rota/shifts", {"staff": "c" * 32, "duty": "primary", **NIGHT, "ends": "20:00"}, 422),
        ("/rota/shifts", {"staff": "c" * 32, "duty": "primary", **NIGHT, "ends": "24:00"}, 422),
        ("/rota/shifts", {"staff": "c" * 32, "duty": "primary", **NIGHT, "weekday": 7}, 422),
        ("/rota/import", {"text": "hello"}, 422),
    ],
)
async def test_what_cannot_be_is_refused(
    house: House, http: httpx.AsyncClient, path: str, body: dict[str, Any], status: int
) -> None:
    maka = await supervisor(house, http)
    is_problem(await maka.post(path, **body), status)
    shown = taken(await maka.get("/rota"))
    assert (shown["shifts"], shown["absences"], shown["covers"]) == ([], [], [])


async def test_ones_own_calendar_is_a_file_that_names_nobody(house: House, http: httpx.AsyncClient) -> None:
    nino, giorgi = await signed_in(house, http), await signed_in(house, http, "giorgi")
    await night(house, nino)
    await night(house, giorgi, weekday=2)
    feed = await nino.get("/rota.ics")
    assert feed.headers["content-type"] == "text/calendar; charset=utf-8"
    assert feed.text.count("BEGIN:VEVENT") == 1
    assert "SUMMARY:Mkhari: primary\r\n" in feed.text
    assert not any(word in feed.text.lower() for word in ("nino", "giorgi", giorgi.account.id))


async def test_a_calendar_is_looked_at_first_and_then_taken_over(
    house: House, http: httpx.AsyncClient
) -> None:
    nino, maka = await signed_in(house, http), await supervisor(house, http)
    entries = [
        "DTSTART;VALUE=DATE:20261201\nSUMMARY:absence",
        "DTSTART;TZID=Asia/Tbilisi:20261123T200000\nDURATION:PT12H\nRRULE:FREQ=WEEKLY\nSUMMARY:primary nino",
    ]
    events = [f"BEGIN:VEVENT\nUID:{n}\n{entry}\nEND:VEVENT" for n, entry in enumerate(entries)]
    text = "\n".join(["BEGIN:VCALENDAR", *events, "END:VCALENDAR"])

    looked = taken(await nino.post("/rota/import", text=text))
    assert (looked["kept"], len(looked["absences"]), len(looked["refused"])) == (False, 1, 1)
    assert "ask a supervisor" in looked["refused"][0]["why"]
    assert not taken(await nino.post("/rota/import", text=text, keep=True))["kept"]
    assert taken(await nino.get("/rota"))["absences"] == []
    assert taken(await nino.post("/rota/import", text=text, keep=True, skip=True))["kept"]
    assert taken(await nino.get("/rota"))["absences"][0]["staff"] == nino.account.id

    whole = taken(await maka.post("/rota/import", text=text, keep=True))
    assert (whole["kept"], len(whole["shifts"]), whole["refused"]) == (True, 1, [])

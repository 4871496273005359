"""Bad input gets a clear 4xx or a kind line: never a 500, never an echo, never somebody else's words."""

import json
from collections.abc import AsyncIterator
from typing import Any

import httpx
import pytest

from api.app import LARGEST_BODY
from app.wiring import House
from tests.api.people import Caller, begins, is_problem, new_id, signed_in, taken
from tests.fixtures import on_sqlite

MARK = "ზღვისფერი"
URL = "/api/widget/messages"

KIND = {
    "control characters": f"{MARK}\x00\x01\x07\x1b[31m\x7f\x9b",
    "only control characters": "\x00\x01\x02",
    "zero width": f"\u200b{MARK}\u200d\ufeff\u2060",
    "only zero width": "\u200b\u200d\ufeff",
    "right to left": f"\u202e{MARK}\u202c\u2066\u200f",
    "half a surrogate pair": f"\ud83d{MARK}\udc00",
    "accents upon accents": MARK + "\u0301" * 500,
    "markup": f"<script>{MARK}</script> {{{{7*7}}}} %s ${{x}}",
    "fluent and sql": "{ $name } '; DROP TABLE messages; --",
    "emoji of a family": "👨‍👩‍👧‍👦" * 200,
    "the longest": "ა" * 4000,
    "line ends": "\r\n\n\t ა \u2028 \u2029 \x85",
    "unassigned and private": "\U0010ffff\ue000\ufffe",
}
SHAPES: dict[str, Any] = {
    "no id": {"text": MARK},
    "an id of words": {"id": MARK, "text": "a"},
    "a short id": {"id": "x", "text": "a"},
    "a number as id": {"id": 12345678, "text": "a"},
    "nothing": {"id": "message-one"},
    "two things": {"id": "message-one", "text": MARK, "button": MARK},
    "an additional field": {"id": "message-one", "text": "a", MARK: MARK},
    "a field of another kind": {"id": "message-one", "text": {MARK: [MARK]}},
    "an empty text": {"id": "message-one", "text": ""},
    "only spaces": {"id": "message-one", "text": " \n\t"},
    "an unknown command": {"id": "message-one", "command": MARK},
    "a long button": {"id": "message-one", "button": MARK * 30},
    "a long argument": {"id": "message-one", "command": "start", "argument": MARK * 30},
    "half a character as a button": {"id": "message-one", "button": "\ud800"},
    "half a character as a name": {"id": "message-one", "text": "a", "\ud800": 1},
    "a list": [{"id": "message-one", "text": MARK}],
    "a string": MARK,
    "null": None,
}
RAW = {
    "nothing": b"",
    "no JSON": MARK.encode(),
    "half of it": b'{"id": "message-one", "text": "',
    "not UTF-8": b'{"id": "message-one", "text": "\xff\xfe"}',
    "UTF-16": '{"id": "message-one", "text": 1}'.encode("utf-16"),
    "nested without end": b"[" * 100_000,
    "a number without end": b'{"id": ' + b"9" * 100_000 + b"}",
    "not a number": b'{"id": NaN, "text": Infinity}',
    "two texts": b'{"id": "message-one", "text": "a", "text": 1}',
}


async def posted(caller: Caller, content: bytes, **headers: str) -> httpx.Response:
    given = {**caller.headers, "Content-Type": "application/json", **headers}
    return await caller.http.post(URL, headers=given, content=content)


async def test_strange_text_gets_a_kind_line(http: httpx.AsyncClient) -> None:
    other = await begins(http)
    await other.says("იასამნისფერი კიბე")
    answered = {}
    for name, text in KIND.items():
        caller = await begins(http)
        body = json.dumps({"id": new_id(), "text": text})  # as ASCII, with its halves of surrogate pairs
        turn = taken(await posted(caller, body.encode()))
        answered[name] = "program" in {message["author"] for message in turn["messages"]}
        assert "იასამნისფერი" not in str(await caller.reads())
    assert answered == dict.fromkeys(KIND, True)


async def test_a_wrong_shape_is_refused_without_an_echo(http: httpx.AsyncClient) -> None:
    caller = await begins(http)
    before = await caller.reads()
    for name, shape in SHAPES.items():
        answer = await posted(caller, json.dumps(shape).encode())
        assert answer.status_code == 422, name
        assert MARK not in str(is_problem(answer, 422)), name
    assert await caller.reads() == before, "something refused was stored"


async def test_what_is_no_json_is_refused_without_an_echo(http: httpx.AsyncClient) -> None:
    caller = await begins(http)
    answers = {name: await posted(caller, raw) for name, raw in RAW.items()}
    assert [name for name, answer in answers.items() if answer.status_code in {400, 422}] == list(RAW)
    told = {name: str(is_problem(answer, answer.status_code)) for name, answer in answers.items()}
    assert [name for name, problem in told.items() if MARK in problem] == []


@on_sqlite
async def test_another_content_type_is_refused(http: httpx.AsyncClient) -> None:
    caller = await begins(http)
    body = json.dumps({"id": "message-one", "text": MARK}).encode()
    kinds = ("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "")
    answers = [await posted(caller, body, **{"Content-Type": kind}) for kind in kinds]
    assert [MARK in str(is_problem(answer, 422)) for answer in answers] == [False] * 4


@on_sqlite
async def test_too_long_a_text_is_refused_with_its_length(http: httpx.AsyncClient) -> None:
    caller = await begins(http)
    problem = is_problem(await caller.does(text="ა" * 4001), 413)
    assert "4001" in problem["detail"]
    assert "4000" in problem["detail"]


@on_sqlite
@pytest.mark.parametrize(
    "path", ["/api/widget/messages", "/api/widget/sessions", "/api/console/login", "/nowhere"]
)
async def test_a_megabyte_is_refused_however_it_comes(http: httpx.AsyncClient, path: str) -> None:
    caller = await begins(http)
    headers = {**caller.headers, "Content-Type": "application/json"}
    whole = b'{"text": "' + b"a" * LARGEST_BODY + b'"}'

    async def pieces() -> AsyncIterator[bytes]:
        for start in range(0, len(whole), 65_536):
            yield whole[start : start + 65_536]

    is_problem(await http.post(path, headers=headers, content=whole), 413)
    is_problem(await http.post(path, headers=headers, content=pieces()), 413)
    long, longer = ({**headers, "Content-Length": "9" * digits} for digits in (12, 5000))
    is_problem(await http.post(path, headers=long, content=b"{}"), 413)
    is_problem(await http.post(path, headers=longer, content=b"{}"), 413)


async def test_an_unknown_button_gets_a_kind_line(http: httpx.AsyncClient) -> None:
    unknown = [
        "",
        "x",
        "youth.no_such_step.yes",
        "always.",
        "system.delete.",
        "\x00",
        "crisis..",
        "{}",
        "ა" * 64,
    ]
    turns = {data: taken(await (await begins(http)).does(button=data)) for data in unknown}
    authors = {data: {message["author"] for message in turn["messages"]} for data, turn in turns.items()}
    assert [data for data in unknown if "program" in authors[data]] == unknown


async def test_an_unknown_argument_does_no_harm(http: httpx.AsyncClient) -> None:
    caller = await begins(http)
    said = (("start", "\x00"), ("language", "xx"), ("language", "ru"), ("delete", "maybe"))
    answers = [await caller.does(command=command, argument=argument) for command, argument in said]
    assert [answer.status_code for answer in answers] == [200] * 4


@on_sqlite
async def test_where_to_read_from_is_a_number(http: httpx.AsyncClient) -> None:
    caller = await begins(http)
    wrong = ("-1", "x", "1e3", "9" * 30, "", "½", "٣", "%00")
    answers = [await http.get(f"{URL}?after={after}", headers=caller.headers) for after in wrong]
    assert [is_problem(answer, 422)["status"] for answer in answers] == [422] * 8


async def test_console_input_is_refused_without_an_echo(house: House, http: httpx.AsyncClient) -> None:
    nino = await signed_in(house, http)
    bodies: list[dict[str, Any]] = [
        {},
        {"login": MARK},
        {"login": "", "password": MARK},
        {"login": "a\x00b", "password": MARK},
        {"login": "a" * 81, "password": MARK},
        {"login": "a", "password": MARK * 100},
        {"login": "a", "password": MARK, MARK: 1},
        {"login": "\ud800", "password": MARK},
        {"login": "a", "password": f"{MARK}\ud800"},
    ]
    headers = {**nino.headers, "Content-Type": "application/json"}
    logins = [
        await http.post("/api/console/login", headers=headers, content=json.dumps(body).encode())
        for body in bodies
    ]
    assert [MARK in str(is_problem(answer, 422)) for answer in logins] == [False] * 9
    changes = [
        await http.put("/api/console/password", headers=nino.headers, json={"current": "a", "new": new})
        for new in (MARK, "\x00" * 20, "", None)
    ]
    assert [answer.status_code for answer in changes] == [401, 401, 422, 422]
    assert MARK not in "".join(answer.text for answer in changes)


@on_sqlite
async def test_unknown_paths_and_methods_are_problems_too(http: httpx.AsyncClient) -> None:
    paths = (
        f"/{MARK}",
        "/api",
        "/api/widget",
        "/api/console/cases/",
        "/%00",
        "/widget/../../etc/passwd",
    )
    answers = [await http.get(path) for path in paths]
    assert [answer.status_code for answer in answers] == [404, 404, 404, 307, 404, 404]
    assert MARK not in "".join(answer.text for answer in answers)
    is_problem(await http.put(URL), 405)

"""`mkhari understand`: what it answers to one line, and to a line that cannot be read."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from app.cli import app

KEYS = {"intents", "chosen", "ask", "level", "kinds", "subject", "flags", "language", "script", "version"} | {
    "severity",
    "severity_at_least",
}
GRAVE = {"moderate", "high", "imminent"}


def understood(*lines: object) -> tuple[int, list[dict[str, Any]], str]:
    given = "\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines)
    told = CliRunner().invoke(app, ["understand"], input=given.encode())
    return told.exit_code, [json.loads(line) for line in told.stdout.splitlines()], told.stderr


def test_each_line_gets_one_answer_in_order() -> None:
    code, answers, _ = understood({"text": "გამარჯობა"}, "", {"text": "i want to kill myself", "id": 3})

    assert code == 0
    assert [set(answer) for answer in answers] == [KEYS, KEYS]
    assert [answer["level"] in GRAVE for answer in answers] == [False, True]
    assert answers[1]["kinds"][0] == {"kind": "suicide", "level": answers[1]["level"], "subject": "self"}
    assert len(answers[1]["severity_at_least"]) == 6


def test_what_was_said_before_counts() -> None:
    before = ["я хочу умереть", {"by": "us", "text": "Вы в безопасности?"}]
    _, (alone, after), _ = understood(
        {"text": "таблетки у меня уже в руках"}, {"text": "таблетки у меня уже в руках", "before": before}
    )

    order = ["none", "low", "moderate", "high", "imminent"]
    assert order.index(after["level"]) >= order.index("high")
    assert order.index(after["level"]) >= order.index(alone["level"])


@pytest.mark.parametrize(
    "line",
    [
        {"txt": "secret"},
        {"text": 7},
        ["text"],
        '{"text": "secret"',
        {"text": "x", "audience": "dogs"},
        {"text": "x", "before": [{"by": "them", "text": "secret"}]},
    ],
)
def test_a_line_that_cannot_be_read_ends_it_with_its_number(line: object) -> None:
    code, answers, error = understood({"text": "hi"}, line)

    assert (code, len(answers)) == (2, 1)
    assert "line 2" in error
    assert "secret" not in error

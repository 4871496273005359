"""`mkhari risk` at the terminal."""

import json
from pathlib import Path
from typing import Any

from typer.testing import CliRunner

from risk.cli import risk_app

KEYS = {
    "kinds",
    "severity_at_least",
    "level",
    "subject",
    "flags",
    "evidence",
    "language",
    "script",
    "version",
} | {
    "probabilities",
    "severity",
}

GRAVE = {"moderate", "high", "imminent"}


def classify(data: bytes, *arguments: str) -> tuple[int, list[dict[str, Any]]]:
    """Exit code and the lines written for this standard input."""
    result = CliRunner().invoke(risk_app, ["classify", *arguments], input=data)
    return result.exit_code, [json.loads(line) for line in result.stdout.splitlines()]


def test_each_line_gets_one_answer_in_order() -> None:
    code, lines = classify('{"text": "hi"}\n{"text": "სიკვდილი მინდა", "id": 7}\n'.encode())
    assert code == 0
    assert [set(line) for line in lines] == [KEYS, KEYS]
    assert lines[0]["level"] == "none"
    assert lines[1]["level"] in GRAVE
    assert {"start": 0, "end": 14, "rule": "ka.wish.die"} in lines[1]["evidence"]
    assert sum(lines[1]["probabilities"].values()) > 0.99


def test_unreadable_lines_are_told_in_place_and_nothing_is_lost() -> None:
    data = b'{"text": "hi"}\nsecret words\n\xff\xfe\n{"text": 5}\n\n[' + b"[" * 100_000 + b'\n{"text": "kms"}'
    code, lines = classify(data)
    assert code == 1
    assert len(lines) == 7
    assert [line.get("line") for line in lines] == [None, 2, 3, 4, 5, 6, None]
    assert [set(line) for line in lines[1:6]] == [{"error", "line"}] * 5
    assert "secret" not in json.dumps(lines)
    assert lines[6]["level"] in GRAVE


def test_lone_surrogates_and_byte_order_mark_are_read() -> None:
    code, lines = classify(b'\xef\xbb\xbf{"text": "\\ud800 kms"}\r\n')
    assert code == 0
    assert lines[0]["level"] in GRAVE


def test_empty_input_gives_no_line() -> None:
    assert classify(b"") == (0, [])


def test_file_may_be_named(tmp_path: Path) -> None:
    path = tmp_path / "messages.jsonl"
    path.write_text('{"text": "i want to die"}\n', encoding="utf-8")
    code, lines = classify(b"", str(path))
    assert code == 0
    assert lines[0]["level"] in GRAVE


def test_answers_never_repeat_the_text() -> None:
    result = CliRunner().invoke(risk_app, ["classify"], input=b'{"text": "i want to die zebra"}\n')
    assert "zebra" not in result.stdout


def test_rules_lists_every_rule_with_its_review() -> None:
    result = CliRunner().invoke(risk_app, ["rules"])
    assert result.exit_code == 0
    assert "ka.kill_self.intent\thigh\tself" in result.stdout
    assert "not reviewed" in result.stdout
    assert "version rules-1+" in result.stdout

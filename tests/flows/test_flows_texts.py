"""What callers read: every system text in every language, forms of address, helplines, no stray marks."""

import pytest

from flows.errors import UnknownText
from flows.flowset import FlowSet
from flows.model import LANGUAGES
from flows.session import ButtonLine, Line
from flows.texts import SYSTEM_TEXTS


@pytest.mark.parametrize("language", LANGUAGES)
def test_system_texts_are_whole_in_every_form(flows: FlowSet, language: str) -> None:
    names = SYSTEM_TEXTS - {"helpline"}
    texts = {(name, "youth"): flows.texts.system(name, language) for name in names}
    texts |= {(name, "family"): flows.texts.system(name, language, audience="family") for name in names}
    assert {"safety", "stopped", "help-numbers"} <= names
    assert [key for key, words in texts.items() if not words.strip()] == []
    assert [key for key, words in texts.items() if set("{}\u2066\u2067\u2068\u2069") & set(words)] == []


def test_parents_are_spoken_to_politely(flows: FlowSet) -> None:
    assert "звони 112" in flows.texts.system("stopped", "ru")
    assert "звоните 112" in flows.texts.system("stopped", "ru", audience="family")
    assert "დარეკე 112-ზე" in flows.texts.system("stopped", "ka")
    assert "დარეკეთ 112-ზე" in flows.texts.system("stopped", "ka", audience="family")


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_numbers_lists_every_helpline_with_honest_hours(flows: FlowSet, language: str) -> None:
    words = flows.texts.system("help-numbers", language)
    for number in ("112 — ", "111 — ", "116 006 — "):
        assert number in words
    assert flows.texts.resources["child_helpline"].hours[language] in words


def test_safety_in_every_language_at_once_names_112_in_each(flows: FlowSet) -> None:
    parts = flows.texts.in_every_language("safety").split("\n\n")
    assert [("112" in part, "111" in part) for part in parts] == [(True, True)] * 3


def test_line_is_rendered_with_its_buttons_and_the_system_ones(flows: FlowSet) -> None:
    line = Line(
        "crisis",
        "safe_now",
        {"audience": "youth"},
        ((ButtonLine("safe_now.safe", "crisis.safe_now.safe"),), (ButtonLine("always-human", "x"),)),
    )
    rendered = flows.texts.render(line, "en")
    assert rendered.text == "Are you safe right now?"
    assert [[(b.label, b.data) for b in row] for row in rendered.buttons] == [
        [("Yes", "crisis.safe_now.safe")],
        [("👤 A person", "x")],
    ]


def test_resource_step_shows_only_its_helplines(small: FlowSet) -> None:
    line = Line("youth", "numbers", {"helplines": "child_helpline"})
    words = small.texts.render(line, "en").text
    assert "111 — child helpline (hours unconfirmed)" in words
    assert "116 006" not in words


def test_unknown_text_is_refused(flows: FlowSet) -> None:
    with pytest.raises(UnknownText, match=r"system\.en\.ftl has no text 'no-such'"):
        flows.texts.system("no-such", "en")
    assert flows.texts.has("youth", "hello", "ka")
    assert not flows.texts.has("youth", "hello", "de")

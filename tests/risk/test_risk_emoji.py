"""Emoji without a word are read by their own table, which asks and never decides."""

from pathlib import Path

import pytest

from risk.assessment import Danger, Flag, Kind, Level
from risk.emoji import read_emoji
from risk.errors import RuleFileInvalid
from risk.ruleset import load_rules, rule_set
from tests.risk.rules_alone import assess

TABLE = rule_set().emoji


def test_every_rule_reads_its_examples_and_leaves_the_others() -> None:
    assert len(TABLE.rules) > 10
    for rule in TABLE.rules:
        for number, text in enumerate(rule.positive):
            found = assess(text)
            assert found.level >= rule.level, (rule.id, number)
            assert rule.id in {one.rule for one in found.evidence}, (rule.id, number)
        for number, text in enumerate(rule.negative):
            found = assess(text)
            assert found.level < rule.level or rule.id not in {one.rule for one in found.evidence}, (
                rule.id,
                number,
            )


@pytest.mark.parametrize(
    "text", ["💊💊💊💊😭", "💊😴👋", "🔫🧠", "🪢💀👋", "👋😢⚰️", "💊 30", "🥀...", "🩸!!!", "🔪🔪", "🕊️😭"]
)
def test_signs_of_danger_alone_ask_the_direct_question(text: str) -> None:
    assert assess(text).level is Level.MODERATE


@pytest.mark.parametrize("text", ["😭", "💔💔", "💀", "💀💀💀", "☠", "😢👍🏽", "🆘", ":(", "(((("])
def test_tears_and_the_skull_alone_are_distress_at_most(text: str) -> None:
    assert assess(text).level is Level.LOW


@pytest.mark.parametrize(
    "text", ["😂😂", "❤️", "💀😂", "😭😂", "👍🏽", "🎉🎂", "👋", "🏴‍☠️", "🇬🇪", "🙂", "112", "?"]
)
def test_laughter_hearts_and_greetings_are_nothing(text: str) -> None:
    assert assess(text).level is Level.NONE


@pytest.mark.parametrize("text", ["💊 წამლის სახელი?", "ქეიქი 🔪🎂", "game 🔫", "спасибо 🥀"])
def test_signs_beside_words_are_left_to_the_words(text: str) -> None:
    assert [one.rule for one in assess(text).evidence if one.rule.startswith("emoji.")] == []


def test_evidence_shows_where_the_signs_stand() -> None:
    found = assess("👍 ⚰️🙂")
    assert [(one.start, one.end, one.rule) for one in found.evidence] == [(2, 3, "emoji.coffin")]
    assert assess("🔪🏽🔪").evidence[0].end == 3


def test_flags_and_kind_follow_the_sign() -> None:
    assert assess("💊😭").flags == {Flag.MEANS}
    assert assess("🩸😭").dangers == (Danger(Kind.SELF_HARM, Level.MODERATE),)
    assert assess("⚰️").dangers == (Danger(Kind.SUICIDE, Level.MODERATE),)
    # A sign that is laughed at is no means at hand.
    assert assess("🔪😂").flags == frozenset()


def test_tears_outweigh_what_says_it_is_a_joke() -> None:
    assert assess("🔫😂").level < Level.MODERATE
    assert assess("🔫😂😭").level is Level.MODERATE


def test_no_sign_alone_calls_anybody() -> None:
    every = "".join(sign for _, signs in TABLE.groups for sign in sorted(signs))
    assert max(rule.level for rule in TABLE.rules) is Level.MODERATE
    assert assess(every).level is Level.MODERATE


def test_wall_of_signs_is_read_too() -> None:
    assert assess("💊" * 500_000).level is Level.MODERATE


_GOOD = """\
reviewed_by: null
reviewed_on: null
grave: [sad]
groups: {sad: "😭"}
rules:
  - id: emoji.sad
    any: [sad]
    level: low
    why: tears
    examples: {positive: [😭]}
"""


@pytest.mark.parametrize(
    ("good", "broken", "words"),
    [
        ("any: [sad]", "any: [glad]", "group 'glad'"),
        ("any: [sad]", "any: []", "any"),
        ("level: low", "level: grave", "unknown level 'grave'"),
        ("    why: tears\n", "", "why"),
        ("id: emoji.sad", "id: sad", "id"),
    ],
)
def test_broken_table_names_the_fault(good: str, broken: str, words: str) -> None:
    assert read_emoji(_GOOD).rules
    with pytest.raises(RuleFileInvalid, match=words.replace("'", ".")) as caught:
        read_emoji(_GOOD.replace(good, broken, 1))
    assert caught.value.file == "emoji.yaml"
    assert caught.value.line is not None


_OTHER_RULES = """\
language: en
negators: [not]
clause_starts: [but]
rules:
  - id: en.sad
    level: low
    patterns: [i am sad]
    examples: {positive: [i am sad]}
    reviewed_by: null
    reviewed_on: null
"""


def test_table_is_part_of_the_version(tmp_path: Path) -> None:
    (tmp_path / "en.yaml").write_text(_OTHER_RULES, encoding="utf-8")
    without = load_rules(tmp_path)
    (tmp_path / "emoji.yaml").write_text(_GOOD, encoding="utf-8")
    assert load_rules(tmp_path).version != without.version
    assert without.emoji.read("😭") == []

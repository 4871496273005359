"""Every rule reads its own positive examples, in every way of typing, and none of its negative ones."""

from itertools import product
from pathlib import Path

import pytest

from risk.assessment import Level
from risk.errors import RuleFileInvalid
from risk.ruleset import Rule, load_rules, rule_set
from tests.risk.rules_alone import assess

_MKHEDRULI = "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ"
_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
TYPINGS = {
    "ka": {
        "national": "a b g d e v z t i k' l m n o p' zh r s t' u p k gh q' sh ch ts dz ts' ch' kh j h",
        "keyboard": "a b g d e v z T i k l m n o p J r s t u f q R y S C c Z w W x j h",
        "chat": "a b g d e v z t i k l m n o p j r s t u f q g y sh ch c dz w ch x j h",
        "lazy": "a b g d e v z t i k l m n o p j r s t u f k g k sh ch c z c ch x j h",
        "digits": "a b g d e v z t i k l m n o p j r s t u f q g 7 6 4 c z w 4 x j h",
    },
    "ru": {
        "plain": "a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh sch - y - e yu ya",
        "chat": "a b v g d e j z i i k l m n o p r s t u f h c ch sh sh - i - e yu ya",
    },
}
LANGUAGES = ("az", "en", "hy", "ka", "ru", "tr", "uk")
_LETTERS = {"ka": _MKHEDRULI, "ru": _CYRILLIC}
# A spaced-out word whose letters are typed as pairs ("s u i ts i d") is beyond any reading.
_SPACED_OUT = "с у и ц и д"

RULES = rule_set().rules


def typed(text: str, language: str, typing: str) -> str:
    """The text on a Latin keyboard."""
    letters = [letter.replace("-", "") for letter in TYPINGS[language][typing].split()]
    table = dict(zip(_LETTERS[language], letters, strict=True))
    small = text.lower().replace("ё", "е") if language == "ru" else text
    return "".join(table.get(char, char) for char in small)


def reads(rule: Rule, text: str) -> bool:
    """Whether a message of this rule's kind reaches its level, and by this rule."""
    found = assess(text)
    named = rule.level is Level.NONE or rule.id in {evidence.rule for evidence in found.evidence}
    return found.level >= rule.level and named


def leaves(rule: Rule, text: str) -> bool:
    """Whether a message that only looks like this rule's kind is not taken for it."""
    found = assess(text)
    if rule.level > Level.LOW:
        return found.level < rule.level
    return rule.id not in {evidence.rule for evidence in found.evidence}


@pytest.mark.parametrize("language", LANGUAGES)
def test_rules_read_their_positive_examples(language: str) -> None:
    examples = {rule: rule.positive for rule in RULES if rule.language == language}
    assert {rule.level for rule in examples} == set(Level)
    assert [rule.id for rule, texts in examples.items() if not texts] == []
    assert [
        f"{rule.id}, positive example {number}"
        for rule, texts in examples.items()
        for number, text in enumerate(texts)
        if not reads(rule, text)
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_rules_leave_their_negative_examples(language: str) -> None:
    examples = {rule: rule.negative for rule in RULES if rule.language == language}
    assert {rule.level for rule in examples} == set(Level)
    # A sign by itself is no level, so there is nothing to mistake.
    assert {rule.level for rule, texts in examples.items() if not texts} <= {Level.NONE}
    assert [
        f"{rule.id}, negative example {number}"
        for rule, texts in examples.items()
        for number, text in enumerate(texts)
        if not leaves(rule, text)
    ] == []


@pytest.mark.parametrize(
    ("language", "typing"), [(language, typing) for language in TYPINGS for typing in TYPINGS[language]]
)
def test_positive_examples_are_read_in_latin_letters(language: str, typing: str) -> None:
    examples = [
        (rule, number, typed(example, language, typing))
        for rule in RULES
        if rule.language == language
        for number, example in enumerate(rule.positive)
        if example != _SPACED_OUT
    ]
    assert {rule.level for rule, _, _ in examples} == set(Level)
    assert [(rule.id, number) for rule, number, text in examples if assess(text).level < rule.level] == []


def test_subject_of_rules_about_others_is_other() -> None:
    told = [assess(rule.positive[0]).subject for rule in RULES if rule.subject.value == "other"]
    assert {subject.value for subject in told} == {"other"}


def test_every_language_covers_every_level_and_ids_are_unique() -> None:
    levels = {(rule.language, rule.level) for rule in RULES}
    assert levels == set(product(LANGUAGES, Level))
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_every_guard_is_used_by_some_rule() -> None:
    guards = {language.language: set(language.guards) for language in rule_set().languages}
    used = {
        language.language: {guard for rule in language.rules for guard in rule.guards}
        for language in rule_set().languages
    }
    assert used == guards
    assert [language for language in LANGUAGES if not used[language]] == []


def test_version_changes_with_the_content(tmp_path: Path) -> None:
    (tmp_path / "en.yaml").write_text(_GOOD, encoding="utf-8")
    before = load_rules(tmp_path).version
    (tmp_path / "en.yaml").write_text(_GOOD.replace("sad", "glum"), encoding="utf-8")
    assert load_rules(tmp_path).version != before


_GOOD = """\
language: en
negators: [not]
clause_starts: [but]
lists:
  mood: [sad, blue]
guards:
  film:
    where: clause
    caps_at: none
    patterns: [film]
rules:
  - id: en.sad
    level: low
    guards: [film]
    patterns:
      - i am <mood>
    examples:
      positive: [i am sad]
      negative: [a film]
    reviewed_by: null
    reviewed_on: null
"""

_BROKEN = {
    "unknown level": ("level: low", "level: grave", 13, "en.sad", "unknown level 'grave'"),
    "unknown flag": ("guards: [film]", "flags: [sharp]", 14, "en.sad", "flags"),
    "unknown guard": ("guards: [film]", "guards: [book]", 14, "en.sad", "guard 'book'"),
    "unknown list": ("i am <mood>", "i am <moods>", 16, "en.sad", "<moods>"),
    "short wildcard": ("i am <mood>", "i am s*", 16, "en.sad", "2 letters"),
    "gap at the end": ("i am <mood>", "i am ..2", 16, "en.sad", "both ends"),
    "gap too wide": ("i am <mood>", "i ..9 am", 16, "en.sad", "..1 to ..6"),
    "not a word": ("i am <mood>", "i am (sad", 16, "en.sad", "not a word"),
    "one word too many": ("    level: low", "    level: low\n    colour: blue", 14, "en.sad", "colour"),
    "no examples": ("positive: [i am sad]", "positive: []", 18, "en.sad", "positive"),
    "no review state": ("    reviewed_by: null\n", "", 12, "en.sad", "reviewed_by"),
    "not YAML": ("rules:", "rules: [", 12, None, "not readable as YAML"),
    "broken guard": ("patterns: [film]", "patterns: [fi(lm]", 10, None, "not a word"),
}


@pytest.mark.parametrize("fault", _BROKEN)
def test_broken_rule_file_names_file_line_and_rule(tmp_path: Path, fault: str) -> None:
    good, broken, line, rule, words = _BROKEN[fault]
    assert good in _GOOD
    (tmp_path / "en.yaml").write_text(_GOOD.replace(good, broken, 1), encoding="utf-8")
    with pytest.raises(RuleFileInvalid) as caught:
        load_rules(tmp_path)
    assert (caught.value.file, caught.value.line, caught.value.rule) == ("en.yaml", line, rule)
    assert words in str(caught.value)


def test_rule_id_used_twice_is_refused(tmp_path: Path) -> None:
    rule = _GOOD[_GOOD.index("  - id:") :]
    (tmp_path / "en.yaml").write_text(_GOOD + rule, encoding="utf-8")
    with pytest.raises(RuleFileInvalid, match="used twice"):
        load_rules(tmp_path)


def test_combination_of_an_unknown_sign_is_refused(tmp_path: Path) -> None:
    (tmp_path / "en.yaml").write_text(_GOOD, encoding="utf-8")
    (tmp_path / "combinations.yaml").write_text(
        "combinations:\n  - {id: both.x, why: none, signs: [never_given], level: high}\n", encoding="utf-8"
    )
    with pytest.raises(RuleFileInvalid, match="'never_given'"):
        load_rules(tmp_path)


def test_folder_without_rules_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RuleFileInvalid, match="no rule file"):
        load_rules(tmp_path)

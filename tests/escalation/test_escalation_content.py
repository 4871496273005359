"""What staff choose from and say: whole in three languages, and held to the rules of the scripted texts."""

import pytest

from escalation.canned import canned_replies, filled, problems_in
from escalation.categories import categories, check_ending
from escalation.errors import UnknownCategory
from escalation.policy import policy
from flows.texts import SYSTEM_TEXTS
from risk.assessment import Level

LANGUAGES = ("ka", "ru", "en")


def test_no_ready_answer_breaks_a_rule() -> None:
    texts = [
        (f"{reply.id}, {audience}, {language}", getattr(text, language), language)
        for reply in canned_replies().replies
        for audience, text in reply.text.items()
        for language in LANGUAGES
    ]
    assert len(texts) >= 20 * 3, "a text in each language for each of the answers"
    assert [(where, problem) for where, text, of in texts for problem in problems_in(text, of)] == []


def test_every_ready_answer_has_an_id_of_its_own_and_is_filled_whole() -> None:
    ids = [reply.id for reply in canned_replies().replies]
    assert len(ids) == len(set(ids)) >= 20
    for reply in canned_replies().replies:
        for text in reply.text.values():
            for language in LANGUAGES:
                assert "{" not in filled(getattr(text, language), "ნინო")


def test_a_foreign_number_and_an_unknown_placeholder_are_refused() -> None:
    assert problems_in("call 0322 123 456", "en")
    assert problems_in("{name_of_caller}, hello", "en")
    assert problems_in("{helpline_112}", "en") == []


def test_every_shared_answer_and_name_is_written_in_every_language() -> None:
    lists = categories()
    names = [
        *((reply.id, reply.title) for reply in canned_replies().replies),
        *((reply.id, text) for reply in canned_replies().replies for text in reply.text.values()),
        *((entry.id, entry.title) for entry in (*lists.categories, *lists.actions, *lists.risk_at_end)),
        *((child.id, child.title) for entry in lists.categories for child in entry.children),
    ]
    assert {entry.id for entry in lists.categories} < {name for name, _ in names}
    assert [name for name, titles in names if not all(getattr(titles, of).strip() for of in LANGUAGES)] == []


def test_no_title_breaks_a_rule() -> None:
    """Of ready answers; categories are for counsellors' eyes, and name what happened by its name."""
    titles = [
        (f"{reply.id}, {language}", getattr(reply.title, language), language)
        for reply in canned_replies().replies
        for language in LANGUAGES
    ]
    assert len(titles) >= 20 * 3
    assert [(where, problem) for where, title, of in titles for problem in problems_in(title, of)] == []


def test_every_category_and_action_has_an_id_of_its_own() -> None:
    lists = categories()
    filed = [
        *(entry.id for entry in lists.categories),
        *(child.id for entry in lists.categories for child in entry.children),
    ]
    assert len(filed) == len(set(filed))
    assert len(lists.actions) == len(lists.action_ids())


def test_words_are_held_to_the_rules_of_their_own_language_too() -> None:
    assert problems_in("ტაბლეტი", "en")
    assert problems_in("верёвка", "ka")
    assert problems_in("tabletebi", "ka")
    assert problems_in("გამარჯობა, {name_of_counsellor}", "en") == []


def test_an_ending_is_on_the_list() -> None:
    check_ending(None, [])
    check_ending("violence", ["information"])
    with pytest.raises(UnknownCategory):
        check_ending("nothing", [])
    with pytest.raises(UnknownCategory):
        check_ending(None, ["nothing"])


def test_risk_at_the_end_is_said_in_the_levels_of_the_service() -> None:
    assert [entry.id for entry in categories().risk_at_end] == [level.label for level in Level]


def test_every_text_that_the_ladder_tells_is_written() -> None:
    assert policy().texts() <= SYSTEM_TEXTS

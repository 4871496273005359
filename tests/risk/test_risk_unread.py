"""What nobody here could read is flagged, and raises nothing by itself."""

import pytest

from risk.assessment import Context, Flag, Level
from risk.unread import rules_besides
from tests.risk.rules_alone import assess


@pytest.mark.parametrize(
    "text",
    [
        "Բարև, ինչպե՞ս եք",
        "Salam, necəsən, nə edirsən",
        "merhaba nasilsin bugun",
        "Привіт, як справи, що робиш",
        "δεν ξέρω τι να κάνω",
        "אני רוצה למות",
        "أريد أن أموت",
        "می‌خواهم بمیرم",
        "我想死",
        "Мен сізге көмек сұрағым келеді",
        "Ӕз нӕ зонын цы кӕнон",
        "მა ვამიჩქუ მუ ვქიმინე, გური მაჭუ",
        "Nie wiem, co mam robić, proszę o pomoc",
    ],
)
def test_what_nobody_read_is_flagged_and_of_no_level(text: str) -> None:
    found = assess(text)
    assert Flag.UNREAD in found.flags
    assert found.level is Level.NONE


@pytest.mark.parametrize(
    "text",
    [
        "გამარჯობა",
        "gamarjoba rogor xar",
        "привет как дела",
        "how are you",
        "",
        "112",
        "😭",
        "xqz",
        "Ուզում եմ մեռնել",
        "ölmək istəyirəm",
        "olmek istiyorum",
        "хочу померти",
        "չեմ ուզում մեռնել",
    ],
)
def test_what_was_read_is_not_flagged(text: str) -> None:
    assert Flag.UNREAD not in assess(text).flags


def test_hint_does_not_make_a_message_readable() -> None:
    found = assess("Nie wiem, co mam robić, proszę o pomoc", Context(language_hint="ka"))
    assert (found.language, Flag.UNREAD in found.flags) == ("ka", True)


def test_rules_of_a_language_read_only_where_it_may_be_theirs() -> None:
    assert (
        rules_besides("ru", "Cyrl")
        == rules_besides("ka", "Latn")
        == rules_besides("en", "Latn")
        == frozenset()
    )
    assert rules_besides("uk", "Cyrl") == {"uk"}
    assert rules_besides("hy", "Latn") == {"hy"}
    assert rules_besides("az", "Latn") == rules_besides("tr", "Latn") == rules_besides("und", "Latn")
    assert rules_besides("und", "Cyrl") == frozenset()


def test_armenian_words_in_a_message_of_another_language_are_read() -> None:
    assert assess("мама говорит по-русски, а я так: ուզում եմ մեռնել, понимаете").level is Level.MODERATE

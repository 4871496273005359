"""Language and script of a message."""

import pytest

from risk.assess import assess
from risk.assessment import Context


@pytest.mark.parametrize(
    ("text", "language", "script"),
    [
        ("გამარჯობა, როგორ ხარ?", "ka", "Geor"),
        ("gamarjoba rogor xar", "ka", "Latn"),
        ("Zalian cudad var dges", "ka", "Latn"),
        ("привет, как дела", "ru", "Cyrl"),
        ("privet kak dela", "ru", "Latn"),
        ("ya ne znayu chto delat", "ru", "Latn"),
        ("i do not know what to do", "en", "Latn"),
        ("123 !!!", "und", "Zyyy"),
        ("", "und", "Zyyy"),
        ("xqz", "und", "Latn"),
        ("დღეს ok ვარ", "ka", "Geor"),
    ],
)
def test_language_and_script(text: str, language: str, script: str) -> None:
    found = assess(text)
    assert (found.language, found.script) == (language, script)


def test_hint_decides_only_where_letters_do_not() -> None:
    assert assess("xqz", Context(language_hint="ka")).language == "ka"
    assert assess("i do not know", Context(language_hint="ka")).language == "en"
    assert assess("xqz", Context(language_hint="fr")).language == "und"

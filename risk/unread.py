"""Languages that nobody here speaks: which rules read a message, and when nobody could read it."""

from collections.abc import Collection, Iterable
from typing import Final

from encoder.language import LANGUAGES
from risk.spelling import FOREIGN

_UNDECIDED: Final = "und"
_LATIN: Final = "Latn"
_NO_SCRIPT: Final = "Zyyy"
# Azerbaijani and Turkish are near each other, and a short message may be either.
_TURKIC: Final = frozenset({"az", "tr"})
# A few words in Latin letters that fit no language are a name or a slip.
_WORDS_OF_A_LANGUAGE: Final = 4


def rules_besides(language: str, script: str) -> frozenset[str]:
    """The languages of `FOREIGN` whose rules read a message, besides those of the languages spoken here."""
    if language in _TURKIC or (language == _UNDECIDED and script == _LATIN):
        return _TURKIC
    return frozenset({language}) & frozenset(FOREIGN)


def is_unread(language: str, script: str, words: Collection[object], found_by: Iterable[str]) -> bool:
    """Whether nobody here could read the message.

    `language` is what the words alone say; `found_by` are the ids of the rules that found something.
    """
    if language in LANGUAGES or script == _NO_SCRIPT:
        return False
    if language == _UNDECIDED and script == _LATIN:
        return len(words) >= _WORDS_OF_A_LANGUAGE and not any(found_by)
    return not any(rule.split(".")[0] in FOREIGN for rule in found_by)

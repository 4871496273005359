"""Whether somebody agrees that their words are kept to learn from, and the word that ends it. Pure.

The question has a fixed wording, a counsellor asks it once, and a refusal is final: nobody is asked twice.
"""

import re
import unicodedata
from enum import StrEnum
from typing import Final


class Consent(StrEnum):
    """How the question stands. Before it was asked there is none of these."""

    ASKED = "asked"
    GIVEN = "given"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Step(StrEnum):
    """What can happen to it."""

    ASK = "ask"
    YES = "yes"
    NO = "no"
    WITHDRAW = "withdraw"


TRANSITIONS: Final[dict[tuple[Consent | None, Step], Consent]] = {
    (None, Step.ASK): Consent.ASKED,
    (Consent.ASKED, Step.YES): Consent.GIVEN,
    (Consent.ASKED, Step.NO): Consent.REFUSED,
    (Consent.ASKED, Step.WITHDRAW): Consent.REFUSED,
    (Consent.GIVEN, Step.NO): Consent.WITHDRAWN,
    (Consent.GIVEN, Step.WITHDRAW): Consent.WITHDRAWN,
    # The same once more, as a second click does.
    (Consent.ASKED, Step.ASK): Consent.ASKED,
    (Consent.GIVEN, Step.YES): Consent.GIVEN,
    (Consent.REFUSED, Step.NO): Consent.REFUSED,
    (Consent.WITHDRAWN, Step.NO): Consent.WITHDRAWN,
}


def after(status: Consent | None, step: Step) -> Consent | None:
    """The state that follows, or None where the step is not allowed."""
    return TRANSITIONS.get((status, step))


WITHDRAWAL: Final = {"ka": "გამოვიხმობ", "ru": "отзываю", "en": "withdraw"}
"""The one word that ends consent, as the question names it."""

_WORDS: Final = frozenset(
    {*WITHDRAWAL.values(), "gamovixmob", "gamovikhmob", "otzyvayu", "otzivayu", "otzivaju"}
)
_LONGEST = 20


def is_withdrawal(text: str) -> bool:
    """Whether a whole message is that word, in any of the languages; a slash before it makes it a command."""
    if len(text) > 2 * _LONGEST:
        return False
    plain = unicodedata.normalize("NFKC", text).casefold()
    return re.sub(r"[^\w]+", " ", plain).strip() in _WORDS

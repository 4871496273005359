"""Short free answers to a yes-or-no question, read with care: what is not plain is not guessed.

Left out on purpose: "ok" and "კარგი" (an answer to how one feels, or to nothing), Latin "da" (Georgian
"and", Russian "yes"), and every answer that says both.
"""

import re
import unicodedata
from typing import Final

from flows.model import Meaning


def _listed(*words: str) -> frozenset[str]:
    """Words separated by spaces; the words of a phrase are joined by `_`."""
    return frozenset(word for some in words for word in some.split())


_YES: Final = _listed(
    "კი ხო ჰო დიახ მინდა ki xo ho kho diax diakh minda",
    "да ага угу хочу",
    "yes yeah yea yep yup",
)
_NO: Final = _listed(
    "არა არ_მინდა ნწ ara ar_minda",
    "нет не неа не_хочу",
    "no nope nah",
)
_UNSURE: Final = _listed(
    "არ_ვიცი რა_ვიცი შეიძლება ალბათ ar_vici ar_vitsi ra_vici ra_vitsi sheidzleba sheizleba albat",
    "не_знаю не_уверен не_уверена может может_быть возможно наверное хз",
    "i_don't_know i_dont_know dont_know don't_know not_sure i'm_not_sure im_not_sure maybe perhaps idk dunno",
)
_POLITE: Final = _listed(
    "ნამდვილად რა ნუ მადლობა გმადლობთ თქმა_უნდა namdvilad ra nu madloba gmadlobt",
    "ну конечно спасибо пожалуйста точно",
    "of_course definitely please thanks thank_you",
)
_SIGNS: Final = {"👍": "yes", "👌": "yes", "✅": "yes", "👎": "no", "🤷": "idk", "+": "yes"}

_LONGEST = 30
"""Letters; a longer answer says more than yes or no and is not squeezed into one."""

_RUNS = re.compile(r"(\w)\1+")
_NOT_WORDS = re.compile(r"[^\w'\s]+")
_DRAWN_ON = re.compile("[\ufe0f\u200d\u2640\u2642\U0001f3fb-\U0001f3ff]")


def read_answer(text: str) -> Meaning | None:
    """Yes, no or unsure where a short text plainly says that; None for everything else.

    Words drawn out ("კიიი", "дааа"), courtesies ("არა, მადლობა") and a thumb are understood; a question
    mark, both answers at once or any other word make it unclear.
    """
    plain = unicodedata.normalize("NFKC", text).casefold().strip().replace("’", "'")
    if not plain or len(plain) > _LONGEST or "?" in plain:
        return None
    plain = _DRAWN_ON.sub("", plain)
    for sign, word in _SIGNS.items():
        plain = plain.replace(sign, f" {word} ")
    words = _RUNS.sub(r"\1", _NOT_WORDS.sub(" ", plain)).split()
    meanings = _meanings(words)
    return meanings.pop() if meanings is not None and len(meanings) == 1 else None


def _meanings(words: list[str]) -> set[Meaning] | None:
    """What the words say together, longest phrases first; None when one of them is not known here."""
    found: set[Meaning] = set()
    rest = list(words)
    while rest:
        for length in (3, 2, 1):
            phrase = "_".join(rest[:length])
            if len(rest) >= length and (phrase in _KNOWN):
                break
        else:
            return None
        meaning = _KNOWN[phrase]
        if meaning is not None:
            found.add(meaning)
        rest = rest[length:]
    return found


_KNOWN: Final[dict[str, Meaning | None]] = {
    _RUNS.sub(r"\1", word): meaning
    for words, meaning in (
        (_POLITE, None),
        (_YES, Meaning.YES),
        (_NO, Meaning.NO),
        (_UNSURE, Meaning.UNSURE),
    )
    for word in words
}

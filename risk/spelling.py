"""Plain spellings under which a word is looked up: one alphabet for each way of typing a language.

Every rule is written once, in its language's own letters. For Georgian and Russian the same rule is also
looked up under a coarse Latin spelling, in which the many habits of typing these languages on a Latin
keyboard fall together (ტ and თ are both `t`; `sh`, `S` and `s` are all `s`). The coarse spelling is never
applied to text in the language's own letters, where it would confuse different words.
"""

from collections.abc import Callable
from enum import StrEnum

import regex

from encoder.normalise import Word, squeeze
from risk.pattern import NUMBER


class Alphabet(StrEnum):
    """A way of writing that words and rules are compared in."""

    GEORGIAN = "ka-Geor"
    GEORGIAN_LATIN = "ka-Latn"
    RUSSIAN = "ru-Cyrl"
    RUSSIAN_LATIN = "ru-Latn"
    ENGLISH = "en-Latn"


ALPHABETS_OF = {
    "ka": (Alphabet.GEORGIAN, Alphabet.GEORGIAN_LATIN),
    "ru": (Alphabet.RUSSIAN, Alphabet.RUSSIAN_LATIN),
    "en": (Alphabet.ENGLISH,),
}

_MKHEDRULI_TO_COARSE = str.maketrans("აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ", "abgdevztiklmnopjrstupkgkscczccxjx")
_LATIN_TO_COARSE = str.maketrans("qyfhw764", "kkpxcksc")
_COARSE_PAIRS = (
    ("tch", "c"), ("sh", "s"), ("ch", "c"), ("ts", "c"), ("kh", "x"), ("gh", "g"), ("dz", "z"), ("zh", "j"),
    ("ph", "p"), ("th", "t"), ("dj", "j"),
)  # fmt: skip

_CYRILLIC_TO_COARSE = str.maketrans(
    {
        **dict(zip("абвгдежзийклмнопрстуфхцчшщыэёіє", "abvgdejziiklmnoprstufhccssieeie", strict=True)),
        "ъ": "", "ь": "", "ю": "iu", "я": "ia",
    }
)  # fmt: skip
_RUSSIAN_PAIRS = (
    ("shch", "s"), ("sch", "s"), ("sh", "s"), ("zh", "j"), ("kh", "h"), ("ch", "c"), ("ts", "c"), ("tc", "c"),
    ("yu", "iu"), ("ju", "iu"), ("ya", "ia"), ("ja", "ia"),
    ("ye", "e"), ("yo", "e"), ("jo", "e"), ("je", "e"),
)  # fmt: skip
_RUSSIAN_LETTERS = str.maketrans("ywxq46", "ivhkcs")

_LEET = str.maketrans("013457@$", "oieastas")
# In Georgian and Russian typed in Latin letters 4, 6 and 7 stand for letters of their own.
_LEET_KEEPING_LETTER_DIGITS = str.maketrans("013@$", "oieas")
_VOWELS = "aeiou"


def _georgian_latin(text: str) -> str:
    for pair, letter in _COARSE_PAIRS:
        if pair in text:
            text = text.replace(pair, letter)
    return squeeze(text.translate(_LATIN_TO_COARSE))


def _russian_latin(text: str) -> str:
    for pair, letters in _RUSSIAN_PAIRS:
        if pair in text:
            text = text.replace(pair, letters)
    # The endings -ые and -ие are typed -ye, -ie and -e alike.
    return squeeze(text.translate(_RUSSIAN_LETTERS)).replace("ie", "e")


def _own_letters(text: str) -> str:
    return squeeze(text.replace("ё", "е").replace("й", "и"))


# How a rule's literal, written in its language's own letters, is spelled in each alphabet.
LITERAL_SPELLING: dict[Alphabet, Callable[[str], str]] = {
    Alphabet.GEORGIAN: squeeze,
    Alphabet.GEORGIAN_LATIN: lambda text: _georgian_latin(text.translate(_MKHEDRULI_TO_COARSE)),
    Alphabet.RUSSIAN: _own_letters,
    Alphabet.RUSSIAN_LATIN: lambda text: _russian_latin(text.translate(_CYRILLIC_TO_COARSE)),
    Alphabet.ENGLISH: lambda text: squeeze(text.replace("'", "")),
}

_MASKED = regex.compile(r"\*+")
# Georgian hangs "he said" (-ო), "I said" (-თქო, -მეთქი) and "also" (-ც) on any word; the rules name the word.
_CLITICS = ("მეთქი", "თქო", "ო", "ც")
_CLITICS_LATIN = ("metki", "tko", "o", "c")
_SHORTEST_HOST = 4


def spellings(word: Word) -> tuple[tuple[Alphabet, str], ...]:
    """All (alphabet, spelling) pairs under which the word is looked up; a masked vowel gives several."""
    text = word.text.replace("'", "")
    if "*" in text:
        return tuple(
            pair for vowel in _VOWELS for pair in _plain_spellings(_MASKED.sub(vowel, text), word)
        ) + _plain_spellings(_MASKED.sub("", text), word)
    return _plain_spellings(text, word)


def _plain_spellings(text: str, word: Word) -> tuple[tuple[Alphabet, str], ...]:
    match word.script:
        case "Geor":
            plain = squeeze(text)
            host = _without_clitic(plain, _CLITICS)
            pair = (Alphabet.GEORGIAN, plain)
            return (pair, (Alphabet.GEORGIAN, host)) if host else (pair,)
        case "Cyrl":
            return ((Alphabet.RUSSIAN, squeeze(text)),)
        case "Latn":
            return _latin_spellings(text, word.with_gh)
        case _:
            every = tuple((alphabet, text) for alphabet in Alphabet)
            return (*every, *((alphabet, NUMBER) for alphabet in Alphabet)) if text.isdigit() else every


def _without_clitic(text: str, clitics: tuple[str, ...]) -> str:
    """The word without the Georgian particle at its end; empty where there is none."""
    for clitic in clitics:
        if text.endswith(clitic) and len(text) - len(clitic) >= _SHORTEST_HOST:
            return text[: -len(clitic)]
    return ""


def _latin_spellings(text: str, with_gh: str) -> tuple[tuple[Alphabet, str], ...]:
    if text.isalpha():
        english = georgian = text
    else:
        english = text.translate(_LEET)
        georgian = text.translate(_LEET_KEEPING_LETTER_DIGITS)
    coarse = _georgian_latin(georgian)
    pairs: tuple[tuple[Alphabet, str], ...] = (
        (Alphabet.ENGLISH, squeeze(english)),
        (Alphabet.GEORGIAN_LATIN, coarse),
        (Alphabet.RUSSIAN_LATIN, _russian_latin(georgian)),
    )
    if "j" in georgian or "sch" in georgian:
        # j is typed for ж and for й, sch for щ and for сч.
        other = georgian.replace("ja", "ya").replace("ju", "yu").replace("jo", "e").replace("je", "e")
        pairs += ((Alphabet.RUSSIAN_LATIN, _russian_latin(other.replace("j", "i").replace("sch", "sc"))),)
    host = _without_clitic(coarse, _CLITICS_LATIN)
    if host:
        pairs += ((Alphabet.GEORGIAN_LATIN, host),)
    if with_gh:
        return (*pairs, (Alphabet.GEORGIAN_LATIN, _georgian_latin(with_gh)))
    return pairs

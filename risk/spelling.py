"""Plain spellings under which a word is looked up: one alphabet for each way of typing a language.

Every rule is written once, in its language's own letters. For Georgian and Russian the same rule is also
looked up under a coarse Latin spelling, in which the many habits of typing these languages on a Latin
keyboard fall together (ტ and თ are both `t`; `sh`, `S` and `s` are all `s`). The coarse spelling is never
applied to text in the language's own letters, where it would confuse different words.

Languages that nobody here speaks (`FOREIGN`) are compared without their marks, as they are typed on a phone.
Their words look like words of others, so a message is only read by their rules where it is theirs.
"""

from collections.abc import Callable
from enum import StrEnum

import regex

from encoder.normalise import Word, fold, squeeze
from risk.pattern import NUMBER


class Alphabet(StrEnum):
    """A way of writing that words and rules are compared in."""

    GEORGIAN = "ka-Geor"
    GEORGIAN_LATIN = "ka-Latn"
    RUSSIAN = "ru-Cyrl"
    RUSSIAN_LATIN = "ru-Latn"
    ENGLISH = "en-Latn"
    ARMENIAN = "hy-Armn"
    ARMENIAN_LATIN = "hy-Latn"
    AZERBAIJANI = "az-Latn"
    TURKISH = "tr-Latn"
    UKRAINIAN = "uk-Cyrl"


ALPHABETS_OF = {
    "ka": (Alphabet.GEORGIAN, Alphabet.GEORGIAN_LATIN),
    "ru": (Alphabet.RUSSIAN, Alphabet.RUSSIAN_LATIN),
    "en": (Alphabet.ENGLISH,),
    "hy": (Alphabet.ARMENIAN, Alphabet.ARMENIAN_LATIN),
    "az": (Alphabet.AZERBAIJANI,),
    "tr": (Alphabet.TURKISH,),
    "uk": (Alphabet.UKRAINIAN,),
}
FOREIGN = ("hy", "az", "tr", "uk")
_ALWAYS = tuple(
    alphabet
    for language, alphabets in ALPHABETS_OF.items()
    if language not in FOREIGN
    for alphabet in alphabets
)
_NO_LANGUAGES: frozenset[str] = frozenset()

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

_ARMENIAN_LETTERS = range(0x0561, 0x0588)
_ARMENIAN_TO_COARSE = str.maketrans(
    "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ", "abgdezeetjilxckhzgcmynsocpjrsvtrcvpkof"
)
_ARMENIAN_PAIRS = (("ու", "u"), ("և", "եւ"))
_ARMENIAN_LATIN_PAIRS = (("tz", "c"), ("@", "e"), ("q", "k"), ("w", "v"))
_ARMENIAN_Y = regex.compile(r"y(?![aeiou])")
_ARMENIAN_START = regex.compile(r"^(?:ye|vo)")
_TURKIC_PAIRS = (("sh", "s"), ("ch", "c"), ("gh", "g"), ("kh", "x"))
_TURKIC_LETTERS = str.maketrans("əә", "ee")
_AZERBAIJANI_LETTERS = str.maketrans("qwj", "gsc")
_UKRAINIAN_LETTERS = str.maketrans("іїйєґё", "иииеге")

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


def _armenian(text: str) -> str:
    return squeeze(fold(text).text)


def _armenian_latin(text: str) -> str:
    for pair, letters in _ARMENIAN_PAIRS:
        text = text.replace(pair, letters)
    text = text.translate(_ARMENIAN_TO_COARSE)
    for pair, letter in (*_COARSE_PAIRS, *_ARMENIAN_LATIN_PAIRS):
        text = text.replace(pair, letter)
    text = _ARMENIAN_START.sub(lambda match: match.group()[1], text)
    return squeeze(_ARMENIAN_Y.sub("e", text))


def _turkish(text: str) -> str:
    text = fold(text).text.translate(_TURKIC_LETTERS)
    for pair, letter in _TURKIC_PAIRS:
        text = text.replace(pair, letter)
    return squeeze(text)


def _azerbaijani(text: str) -> str:
    return _turkish(text).translate(_AZERBAIJANI_LETTERS)


def _ukrainian(text: str) -> str:
    return squeeze(text.translate(_UKRAINIAN_LETTERS).replace("'", ""))


# How a rule's literal, written in its language's own letters, is spelled in each alphabet.
LITERAL_SPELLING: dict[Alphabet, Callable[[str], str]] = {
    Alphabet.GEORGIAN: squeeze,
    Alphabet.GEORGIAN_LATIN: lambda text: _georgian_latin(text.translate(_MKHEDRULI_TO_COARSE)),
    Alphabet.RUSSIAN: _own_letters,
    Alphabet.RUSSIAN_LATIN: lambda text: _russian_latin(text.translate(_CYRILLIC_TO_COARSE)),
    Alphabet.ENGLISH: lambda text: squeeze(text.replace("'", "")),
    Alphabet.ARMENIAN: _armenian,
    Alphabet.ARMENIAN_LATIN: _armenian_latin,
    Alphabet.AZERBAIJANI: _azerbaijani,
    Alphabet.TURKISH: _turkish,
    Alphabet.UKRAINIAN: _ukrainian,
}

_MASKED = regex.compile(r"\*+")
# Georgian hangs "he said" (-ო), "I said" (-თქო, -მეთქი) and "also" (-ც) on any word; the rules name the word.
_CLITICS = ("მეთქი", "თქო", "ო", "ც")
_CLITICS_LATIN = ("metki", "tko", "o", "c")
_SHORTEST_HOST = 4


def spellings(word: Word, foreign: frozenset[str] = _NO_LANGUAGES) -> tuple[tuple[Alphabet, str], ...]:
    """All (alphabet, spelling) pairs under which the word is looked up; a masked vowel gives several.

    `foreign` are those of `FOREIGN` that the message may be written in; Armenian letters need no permission.
    """
    text = word.text.replace("'", "")
    if "*" in text:
        return tuple(
            pair for vowel in _VOWELS for pair in _plain_spellings(_MASKED.sub(vowel, text), word, foreign)
        ) + _plain_spellings(_MASKED.sub("", text), word, foreign)
    return _plain_spellings(text, word, foreign)


def _plain_spellings(text: str, word: Word, foreign: frozenset[str]) -> tuple[tuple[Alphabet, str], ...]:
    match word.script:
        case "Geor":
            plain = squeeze(text)
            host = _without_clitic(plain, _CLITICS)
            pair = (Alphabet.GEORGIAN, plain)
            return (pair, (Alphabet.GEORGIAN, host)) if host else (pair,)
        case "Cyrl":
            russian = (Alphabet.RUSSIAN, squeeze(text))
            return (russian, (Alphabet.UKRAINIAN, _ukrainian(text))) if "uk" in foreign else (russian,)
        case "Latn":
            return _latin_spellings(text, word.with_gh) + _foreign_latin_spellings(text, foreign)
        case _ if text and ord(text[0]) in _ARMENIAN_LETTERS:
            return ((Alphabet.ARMENIAN, _armenian(text)),)
        case _:
            alphabets = (
                *_ALWAYS,
                *(each for name in FOREIGN if name in foreign for each in ALPHABETS_OF[name]),
            )
            every = tuple((alphabet, text) for alphabet in alphabets)
            return (*every, *((alphabet, NUMBER) for alphabet in alphabets)) if text.isdigit() else every


def _foreign_latin_spellings(text: str, foreign: frozenset[str]) -> tuple[tuple[Alphabet, str], ...]:
    if not foreign:
        return ()
    letters = text if text.isalpha() else text.translate(_LEET)
    spelled = {
        "hy": (Alphabet.ARMENIAN_LATIN, _armenian_latin(letters)),
        "az": (Alphabet.AZERBAIJANI, _azerbaijani(letters)),
        "tr": (Alphabet.TURKISH, _turkish(letters)),
    }
    return tuple(pair for language, pair in spelled.items() if language in foreign)


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

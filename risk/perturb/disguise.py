"""Letters that look alike, invisible marks, digits and signs for letters, fancy letters, other alphabets.

People do this to get past filters, or copy text from places that do.
"""

from collections.abc import Callable, Mapping
from random import Random

from encoder.normalise import script_of
from encoder.transliterate import GEORGIAN_STYLES, RUSSIAN_STYLES
from risk.perturb.words import change_words, language_of

Perturbation = Callable[[str, Random], str]

_LOOK_ALIKES: Mapping[str, Mapping[str, str]] = {
    "Latn": {
        "a": "а",
        "c": "с",
        "e": "е",
        "o": "о",
        "p": "р",
        "x": "х",
        "y": "у",
        "i": "і",
        "s": "ѕ",
        "k": "κ",
    },
    "Cyrl": {
        "а": "a",
        "с": "c",
        "е": "e",
        "о": "o",
        "р": "p",
        "х": "x",
        "у": "y",
        "к": "k",
        "м": "m",
        "т": "t",
    },
}
# So many of a word's letters may be another alphabet's: the word must still be seen as of its own.
_LOOK_ALIKE_SHARE = 0.34
_INVISIBLE = ("\u200b", "\u200c", "\u200d", "\u2060", "\u00ad", "\ufeff")
_DIRECTIONS = (("\u202a", "\u202c"), ("\u2066", "\u2069"), ("\u200e", "\u200e"))
_LEET: Mapping[str, Mapping[str, str]] = {
    "en": {"a": "4@", "e": "3", "i": "1!", "o": "0", "s": "5$", "t": "7"},
    # 4, 6 and 7 are letters of their own where Georgian and Russian are typed in Latin letters.
    "ka": {"e": "3", "i": "1", "o": "0"},
    "ru": {"e": "3", "i": "1", "o": "0", "о": "0", "з": "3", "ч": "4", "б": "6"},
}
_MATHEMATICAL_A = (0x1D400, 0x1D5D4, 0x1D608, 0xFF21)
_MATHEMATICAL_SMALL_A = (0x1D41A, 0x1D5EE, 0x1D622, 0xFF41)


def look_alikes(text: str, random: Random) -> str:
    """Some letters of some words from another alphabet that look the same; Georgian has none and stays."""
    return change_words(text, random, _with_look_alikes)


def _with_look_alikes(word: str, random: Random) -> str:
    table = _LOOK_ALIKES.get(script_of(word.lower()), {})
    places = [i for i, char in enumerate(word) if char in table]
    most = int(len(word) * _LOOK_ALIKE_SHARE)
    chosen = set(random.sample(places, min(len(places), max(1, most))))
    return "".join(table[char] if i in chosen else char for i, char in enumerate(word))


def invisible_marks(text: str, random: Random) -> str:
    """Zero-width marks and soft hyphens within words, and now and then a direction mark around all."""
    marked = change_words(text, random, _with_invisible, letters_a_change=5)
    if random.random() < 0.3:
        before, behind = random.choice(_DIRECTIONS)
        return before + marked + behind
    return marked


def _with_invisible(word: str, random: Random) -> str:
    place = random.randrange(1, len(word))
    return word[:place] + random.choice(_INVISIBLE) + word[place:]


def digits_for_letters(text: str, random: Random) -> str:
    """One or two letters inside some words as the digit or sign that looks like them."""
    language, _ = language_of(text)
    table = _LEET[language]

    def change(word: str, chance: Random) -> str:
        places = [i for i in range(1, len(word) - 1) if word[i].lower() in table]
        chosen = set(chance.sample(places, min(len(places), chance.randint(1, 2))))
        return "".join(
            chance.choice(table[char.lower()]) if i in chosen else char for i, char in enumerate(word)
        )

    return change_words(text, random, change)


def fancy_letters(text: str, random: Random) -> str:
    """Latin letters from the bold, sans-serif and wide alphabets that profile generators offer."""
    style = random.randrange(len(_MATHEMATICAL_A))
    capital, small = _MATHEMATICAL_A[style], _MATHEMATICAL_SMALL_A[style]
    return "".join(
        chr(capital + ord(char) - ord("A"))
        if "A" <= char <= "Z"
        else chr(small + ord(char) - ord("a"))
        if "a" <= char <= "z"
        else char
        for char in text
    )


def _in_latin(style: Perturbation, first: str, last: str) -> Perturbation:
    def perturbation(text: str, random: Random) -> str:
        return style(text, random) if any(first <= char <= last for char in text.lower()) else text

    return perturbation


IN_LATIN_LETTERS: dict[str, Perturbation] = {
    **{f"georgian_latin_{name}": _in_latin(style, "ა", "ჰ") for name, style in GEORGIAN_STYLES.items()},
    **{f"russian_latin_{name}": _in_latin(style, "а", "ё") for name, style in RUSSIAN_STYLES.items()},
}

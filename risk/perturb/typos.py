"""Slips of the fingers: neighbouring keys, letters swapped, dropped and doubled, a missed shift key.

The first letter stays, and so do vowels among themselves ("live" must not become "love"): a reader sees at
once what was meant.
"""

from random import Random

from risk.perturb.words import change_words

_LAYOUTS = (
    ("qwertyuiop", "asdfghjkl", "zxcvbnm"),
    ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"),
    ("ქწერტყუიოპ", "ასდფგჰჯკლ", "ზხცვბნმ"),
)
# Letters that share a key in the Georgian layout.
_SHIFTED = {"თ": "ტ", "ჭ": "წ", "ღ": "რ", "შ": "ს", "ჟ": "ჯ", "ძ": "ზ", "ჩ": "ც"}
_VOWELS = frozenset("aeiouyаеёиоуыэюяაეიოუ")
# In Georgian these say who does it to whom.
_PERSONS = frozenset("ვმგსხთ")


def _neighbours() -> dict[str, str]:
    """For each letter the letters of the keys that touch its key."""
    found: dict[str, str] = {}
    for layout in _LAYOUTS:
        # Each row stands about half a key to the right of the one above.
        places = {
            char: (row, column + row / 2)
            for row, keys in enumerate(layout)
            for column, char in enumerate(keys)
        }
        for char, (row, column) in places.items():
            found[char] = "".join(
                other
                for other, (other_row, other_column) in places.items()
                if other != char
                and other not in _PERSONS
                and abs(other_row - row) <= 1
                and abs(other_column - column) <= 1
                and not (char in _VOWELS and other in _VOWELS)
            )
    found |= {upper: found[lower] for upper, lower in _SHIFTED.items()}
    return found


_NEIGHBOURS = _neighbours()


def neighbour_keys(text: str, random: Random) -> str:
    """Some letters are those of the key beside."""
    return change_words(text, random, _hit_neighbour)


def missed_shift(text: str, random: Random) -> str:
    """Some Georgian letters that need the shift key are those without it; other scripts stay."""
    return change_words(text, random, _miss_shift)


def swapped_letters(text: str, random: Random) -> str:
    """Some neighbouring letters have changed places."""
    return change_words(text, random, _swap)


def dropped_letters(text: str, random: Random) -> str:
    """Some letters are missing, never the first or the last of a word."""
    return change_words(text, random, _drop)


def doubled_letters(text: str, random: Random) -> str:
    """Some letters stand twice."""
    return change_words(text, random, _double)


def _hit_neighbour(word: str, random: Random) -> str:
    places = [i for i in range(1, len(word)) if _NEIGHBOURS.get(word[i].lower()) and word[i] not in _PERSONS]
    if not places:
        return word
    place = random.choice(places)
    letter = random.choice(_NEIGHBOURS[word[place].lower()])
    return word[:place] + (letter.upper() if word[place].isupper() else letter) + word[place + 1 :]


def _miss_shift(word: str, random: Random) -> str:
    places = [i for i, char in enumerate(word) if char in _SHIFTED]
    if not places:
        return word
    place = random.choice(places)
    return word[:place] + _SHIFTED[word[place]] + word[place + 1 :]


def _swap(word: str, random: Random) -> str:
    places = [i for i in range(1, len(word) - 1) if word[i] != word[i + 1] and word[i : i + 2].isalpha()]
    if not places:
        return word
    place = random.choice(places)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def _drop(word: str, random: Random) -> str:
    places = [i for i in range(1, len(word) - 1) if word[i].isalpha() and word[i] not in _PERSONS]
    if not places:
        return word
    place = random.choice(places)
    return word[:place] + word[place + 1 :]


def _double(word: str, random: Random) -> str:
    place = random.randrange(len(word))
    return word[:place] + word[place] + word[place:] if word[place].isalpha() else word

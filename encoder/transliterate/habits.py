"""Which letters a Latin letter may stand for when Georgian or Russian is typed on a Latin keyboard.

Each entry is a string as typed and the spellings that it may mean, with a cost in nats: 0 for the usual
meaning, more for a rarer one. The words' own likelihood decides among them, so a cost only has to be roughly
right.
"""

from collections.abc import Mapping
from dataclasses import dataclass

# Typed letters after which no second vowel of the same sound is meant.
VOWELS = frozenset("aeiouy")

Choices = Mapping[str, tuple[tuple[str, float], ...]]


@dataclass(frozen=True, slots=True)
class Habits:
    """How a language is typed in Latin letters.

    `choices` is keyed by what is typed, in small letters; `after_vowel` and `at_start` hold other meanings of
    the same keys after a vowel and at a word's beginning. `shifted` holds capitals that are letters of their
    own on the language's keyboard layout; there a capital within a word is telling, at its beginning it may
    be a mere capital.
    """

    choices: Choices
    after_vowel: Choices
    at_start: Choices
    shifted: Mapping[str, str]
    pairs: frozenset[str]

    @property
    def longest(self) -> int:
        """The length of the longest key."""
        return max(map(len, self.choices))

    @property
    def letters(self) -> frozenset[str]:
        """The letters of the language that may be meant."""
        return frozenset(c for choices in self.choices.values() for meaning, _ in choices for c in meaning)

    def meanings(self, typed: str, start: int, end: int) -> tuple[tuple[str, float], ...]:
        """What the stretch `[start, end)` of a word may stand for, each with its cost; often nothing."""
        key = typed[start:end].lower()
        if start == 0:
            found = self.at_start.get(key)
        elif typed[start - 1] in VOWELS:
            found = self.after_vowel.get(key)
        else:
            found = None
        return self.choices.get(key, ()) if found is None else found


def _choices(*rows: str) -> dict[str, tuple[tuple[str, float], ...]]:
    """Read rows of `typed meaning meaning:cost ...`."""
    found = {}
    for row in rows:
        typed, *meanings = row.split()
        pairs = (meaning.partition(":") for meaning in meanings)
        found[typed] = tuple((letters, float(cost or 0)) for letters, _, cost in pairs)
    return found


GEORGIAN = Habits(
    _choices(
        "a ა", "b ბ", "d დ", "e ე", "i ი", "l ლ", "m მ", "n ნ", "o ო", "r რ", "u უ", "v ვ", "f ფ",
        "g გ ღ:0.2", "z ზ ძ:0.2 ჟ:3", "t თ:0.7 ტ:0.3", "k კ ქ:0.7 ყ:2", "p პ ფ:1.5", "s ს:0.5 შ:2.5",
        "j ჯ ჟ:1 ხ:7", "q ქ ყ:0.7 კ:1.5", "y ყ ი:5", "w წ ჭ:2 ვ:4", "x ხ", "h ჰ ხ:1.5", "c ც წ:0.2 ჩ:0.7 ჭ:2",
        "gh ღ", "zh ჟ", "kh ხ", "ph ფ", "th თ", "sh შ", "dz ძ", "dj ჯ:1", "ch ჩ ჭ:0.7", "tch ჭ ჩ:2.5",
        "ts ც:0.5 წ:0.7 თს:3 ტს:4", "tz წ:2 ც:2", "tsh ჭ:3", "ck წყ:2", "sch შ:3",
        "k' კ", "t' ტ", "p' პ", "c' წ ჭ:1", "ch' ჭ", "ts' წ ც:4", "q' ყ", "y' ყ", "g' ღ:1", "z' ძ:1 ჟ:1",
        "4 ჩ ჭ:0.7", "6 შ", "7 ყ", "9 ყ:3", "3 ე:2 ზ:3 ძ:3", "0 ო", "1 ი", "@ ა", "$ ს", "5 ს:2",
    ),
    {},
    {},
    {"T": "თ", "W": "ჭ", "R": "ღ", "S": "შ", "C": "ჩ", "J": "ჟ", "Z": "ძ"},
    frozenset(("sh", "ch", "kh", "gh", "zh", "dz")),
)  # fmt: skip

RUSSIAN = Habits(
    _choices(
        "a а", "b б бь:3", "v в вь:1", "w в:2 ш:1 щ:2", "g г", "d д дь:1.5", "e е э:2 ье:3 ъе:4",
        "z з зь:1.5", "i и ы:0.3 ьи:3", "y ы и:3 у:1", "j ж ь:4 й:4", "k к",
        "l л ль:0.2", "m м мь:1.5", "n н нь:0.7", "o о", "p п пь:2", "r р рь:1", "s с сь:0.7 ш:4", "t т ть:1",
        "u у ю:2", "f ф", "h х ш:5", "x х кс:2", "c ц:0.5 с:2 ч:2 к:4", "q к:2 я:3",
        "zh ж жь:1.5", "kh х", "ch ч чь:0.7 щ:4", "sh ш щ:0.5 шь:0.7 щь:1", "shh щ щь:1", "sch щ сч:0.5 щь:1",
        "shch щ щь:0.5", "sh4 щ",
        "ts ц тс:1 тьс:0.7", "tc ц", "tz ц:2", "tsya ться тся:0.5", "tsa ться тся:0.5 ца:0.5",
        "tsja ться тся:0.5", "yu ю ью:0.7 ъю:3", "ju ю:0.5 ью:0.7 жу:0.5", "iu ю ью:0.7 ию:1",
        "ya я ья:0.7 ъя:3", "ja я:0.5 ья:0.7 жа:0.5", "ia я ия:0.5 ья:0.7", "yo е:1 йо:2 ье:0.7",
        "jo е:1 жо:0.5 йо:2 ье:0.7", "io е:1 ио:0.5", "ye ые ье:0.7 е:3 ъе:3", "je же ье:1 е:2 ъе:3",
        "ie ие ые:0.3 ье:1.5 е:3", "iy ий ый:0.5", "yi ый ий:1.5", "yj ый", "ij ий ый:1", "ii ий ый ии",
        "' ь ъ:2", "4 ч чь:0.7", "6 ш шь:1", "3 з:0.5 э:2 е:3", "0 о", "1 и:1", "@ а", "$ с", "5 с:3",
        "9 я:2",
    ),
    _choices(
        "y й ы:6 у:4", "u ю:0.3 у:0.5", "i и:1 й", "j й ж:0.5", "e е э:1", "yu ю", "ju ю жу:1",
        "iu ю:1 ию:0.5", "ya я", "ja я жа:0.5", "ia я:1 ия:0.5", "yo е йо:1", "jo е йо:1 жо:1", "ye е",
        "je е же:0.5",
    ),
    _choices(
        "y у:2 й:1 ы:6", "i и й:4", "j ж й:1.5", "e е:0.5 э", "yu ю", "ju ю жу:1", "ya я", "ja я жа:1",
        "ia я:1", "yo е йо:1", "jo е йо:2 жо:1", "ye е", "je е же",
    ),
    {},
    frozenset(("sh", "ch", "kh", "zh", "ya", "yu", "yo", "ye")),
)  # fmt: skip

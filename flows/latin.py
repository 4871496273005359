"""Georgian as people type it in Latin letters: a rough spelling in which both scripts meet.

Many letters share a Latin one ("k" is კ, ქ and ყ), so this only serves to compare with a few known labels.
"""

from typing import Final

_ROUGH: Final = str.maketrans(
    {
        **dict(zip("აბგდევზთიკლმნოპჟრსტუფქღყცწხჯჰ", "abgdevztiklmnopjrstupkgkccxjh", strict=True)),
        "შ": "sh",
        "ჩ": "ch",
        "ჭ": "ch",
        "ძ": "dz",
    }
)
_ALSO_TYPED: Final = (
    ("kh", "x"),
    ("gh", "g"),
    ("ts", "c"),
    ("tc", "c"),
    ("zh", "j"),
    ("q", "k"),
    ("w", "c"),
    ("f", "p"),
)


def rough_latin(text: str) -> str:
    """The rough Latin spelling of a lower-case text, from Georgian or from any habit of typing it."""
    rough = text.translate(_ROUGH)
    for typed, meant in _ALSO_TYPED:
        rough = rough.replace(typed, meant)
    return rough

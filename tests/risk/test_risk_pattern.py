"""The pattern language on its own."""

import pytest

from encoder.normalise import words
from risk.errors import PatternInvalid
from risk.matching import Table
from risk.pattern import parse
from risk.spelling import Alphabet, spellings

LISTS = {"i": ["i", "im"], "day": ["today", "tonight"]}


def reads(pattern: str, text: str) -> bool:
    """Whether the pattern is found in the English text."""
    table = Table(Alphabet.ENGLISH)
    table.add("rule", parse(pattern, LISTS))
    table.seal(parse("not", {})[0], parse("but", {})[0])
    found = words(text)
    column = {
        index: [spelling for alphabet, spelling in spellings(word) if alphabet is Alphabet.ENGLISH]
        for index, word in enumerate(found)
    }
    return bool(table.find(table.passage(column, [word.boundary for word in found])))


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("go home", "i go home now", True),
        ("go home", "home i go", False),
        ("go|run home", "run home", True),
        ("hom*", "homes", True),
        ("*come", "they become", True),
        ("go (straight) home", "go home", True),
        ("go (straight) home", "go straight home", True),
        ("go .. home", "go all the home", True),
        ("go .. home", "go all the way home", False),
        ("go .. home", "go. then home", False),
        ("go .. home", "go not home", False),
        ("go home", "go, home", True),
        ("<i> go", "im go", True),
        ("<number> go", "300 go", True),
        ("^ go home", "now go home", False),
        ("^ go home", "now, go home", True),
        ("go home $", "go home now", False),
        ("go home $", "go home but late", True),
        ("go & home", "home i go", True),
        ("go & home & <day>", "today home we go", True),
    ],
)
def test_pattern_reads(pattern: str, text: str, found: bool) -> None:
    assert reads(pattern, text) is found


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "^",
        "..",
        "a ..",
        "x*",
        "*eco*",
        "a|",
        "<none>",
        "a & ",
        "a & b & c & d",
        "(a) (b) (c) (d) (e) (f) g",
        "a ..7 b",
        "a ..x b",
    ],
)
def test_faulty_pattern_is_refused(pattern: str) -> None:
    with pytest.raises(PatternInvalid):
        parse(pattern, LISTS)


def test_words_run_together_are_taken_apart() -> None:
    table = Table(Alphabet.ENGLISH)
    table.add("rule", parse("want to leave", {}))
    table.seal(parse("not", {})[0], parse("but", {})[0])
    assert table.take_apart("wantoleave", any_form=True) is None
    assert table.take_apart("wantleave", any_form=False) == ["want", "leave"]
    assert table.take_apart("wantleaver", any_form=False) is None


def test_long_gaps_do_not_slow_the_search() -> None:
    # Every word may be any of seven steps: a search that tried each combination would not end.
    pattern = " ..6 ".join(["end", *["on"] * 8, "never"])
    assert not reads(pattern, "end " + "on " * 2000)
    assert reads(pattern, "end " + "on " * 40 + "never")

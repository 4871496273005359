"""That faults are made where somebody could make them, and are named so that a person finds them again."""

import ast
from pathlib import Path
from textwrap import dedent

import pytest

from tests.mutants.copies import redis_of
from tests.mutants.mutate import Mutant, mutants_of, sample


def changes(source: str) -> set[str]:
    return {mutant.change for mutant in mutants_of(dedent(source))}


@pytest.mark.parametrize(
    ("line", "faults"),
    [
        ("a = b < c", ["a = b <= c"]),
        ("a = b not in c", ["a = b in c"]),
        ("a = b is not c", ["a = b is c"]),
        ("a = (b) == (c)", ["a = (b) != (c)"]),
        ("a = b < c <= d", ["a = b <= c <= d", "a = b < c < d"]),
        ("a = b + c", ["a = b - c"]),
        ("a = not b", ["a = b"]),
        ("a = not (b)", ["a = (b)"]),
        ("a = b and c", ["a = b or c", "a = b", "a = c"]),
        (
            "a = b or (c and d)",
            [
                "a = b and (c and d)",
                "a = b",
                "a = (c and d)",
                "a = b or (c or d)",
                "a = b or (c)",
                "a = b or (d)",
            ],
        ),
        ("a = b & c", ["a = b | c", "a = b", "a = c"]),
        ("a = 0", ["a = 1"]),
        ("a = -1.5", ["a = 1.5", "a = -2.5"]),
        ("a = True", ["a = False"]),
        ("a = 'ხო'", ['a = "mutated"']),
        ("a = f'{b}'", ['a = "mutated"']),
        ("a = b(c, d=e)", ["a = b(c)"]),
        ("a = b(d=e, **f)", ["a = b(**f)", "a = b(d=e)"]),
        ("a = b.where(c, d)", ["a = b.where(d)", "a = b.where(c)"]),
        ("a = min(b, c)", ["a = max(b, c)"]),
        ("a = b.desc()", ["a = b"]),
        ("a = {**b, c: d}", ["a = {c: d}", "a = {**b}"]),
        ("a = b if c else d", ["a = b if True else d", "a = b if False else d"]),
        ("a = [b for b in c if b]", ["a = [b for b in c if True]", "a = [b for b in c if False]"]),
        ("a(b)", ["pass"]),
        ("await a", ["pass"]),
        ("a += b", ["a -= b", "pass"]),
        ("a.b = c", ["pass"]),
        ("a = [B.C, B.D]", ["a = [B.D, B.D]", "a = [B.C, B.C]"]),
    ],
)
def test_each_fault_that_a_hand_could_make_is_made(line: str, faults: list[str]) -> None:
    assert changes(line) == {f"{line} -> {fault}" for fault in faults}


def test_a_way_that_is_never_or_always_taken_is_a_fault() -> None:
    found = changes(
        """\
        def f(a):
            while a:
                match a:
                    case 1 if a:
                        return a
        """
    )

    assert "while a: -> while False:" in found
    assert "case 1 if a: -> case 1 if True:" in found
    assert "return a -> return None" in found


def test_an_answer_that_is_no_is_turned_into_yes_and_not_into_nothing() -> None:
    assert changes("def f():\n    return False\n") == {"return False -> return True"}
    assert not changes("def f():\n    return None\n")


def test_what_nobody_suffers_from_is_left_alone() -> None:
    assert not changes(
        '''\
        """About "this"."""
        from a import b
        __all__ = ["c"]

        @d(slots=True, frozen=not False)
        class E(f, metaclass=g):
            """E."""
            h: "Literal[1, 2]"
            """h."""

        def i(j: "k | l") -> "m":
            """i."""
            assert j == 1
            log.error("n", o=1)
            raise P("q", r=1)

        def s(t):
            match t:
                case _:
                    assert_never(t)
        '''
    )


def test_a_fault_behind_georgian_letters_stands_where_it_should() -> None:
    (mutant,) = [one for one in mutants_of('a = ["მინდა", b == c]\n') if "!=" in one.source]

    assert mutant.source == 'a = ["მინდა", b != c]\n'


def test_a_fault_leaves_every_other_letter_as_it_was() -> None:
    source = "def f(a):\n    # why\n    return g(\n        a,  # first\n        b=1,\n    )\n"

    (dropped,) = [one for one in mutants_of(source) if one.id == "5:8:keyword" or ":keyword" in one.id]

    assert "    # why\n    return g(\n        a" in dropped.source
    assert "b=1" not in dropped.source
    ast.parse(dropped.source)


def test_a_fault_keeps_its_name_when_it_moves_to_another_line() -> None:
    before = {(one.where, one.change) for one in mutants_of("class A:\n    def f(self):\n        return 1\n")}
    moved = {
        (one.where, one.change)
        for one in mutants_of("b = c\n\n\nclass A:\n    # why\n    def f(self):\n        return 1\n")
    }

    assert before == moved
    assert ("A.f", "return 1 -> return 2") in before


def test_two_equal_faults_in_one_place_have_names_of_their_own() -> None:
    found = mutants_of("def f():\n    a.b()\n    a.b()\n")

    assert [one.change for one in found] == ["a.b() -> pass", "a.b() -> pass (2)"]
    assert len({one.id for one in found}) == len(found)


def test_every_fault_is_another_program() -> None:
    source = Path(__file__).with_name("changes.py").read_text(encoding="utf-8")
    found = mutants_of(source)

    assert len(found) > 100
    assert len({one.source for one in found}) == len(found) == len({one.id for one in found})
    assert source not in {one.source for one in found}
    for one in found:
        compile(one.source, "mutant", "exec")


def _mutants(lines: list[int]) -> list[Mutant]:
    return [Mutant(f"{line}:{n}:x", line, "", f"{n}", f"{n}") for n, line in enumerate(lines)]


def test_a_sample_is_the_same_for_the_same_seed_and_another_for_another() -> None:
    mutants = _mutants([1, 1, 2, 2, 3, 3, 4, 4, 5, 5])

    assert sample(mutants, 4, seed=1) == sample(mutants, 4, seed=1)
    assert any(sample(mutants, 4, seed=1) != sample(mutants, 4, seed=seed) for seed in range(2, 10))


def test_no_line_is_looked_at_twice_before_each_was_looked_at_once() -> None:
    mutants = _mutants([1, 1, 1, 1, 1, 1, 2, 3])

    assert {one.line for one in sample(mutants, 3, seed=7)} == {1, 2, 3}
    assert sample(mutants, 99, seed=7) == mutants
    assert len(sample(mutants, 5, seed=7)) == 5


def test_each_worker_empties_a_redis_database_of_its_own() -> None:
    assert redis_of(None, 0) == "redis://127.0.0.1:6379/15"
    assert redis_of(None, 1) == "redis://127.0.0.1:6379/14"
    assert redis_of("redis://:secret@there:1/4", 2) == "redis://:secret@there:1/2"
    assert redis_of("redis://there:1/0", 1) == "redis://there:1/15"

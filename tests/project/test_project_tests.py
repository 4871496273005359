"""A test that checks nothing when its list is empty lets through the very fault that emptied the list."""

import pytest

from tests.project.checks import checking_helpers, uncertain_tests
from tests.project.tree import ROOT, our_files

SOURCES = {
    str(path): (ROOT / path).read_text(encoding="utf-8")
    for path in our_files()
    if path.parts[0] == "tests" and path.suffix == ".py"
}


def test_every_test_checks_something_whatever_it_finds() -> None:
    helpers = checking_helpers(SOURCES.values())
    uncertain = [
        f"{path}::{name}" for path, text in SOURCES.items() for name in uncertain_tests(text, helpers)
    ]

    assert {"tests/project/test_project_tests.py", "tests/api/people.py"} <= SOURCES.keys()
    assert "is_problem" in helpers
    assert uncertain == [], "Collect what is found and compare it, or check first that there is something."


@pytest.mark.parametrize(
    "body",
    [
        "for each in found: assert each",
        "for each in found:\n  with pytest.raises(ValueError): each()",
        "while found: assert found.pop()",
        "if found: assert found[0]",
        "if found: assert found[0]\n else: found = []",
        "for each in found:\n  if each: assert each\n  else: assert not each",
        "with suppress(ValueError): assert found()",
        "assert all(each for each in found)",
        "assert not any(each for each in found)",
        "assert all(map(lambda each: each > 0, found))",
        "for each in found: is_problem(each, 401)",
        "[is_problem(each, 401) for each in found]",
        "for each in found: np.testing.assert_allclose(each, 0)",
        "async for each in found: assert each",
        "def inner(): assert found\n found.add(inner)",
        "for each in (*found,): assert each",
        "table = {}\n for name, each in table.items(): assert each",
        "for name, each in zip([one], found): assert each",
        "for _ in range(0): assert found",
        "for each in (one, two):\n  if each: assert found",
    ],
)
def test_what_checks_only_what_there_is_is_refused(body: str) -> None:
    assert uncertain_tests(f"async def test_one():\n {body}", frozenset({"raises", "is_problem"})) == [
        "test_one"
    ]


@pytest.mark.parametrize(
    "body",
    [
        "assert found",
        "assert [each for each in found if not each] == []",
        "assert {each.name for each in found} == {'one'}\n for each in found: assert each",
        "with pytest.raises(ValueError): found()",
        "async with listening(found) as stream: assert await stream.next()",
        "if found: assert found[0]\n else: assert nothing",
        "try: assert found\n finally: found.close()",
        "is_problem(found, 401)",
        "told = str(is_problem(found, 401))",
        "np.testing.assert_allclose(found, 0)",
        "await expect(page.locator('h1')).to_have_text('found')",
        "assert any(each.is_found for each in found)",
        "found.close()",
        "for each in (one, two): assert each",
        "table = {one: two}\n for name, each in table.items(): assert each",
        "for level in Level: assert level",
        "for number, each in enumerate([one, two]): assert each",
        "for _ in range(3): assert found",
        "async def story(): assert found\n play(story())",
    ],
)
def test_what_checks_in_any_case_is_taken(body: str) -> None:
    checks = frozenset({"raises", "expect", "is_problem"})
    assert uncertain_tests(f"async def test_one():\n {body}", checks) == []


def test_only_what_is_a_test_is_looked_at_even_in_a_class() -> None:
    loop = "for each in found: assert each"

    assert uncertain_tests(f"def helper():\n {loop}\n\nclass TestIt:\n def test_two(self):\n  {loop}") == [
        "test_two"
    ]


def test_a_helper_counts_when_it_says_that_it_checks_and_does() -> None:
    source = "def is_safe(a):\n assert a\n\ndef is_full(a):\n return a\n\ndef says(a):\n assert a"

    assert checking_helpers([source]) >= {"is_safe", "raises"}
    assert checking_helpers([source]).isdisjoint({"is_full", "says"})

"""What is looked at of a long text: bounded whatever the text, the most important first, the rest told."""

from collections.abc import Sequence
from functools import cache

from hypothesis import given, settings
from hypothesis import strategies as st

from encoder.normalise import fold
from encoder.readings import TextReader
from encoder.session import Encoder
from encoder.windows import MOST_WINDOWS, Budget, Place, Window, by_importance, unread
from risk.assess import shipped
from risk.assessment import Context, Flag, Level
from risk.by_model import shipped_encoder

LONGEST = 4_096  # what a phone can send in one message
_same_each_time = settings(derandomize=True, deadline=None, database=None, max_examples=12)


@cache
def encoder() -> Encoder:
    return shipped_encoder()


class Clock:
    """A processor's time that passes at each look at it."""

    def __init__(self, step: float) -> None:
        self.step = step
        self.now = 0.0

    def __call__(self) -> float:
        self.now += self.step
        return self.now


def places(count: int, start: int = 0) -> list[Place]:
    """So many windows of ten characters each, one behind the other."""
    reading = TextReader({}).readings("a" + "bcdefghijk" * count)[0]
    return [
        Place(reading, start, Window([0, 5, 2], [(10 * nth, 10 * nth + 10)]), of_several=False)
        for nth in range(count)
    ]


def order(found: Sequence[Place]) -> list[int]:
    return [place.window.places[0][0] // 10 for place in found]


def test_first_and_last_come_first_and_then_what_the_rules_found() -> None:
    assert order(by_importance([places(6)], telling=[(31, 33)])) == [0, 5, 3, 1, 2, 4]


def test_every_reading_has_its_first_and_its_last_before_any_other() -> None:
    found = by_importance([places(3), places(4)], telling=[])

    assert order(found[:4]) == [0, 0, 2, 3]
    assert len(found) == 7


def test_a_reading_of_one_window_is_looked_at_once() -> None:
    assert order(by_importance([places(1), []], telling=[])) == [0]


def test_what_no_look_reached_is_told() -> None:
    given_places = places(5)

    assert unread(50, [given_places[0].stretch, given_places[3].stretch], given_places) == (
        (10, 30),
        (40, 50),
    )
    assert unread(50, [one.stretch for one in given_places], given_places) == ()


def test_when_the_time_is_over_no_further_window_is_looked_at() -> None:
    text = "დღეს სკოლაში ჩვეულებრივი დღე იყო. " * 100
    found = encoder().read(text, budget=Budget(seconds=2.5, clock=Clock(1.0)))

    assert len(found.looks) == 3
    assert found.unread != ()


def test_somebody_always_looks_at_the_beginning() -> None:
    found = encoder().read("თავი უნდა მოვიკლა", budget=Budget(seconds=0.0, clock=Clock(1.0)))

    assert len(found.looks) == 1
    assert found.unread == ()


def test_a_message_that_is_read_whole_says_nothing_of_unread_parts() -> None:
    text = "დღეს სკოლაში ჩვეულებრივი დღე იყო. " * 60
    assert encoder().read(text, budget=Budget(seconds=float("inf"))).unread == ()
    assert Flag.PARTLY_UNREAD not in shipped()("გამარჯობა", Context()).flags


def test_grave_words_in_the_middle_of_a_book_are_found_by_the_rules_and_looked_at() -> None:
    book = "zorb flim quant brisk jolt vexing murk. " * 200
    middle = len(book) // 2
    found = shipped()(book[:middle] + " i want to kill myself. " + book[middle:], Context())

    assert found.level >= Level.HIGH
    assert Flag.PARTLY_UNREAD in found.flags


@given(st.text(min_size=1, max_size=60), st.integers(1, 4096))
@_same_each_time
def test_no_text_costs_more_than_so_many_looks(piece: str, times: int) -> None:
    text = (piece * times)[:LONGEST]
    found = encoder().read(text, budget=Budget(seconds=float("inf")))

    assert len(found.looks) <= MOST_WINDOWS
    assert len(fold(text).text) <= 4 * len(text)
    assert [one for one in found.unread if not 0 <= one[0] < one[1] <= len(text)] == []

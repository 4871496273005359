"""The search for the dearest text: the same each time, and it keeps the dearest."""

from app.bench.worst_text import LONGEST, Recipe, crowd, search
from risk.assessment import Assessment, Context, Level, failed_assessment

NONE = Assessment(level=Level.NONE)


def nothing(_text: str, _context: Context) -> Assessment:
    return NONE


def failing(_text: str, _context: Context) -> Assessment:
    return failed_assessment("x")


class Counting:
    """A check that costs a second for each different letter; its clock says so."""

    def __init__(self) -> None:
        self.now = 0.0
        self.seen: list[str] = []

    def assess(self, text: str, context: Context) -> Assessment:
        self.seen.append(text)
        self.now += len(set(text))
        return NONE

    def clock(self) -> float:
        return self.now


def test_a_recipe_makes_the_same_text_each_time_of_the_greatest_length() -> None:
    recipe = Recipe(("latin", "emoji"), 5, 40, " ", 7)

    assert recipe.text() == recipe.text()
    assert len(recipe.text()) == LONGEST
    assert len(set(recipe.text())) > 20


def test_the_search_keeps_the_dearest_and_tries_the_same_texts_by_the_same_seed(seed: int) -> None:
    first, second = Counting(), Counting()
    found = search(first.assess, 12, seed, first.clock)

    assert found == search(second.assess, 12, seed, second.clock)
    assert (found.tried, len(first.seen)) == (12, 12)
    assert found.seconds == max(len(set(text)) for text in first.seen)
    assert len(set(found.recipe.text())) == found.seconds


async def test_a_crowd_is_let_in_and_an_innocent_message_is_answered_beside_it() -> None:
    found = await crowd(nothing, "x" * LONGEST, limit=5.0, visitors=3)

    assert (found.visitors, found.counted_high) == (3, 0)
    assert found.beside_longest >= found.beside_median > 0


async def test_an_innocent_message_that_counts_as_high_is_counted() -> None:
    found = await crowd(failing, "x", limit=5.0, visitors=1)

    assert found.counted_high > 0

"""Only what is on the lists can be counted, so that nothing about a person can slip in."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import String

from stats.counters import COUNTABLE, SMALLEST_SHOWN, Count, tally
from stats.errors import NotCountable
from store.tables import counters

NAMES = sorted(COUNTABLE)
VALUES = sorted({value for labels in COUNTABLE.values() for allowed in labels.values() for value in allowed})
# Anything at all, and things that nearly are on the lists.
WORDS = st.one_of(
    st.text(max_size=40), st.sampled_from([*VALUES, *(v.upper() for v in VALUES), *(f"{v} " for v in VALUES)])
)


@st.composite
def allowed(draw: st.DrawFn) -> tuple[str, dict[str, str]]:
    name = draw(st.sampled_from(NAMES))
    return name, {
        label: draw(st.sampled_from(sorted(values))) for label, values in sorted(COUNTABLE[name].items())
    }


@given(wanted=allowed())
def test_what_is_on_the_lists_is_counted_and_fits_its_column(wanted: tuple[str, dict[str, str]]) -> None:
    name, labels = wanted
    made = tally(name, **labels)
    assert dict(part.split("=") for part in made.labels.split(";")) == labels
    for text, column in ((made.name, counters.c.name), (made.labels, counters.c.labels)):
        assert isinstance(column.type, String)
        assert len(text) <= (column.type.length or 0)


@settings(max_examples=60)
@given(wanted=allowed(), data=st.data(), text=WORDS)
def test_no_free_text_can_enter(wanted: tuple[str, dict[str, str]], data: st.DataObject, text: str) -> None:
    name, labels = wanted
    label = data.draw(st.sampled_from(sorted(labels)))
    changed = {**labels, label: text}
    if text in COUNTABLE[name][label]:
        assert tally(name, **changed).labels.count(text) >= 1
    else:
        with pytest.raises(NotCountable) as refused:
            tally(name, **changed)
        # A letter or two stand in any sentence.
        assert not (len(text) >= 4 and text in str(refused.value)), "the error repeats the text"


@given(name=st.text(max_size=40).filter(lambda name: name not in COUNTABLE))
def test_an_unknown_name_is_refused(name: str) -> None:
    with pytest.raises(NotCountable):
        tally(name)


def test_a_missing_and_an_additional_label_are_refused() -> None:
    with pytest.raises(NotCountable, match="takes the labels"):
        tally("cases_closed", urgency="urgent")
    with pytest.raises(NotCountable, match="takes the labels"):
        tally("cases_claimed", urgency="urgent", name="x")


def test_equal_labels_are_equal_text_in_any_order() -> None:
    assert tally("cases_closed", urgency="urgent", outcome="left") == tally(
        "cases_closed", outcome="left", urgency="urgent"
    )


@pytest.mark.parametrize(
    ("count", "shown"), [(1, "1-9"), (9, "1-9"), (10, "10"), (11, "11"), (12_345, "12345")]
)
def test_small_numbers_are_suppressed(count: int, shown: str) -> None:
    assert Count("2026-11-21", "cases_claimed", "urgency=urgent", count).shown == shown


def test_every_number_under_the_threshold_looks_the_same() -> None:
    assert {Count("d", "n", "l", n).shown for n in range(1, SMALLEST_SHOWN)} == {"1-9"}


@pytest.mark.parametrize("name", NAMES)
def test_names_and_values_are_codes(name: str) -> None:
    words = [name, *COUNTABLE[name], *(v for values in COUNTABLE[name].values() for v in values)]
    assert len(words) > 2
    assert [word for word in words if not re.fullmatch(r"[a-z_]{2,40}", word)] == []

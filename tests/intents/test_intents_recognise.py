"""Scores of intents to what is done with them: chosen, asked about, or owned up to."""

from math import log
from pathlib import Path

import pytest

from encoder.files import Card, Head
from encoder.readings import TextReader
from encoder.session import Look
from intents.errors import ThresholdsInvalid
from intents.recognise import NOTHING, Scored, Thresholds, decide, read_thresholds, recognise, thresholds
from tests.intents.whole import whole

SURE = Thresholds(reviewed_by=None, sure_from=0.5, lead=0.2, ask_from=0.1, sure_of={"human": 0.3})
NAMES = ["human", "school", "thanks"]
CARD = Card(
    version="test-1",
    sha256={},
    heads={
        "level": Head(names=["low"], temperature=[1.0], yes_from=[0.5]),
        "intents": Head(names=NAMES, temperature=[1.0] * 3, yes_from=[0.5] * 3),
    },
)


def look(text: str, *probabilities: float) -> Look:
    """One look at one reading, with these probabilities of the three intents."""
    logits = (0.0, *(log(p / (1 - p)) for p in probabilities))
    return Look(TextReader({}).readings(text)[0], 0, logits, (), (), of_several=False)


def test_a_sure_intent_far_ahead_is_chosen() -> None:
    found = decide({"school": 0.8, "thanks": 0.3}, SURE)

    assert (found.chosen, found.ask) == ("school", None)
    assert found.scored == (Scored("school", 0.8), Scored("thanks", 0.3))


def test_two_close_ones_are_asked_about_best_first() -> None:
    found = decide({"thanks": 0.7, "school": 0.8, "human": 0.02}, SURE)

    assert (found.chosen, found.ask) == (None, ("school", "thanks"))


def test_one_that_is_not_sure_is_asked_about_with_the_next() -> None:
    assert decide({"school": 0.4, "thanks": 0.05}, SURE).ask == ("school", "thanks")


def test_what_is_unsure_is_neither_chosen_nor_asked_about() -> None:
    found = decide({"school": 0.09, "thanks": 0.05}, SURE)

    assert (found.chosen, found.ask) == (None, None)
    assert found.scored != ()


def test_a_wish_for_a_person_is_believed_earlier() -> None:
    assert decide({"human": 0.35, "school": 0.1}, SURE).chosen == "human"
    assert decide({"school": 0.35, "human": 0.1}, SURE).chosen is None
    assert decide({"human": 0.45, "school": 0.44}, SURE).chosen == "human"
    assert decide({"school": 0.45, "human": 0.44}, SURE).chosen is None


def test_scores_that_say_nothing_are_not_told() -> None:
    assert decide({"school": 0.8, "thanks": 0.001}, SURE).scored == (Scored("school", 0.8),)


def test_readings_of_one_text_are_averaged() -> None:
    found = recognise([look("a", 0.9, 0.1, 0.1), look("b", 0.5, 0.1, 0.1)], CARD, SURE)

    assert found.scored[0].id == "human"
    assert found.scored[0].score == pytest.approx(0.75)


def test_windows_of_one_reading_each_have_their_say() -> None:
    first = look("a", 0.9, 0.1, 0.1)
    second = Look(first.reading, 0, look("b", 0.1, 0.8, 0.1).logits, (), (), of_several=False)
    found = recognise([first, second], CARD, SURE)

    assert [one.score for one in found.scored[:2]] == pytest.approx([0.9, 0.8])


def test_a_network_without_such_a_head_recognises_nothing() -> None:
    bare = CARD.model_copy(update={"heads": {"level": CARD.heads["level"]}})

    assert recognise([look("a", 0.9, 0.1, 0.1)], bare, SURE) is NOTHING
    assert recognise([], CARD, SURE) is NOTHING


def test_thresholds_that_ship_name_intents_of_the_catalogue() -> None:
    assert thresholds().sure_of.keys() <= {one.id for one in whole()}
    assert thresholds().sure_of.keys() >= {"human", "help_now"}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("reviewed_by: null\nsure_from: 2\nlead: 0.1\nask_from: 0.1\n", "sure_from"),
        ("reviewed_by: null\nsure_from: 0.5\nlead: 0.1\nask_from: 0.1\nmore: 1\n", "more"),
        ("[", "cannot be read"),
    ],
)
def test_thresholds_that_cannot_be_used_are_refused(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "thresholds.yaml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(ThresholdsInvalid, match=said):
        read_thresholds(file)


def test_no_file_of_thresholds_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ThresholdsInvalid, match="cannot be read"):
        read_thresholds(tmp_path / "none.yaml")

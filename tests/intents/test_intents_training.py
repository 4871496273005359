"""The catalogue as rows to learn from: what an example teaches, and what it leaves open."""

from app.training import catalogue
from risk.assessment import Kind, Level
from risk.learn.examples import Example
from risk.learn.intents import everyday_is_no_topic, from_intents
from tests.intents.whole import whole


def examples() -> dict[str, list[Example]]:
    return {one.id: from_intents([one]) for one in whole()}


def test_every_example_is_learnt_from_under_its_intent() -> None:
    found = examples()

    assert sum(map(len, found.values())) == sum(
        len(texts) for one in whole() for texts in one.examples.values()
    )
    assert {
        name for name, rows in found.items() if {row.intents for row in rows} != {frozenset({name})}
    } == set()


def test_an_intent_without_danger_teaches_that_there_is_none() -> None:
    row = examples()["thanks"][0]

    assert (row.level, row.least, row.severity) == (Level.NONE, None, (0, 0))
    assert row.without == frozenset(Kind)


def test_an_intent_whose_danger_differs_teaches_nothing_about_it() -> None:
    row = examples()["thoughts"][0]

    assert (row.level, row.least, row.severity) == (Level.IMMINENT, Level.NONE, None)
    assert (row.without, row.other, row.flags) == (frozenset(), None, None)


def test_an_intent_that_is_a_danger_teaches_its_kind() -> None:
    assert {row.kinds[Kind.BLACKMAIL] for row in examples()["blackmail"]} == {Level.HIGH}


def test_everyday_talk_is_about_no_topic_and_may_be_a_greeting() -> None:
    _, not_topics = catalogue()
    (row,) = everyday_is_no_topic(examples()["thanks"][:1], not_topics)

    assert row.intents == frozenset()
    assert "greeting" in row.maybe
    assert "school" not in row.maybe

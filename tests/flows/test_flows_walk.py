"""Each kind of step walked through by itself, in flows made by hand."""

from dataclasses import replace
from datetime import timedelta

import pytest

from flows import engine
from flows.errors import EndlessFlow
from flows.flowset import FlowSet
from flows.model import (
    Audience,
    Branch,
    BringIn,
    Choice,
    Later,
    Say,
    ShowResources,
    Tally,
)
from flows.plan import MOST_LETTERS
from flows.session import (
    ChangeLanguage,
    Count,
    Escalate,
    Line,
    Pressed,
    Said,
    Schedule,
    Session,
)
from flows.texts import Texts
from flows.walk import MOST_STEPS
from tests.flows.made import NOW, YOUTH, flow, loaded, place, question, texts


@pytest.fixture
def words(small: FlowSet) -> Texts:
    return small.texts


def test_each_step_says_does_and_keeps_what_is_its_own(words: Texts) -> None:
    steps = flow(
        "steps",
        Say("say", 1, "said", "bring", {"told": "yes"}),
        BringIn("bring", 2, "urgent", "a_reason", "show"),
        ShowResources("show", 3, "numbers", ("emergency", "child_helpline"), "count"),
        Tally("count", 4, "counted", "later"),
        Later("later", 5, "follow_up", timedelta(days=1), "ask"),
        question("ask"),
    )
    turn = engine.start(loaded(words, steps), "steps", NOW, {"before": "1"})
    assert turn.effects == (
        Escalate("urgent", "a_reason"),
        Count("counted"),
        Schedule("follow_up", timedelta(days=1)),
    )
    assert turn.lines[:2] == (
        Line("steps", "said", {"audience": "youth"}),
        Line("steps", "numbers", {"audience": "youth", "helplines": "emergency child_helpline"}),
    )
    assert texts(turn)[2:] == ["steps.ask-text"]
    assert turn.session == Session("steps", 1, "ask", {"before": "1", "told": "yes"})
    assert turn.wake_at == NOW + timedelta(minutes=5)


@pytest.mark.parametrize(
    ("facts", "known", "then"),
    [
        ({"mood": "bad"}, "knows", "case"),
        ({"mood": "other"}, "knows", "knows"),
        ({"mood": "other"}, None, "else"),
        ({"mood": ""}, "knows", "else"),
        ({}, "knows", "else"),
    ],
)
def test_a_branch_goes_by_what_is_known(
    words: Texts, facts: dict[str, str], known: str | None, then: str
) -> None:
    steps = flow(
        "steps",
        Branch("branch", 1, "mood", {"bad": "case"}, "else", known),
        *(question(name) for name in ("case", "knows", "else")),
    )
    assert place(engine.start(loaded(words, steps), "steps", NOW, facts)) == f"steps.{then}"


def test_a_button_tells_its_facts_its_language_and_where_it_leads(words: Texts) -> None:
    choices = (Choice("ru", 1, "next", {"told": "yes"}, language="ru"), Choice("on", 1, "next"))
    flows = loaded(words, flow("steps", question("ask", *choices), question("next")))
    asked = engine.start(flows, "steps", NOW, {"before": "1"}).session
    turn = engine.advance(flows, asked, Pressed("steps.ask.ru"), NOW)
    assert turn.effects == (ChangeLanguage("ru"),)
    assert turn.session == Session("steps", 1, "next", {"before": "1", "told": "yes"})
    assert [line.text for line in turn.lines] == ["next-text"]
    plain = engine.advance(flows, asked, Pressed("steps.ask.on"), NOW)
    assert (plain.effects, plain.session.facts) == ((), {"before": "1"}), "no language is not a language"


def test_what_stays_unclear_counts_as_unclear_and_is_never_asked_for_a_third_time(words: Texts) -> None:
    handed_on = replace(question("ask", words=None), otherwise="next", unclear_sets={"told": "unsure"})
    flows = loaded(words, flow("steps", handed_on, question("next")))
    turn = engine.start(flows, "steps", NOW)
    turn = engine.advance(flows, turn.session, Said("..."), NOW)
    assert (place(turn), turn.session.retries, turn.session.facts) == ("steps.ask", 1, {})
    turn = engine.advance(flows, turn.session, Said("..."), NOW)
    assert (place(turn), turn.session.retries, turn.session.facts) == ("steps.next", 0, {"told": "unsure"})


def test_a_question_that_leads_nowhere_else_is_asked_again_each_time(words: Texts) -> None:
    flows = loaded(words, flow("steps", question("ask", Choice("on", 1, "end"), words=None)))
    turn = engine.start(flows, "steps", NOW)
    for times in (1, 2, 3):
        turn = engine.advance(flows, turn.session, Said("..."), NOW)
        assert texts(turn) == ["system.message-not-understood", "steps.ask-text"]
        assert turn.session.retries == times


def test_words_are_kept_beside_those_before_and_said_where_they_do_not_fit(words: Texts) -> None:
    fact = "plan.warning_signs"
    flows = loaded(words, flow("steps", replace(question("ask", words="next"), keeps=fact), question("next")))
    asked = engine.start(flows, "steps", NOW, {fact: "one"}).session
    kept = engine.advance(flows, asked, Said("two"), NOW)
    assert (place(kept), kept.session.facts) == ("steps.next", {fact: "one\ntwo"})
    too_long = engine.advance(flows, asked, Said("x" * (MOST_LETTERS + 1)), NOW)
    assert texts(too_long) == ["system.plan-full", "steps.ask-text"]
    assert (place(too_long), too_long.session.facts) == ("steps.ask", {fact: "one"})


def test_a_stop_is_said_counted_and_takes_back_only_what_was_agreed(words: Texts) -> None:
    flows = loaded(words)
    for agreed, left in (({"follow_up": "yes"}, {"follow_up": "no"}), ({}, {})):
        here = engine.start(flows, "youth", NOW, agreed).session
        turn = engine.advance(flows, here, Said("stop"), NOW)
        assert (texts(turn), turn.effects) == (["system.stopped"], (Count("stopped"),))
        assert turn.session == Session("youth", 1, "", YOUTH | left)


def test_the_first_flow_that_speaks_to_somebody_becomes_their_home(words: Texts) -> None:
    family = flow("family", question("ask"), audience=Audience.FAMILY)
    topic = flow("topic", question("ask"), audience=Audience.YOUTH)
    anybody = flow("anybody", question("ask"))
    flows = loaded(words, family, topic, anybody)
    cases: list[tuple[str, dict[str, str], dict[str, str]]] = [
        ("youth", {}, YOUTH),
        ("topic", YOUTH, YOUTH),
        ("topic", {"audience": "youth"}, {"audience": "youth", "home": "topic"}),
        ("family", YOUTH, {"audience": "family", "home": "family"}),
        ("family", {"home": "youth"}, {"audience": "family", "home": "family"}),
        ("anybody", YOUTH, YOUTH),
        ("anybody", {}, {}),
    ]
    found = [engine.start(flows, name, NOW, before).session.facts for name, before, _ in cases]
    assert found == [after for *_, after in cases]


@pytest.mark.parametrize("says", [MOST_STEPS - 1, MOST_STEPS])
def test_a_flow_that_says_more_than_a_hundred_things_at_once_is_cut_off(words: Texts, says: int) -> None:
    assert MOST_STEPS == 100
    steps = [Say(f"s{n}", 1, "said", f"s{n + 1}" if n < says - 1 else "ask") for n in range(says)]
    flows = loaded(words, flow("steps", *steps, question("ask")))
    if says < MOST_STEPS:
        assert len(engine.start(flows, "steps", NOW).lines) == MOST_STEPS
        return
    with pytest.raises(EndlessFlow) as caught:
        engine.start(flows, "steps", NOW)
    assert str(caught.value) == str(EndlessFlow("steps", "ask", MOST_STEPS))

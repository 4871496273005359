"""From one flow to another and back: nobody is lost on the way, asked twice, or woken by an old question."""

from dataclasses import replace

import pytest

from flows import engine
from flows.flowset import FlowSet
from flows.model import Audience, Continue
from flows.session import Count, Frame, Said, Session, Silence
from flows.texts import Texts
from tests.flows.made import NOW, YOUTH, flow, loaded, place, question, texts


@pytest.fixture
def words(small: FlowSet) -> Texts:
    return small.texts


def test_a_flow_gone_through_on_the_way_is_not_called_a_return_and_one_left_is(words: Texts) -> None:
    on_the_way = flow("outer", Continue("to", 1, "inner", "after"), question("after"))
    nowhere = flow("nowhere", Continue("to", 1, "inner"))
    flows = loaded(words, on_the_way, nowhere, flow("inner", question("ask")))
    inside = engine.start(flows, "outer", NOW).session
    assert inside.returns == (Frame("outer", 1, "after", asked=False),)
    done = engine.advance(flows, inside, Said("..."), NOW)
    assert (place(done), texts(done), done.session.returns) == ("outer.after", ["outer.after-text"], ())
    assert done.effects == (Count("flow_ended"),)
    assert engine.start(flows, "nowhere", NOW).session.returns == ()
    left = engine.interrupt(flows, done.session, "inner", NOW).session
    assert left.returns == (Frame("outer", 1, "after", asked=True),)
    back = engine.advance(flows, left, Said("..."), NOW)
    assert texts(back) == ["system.back-to-question", "outer.after-text"]


def test_each_flow_is_come_back_to_once_and_in_the_order_it_was_left(words: Texts) -> None:
    flows = loaded(words, *(flow(name, question("one"), question("two")) for name in "abcd"))
    a, b, c = (Frame(name, 1, "one") for name in "abc")
    cases: dict[str, tuple[Session, str, tuple[Frame, ...], str]] = {
        "one more": (Session("c", 1, "one", {}, (a, b)), "d", (a, b, c), "d.one"),
        "back to the first": (Session("d", 1, "one", {}, (a, b, c)), "a", (), "a.one"),
        "back to the middle": (Session("d", 1, "one", {}, (a, b, c)), "b", (a,), "b.one"),
        "back to the last": (Session("d", 1, "one", {}, (a, b, c)), "c", (a, b), "c.one"),
        "left once more elsewhere": (
            Session("a", 1, "two", {}, (a, b)),
            "d",
            (b, Frame("a", 1, "two")),
            "d.one",
        ),
        "from where nothing is open": (Session("c", 1, "", {}, (a, b)), "d", (a, b), "d.one"),
    }
    found = {}
    for name, (session, to, *_) in cases.items():
        turn = engine.interrupt(flows, session, to, NOW)
        found[name] = (turn.session.returns, place(turn))
    assert found == {name: (returns, then) for name, (_, _, returns, then) in cases.items()}


def test_a_flow_that_is_led_into_again_is_begun_and_no_longer_come_back_to(words: Texts) -> None:
    leads = flow("leads", Continue("to", 1, "b", "ask"), question("ask"))
    flows = loaded(words, leads, *(flow(name, question("one"), question("two")) for name in "abc"))
    a, b, c = (Frame(name, 1, "two") for name in "abc")
    turn = engine.start(flows, "leads", NOW, returns=(a, b, c))
    assert (place(turn), turn.session.returns) == ("b.one", (a,))


def test_the_silent_are_not_asked_an_old_question_unless_silence_is_what_was_asked_for(words: Texts) -> None:
    quiet, pause = flow("quiet", question("ask")), flow("pause", question("ask", pause=True))
    flows = loaded(words, quiet, pause)
    door = engine.start(flows, "youth", NOW).session
    for name, then, said in (
        ("quiet", "quiet.", []),
        ("pause", "youth.door", ["system.back-to-question", "youth.door-text"]),
    ):
        inside = engine.interrupt(flows, door, name, NOW).session
        turn = engine.advance(flows, inside, Silence(), NOW)
        assert (place(turn), texts(turn), turn.effects) == (then, said, (Count("flow_ended"),))
        assert turn.session.returns == ()


def test_what_is_no_longer_loaded_begins_gently_where_the_person_belongs(words: Texts) -> None:
    topic = flow("topic", question("first"), question("second"), version=3)
    older = replace(flow("topic", question("second"), version=2), kept=True)
    flows = loaded(words, topic, flow("other", question("ask")), kept={("topic", 2): older})
    gently = ["system.start-again"]
    cases: dict[str, tuple[Frame, str, list[str]]] = {
        "as it is": (
            Frame("topic", 3, "second"),
            "topic.second",
            ["system.back-to-question", "topic.second-text"],
        ),
        "an older version that is kept": (
            Frame("topic", 2, "second"),
            "topic.second",
            ["system.back-to-question", "topic@2.second-text"],
        ),
        "a version that is not": (Frame("topic", 1, "second"), "topic.first", [*gently, "topic.first-text"]),
        "a question that is gone": (Frame("topic", 3, "third"), "topic.first", [*gently, "topic.first-text"]),
        "no question": (Frame("topic", 3, "end"), "topic.first", [*gently, "topic.first-text"]),
        "a flow that is gone": (Frame("gone", 1, "ask"), "youth.door", [*gently, "youth.door-text"]),
    }
    found = {}
    for name, (frame, *_) in cases.items():
        here = Session("other", 1, "ask", YOUTH, (Frame("youth", 1, "door"), frame))
        turn = engine.resume(flows, here, NOW)
        found[name] = (place(turn), texts(turn))
        assert turn.session.version == (2 if "kept" in name else flows.get(turn.session.flow).version)
    assert found == {name: (then, said) for name, (_, then, said) in cases.items()}


def test_somebody_who_ended_or_was_lost_begins_again_in_the_right_flow(words: Texts) -> None:
    flows = loaded(
        words, flow("topic", question("first"), audience=Audience.YOUTH), flow("any", question("ask"))
    )
    cases = [
        (Session("topic", 9, "gone", YOUTH), "topic.first"),
        (Session("any", 9, "gone", YOUTH), "any.ask"),
        (Session("topic", 1, "", YOUTH), "youth.door"),
        (Session("any", 1, "", {}), "youth.door"),
        (Session("topic", 1, "", {}), "topic.first"),
        (Session("gone", 9, "gone", YOUTH), "youth.door"),
    ]
    found = [place(engine.advance(flows, session, Said("..."), NOW)) for session, _ in cases]
    assert found == [then for _, then in cases]

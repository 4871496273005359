"""Answers to the ladder's questions: what a yes says, and that nothing else is taken for one."""

from dataclasses import replace
from itertools import product

import pytest

from app.wiring import load_content
from conversation.answered import LADDER, answered
from conversation.channel import Command, InboundKind, InboundMessage
from conversation.decide import decide
from conversation.state import Speech
from escalation.case import State as CaseState
from escalation.case import Urgency
from escalation.service import Need
from flows.flowset import FlowSet
from flows.session import Session
from risk.assessment import Danger, Kind, Level
from risk.context import Shown
from tests.conversation.deciding import CALM, NOW, case, command, heard, pressed, state, text


@pytest.fixture(scope="module")
def flows() -> FlowSet:
    return load_content(lambda: NOW)


def at(flows: FlowSet, flow: str, step: str, **facts: str) -> Session:
    """A session that waits for the answer to a question."""
    return Session(flow, flows.get(flow).version, step, facts)


def shown(
    flows: FlowSet, session: Session | None, inbound: InboundMessage, *, is_held: bool = False
) -> Shown:
    return answered(flows, session, inbound, is_held=is_held)


@pytest.mark.parametrize(
    ("step", "button", "facts", "level"),
    [
        ("thoughts", "has", {}, Level.HIGH),
        ("thoughts", "not_sure", {}, Level.MODERATE),
        ("plan", "has", {}, Level.HIGH),
        ("plan", "not_sure", {}, Level.HIGH),
        ("means", "near", {"ladder_plan": "unsure"}, Level.HIGH),
        ("means", "near", {"ladder_plan": "yes"}, Level.IMMINENT),
        ("time", "soon", {}, Level.IMMINENT),
        ("time", "not_sure", {}, Level.HIGH),
        ("time", "not_sure", {"ladder_means": "yes"}, Level.IMMINENT),
    ],
)
def test_an_answer_raises_to_what_the_ladder_says(
    flows: FlowSet, step: str, button: str, facts: dict[str, str], level: Level
) -> None:
    found = shown(flows, at(flows, "thoughts", step, **facts), pressed(f"thoughts.{step}.{button}"))
    assert found == Shown(level, f"answer.{step}")


@pytest.mark.parametrize("words", ["კი", "ki", "да", "Yes!", "კი, მაქვს"])
def test_a_yes_in_words_is_a_yes(flows: FlowSet, words: str) -> None:
    expected = Shown(Level.IMMINENT, "answer.time") if words != "კი, მაქვს" else Shown()
    assert shown(flows, at(flows, "thoughts", "time"), text(words)) == expected


@pytest.mark.parametrize("step", ["thoughts", "plan", "means", "time", "support"])
def test_a_no_says_nothing_whatever_was_answered_before(flows: FlowSet, step: str) -> None:
    before = {f"ladder_{item}": "yes" for item in ("thoughts", "plan", "means", "time")}
    session = at(flows, "thoughts", step, thoughts="yes", **before)
    for choice in flows.get("thoughts").steps[step].choices:  # type: ignore[union-attr]
        if "no" in choice.sets.values():
            assert shown(flows, session, pressed(f"thoughts.{step}.{choice.id}")) == Shown()
    assert shown(flows, session, text("არა")) == Shown()


def test_somebody_to_lean_on_is_no_sign_of_danger(flows: FlowSet) -> None:
    session = at(flows, "thoughts", "support", thoughts="yes", ladder_thoughts="yes")
    assert shown(flows, session, pressed("thoughts.support.has")) == Shown()


def test_an_answer_of_another_time_further_down_the_ladder_does_not_count(flows: FlowSet) -> None:
    session = at(flows, "thoughts", "thoughts", ladder_time="yes", ladder_means="yes")
    assert shown(flows, session, pressed("thoughts.thoughts.has")) == Shown(Level.HIGH, "answer.thoughts")


@pytest.mark.parametrize("flow", ["check_in", "coming_back"])
def test_the_direct_question_elsewhere_counts_the_same(flows: FlowSet, flow: str) -> None:
    asking = [
        s.id
        for s in flows.get(flow).steps.values()
        if any("thoughts" in c.sets for c in getattr(s, "choices", ()))
    ]
    assert asking
    for step in asking:
        found = shown(flows, at(flows, flow, step), pressed(f"{flow}.{step}.has"))
        assert found == Shown(Level.HIGH, "answer.thoughts")


def test_words_to_a_counsellor_are_no_answer_to_the_program(flows: FlowSet) -> None:
    session = at(flows, "thoughts", "time")
    assert shown(flows, session, text("კი"), is_held=True) == Shown()
    assert shown(flows, session, pressed("thoughts.time.soon"), is_held=True).level is Level.IMMINENT


@pytest.mark.parametrize(
    "inbound",
    [
        text("კი", InboundKind.EDIT),
        text("კი", InboundKind.MEDIA),
        command(Command.HELP),
        pressed("crisis.safe_now.safe"),
    ],
    ids=["edit", "caption", "command", "another button"],
)
def test_what_the_question_does_not_take_is_no_answer(flows: FlowSet, inbound: InboundMessage) -> None:
    assert shown(flows, at(flows, "thoughts", "time"), inbound) == Shown()
    assert shown(flows, None, inbound) == Shown()
    assert shown(flows, at(flows, "thoughts", ""), text("კი")) == Shown()


def test_the_ladders_yes_counts_as_its_own_scoring_says(flows: FlowSet) -> None:
    """Whatever is answered yes on the way down, each yes shows at least what it says by itself."""
    ladder = flows.instruments[LADDER]
    items = ("thoughts", "plan", "means", "time")
    shows, says = {}, {}
    for answers in product(("yes", "no", "unsure"), repeat=len(items)):
        known: dict[str, str] = {}
        for number, (item, answer) in enumerate(zip(items, answers, strict=True), start=1):
            button = next(
                choice.id
                for choice in flows.get("thoughts").steps[item].choices  # type: ignore[union-attr]
                if choice.sets.get(f"ladder_{item}") == answer
            )
            found = shown(flows, at(flows, "thoughts", item, **known), pressed(f"thoughts.{item}.{button}"))
            known[f"ladder_{item}"] = answer
            if answer == "yes":
                shows[answers[:number]] = found.level.label
                says[answers[:number]] = ladder.outcome(
                    {key[7:]: value for key, value in known.items()}
                ).value
    assert shows == says
    assert len(shows) == 1 + 3 + 9 + 27, "a yes at each of the four questions, after every way to get there"


def test_an_explicit_yes_raises_the_case_and_the_flow_goes_on(flows: FlowSet) -> None:
    waiting = replace(state(case(CaseState.WAITING)), session=at(flows, "thoughts", "time", audience="youth"))
    decision = decide(waiting, pressed("thoughts.time.soon"), CALM, flows, NOW, on_duty=True)
    assert decision.level is Level.IMMINENT
    assert decision.shown == Shown(Level.IMMINENT, "answer.time")
    assert decision.need is not None
    assert (decision.need.level, decision.need.urgency) == (Level.IMMINENT, Urgency.EMERGENCY)
    assert decision.need.reason == "within_48_hours"
    assert decision.session is not None
    assert decision.session.flow == "crisis"


def test_a_yes_that_no_flow_escalates_still_reaches_a_person(flows: FlowSet) -> None:
    asked = replace(state(), session=at(flows, "thoughts", "plan", audience="youth"))
    decision = decide(asked, pressed("thoughts.plan.has"), CALM, flows, NOW, on_duty=True)
    assert decision.need is not None
    assert (decision.need.reason, decision.need.urgency) == ("answer_plan", Urgency.URGENT)
    assert decision.session is not None
    assert (decision.session.flow, decision.session.step) == ("thoughts", "means"), "the questions go on"


def test_words_graver_than_the_answer_come_first(flows: FlowSet) -> None:
    asked = replace(state(), session=at(flows, "thoughts", "thoughts", audience="youth"))
    decision = decide(asked, text("კი"), heard(Level.IMMINENT), flows, NOW, on_duty=True)
    assert decision.shown == Shown(Level.IMMINENT, "words")
    assert decision.session is not None
    assert decision.session.flow == "crisis"


def test_a_grave_answer_beside_a_counsellor_reaches_the_counsellor(flows: FlowSet) -> None:
    """The program is silent then: nobody but the answer itself raises the case."""
    urgent, emergency = Urgency.URGENT, Urgency.EMERGENCY
    high, imminent = (Danger(Kind.SUICIDE, level) for level in (Level.HIGH, Level.IMMINENT))
    answers = {
        "thoughts.has": (Level.HIGH, Need(urgent, Level.HIGH, "self", (), "answer_thoughts", (high,))),
        "thoughts.not_sure": (Level.MODERATE, None),
        "time.soon": (
            Level.IMMINENT,
            Need(emergency, Level.IMMINENT, "self", (), "answer_time", (imminent,)),
        ),
        "time.later": (Level.LOW, None),
    }
    held = state(replace(case(CaseState.CLAIMED), level=Level.LOW))
    found: dict[str, tuple[Level, Need | None]] = {}
    said: list[Speech] = []
    for button in answers:
        asked = at(flows, "thoughts", button.partition(".")[0])
        decision = decide(
            replace(held, session=asked), pressed(f"thoughts.{button}"), CALM, flows, NOW, on_duty=True
        )
        found[button] = (decision.level, decision.need)
        said += decision.speech
    assert (found, said) == (answers, [])


def test_an_answer_takes_nothing_from_what_a_counsellor_reads_of_the_words_or_the_script(
    flows: FlowSet,
) -> None:
    asked = replace(state(), session=at(flows, "check_in", "thoughts"))
    for joined, reason in ((heard(Level.IMMINENT), "risk_imminent"), (CALM, "thoughts_of_suicide")):
        need = decide(asked, text("კი"), joined, flows, NOW, on_duty=True).need
        assert need is not None
        assert need.reason == reason

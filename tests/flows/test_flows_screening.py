"""One step of a screening: the next question, or what the answers so far lead to at once."""

from datetime import UTC, datetime

from flows.flowset import FlowSet
from flows.instrument import ASKED_AT, SO_FAR, answer_fact
from flows.model import Outcome, Screen
from flows.screening import next_step

NOW = datetime(2026, 12, 1, 21, 30, tzinfo=UTC)
ASKS = {item: f"ask_{item}" for item in ("thoughts", "plan", "means", "time", "support")}
SAID = {answer_fact("ladder", ASKED_AT): NOW.isoformat(), answer_fact("ladder", "thoughts"): "yes"}


def screen(at_once: dict[Outcome, str]) -> Screen:
    return Screen("screen", 1, "ladder", ASKS, {Outcome.HIGH: "heard", Outcome.NONE: "thanks"}, at_once)


def test_a_grave_answer_is_asked_on_where_there_is_nothing_to_do_at_once(guided: FlowSet) -> None:
    known, then = next_step(screen({}), guided.instruments, SAID, NOW)

    assert then == "ask_plan"
    assert answer_fact("ladder", SO_FAR) not in known


def test_somebody_is_brought_in_once_and_the_questions_go_on(guided: FlowSet) -> None:
    step = screen({Outcome.HIGH: "bring_in"})
    known, first = next_step(step, guided.instruments, SAID, NOW)
    again, second = next_step(step, guided.instruments, known, NOW)

    assert (first, second) == ("bring_in", "ask_plan")
    assert again[answer_fact("ladder", SO_FAR)] == "high"

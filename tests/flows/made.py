"""Small flows made by hand, to walk through without a file."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from flows.flowset import FlowSet
from flows.model import Ask, Audience, Choice, End, Flow, Quiet, Step
from flows.session import Turn
from flows.texts import Texts

NOW = datetime(2026, 12, 1, 21, 30, tzinfo=UTC)
YOUTH = {"audience": "youth", "home": "youth"}
END = End("end", 9, "flow_ended")


def question(step: str, *choices: Choice, words: str | None = "end", pause: bool = False) -> Ask:
    """A question that any words answer, `words` says where to; without a nudge."""
    quiet = Quiet(timedelta(minutes=5), "end", pause=pause)
    return Ask(step, 1, f"{step}-text", quiet, choices, words=words)


def flow(name: str, *steps: Step, audience: Audience = Audience.ANY, version: int = 1) -> Flow:
    """A flow that begins with the first of its steps; its end is called `end`."""
    by_id = {step.id: step for step in (*steps, END)}
    return Flow(name, version, audience, steps[0].id, by_id, f"{name}.yaml")


def loaded(texts: Texts, *flows: Flow, kept: Mapping[tuple[str, int], Flow] | None = None) -> FlowSet:
    """These flows, and a door for the young."""
    door = flow("youth", question("door"), audience=Audience.YOUTH)
    return FlowSet({one.name: one for one in (door, *flows)}, texts, kept=kept or {})


def texts(turn: Turn) -> list[str]:
    """What is said, by flow and text."""
    return [f"{line.flow}.{line.text}" for line in turn.lines]


def place(turn: Turn) -> str:
    """Where the person is then."""
    return f"{turn.session.flow}.{turn.session.step}"

"""What an answer to a question of the ladder says: thoughts, plan, means, time. Pure.

The ladder (`flows/instruments/ladder.yaml`) says how grave an answer is. A "no" says nothing here: no answer
clears anybody.
"""

from collections.abc import Mapping
from typing import Final

from conversation.channel import InboundKind, InboundMessage
from flows import engine
from flows.flowset import FlowSet
from flows.instrument import Instrument, answer_fact
from flows.model import Meaning
from flows.session import Event, Pressed, Said, Session
from risk.assessment import Level
from risk.context import Shown

LADDER: Final = "ladder"
# The facts in which flows keep the answer to an item, beside the one that a screening step keeps.
_FACTS: Final = {"thoughts": ("ladder_thoughts", "thoughts")}


def answered(flows: FlowSet, session: Session | None, inbound: InboundMessage, *, is_held: bool) -> Shown:
    """How grave the answer is that this message gives to the question at hand; level none if it gives none.

    While a counsellor holds the case (`is_held`) words answer the counsellor: only a pressed button counts.
    """
    ladder = flows.instruments.get(LADDER)
    if ladder is None or session is None or not session.step or not _may_answer(inbound, is_held=is_held):
        return Shown()
    choice = engine.choice_meant(flows, session, event_of(inbound))
    given = {} if choice is None else _grave(ladder, _answers(ladder, choice.sets))
    if not given:
        return Shown()
    last = list(given)[-1]
    # The ladder asks in its order: what was answered further down is of an earlier time.
    above = list(ladder.items)[: list(ladder.items).index(last)]
    known = {item: answer for item, answer in _answers(ladder, session.facts).items() if item in above}
    by_itself, together = ladder.outcome(given), ladder.outcome({**known, **given})
    if not by_itself.gravity and together.gravity <= ladder.outcome(known).gravity:
        return Shown()
    level = Level.from_label(together.value)
    return Shown(level, f"answer.{last}" if level > Level.NONE else "")


def event_of(inbound: InboundMessage, intent: str | None = None) -> Event:
    """The message as flows take it, with what its words were surely understood as."""
    return Pressed(inbound.button) if inbound.kind is InboundKind.BUTTON else Said(inbound.text, intent)


def _may_answer(inbound: InboundMessage, *, is_held: bool) -> bool:
    if inbound.kind is InboundKind.BUTTON:
        return True
    return inbound.kind is InboundKind.TEXT and inbound.command is None and not is_held


def _answers(ladder: Instrument, facts: Mapping[str, str]) -> dict[str, str]:
    """The answers among facts, by item, in the ladder's order."""
    found = {}
    for item in ladder.items.values():
        for fact in (*_FACTS.get(item.id, (f"{LADDER}_{item.id}",)), answer_fact(LADDER, item.id)):
            if facts.get(fact) in item.answers:
                found[item.id] = facts[fact]
                break
    return found


def _grave(ladder: Instrument, answers: Mapping[str, str]) -> dict[str, str]:
    return {
        item: answer
        for item, answer in answers.items()
        if ladder.items[item].answers[answer] is not Meaning.NO
    }

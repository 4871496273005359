"""What follows from what is not a message: silence, a contact that is due, a case that ended or came back.

Pure, as `conversation.decide`.
"""

from dataclasses import replace
from datetime import datetime

from conversation.contacts import CONTACTS
from conversation.state import Decision, State, SystemLine
from conversation.turns import after
from flows import engine
from flows.flowset import FlowSet
from flows.session import Frame, Schedule, Silence
from risk.assessment import Level

FEEDBACK, CONSENT, FOLLOW_UP, WAITING = "feedback", "follow_up_consent", "follow_up", "waiting"
CONTACT = "contact"  # the fact that says which of the caring contacts this is


def decide_silence(state: State, flows: FlowSet, now: datetime) -> Decision:
    """Decide about a wait whose time is over."""
    base = Decision(state.language, state.audience, state.level(now), state.session, None)
    if state.session is None or not state.session.step:
        return base
    if state.is_held:
        return base  # the counsellor speaks now, not the program
    return after(base, engine.advance(flows, state.session, Silence(), now))


def is_contact_wanted(state: State) -> bool:
    """Whether the person agreed to be written to, has not taken it back, and can be reached."""
    facts = state.session.facts if state.session is not None else {}
    return facts.get("follow_up") == "yes" and not state.unreachable


def decide_follow_up(state: State, flows: FlowSet, now: datetime, nth: int = 1) -> Decision | None:
    """Decide about the `nth` caring contact, which is due; None when it must not be made.

    Made only with consent, and not while the person is in a conversation anyway.
    """
    session = state.session
    if session is None or session.step or state.case is not None or not is_contact_wanted(state):
        return None
    session = session.with_fact(CONTACT, str(nth))
    base = Decision(state.language, state.audience, state.level(now), session, None)
    return after(base, engine.start(flows, FOLLOW_UP, now, facts=session.facts))


def decide_closing(state: State, flows: FlowSet, now: datetime, *, settles: bool) -> Decision:
    """Decide what is said when a counsellor has ended the case: the program asks how it was.

    Where that `settles` it, a human has looked, and no level is in force any more. Somebody who only stopped
    answering is not settled: there the level goes on by the clock.
    """
    facts = state.session.facts if state.session is not None else {}
    level = Level.NONE if settles else state.level(now)
    base = Decision(state.language, state.audience, level, state.session, None, settles=settles)
    closed = replace(base, speech=(SystemLine("case-closed-by-counsellor"),))
    then: tuple[Frame, ...] = ()
    if "follow_up" not in facts:
        then = (Frame(CONSENT, flows.get(CONSENT).version, "may_we", asked=False),)
    if is_contact_wanted(state):  # a yes holds until it is taken back
        closed = replace(closed, later=(Schedule(FOLLOW_UP, CONTACTS[0]),))
    return after(closed, engine.start(flows, FEEDBACK, now, facts=facts, returns=then))


def decide_back_in_queue(state: State, flows: FlowSet, now: datetime, text: str) -> Decision:
    """Decide what is said when a case waits again: what happened (`text`), then the script of waiting."""
    facts = state.session.facts if state.session is not None else {}
    base = Decision(state.language, state.audience, state.level(now), state.session, None)
    told = replace(base, speech=(SystemLine(text),))
    return after(told, engine.start(flows, WAITING, now, facts=facts))

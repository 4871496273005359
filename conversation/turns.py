"""What a turn of the flow engine means for a decision: lines, effects, a counsellor asked in. Pure."""

from dataclasses import replace
from datetime import datetime

from conversation.reasons import shown_by, subject_of
from conversation.state import Decision
from escalation.case import Urgency
from escalation.service import Need
from flows import engine
from flows.flowset import FlowSet
from flows.session import ChangeLanguage, Count, Escalate, Schedule, Session, Turn

HUMAN = "human"


def go_to(flow: str, session: Session | None, flows: FlowSet, now: datetime) -> Turn:
    """Begin a flow, or jump to it from where the person is, to come back."""
    if session is None or not session.step:
        return engine.start(flows, flow, now, facts=session.facts if session else None)
    return engine.interrupt(flows, session, flow, now)


def after(base: Decision, turn: Turn) -> Decision:
    """The decision with what the engine answered."""
    decision = replace(base, session=turn.session, wake_at=turn.wake_at, speech=(*base.speech, *turn.lines))
    if turn.session.flow == HUMAN and (base.session is None or base.session.flow != HUMAN):
        # Asked for a person: the case opens now, whatever is or is not answered to the next question.
        decision = _escalated(decision, Urgency.ROUTINE, "asked_for_person")
    for effect in turn.effects:
        match effect:
            case Escalate(urgency=urgency, reason=reason):
                decision = _escalated(decision, Urgency.from_label(urgency), reason)
            case ChangeLanguage(language=language):
                # Known as chosen from now on, so that it no longer follows the words somebody writes.
                spoken = turn.session.with_fact("language", language)
                decision = replace(decision, language=language, session=spoken)
            case Count(name=name):
                decision = replace(decision, counts=(*decision.counts, name))
            case Schedule():
                decision = replace(decision, later=(*decision.later, effect))
    return decision


def _escalated(decision: Decision, urgency: Urgency, reason: str) -> Decision:
    shown = shown_by(urgency, reason)
    level = max(decision.level, shown.level)
    need = Need(urgency, level, subject_of(reason).value, (), reason)
    if decision.need is not None:
        graver = max(decision.need.urgency, urgency)
        need = replace(decision.need, urgency=graver, level=max(decision.need.level, level))
    return replace(decision, level=level, shown=decision.shown.or_graver(shown), need=need)

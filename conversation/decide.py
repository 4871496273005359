"""What follows from one event: pure, so that every rule here can be read and tested without a database.

The order is the order of safety: a counsellor who holds the case is never talked over; then risk; then
what the person asked for by a command; then the script.
"""

from dataclasses import replace
from datetime import datetime

from conversation.answered import answered, event_of
from conversation.channel import Command, InboundKind, InboundMessage
from conversation.consent import Consent, is_withdrawal
from conversation.reasons import read_in
from conversation.state import DELETE, Decision, State, SystemButton, SystemLine
from conversation.turns import HUMAN, after, go_to
from conversation.unread import UNREAD, noted
from escalation.case import urgency_of
from escalation.service import Need
from flows import engine
from flows.commands import AlwaysCommand
from flows.flowset import FlowSet
from flows.model import LANGUAGES
from flows.session import Event, Said, Session, Turn
from risk.assessment import Danger, Flag, Kind, Level, Subject, gravest_first
from risk.context import WORDS, Joined, Shown

CRISIS, WAITING, CHECK_IN, PLAN = "crisis", "waiting", "check_in", "safety_plan"
# In these the danger is already being talked about: a moderate message there is an answer, not news.
_ABOUT_RISK = frozenset({CRISIS, WAITING, CHECK_IN, HUMAN, "thoughts", "child_said", "after_attempt"})
_CONSENT_OPEN = frozenset({Consent.ASKED, Consent.GIVEN})
_FAMILY_LINKS = frozenset({"family", "parent", "parents"})


def decide(
    state: State,
    inbound: InboundMessage,
    joined: Joined,
    flows: FlowSet,
    now: datetime,
    *,
    on_duty: bool,
    intent: str | None = None,
) -> Decision:
    """Decide about a message. `joined` is of its words; a message without words has level none.

    `intent` is what its words were surely understood to ask for or be about, if anything.
    """
    answer = answered(flows, state.session, inbound, is_held=state.is_held)
    base = _base(state, inbound, joined, now, on_duty=on_duty)
    base = replace(base, level=max(base.level, answer.level), shown=base.shown.or_graver(answer))
    decision = _decided(base, state, inbound, joined, flows, now, intent)
    if decision.need is None and answer.level >= Level.HIGH and not decision.delete:
        need = Need(urgency_of(answer.level), answer.level, Subject.SELF.value, (), _code(answer))
        decision = replace(decision, need=need)
    return decision if decision.need is None else _with_kinds(decision, decision.need, joined, answer)


def _with_kinds(decision: Decision, need: Need, joined: Joined, answer: Shown) -> Decision:
    """Who is asked in learns every kind of danger, that of an answer too: the ladder asks of suicide."""
    kinds = gravest_first([*joined.assessment.dangers, Danger(Kind.SUICIDE, answer.level)])
    return replace(decision, need=replace(need, kinds=kinds))


def _decided(
    base: Decision,
    state: State,
    inbound: InboundMessage,
    joined: Joined,
    flows: FlowSet,
    now: datetime,
    intent: str | None,
) -> Decision:
    level = joined.shown.level
    need = _need_of(joined)
    if need is not None and _is_news(state, need):
        return _crisis(_with_plan(base, inbound, flows, now), need, flows, now)
    base = replace(base, need=need)
    if base.withdraws:
        return replace(base, speech=(SystemLine("training-consent-withdrawn"),))
    if state.is_held:
        return _beside_counsellor(base, inbound)
    if inbound.command is not None or inbound.button.startswith(DELETE):
        return _obey(base, state, inbound, flows, now)
    if inbound.kind is InboundKind.EDIT and need is None and level < Level.MODERATE:
        return base
    if inbound.kind is InboundKind.MEDIA and not inbound.text:
        return replace(base, speech=(SystemLine("media-words-please", _PERSON_ROW),))
    if base.session is not None:
        session, asks = noted(base.session, inbound, joined.assessment)
        base = replace(base, session=session)
        if asks and state.case is None:
            return _unread(base, flows, now)
    if level is Level.MODERATE and not _is_in(base.session, _ABOUT_RISK):
        kept = _with_plan(base, inbound, flows, now)
        return after(kept, go_to(CHECK_IN, kept.session, flows, now))
    return after(base, _go_on(base, state, event_of(inbound, intent), flows, now))


def _base(state: State, inbound: InboundMessage, joined: Joined, now: datetime, *, on_duty: bool) -> Decision:
    session = state.session
    if session is not None:
        session = session.with_fact("on_duty", "yes" if on_duty else "no")
    chosen = session is not None and "language" in session.facts
    spoken = joined.assessment.language
    # Somebody who was not asked yet is answered in the language they write in.
    follows = not chosen and spoken in LANGUAGES and len(inbound.text.split()) > 1
    audience = state.audience
    if inbound.command is Command.START and inbound.argument.lower() in _FAMILY_LINKS:
        audience = "family"
    return Decision(
        language=spoken if follows else state.language,
        audience=audience,
        level=max(state.level(now), joined.shown.level),
        session=session or _first_session(audience, on_duty=on_duty),
        wake_at=state.wake_at,
        shown=joined.shown,
        withdraws=state.consent in _CONSENT_OPEN and is_withdrawal(inbound.text),
    )


def _first_session(audience: str, *, on_duty: bool) -> Session:
    facts = {"on_duty": "yes" if on_duty else "no", "home": audience, "audience": audience}
    return Session(flow="", version=0, step="", facts=facts)


def _with_plan(base: Decision, inbound: InboundMessage, flows: FlowSet, now: datetime) -> Decision:
    """Keep words that were meant for the safety plan: naming a warning sign sounds like one."""
    if inbound.kind is not InboundKind.TEXT or not _is_in(base.session, {PLAN}) or base.session is None:
        return base
    return replace(base, session=engine.advance(flows, base.session, Said(inbound.text), now).session)


def _need_of(joined: Joined) -> Need | None:
    found, shown = joined.assessment, joined.shown
    if shown.level < Level.HIGH:
        return None
    if Flag.ASSESSMENT_FAILED in found.flags:
        reason = "assessment_failed"
    else:
        reason = read_in(found) if shown.reason == WORDS else _code(shown)
    flags = tuple(sorted(flag.value for flag in found.flags))
    return Need(urgency_of(shown.level), shown.level, found.subject.value, flags, reason)


def _code(shown: Shown) -> str:
    return shown.reason.replace(".", "_")


def _is_news(state: State, need: Need) -> bool:
    """Whether the crisis flow must begin (again): no case yet, or a waiting one that has become graver."""
    if state.case is None:
        return True
    return state.case.state.waits and need.urgency > state.case.urgency


def _crisis(base: Decision, need: Need, flows: FlowSet, now: datetime) -> Decision:
    session = base.session
    if _is_in(session, {CRISIS}) and session is not None:
        # Already there: begin again, with the help line first, but keep where to return to.
        turn = engine.start(flows, CRISIS, now, facts=session.facts, returns=session.returns)
    else:
        turn = go_to(CRISIS, session, flows, now)
    return after(replace(base, need=need), turn)


def _unread(base: Decision, flows: FlowSet, now: datetime) -> Decision:
    """Nobody here could read the last two messages: a person is asked in, who may."""
    told = replace(base, speech=(*base.speech, SystemLine("unread-person")))
    decision = after(told, go_to(HUMAN, base.session, flows, now))
    if decision.need is None:
        return decision
    return replace(decision, need=replace(decision.need, flags=(UNREAD,)))


def _beside_counsellor(base: Decision, inbound: InboundMessage) -> Decision:
    """A person is speaking with this caller: only what was asked of the program by name is answered."""
    if inbound.command is Command.HELP:
        return replace(base, speech=(SystemLine("help-numbers"),))
    if inbound.command is Command.LANGUAGE and inbound.argument in LANGUAGES:
        return replace(base, language=inbound.argument)
    if inbound.command is Command.DELETE or inbound.button.startswith(DELETE):
        return _delete(base, inbound)
    return base


def _obey(base: Decision, state: State, inbound: InboundMessage, flows: FlowSet, now: datetime) -> Decision:
    session = base.session or _first_session(base.audience, on_duty=False)
    match inbound.command:
        case Command.HELP | Command.HUMAN | Command.PLAN | Command.STOP:
            return after(base, engine.command(flows, session, AlwaysCommand(inbound.command.value), now))
        case Command.LANGUAGE if inbound.argument in LANGUAGES:
            return after(base, engine.speak(flows, session, inbound.argument, now))
        case Command.LANGUAGE:
            return after(base, engine.command(flows, session, AlwaysCommand.LANGUAGE, now))
        case Command.START if state.case is None:
            return after(base, engine.start(flows, base.audience, now, facts=session.facts))
        case Command.START:
            return after(base, go_to(WAITING, session, flows, now))
        case Command.DELETE | None:
            return _delete(base, inbound)


def _delete(base: Decision, inbound: InboundMessage) -> Decision:
    answer = inbound.argument or inbound.button.removeprefix(DELETE)
    if answer == "yes":
        return replace(base, delete=True, session=None, wake_at=None)
    if answer == "no":
        return replace(base, speech=(SystemLine("delete-kept"),))
    row = (
        SystemButton("delete-confirm-yes", DELETE + "yes"),
        SystemButton("delete-confirm-no", DELETE + "no"),
    )
    return replace(base, speech=(SystemLine("delete-confirm", (row,)),))


def _is_in(session: Session | None, flows: frozenset[str] | set[str]) -> bool:
    return session is not None and bool(session.step) and session.flow in flows


def _go_on(base: Decision, state: State, event: Event, flows: FlowSet, now: datetime) -> Turn:
    session = base.session or _first_session(base.audience, on_duty=False)
    asked = engine.command_of(event)
    if asked is AlwaysCommand.HELP:
        return engine.advance(flows, session, event, now)  # the numbers come before every welcome
    if not session.step and state.case is not None:
        return engine.start(flows, WAITING, now, facts=session.facts)
    # Whoever asks for a person with their very first words is not welcomed first.
    if not session.flow and asked is not AlwaysCommand.HUMAN:
        return engine.start(flows, base.audience, now, facts=session.facts)
    return engine.advance(flows, session, event, now)


_PERSON_ROW = (
    (
        SystemButton("always-human", engine.ALWAYS_PREFIX + "human"),
        SystemButton("always-help", engine.ALWAYS_PREFIX + "help"),
    ),
)

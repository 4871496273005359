"""The pure engine: (flows, session, event, now) -> Turn. It reads no clock, keeps nothing, does no I/O.

What is always possible (a person, help now, another language, stop) is understood here, at every wait,
so that no flow can forget it.
"""

from collections.abc import Mapping
from datetime import datetime

from flows.answers import read_answer
from flows.commands import INTENDED, AlwaysCommand, is_name, read_command, read_language
from flows.flowset import FlowSet
from flows.model import Ask, Choice
from flows.plan import plan_of
from flows.session import Event, Frame, Pressed, Said, Session, Silence, Turn
from flows.texts import SYSTEM
from flows.walk import Walk

ALWAYS_PREFIX = "system.always."

SAFETY_PLAN = "safety_plan"
"""The flow in which the caller writes a safety plan, and changes it."""


def start(
    flows: FlowSet,
    flow: str,
    now: datetime,
    facts: Mapping[str, str] | None = None,
    returns: tuple[Frame, ...] = (),
) -> Turn:
    """Begin a flow at its start, knowing `facts`. Raises `UnknownFlow`."""
    version = flows.get(flow).version
    walk = Walk(flows, Session(flow, version, "", dict(facts or {}), tuple(returns)), now)
    walk.enter(flow)
    return walk.turn()


def advance(flows: FlowSet, session: Session, event: Event, now: datetime) -> Turn:
    """Take what the caller did, or their silence, to the next wait or the end.

    An ended session begins again at its home flow. One that is pinned to a flow or version that is no
    longer loaded begins gently at that flow's start, facts kept. Never raises for what a caller does.
    """
    walk = Walk(flows, session, now)
    question = walk.question()
    if question is None and isinstance(event, Silence):
        walk.fall_silent()
        return walk.turn()
    asked = command_of(event)
    if question is not None and asked is not None and isinstance(event, Said):
        asked = _meant(walk, question, event.text, asked)
    if question is None:
        return _without_question(walk, session, asked)
    choice = _choice_of(flows, session, question, event)
    if choice is not None:
        walk.choose(question, choice)
        return walk.turn()
    if asked is not None:
        language = read_language(event.text) if isinstance(event, Said) else None
        if language is not None:
            walk.change_language(language)
            return walk.turn()
        return _obey(walk, asked)
    match event:
        case Silence():
            walk.hear_silence(question)
        case Pressed():
            walk.say(SYSTEM, "stale-button")
            walk.ask(question)
        case Said(text):
            walk.hear_words(question, text)
    return walk.turn()


def interrupt(flows: FlowSet, session: Session, flow: str, now: datetime, event: Event | None = None) -> Turn:
    """Jump to another flow and remember where to come back to. Raises `UnknownFlow`.

    Already there: not begun again; `event`, where given, is taken as the answer, else the question is
    shown again. Left for a moment from there (to change the language, say): back to where it was.
    """
    flows.get(flow)
    walk = Walk(flows, session, now)
    if session.flow == flow and walk.question() is not None:
        if event is not None:
            return advance(flows, session, event, now)
        walk.ask_again()
        return walk.turn()
    walk.jump(flow)
    return walk.turn()


def resume(flows: FlowSet, session: Session, now: datetime) -> Turn:
    """Come back from an interrupt to the remembered question and ask it again.

    With nothing remembered, the question at hand is asked again; an ended session begins at its home flow.
    """
    walk = Walk(flows, session, now)
    if session.returns:
        walk.come_back()
    elif walk.question() is not None:
        walk.ask_again()
    else:
        walk.begin_again()
    return walk.turn()


def command(flows: FlowSet, session: Session, asked: AlwaysCommand, now: datetime) -> Turn:
    """Do what is always available: go to `human` or `language`, show the numbers or the plan, or stop."""
    return _obey(Walk(flows, session, now), asked)


def speak(flows: FlowSet, session: Session, language: str, now: datetime) -> Turn:
    """Speak another language from here on; where one is being asked for, this is the answer."""
    walk = Walk(flows, session, now)
    question = walk.question()
    choices = () if question is None else question.choices
    chosen = next((choice for choice in choices if choice.language == language), None)
    if question is not None and chosen is not None:
        walk.choose(question, chosen)
    else:
        walk.change_language(language)
    return walk.turn()


def choice_meant(flows: FlowSet, session: Session, event: Event) -> Choice | None:
    """The button of the question at hand that the caller pressed or plainly meant, or None."""
    flow = flows.find(session.flow, session.version)
    question = flow.steps.get(session.step) if flow is not None else None
    return _choice_of(flows, session, question, event) if isinstance(question, Ask) else None


def _without_question(walk: Walk, session: Session, asked: AlwaysCommand | None) -> Turn:
    """The session has ended, or what it stood at is no longer there."""
    if asked is not None:
        return _obey(walk, asked)
    if session.step:
        _go_on(walk)
    else:
        walk.begin_again()
    return walk.turn()


def _go_on(walk: Walk) -> None:
    """Ask the question at hand again; where it is no longer loaded, begin gently at the start."""
    if walk.session.step and walk.question() is None:
        walk.say(SYSTEM, "start-again")
        walk.begin_again()
    else:
        walk.ask_again()


def _obey(walk: Walk, asked: AlwaysCommand) -> Turn:
    match asked:
        case AlwaysCommand.HUMAN | AlwaysCommand.LANGUAGE:
            _visit(walk, asked.value)
        case AlwaysCommand.HELP:
            walk.say(SYSTEM, "help-numbers")
            _go_on(walk)
        case AlwaysCommand.STOP:
            walk.stop()
        case AlwaysCommand.PLAN if plan_of(walk.session.facts):
            walk.show_plan()
            _go_on(walk)
        case AlwaysCommand.PLAN:
            walk.say(SYSTEM, "plan-none")
            _make_plan(walk)
        case AlwaysCommand.CHANGE_PLAN:
            _make_plan(walk)
    return walk.turn()


def _visit(walk: Walk, flow: str) -> None:
    if walk.session.flow == flow and walk.question() is not None:
        walk.ask_again()
    else:
        walk.jump(flow)


def _make_plan(walk: Walk) -> None:
    if SAFETY_PLAN in walk.flows.flows:
        _visit(walk, SAFETY_PLAN)
    else:
        _go_on(walk)


def command_of(event: Event) -> AlwaysCommand | None:
    """What the caller asks for that is always possible, by words or a button; None where they do not."""
    match event:
        case Said(text, intent):
            return read_command(text) or INTENDED.get(intent or "")
        case Pressed(data) if data.startswith(ALWAYS_PREFIX):
            name = data.removeprefix(ALWAYS_PREFIX)
            return AlwaysCommand(name) if name in set(AlwaysCommand) else None
        case Pressed() | Silence():
            return None


def _meant(walk: Walk, question: Ask, text: str, asked: AlwaysCommand) -> AlwaysCommand | None:
    """The command that words are, unless at this question they are rather an answer to it."""
    if question.unclear_sets and asked is AlwaysCommand.PLAN:
        return None  # "a plan" in answer to a screening question is no wish to see one
    if question.keeps is not None and read_command(text) is None:
        return None  # words for the plan: "talk to somebody" is what may help, and no wish for a person now
    if question.keeps is not None and is_name(text):
        if asked is AlwaysCommand.HELP:
            walk.say(SYSTEM, "help-numbers")
        return None  # "112" or "the psychologist" belongs into the plan that is being written
    return asked


def _choice_of(flows: FlowSet, session: Session, question: Ask, event: Event) -> Choice | None:
    """The button that was pressed or plainly meant, if it belongs to the question at hand."""
    match event:
        case Pressed(data):
            return flows.choice(session.flow, question, data)
        case Said(text):
            flow = flows.find(session.flow, session.version)
            label = flows.label(flow.key, question, text) if flow is not None else None
            language = read_language(text)
            meaning = read_answer(text)
            for choice in question.choices:
                if (
                    choice.id == label
                    or (language is not None and choice.language == language)
                    or (meaning is not None and choice.means is meaning)
                ):
                    return choice
            return None
        case Silence():
            return None

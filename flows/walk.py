"""One walk through the flows: from where a caller is, step by step, to the next wait or the end."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from flows.errors import EndlessFlow
from flows.flowset import FlowSet
from flows.lines import args_of, plan_line, question_line
from flows.model import (
    Ask,
    Audience,
    Branch,
    BringIn,
    Choice,
    Continue,
    End,
    Flow,
    Later,
    Say,
    Screen,
    ShowResources,
    Step,
    Tally,
)
from flows.plan import added
from flows.screening import next_step
from flows.session import ChangeLanguage, Count, Effect, Escalate, Frame, Line, Schedule, Session, Turn
from flows.texts import AUDIENCE, HELPLINES, SYSTEM

MOST_STEPS = 100
"""Steps without a wait; more than any sane flow says at once, so a circle is an error and not a hang."""


class Walk:
    """Collects what is said and done while one event is taken to the next wait or the end."""

    def __init__(self, flows: FlowSet, session: Session, now: datetime) -> None:
        self.flows = flows
        self.session = session
        self._now = now
        self._lines: list[Line] = []
        self._effects: list[Effect] = []
        self._taken = 0
        self._silent = False

    def turn(self) -> Turn:
        """What came of it."""
        question = self.question()
        wake_at = None
        if question is not None:
            quiet = question.quiet
            leave_after = quiet.leave_after if self.session.nudged else None
            wake_at = self._now + (leave_after or quiet.after)
        return Turn(self.session, tuple(self._lines), tuple(self._effects), wake_at)

    def question(self) -> Ask | None:
        """The wait where the session stands; None when it has ended or its version is no longer loaded."""
        return self._question_at(self.session.flow, self.session.version, self.session.step)

    def say(self, flow: str, text: str, **args: str) -> None:
        """Say one text, in the form of address of the flow that the caller came from."""
        self._lines.append(Line(flow, text, args_of(self.session, args)))

    def ask(self, question: Ask, text: str | None = None) -> None:
        """Show a question, or `text` in its place, with its buttons and those that are always there."""
        self._lines.append(question_line(self._key(), self.session, question, text or question.text))
        # Whoever is asked something has done something: their silence begins anew, with its nudge.
        self.session = replace(self.session, nudged=False)

    def show_plan(self) -> None:
        """Show the safety plan that the caller has written, with a button to change it."""
        self._lines.append(plan_line(self.session))

    def ask_again(self) -> None:
        """Show the question at hand once more, if there is one."""
        question = self.question()
        if question is not None:
            self.ask(question)

    def enter(self, name: str) -> None:
        """Begin a flow at its start; the first that speaks to youth, or to families, becomes their home."""
        self._go(self._enter(name))

    def begin_again(self) -> None:
        """Begin at the start: of the flow where the session stood, or, when that had ended, of its home."""
        session = self.session
        stood_here = session.step and session.flow in self.flows.flows
        self.enter(session.flow if stood_here else self.flows.home(session.facts, session.flow))

    def jump(self, name: str) -> None:
        """Leave for another flow and remember this question; a flow left before is gone back to."""
        for depth, frame in enumerate(self.session.returns):
            if frame.flow == name:
                self.session = replace(self.session, returns=self.session.returns[: depth + 1])
                self.come_back()
                return
        if self.session.step:
            self._remember(self.session.step, asked=True)
        self.enter(name)

    def come_back(self) -> None:
        """Ask the remembered question again; if it is no longer loaded, begin gently at its flow's start."""
        self._go(self._come_back())

    def choose(self, question: Ask, choice: Choice) -> None:
        """Take a button."""
        self._know(choice.sets)
        if choice.language is not None:
            self._effects.append(ChangeLanguage(choice.language))
        self._leave(choice.then)

    def hear_words(self, question: Ask, words: str) -> None:
        """Take free words: on where they lead; unclear ones are asked for once more and then handed on."""
        if question.words is not None:
            self._keep(question, words)
        elif self.session.retries == 0 or question.otherwise is None:
            self.session = replace(self.session, retries=self.session.retries + 1)
            self.say(SYSTEM, "message-not-understood")
            self.ask(question)
        else:
            self._know(question.unclear_sets)
            self._leave(question.otherwise)

    def _keep(self, question: Ask, words: str) -> None:
        """Go where free words lead, and keep them where the question is made for that."""
        if question.keeps is not None:
            held = added(self.session.facts.get(question.keeps, ""), words)
            if held is None:
                self.say(SYSTEM, "plan-full")
                self.ask(question)
                return
            self._know({question.keeps: held})
        self._leave(question.words)

    def hear_silence(self, question: Ask) -> None:
        """Take silence: a gentle nudge first where the question has one, then its exit."""
        if question.quiet.nudge is not None and not self.session.nudged:
            self.ask(question, question.quiet.nudge)
            self.session = replace(self.session, nudged=True)
            return
        self._silent = not question.quiet.pause
        self._leave(question.quiet.then)

    def change_language(self, language: str) -> None:
        """Speak another language from here on, starting with the question at hand."""
        self._effects.append(ChangeLanguage(language))
        self.say(SYSTEM, "language-changed")
        self.ask_again()

    def fall_silent(self) -> None:
        """End without a word."""
        self.session = self._ended()

    def stop(self) -> None:
        """End at once, as the caller wishes."""
        self.say(SYSTEM, "stopped")
        self._effects.append(Count("stopped"))
        if "follow_up" in self.session.facts:
            self._know({"follow_up": "no"})  # stop means: no contacts later either
        self.session = self._ended()

    def _leave(self, step: str | None) -> None:
        self.session = replace(self.session, retries=0)
        self._go(step)

    def _go(self, step: str | None) -> None:
        while step is not None:
            self._taken += 1
            if self._taken > MOST_STEPS:
                raise EndlessFlow(self.session.flow, step, MOST_STEPS)
            step = self._take(self._flow().steps[step])

    def _take(self, step: Step) -> str | None:
        """Do one step; gives the next one, or None at a wait or the end."""
        match step:
            case Say():
                self._know(step.sets)
                self.say(self._key(), step.text)
                return step.then
            case Ask():
                self.session = replace(self.session, step=step.id)
                self.ask(step)
                return None
            case Branch():
                value = self.session.facts.get(step.fact, "")
                return step.cases.get(value, (step.known if value else None) or step.otherwise)
            case Screen():
                facts, then = next_step(step, self.flows.instruments, self.session.facts, self._now)
                self.session = replace(self.session, facts=facts)
                return then
            case BringIn():
                self._effects.append(Escalate(step.urgency, step.reason))
                return step.then
            case ShowResources():
                self.say(self._key(), step.text, **{HELPLINES: " ".join(step.resources)})
                return step.then
            case Tally():
                self._effects.append(Count(step.count))
                return step.then
            case Later():
                self._effects.append(Schedule(step.what, step.after))
                return step.then
            case Continue():
                if step.then is not None:
                    self._remember(step.then, asked=False)
                return self._enter(step.flow)
            case End():
                return self._finish(step)

    def _finish(self, step: End) -> str | None:
        self._effects.append(Count(step.count))
        if self.session.returns and not self._silent:
            return self._come_back()
        # Somebody who has fallen silent is not woken by an old question.
        self.session = self._ended()
        return None

    def _remember(self, step: str, *, asked: bool) -> None:
        here = Frame(self.session.flow, self.session.version, step, asked)
        # Each flow is come back to once at most, so that what is remembered cannot grow.
        others = tuple(frame for frame in self.session.returns if frame.flow != here.flow)
        self.session = replace(self.session, returns=(*others, here))

    def _enter(self, name: str) -> str:
        flow: Flow = self.flows.get(name)
        returns = self.session.returns
        for depth, frame in enumerate(returns):
            if frame.flow == name:
                returns = returns[:depth]
                break
        self.session = replace(
            self.session,
            flow=name,
            version=flow.version,
            step="",
            returns=returns,
            retries=0,
        )
        facts = self.session.facts
        if flow.audience is not Audience.ANY and (
            facts.get(AUDIENCE) != flow.audience.value or "home" not in facts
        ):
            self._know({AUDIENCE: flow.audience.value, "home": name})
        return flow.start

    def _come_back(self) -> str | None:
        frame = self.session.returns[-1]
        self.session = replace(self.session, returns=self.session.returns[:-1])
        question = self._question_at(frame.flow, frame.version, frame.step)
        if question is None:
            self.say(SYSTEM, "start-again")
            known = frame.flow in self.flows.flows
            return self._enter(frame.flow if known else self.flows.home(self.session.facts))
        self.session = replace(
            self.session, flow=frame.flow, version=frame.version, step=frame.step, retries=0
        )
        if frame.asked:
            self.say(SYSTEM, "back-to-question")
        self.ask(question)
        return None

    def _question_at(self, name: str, version: int, step: str) -> Ask | None:
        flow = self.flows.find(name, version)
        found = flow.steps.get(step) if flow is not None else None
        return found if isinstance(found, Ask) else None

    def _flow(self) -> Flow:
        """The flow where the session stands, in the version that it began with."""
        session = self.session
        return self.flows.find(session.flow, session.version) or self.flows.get(session.flow)

    def _key(self) -> str:
        return self._flow().key

    def _know(self, facts: Mapping[str, str]) -> None:
        if facts:
            self.session = replace(self.session, facts={**self.session.facts, **facts})

    def _ended(self) -> Session:
        return replace(self.session, step="", returns=(), retries=0, nudged=False)

"""Kinds of step that lead somebody through something; each becomes several plain steps of `flows.model`.

What is made has a hyphen in its name, which no written step can have. Since every wait among them is a
question, commands, interrupts and the rules of the checker work in all of them.
"""

from datetime import timedelta
from typing import Literal

from pydantic import Field, model_validator

from flows import model
from flows.instrument import answer_fact, text_of
from flows.plan import Section, plan_fact
from flows.shape_parts import Name, Pause, QuietShape, Shape, Written

LEAVE = "leave"
"""The button that is always there during an exercise."""


class BeatShape(Shape):
    """One timed message of an exercise; `pause` is how long after the previous one it is said."""

    text: Name
    pause: Pause


class ExerciseShape(Shape):
    """Timed messages, one after the other: the step's own text, the beats, and `rest` after the last."""

    kind: Literal["exercise"]
    text: Name | None = None
    beats: list[BeatShape] = Field(min_length=1)
    rest: Pause = timedelta(seconds=5)
    leave: Name
    words: Name
    then: Name

    @model_validator(mode="after")
    def _can_be_left(self) -> "ExerciseShape":
        if not any([self.rest, *(beat.pause for beat in self.beats)]):
            raise ValueError("an exercise has a pause somewhere, else nobody can leave it")
        return self

    def to_steps(self, at: Written) -> tuple[model.Step, ...]:
        """A question for each message with a pause after it; the others are only said."""
        own = self.text or at.name
        texts = [own, *(beat.text for beat in self.beats)]
        lines = [at.line, *(at.line_of(("beats", i)) for i in range(len(self.beats)))]
        names = [at.name, *(f"{at.name}-{i}" for i in range(1, len(texts)))]
        pauses = [*(beat.pause for beat in self.beats), self.rest]
        steps: list[model.Step] = []
        for name, line, text, pause, then in zip(
            names, lines, texts, pauses, [*names[1:], self.then], strict=True
        ):
            if not pause:
                steps.append(model.Say(name, line, text, then))
                continue
            leave = model.Choice(LEAVE, line, self.leave, label=f"{own}.{LEAVE}")
            quiet = model.Quiet(pause, then, pause=True)
            steps.append(model.Ask(name, line, text, quiet, (leave,), words=self.words, pressed_as=at.name))
        return tuple(steps)


class ScreenShape(Shape):
    """Run an instrument: each item is a question, and the outcome of all answers leads on.

    A step under `at_once` is taken as soon as the answers come to that outcome, once, and leads back here.
    """

    kind: Literal["screen"]
    instrument: Name
    then: dict[model.Outcome, Name] = Field(min_length=1)
    at_once: dict[model.Outcome, Name] = Field(default_factory=dict)
    silence: QuietShape

    def to_steps(self, at: Written) -> tuple[model.Step, ...]:
        """A question for each item; each comes back to the step itself, which knows the next one."""
        instrument = at.instruments.get(self.instrument)
        items = instrument.items if instrument is not None else {}
        asks = {item: f"{at.name}-{item}" for item in items}
        steps: list[model.Step] = [
            model.Screen(at.name, at.line, self.instrument, asks, self.then, self.at_once)
        ]
        for name, item in items.items():
            fact = answer_fact(self.instrument, name)
            choices = tuple(
                model.Choice(answer, at.line, at.name, {fact: answer}, means)
                for answer, means in item.answers.items()
            )
            steps.append(
                model.Ask(
                    asks[name],
                    at.line,
                    text_of(self.instrument, name),
                    self.silence.to_model(),
                    choices,
                    otherwise=at.name,
                    unclear_sets={fact: item.unclear},
                )
            )
        return tuple(steps)


class PlanShape(Shape):
    """One section of the safety plan, in the person's own words: written, added to, left out or changed."""

    kind: Literal["plan"]
    section: Section
    text: Name | None = None
    then: Name
    silence: QuietShape

    def to_steps(self, at: Written) -> tuple[model.Step, ...]:
        """Asks for the section, or shows what is there; then for one line more, as long as there are any."""
        fact = plan_fact(self.section)
        write, more, kept = (f"{at.name}-{part}" for part in ("write", "more", "kept"))

        def choice(name: str, then: str, **sets: str) -> model.Choice:
            return model.Choice(name, at.line, then, sets, label=f"plan-{name}")

        def ask(name: str, text: str, *choices: model.Choice) -> model.Ask:
            quiet = self.silence.to_model()
            return model.Ask(name, at.line, text, quiet, choices, words=more, keeps=fact)

        change = choice("change", write, **{fact: ""})
        return (
            model.Branch(at.name, at.line, fact, {}, write, known=kept),
            ask(write, self.text or at.name, choice("skip", self.then)),
            ask(more, "plan-more", choice("done", self.then), change),
            ask(kept, "plan-kept", choice("keep", self.then), change),
        )


class FeedbackShape(Shape):
    """How it was: three faces, counted without a word of what was said."""

    kind: Literal["feedback"]
    text: Name | None = None
    words: Name | None = None
    then: Name
    silence: QuietShape

    def to_steps(self, at: Written) -> tuple[model.Step, ...]:
        """A question whose every button is counted under its own name."""
        answers = ("good", "so_so", "bad")
        choices = tuple(model.Choice(answer, at.line, f"{at.name}-{answer}") for answer in answers)
        otherwise = self.then if self.words is None else None
        quiet = self.silence.to_model()
        question = model.Ask(at.name, at.line, self.text or at.name, quiet, choices, self.words, otherwise)
        return (
            question,
            *(model.Tally(f"{at.name}-{a}", at.line, f"feedback_{a}", self.then) for a in answers),
        )

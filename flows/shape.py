"""The shape of a flow file: what a psychologist may write, checked word by word, turned into `flows.model`.

Each kind of step is one class here or in `flows.shape_guided`, where one written step becomes several of
the model; a new kind is added to `StepShape`.
"""

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, model_validator

from flows import model
from flows.instrument import Instrument
from flows.shape_guided import ExerciseShape, FeedbackShape, PlanShape, ScreenShape
from flows.shape_parts import (
    ChoiceShape,
    FactName,
    Facts,
    LineOf,
    Name,
    Path,
    QuietShape,
    Shape,
    Span,
    Value,
    Written,
)


class SayShape(Shape):
    """Say one text and go on."""

    kind: Literal["say"]
    text: Name | None = None
    then: Name
    set: Facts = Field(default_factory=dict)

    def to_steps(self, at: Written) -> tuple[model.Step, ...]:
        """The engine's values."""
        return (model.Say(at.name, at.line, self.text or at.name, self.then, self.set),)


class AskShape(Shape):
    """Ask by buttons, by free text, or both."""

    kind: Literal["ask"]
    text: Name | None = None
    buttons: list[ChoiceShape] = Field(default_factory=list)
    words: Name | None = None
    otherwise: Name | None = None
    silence: QuietShape

    @model_validator(mode="after")
    def _says_what_it_accepts(self) -> "AskShape":
        if (self.words is None) == (self.otherwise is None):
            raise ValueError(
                "write words (where any free text leads) or otherwise (where unclear answers lead)"
            )
        if self.otherwise is not None and not self.buttons:
            raise ValueError("a question with otherwise needs buttons to choose from")
        ids = [button.id for button in self.buttons]
        if len(ids) != len(set(ids)):
            raise ValueError("two buttons have the same id")
        return self

    def to_steps(self, at: Written) -> tuple[model.Step, ...]:
        """The engine's values."""
        choices = tuple(button.to_model(at.line_of(("buttons", i))) for i, button in enumerate(self.buttons))
        quiet = self.silence.to_model()
        return (
            model.Ask(at.name, at.line, self.text or at.name, quiet, choices, self.words, self.otherwise),
        )


class BranchShape(Shape):
    """Go on by a fact: by its value, or by whether anything is known at all."""

    kind: Literal["branch"]
    fact: FactName
    cases: dict[Value, Name] = Field(default_factory=dict)
    known: Name | None = None
    otherwise: Name

    @model_validator(mode="after")
    def _leads_somewhere_else(self) -> "BranchShape":
        if not self.cases and self.known is None:
            raise ValueError("write cases (by the fact's value) or known (where any value leads)")
        return self

    def to_steps(self, at: Written) -> tuple[model.Step, ...]:
        """The engine's values."""
        return (model.Branch(at.name, at.line, self.fact, self.cases, self.otherwise, self.known),)


class EscalateShape(Shape):
    """Ask a counsellor in."""

    kind: Literal["escalate"]
    urgency: Literal["routine", "urgent", "emergency"]
    reason: Name
    then: Name

    def to_steps(self, at: Written) -> tuple[model.Step, ...]:
        """The engine's values."""
        return (model.BringIn(at.name, at.line, self.urgency, self.reason, self.then),)


class ResourceShape(Shape):
    """Show helplines."""

    kind: Literal["resource"]
    text: Name | None = None
    show: list[Name] = Field(min_length=1)
    then: Name

    def to_steps(self, at: Written) -> tuple[model.Step, ...]:
        """The engine's values."""
        return (model.ShowResources(at.name, at.line, self.text or at.name, tuple(self.show), self.then),)


class LanguageShape(Shape):
    """Let the caller choose a language: a question with one button a language."""

    kind: Literal["language"]
    text: Name | None = None
    then: Name
    otherwise: Name
    silence: QuietShape

    def to_steps(self, at: Written) -> tuple[model.Step, ...]:
        """The engine's values."""
        choices = tuple(model.Choice(code, at.line, self.then, language=code) for code in model.LANGUAGES)
        quiet = self.silence.to_model()
        text = self.text or at.name
        return (model.Ask(at.name, at.line, text, quiet, choices, otherwise=self.otherwise),)


class FlowStepShape(Shape):
    """Go on in another flow; with `then`, come back to that question when it ends."""

    kind: Literal["flow"]
    flow: Name
    then: Name | None = None

    def to_steps(self, at: Written) -> tuple[model.Step, ...]:
        """The engine's values."""
        return (model.Continue(at.name, at.line, self.flow, self.then),)


class ScheduleShape(Shape):
    """Arrange to come back to the caller after some time."""

    kind: Literal["schedule"]
    what: Literal["follow_up"]
    after: Span
    then: Name

    def to_steps(self, at: Written) -> tuple[model.Step, ...]:
        """The engine's values."""
        return (model.Later(at.name, at.line, self.what, self.after, self.then),)


class EndShape(Shape):
    """End the flow."""

    kind: Literal["end"]
    count: Name = "flow_ended"

    def to_steps(self, at: Written) -> tuple[model.Step, ...]:
        """The engine's values."""
        return (model.End(at.name, at.line, self.count),)


StepShape = Annotated[
    SayShape
    | AskShape
    | BranchShape
    | EscalateShape
    | ResourceShape
    | LanguageShape
    | FlowStepShape
    | ExerciseShape
    | ScreenShape
    | PlanShape
    | FeedbackShape
    | ScheduleShape
    | EndShape,
    Field(discriminator="kind"),
]


class FlowShape(Shape):
    """A whole flow file."""

    flow: Name
    version: int = Field(ge=1)
    audience: model.Audience
    crisis: bool = False
    adults_only: bool = False
    reviewed_by: str | None
    reviewed_on: date | None
    start: Name
    steps: Mapping[Name, StepShape] = Field(min_length=1)

    def to_model(
        self, file: str, line_of: LineOf, instruments: Mapping[str, Instrument], *, kept: bool = False
    ) -> model.Flow:
        """The engine's value; `line_of` gives the line of a path in the file."""
        steps: dict[str, model.Step] = {}
        for name, step in self.steps.items():

            def line_in(path: Path, name: str = name) -> int:
                return line_of(("steps", name, *path))

            steps |= {made.id: made for made in step.to_steps(Written(name, line_in, instruments))}
        return model.Flow(
            name=self.flow,
            version=self.version,
            audience=self.audience,
            start=self.start,
            steps=steps,
            file=file,
            crisis=self.crisis,
            adults_only=self.adults_only,
            reviewed_by=self.reviewed_by,
            reviewed_on=self.reviewed_on,
            kept=kept,
        )

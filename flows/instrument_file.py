"""Reads instruments from their files: who owns the wording, who cleared it, the items and the scoring."""

from datetime import date
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import Field, StringConstraints, ValidationError, model_validator

from flows.errors import Problem, Rule
from flows.instrument import ASKED_AT, OUTCOME, SO_FAR, TEXTS, Condition, Instrument, Item, Scoring
from flows.model import LANGUAGES, Meaning, Outcome
from flows.shape_parts import Name, Shape, Span
from flows.yamlfile import line_of, read_yaml, shape_problems

INSTRUMENTS: Final = Path(__file__).parent / TEXTS

NOT_INCLUDED: Final = "licensed_not_included"

Conditions = list[dict[Name, list[Name]]]


class AnswerShape(Shape):
    """One answer; `means` lets a free yes, no or unsure choose it."""

    id: Name
    means: Meaning | None = None


class ItemShape(Shape):
    """One question; `unclear` is the answer as which an unclear one counts."""

    answers: list[AnswerShape] = Field(min_length=2)
    unclear: Name
    ask_if: Conditions = Field(default_factory=list)

    @model_validator(mode="after")
    def _counts_unclear_answers(self) -> "ItemShape":
        ids = [answer.id for answer in self.answers]
        if len(ids) != len(set(ids)) or self.unclear not in ids:
            raise ValueError("each answer has its own id, and unclear is one of them")
        return self


class ScoringShape(Shape):
    """An outcome and when it holds."""

    outcome: Outcome
    when: Conditions = Field(min_length=1)


class InstrumentShape(Shape):
    """A whole instrument file."""

    instrument: Name
    version: int = Field(ge=1)
    source: Annotated[str, StringConstraints(min_length=1)]
    licence: Literal["own", "licensed"]
    texts: Literal["included", "licensed_not_included"]
    translation: dict[str, Literal["none", "draft", "validated"]]
    validation: Literal["not_validated", "validated_elsewhere", "validated_in_georgia"]
    cleared: bool
    cleared_by: str | None
    cleared_on: date | None
    holds: Span
    items: dict[Name, ItemShape] = Field(min_length=1)
    scoring: list[ScoringShape] = Field(min_length=1)
    otherwise: Outcome

    @model_validator(mode="after")
    def _is_answered_for(self) -> "InstrumentShape":
        if set(self.translation) != set(LANGUAGES):
            raise ValueError(f"write the state of the translation for {', '.join(LANGUAGES)}")
        if self.cleared and (self.cleared_by is None or self.cleared_on is None):
            raise ValueError("a cleared instrument says by whom and when: cleared_by, cleared_on")
        if self.cleared and self.texts == NOT_INCLUDED:
            raise ValueError("an instrument without its texts cannot be cleared")
        return self

    @model_validator(mode="after")
    def _is_scored_in_order(self) -> "InstrumentShape":
        if {ASKED_AT, OUTCOME, SO_FAR} & set(self.items):
            raise ValueError(f"no item may be called {ASKED_AT}, {OUTCOME} or {SO_FAR}")
        known: dict[str, set[str]] = {}
        for name, item in self.items.items():
            _refuse_unknown(item.ask_if, known, f"{name}: ask_if may name earlier items and their answers")
            known[name] = {answer.id for answer in item.answers}
        for rule in self.scoring:
            _refuse_unknown(rule.when, known, f"{rule.outcome}: when may name items and their answers")
        gravity = [rule.outcome.gravity for rule in self.scoring]
        if sorted(gravity, reverse=True) != gravity:
            raise ValueError("scoring goes from the gravest outcome to the least")
        return self

    def to_model(self, file: str) -> Instrument:
        """The engine's value."""
        return Instrument(
            name=self.instrument,
            version=self.version,
            file=file,
            is_own=self.licence == "own",
            has_texts=self.texts != NOT_INCLUDED,
            is_cleared=self.cleared,
            holds=self.holds,
            items={
                name: Item(
                    name,
                    {answer.id: answer.means for answer in item.answers},
                    item.unclear,
                    _conditions(item.ask_if),
                )
                for name, item in self.items.items()
            },
            scoring=tuple(Scoring(rule.outcome, _conditions(rule.when)) for rule in self.scoring),
            otherwise=self.otherwise,
        )


def read_instruments(folder: Path) -> tuple[dict[str, Instrument], list[Problem]]:
    """Every instrument of a folder by name; what could not be read is a problem."""
    found: dict[str, Instrument] = {}
    problems: list[Problem] = []
    for path in sorted(folder.glob("*.yaml")):
        file = f"{TEXTS}/{path.name}"
        data, wrong = read_yaml(path, file)
        problems += wrong
        if wrong:
            continue
        try:
            instrument = InstrumentShape.model_validate(data).to_model(file)
        except ValidationError as error:
            problems += shape_problems(file, data, error)
            continue
        if instrument.name != path.stem:
            message = f"the instrument is called {instrument.name}; give it the name of its file"
            problems.append(Problem(file, line_of(data, ("instrument",)), Rule.FLOW_NAME, message))
            continue
        found[instrument.name] = instrument
    return found, problems


def _conditions(written: Conditions) -> tuple[Condition, ...]:
    return tuple({item: tuple(answers) for item, answers in one.items()} for one in written)


def _refuse_unknown(written: Conditions, known: dict[str, set[str]], message: str) -> None:
    for condition in written:
        for item, answers in condition.items():
            if not set(answers) <= known.get(item, set()):
                raise ValueError(message)

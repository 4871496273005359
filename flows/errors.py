"""Errors of the flows room.

FlowError
├── FlowsBroken     the files cannot be used; lists every problem
├── UnknownFlow     a flow was asked for that is not loaded
├── UnknownText     a text was asked for that no file holds
├── EndlessFlow     a walk took too many steps without a wait
└── CannotPublish   a version cannot be published or made current
"""

from dataclasses import dataclass
from enum import StrEnum


class FlowError(Exception):
    """Something is wrong with the scripted conversations."""


class Rule(StrEnum):
    """What a flow or text file can break; each has a broken example among the tests."""

    YAML_SYNTAX = "yaml-syntax"  # not readable as YAML
    TEXT_SYNTAX = "text-syntax"  # not readable as Fluent
    DUPLICATE_KEY = "duplicate-key"  # written twice
    UNKNOWN_LANGUAGE = "unknown-language"  # a text file for no language of ours
    FLOW_SHAPE = "flow-shape"  # a word or value that a flow file does not have
    FLOW_NAME = "flow-name"  # the flow is not called like its file
    UNKNOWN_KIND = "unknown-kind"  # a kind of step that does not exist
    NO_SILENCE_EXIT = "no-silence-exit"  # a question that silence never leaves
    EXERCISE_PAUSE = "exercise-pause"  # an exercise that leaves somebody alone too long
    UNKNOWN_INSTRUMENT = "unknown-instrument"  # an instrument that does not exist
    UNCLEARED_INSTRUMENT = "uncleared-instrument"  # an instrument that may not be used yet
    MISSING_OUTCOME = "missing-outcome"  # an outcome that leads nowhere
    GRAVE_OUTCOME = "grave-outcome"  # a grave outcome that brings nobody in
    GRAVER_SIDE = "graver-side"  # an unclear answer that counts as less than another
    PLAN_ORDER = "plan-order"  # sections of the safety plan that are missing or out of order
    ADULTS_ONLY = "adults-only"  # what is for adults, open to others
    HELPLINE_NOT_CURRENT = "helpline-not-current"  # a helpline that nobody has verified lately
    UNKNOWN_TARGET = "unknown-target"  # leads to a step that does not exist
    UNKNOWN_FLOW = "unknown-flow"  # leads to a flow that does not exist
    UNKNOWN_RESOURCE = "unknown-resource"  # shows a helpline that the directory does not have
    UNKNOWN_FACT = "unknown-fact"  # branches on what nothing tells
    UNREACHABLE_STEP = "unreachable-step"  # nothing leads there
    ENDLESS_PATH = "endless-path"  # a circle that never waits
    ENDLESS_NUDGING = "endless-nudging"  # a silent person would be written to for ever
    HELPLINE_FIRST = "helpline-first"  # a crisis flow that says something else first
    NO_WAY_TO_A_PERSON = "no-way-to-a-person"  # help or a person is too far away
    MISSING_TRANSLATION = "missing-translation"  # a language lacks a text
    EXTRA_TRANSLATION = "extra-translation"  # a text that nothing shows
    UNKNOWN_PLACEHOLDER = "unknown-placeholder"  # a placeholder that nothing fills
    DIFFERING_PLACEHOLDERS = "differing-placeholders"  # languages are filled differently
    HELPLINES_NOT_SHOWN = "helplines-not-shown"  # a text for helplines without them
    LABEL_TOO_LONG = "label-too-long"  # a button's label over Telegram's limit
    DATA_TOO_LONG = "data-too-long"  # a button's data over Telegram's limit
    TEXT_TOO_LONG = "text-too-long"  # a message too long for its audience
    BANNED_WORDS = "banned-words"  # a word that harms
    FOREIGN_NUMBER = "foreign-number"  # a number that may not be published


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend in a flow or text file: where it is, which rule it breaks, and what to do."""

    file: str
    line: int
    rule: Rule
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line} {self.rule} {self.message}"


class FlowsBroken(FlowError):
    """The flow files have problems, all listed, so that nobody mends them one start at a time."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        listed = "\n".join(str(problem) for problem in problems)
        super().__init__(f"{len(problems)} problem(s) in the flow files, mend each one:\n{listed}")


class UnknownFlow(FlowError):
    """A flow was asked for that is not loaded."""

    def __init__(self, flow: str) -> None:
        self.flow = flow
        super().__init__(f"no flow named {flow!r} is loaded; look at the names in flows/scripts/")


class UnknownText(FlowError):
    """A text was asked for that no file holds."""

    def __init__(self, flow: str, text: str, language: str) -> None:
        self.flow = flow
        self.text = text
        self.language = language
        super().__init__(f"{flow}.{language}.ftl has no text {text!r}; add it or ask for another")


class EndlessFlow(FlowError):
    """A walk took too many steps without coming to a wait or an end."""

    def __init__(self, flow: str, step: str, limit: int) -> None:
        self.flow = flow
        self.step = step
        super().__init__(f"{flow}.{step}: {limit} steps without a wait; break the circle with an ask")


class CannotPublish(FlowError):
    """A version of a flow cannot be published or made current."""

    def __init__(self, flow: str, why: str) -> None:
        self.flow = flow
        super().__init__(f"{flow}: {why}")

"""What a walk says, as lines: texts with their arguments, questions with their buttons."""

from collections.abc import Mapping
from typing import Final

from flows.commands import AlwaysCommand
from flows.model import Ask, Audience, data_of, label_of, press_of
from flows.plan import plan_of, section_of, shown
from flows.session import ButtonLine, Line, Session
from flows.texts import AUDIENCE, KEPT, SECTION, SYSTEM

_ALWAYS_ROWS: Final = (
    (AlwaysCommand.HUMAN, AlwaysCommand.HELP),
    (AlwaysCommand.LANGUAGE, AlwaysCommand.STOP),
)
ALWAYS_BUTTONS: Final = tuple(
    tuple(ButtonLine(f"always-{command}", data_of(SYSTEM, "always", command)) for command in row)
    for row in _ALWAYS_ROWS
)
"""Under every question, whatever it is."""

_CHANGE_PLAN: Final = ButtonLine("plan-change", data_of(SYSTEM, "always", AlwaysCommand.CHANGE_PLAN))


def args_of(session: Session, args: Mapping[str, str]) -> dict[str, str]:
    """The arguments of a line, with the form of address of the flow that the caller came from."""
    return {AUDIENCE: session.facts.get(AUDIENCE, Audience.YOUTH.value), **args}


def question_line(key: str, session: Session, question: Ask, text: str) -> Line:
    """A question, or another text in its place, with its buttons and those that are always there."""
    rows = tuple(
        (ButtonLine(label_of(question, choice), press_of(session.flow, question, choice)),)
        for choice in question.choices
    )
    args = {}
    if question.keeps is not None:
        held = session.facts.get(question.keeps, "")
        args = {KEPT: shown(held), SECTION: section_of(question.keeps).value}
    return Line(key, text, args_of(session, args), rows + ALWAYS_BUTTONS)


def plan_line(session: Session) -> Line:
    """The safety plan that the caller has written, with a button to change it."""
    return Line(SYSTEM, "plan-shown", args_of(session, plan_of(session.facts)), ((_CHANGE_PLAN,),))

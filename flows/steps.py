"""What each kind of step leads to and shows, for everyone who walks over flows without walking in them."""

from collections.abc import Iterator

from flows.model import (
    Ask,
    Branch,
    BringIn,
    Continue,
    End,
    Later,
    Say,
    Screen,
    ShowResources,
    Step,
    Tally,
    label_of,
)


def exits(step: Step) -> Iterator[str]:
    """Every step of the same flow that may come next."""
    match step:
        case Say() | BringIn() | ShowResources() | Tally() | Later():
            yield step.then
        case Ask():
            yield from (choice.then for choice in step.choices)
            yield from (target for target in (step.words, step.otherwise) if target is not None)
            yield step.quiet.then
        case Branch():
            yield from step.cases.values()
            if step.known is not None:
                yield step.known
            yield step.otherwise
        case Screen():
            yield from step.asks.values()
            yield from step.at_once.values()
            yield from step.cases.values()
        case Continue():
            if step.then is not None:
                yield step.then
        case End():
            return


def text_ids(step: Step) -> Iterator[str]:
    """Every text that a step may show; a button's label is an attribute of its question's text."""
    match step:
        case Say() | ShowResources():
            yield step.text
        case Ask():
            yield step.text
            yield from (label_of(step, choice) for choice in step.choices)
            if step.quiet.nudge is not None:
                yield step.quiet.nudge
        case Branch() | BringIn() | Continue() | End() | Screen() | Tally() | Later():
            return

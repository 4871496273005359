"""What is for adults only stays closed: no path leads there before somebody has said that they are one.

Young people may come to family flows (a parent presses the wrong button first); from there it takes the fact
`adult: yes`, which only a choice of a family flow may set.
"""

from collections.abc import Iterator

from flows.draft import Draft
from flows.errors import Problem, Rule
from flows.model import ADULT, Ask, Audience, Branch, Continue, Flow, Say, Step
from flows.steps import exits

_YES = "yes"

At = tuple[str, str, bool]
"""A flow's key, a step of it, and whether the caller has said that they are an adult."""


def adults_only(draft: Draft) -> Iterator[Problem]:
    """Paths to an adults-only flow that ask for no word of it, and other ways to set the fact."""
    for flow in draft.flows.values():
        for step in flow.steps.values():
            if _says_adult_otherwise(flow, step):
                message = f"{step.id}: only a choice of a family flow says that somebody is an adult"
                yield Problem(flow.file, step.line, Rule.ADULTS_ONLY, message)
    seen: set[At] = set()
    waiting: list[At] = [(f.key, f.start, False) for f in draft.flows.values() if not f.adults_only]
    while waiting:
        at = waiting.pop()
        if at in seen:
            continue
        seen.add(at)
        flow, adult = draft.flows[at[0]], at[2]
        step = flow.steps[at[1]]
        if isinstance(step, Continue) and draft.flows[step.flow].adults_only:
            why = _refused(flow, adult=adult)
            if why is not None:
                message = f"{step.id}: {step.flow} is for adults only; {why}"
                yield Problem(flow.file, step.line, Rule.ADULTS_ONLY, message)
                continue
        waiting += _next(draft, flow, step, adult=adult)


def _refused(flow: Flow, *, adult: bool) -> str | None:
    if flow.adults_only:
        return None
    if flow.audience is Audience.YOUTH:
        return "no flow for young people leads there"
    return None if adult else f"first ask, by a choice that sets {ADULT}: yes"


def _says_adult_otherwise(flow: Flow, step: Step) -> bool:
    if isinstance(step, Say):
        return step.sets.get(ADULT) == _YES
    if isinstance(step, Ask) and flow.audience is not Audience.FAMILY:
        return any(choice.sets.get(ADULT) == _YES for choice in step.choices)
    return False


def _next(draft: Draft, flow: Flow, step: Step, *, adult: bool) -> Iterator[At]:
    match step:
        case Continue():
            yield step.flow, draft.flows[step.flow].start, adult
            if step.then is not None:
                # The other flow may have asked meanwhile, or not.
                yield flow.key, step.then, adult
                yield flow.key, step.then, True
        case Branch() if step.fact == ADULT and adult:
            yield flow.key, step.cases.get(_YES) or step.known or step.otherwise, adult
        case Branch() if step.fact == ADULT:
            yield from ((flow.key, then, False) for value, then in step.cases.items() if value != _YES)
            yield from ((flow.key, then, False) for then in (step.known, step.otherwise) if then is not None)
        case Ask():
            for choice in step.choices:
                now = choice.sets.get(ADULT)
                yield flow.key, choice.then, adult if now is None else now == _YES
            others = (step.words, step.otherwise, step.quiet.then)
            yield from ((flow.key, then, adult) for then in others if then is not None)
        case _:
            yield from ((flow.key, then, adult) for then in exits(step))

"""Rules about where steps lead: every target exists, every step is reached, every path waits or ends."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping

from flows.draft import Draft
from flows.errors import Problem, Rule
from flows.instrument import OUTCOME, answer_fact
from flows.model import GIVEN_FACTS, Ask, Branch, Continue, End, Flow, Say, Screen, ShowResources, Step
from flows.steps import exits

Place = tuple[str, str]
"""A flow's key and a step of it."""


def unknown_targets(draft: Draft) -> Iterator[Problem]:
    """Steps, flows and helplines that are named and do not exist."""
    for flow in draft.flows.values():
        if flow.start not in flow.steps:
            yield Problem(flow.file, 1, Rule.UNKNOWN_TARGET, f"start: there is no step {flow.start}")
        for step in flow.steps.values():
            for target in dict.fromkeys(exits(step)):
                if target not in flow.steps:
                    message = f"{step.id}: there is no step {target}"
                    yield Problem(flow.file, step.line, Rule.UNKNOWN_TARGET, message)
            if isinstance(step, Continue) and step.flow not in draft.flows:
                message = f"{step.id}: there is no flow {step.flow}"
                yield Problem(flow.file, step.line, Rule.UNKNOWN_FLOW, message)
            if isinstance(step, Continue) and step.then in _other_than_questions(flow):
                message = f"{step.id}: come back to a question, and {step.then} is none"
                yield Problem(flow.file, step.line, Rule.UNKNOWN_TARGET, message)
            if isinstance(step, ShowResources):
                for name in step.resources:
                    if name not in draft.resources:
                        message = f"{step.id}: the directory has no helpline {name}"
                        yield Problem(flow.file, step.line, Rule.UNKNOWN_RESOURCE, message)
            if isinstance(step, Screen) and step.instrument not in draft.instruments:
                message = f"{step.id}: there is no instrument {step.instrument}"
                yield Problem(flow.file, step.line, Rule.UNKNOWN_INSTRUMENT, message)


def _other_than_questions(flow: Flow) -> set[str]:
    return {name for name, step in flow.steps.items() if not isinstance(step, Ask)}


def unknown_facts(draft: Draft) -> Iterator[Problem]:
    """Branches on a fact that nothing ever tells, or on a value that it never has."""
    told, kept = _told(draft)
    for flow in draft.flows.values():
        for step in flow.steps.values():
            if not isinstance(step, Branch) or step.fact in kept:
                continue
            if step.fact not in told:
                message = f"{step.id}: nothing tells the fact {step.fact}"
                yield Problem(flow.file, step.line, Rule.UNKNOWN_FACT, message)
                continue
            for value in step.cases:
                if value not in told[step.fact]:
                    message = f"{step.id}: nothing tells that {step.fact} is {value}"
                    yield Problem(flow.file, step.line, Rule.UNKNOWN_FACT, message)


def _told(draft: Draft) -> tuple[dict[str, set[str]], set[str]]:
    """The facts that steps tell, with their values, and those that may have any value."""
    told: dict[str, set[str]] = defaultdict(set)
    kept = set(GIVEN_FACTS)
    for flow in draft.flows.values():
        for step in flow.steps.values():
            sets: list[Mapping[str, str]] = []
            if isinstance(step, Say):
                sets = [step.sets]
            if isinstance(step, Ask):
                sets = [*(choice.sets for choice in step.choices), step.unclear_sets]
                kept.update({step.keeps} if step.keeps is not None else ())
            if isinstance(step, Screen) and step.instrument in draft.instruments:
                outcomes = draft.instruments[step.instrument].outcomes
                sets = [{answer_fact(step.instrument, OUTCOME): outcome} for outcome in outcomes]
            for facts in sets:
                for fact, value in facts.items():
                    told[fact].add(value)
    return told, kept


def unreachable_steps(draft: Draft) -> Iterator[Problem]:
    """Steps that no path from the start comes to."""
    for flow in draft.flows.values():
        reached: set[str] = set()
        waiting = [flow.start]
        while waiting:
            name = waiting.pop()
            if name not in reached:
                reached.add(name)
                waiting += exits(flow.steps[name])
        for step in flow.steps.values():
            if step.id not in reached:
                yield Problem(flow.file, step.line, Rule.UNREACHABLE_STEP, f"nothing leads to {step.id}")


def endless_paths(draft: Draft) -> Iterator[Problem]:
    """Circles of steps that never wait for the caller."""

    def without_wait(flow: Flow, step: Step) -> Iterator[Place]:
        if not isinstance(step, Ask):
            yield from onward(draft, flow, step)

    for flow, step in _circles(draft, without_wait):
        message = f"{step.id}: this circle never waits for the caller; put an ask into it"
        yield Problem(flow.file, step.line, Rule.ENDLESS_PATH, message)


def endless_nudging(draft: Draft) -> Iterator[Problem]:
    """Circles in which somebody who has fallen silent would be written to for ever."""

    def in_silence(flow: Flow, step: Step) -> Iterator[Place]:
        if isinstance(step, Ask):
            yield flow.key, step.quiet.then
        else:
            yield from onward(draft, flow, step)

    without_wait = {(problem.file, problem.line) for problem in endless_paths(draft)}
    for flow, step in _circles(draft, in_silence):
        if (flow.file, step.line) not in without_wait:
            message = f"{step.id}: silence leads in a circle; let it come to an end"
            yield Problem(flow.file, step.line, Rule.ENDLESS_NUDGING, message)


def onward(draft: Draft, flow: Flow, step: Step) -> Iterator[Place]:
    """Where a step may lead, into other flows too."""
    if isinstance(step, Continue):
        yield step.flow, draft.flows[step.flow].start
        # Coming back to `then` is a question, and silence never comes back.
    elif isinstance(step, Screen):
        # What is done at once leads back here, and is done only once.
        yield from ((flow.key, target) for target in (*step.asks.values(), *step.cases.values()))
    elif not isinstance(step, End):
        yield from ((flow.key, target) for target in exits(step))


def _circles(draft: Draft, next_of: Callable[[Flow, Step], Iterator[Place]]) -> Iterator[tuple[Flow, Step]]:
    """For each circle, the first of its steps by name."""
    done: set[Place] = set()
    found: set[Place] = set()
    for flow in draft.flows.values():
        for name in flow.steps:
            if (flow.key, name) not in done:
                found |= _circles_from((flow.key, name), draft, next_of, done)
    for key, step in sorted(found):
        yield draft.flows[key], draft.flows[key].steps[step]


def _circles_from(
    start: Place, draft: Draft, next_of: Callable[[Flow, Step], Iterator[Place]], done: set[Place]
) -> set[Place]:
    # By hand and not by recursion: a path through all flows has more steps than Python's stack has room for.
    found: set[Place] = set()
    path: list[Place] = []
    open_: list[tuple[Place, Iterator[Place]]] = []

    def begin(place: Place) -> None:
        flow = draft.flows[place[0]]
        path.append(place)
        open_.append((place, next_of(flow, flow.steps[place[1]])))

    begin(start)
    while open_:
        place, rest = open_[-1]
        target = next(rest, None)
        if target is None:
            open_.pop()
            path.pop()
            done.add(place)
        elif target in path:
            found.add(min(path[path.index(target) :]))
        elif target not in done:
            begin(target)
    return found

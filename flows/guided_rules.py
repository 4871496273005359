"""Rules for what leads somebody through something: screening instruments and the safety plan."""

from collections.abc import Iterator
from itertools import product

from flows.draft import Draft
from flows.errors import Problem, Rule
from flows.instrument import Instrument
from flows.model import Ask, BringIn, Continue, End, Flow, Outcome, Screen
from flows.plan import Section, section_of
from flows.steps import exits

_GRAVE = (Outcome.HIGH, Outcome.IMMINENT)


def uncleared_instruments(draft: Draft) -> Iterator[Problem]:
    """Instruments that a flow runs without licence, texts or clearance."""
    for flow, step, instrument in _screens(draft):
        if not instrument.may_run:
            without = "" if instrument.has_texts else " and its texts are not included"
            message = f"{step.id}: {instrument.name} is not cleared{without}; run ladder, which is our own"
            yield Problem(flow.file, step.line, Rule.UNCLEARED_INSTRUMENT, message)


def missing_outcomes(draft: Draft) -> Iterator[Problem]:
    """Outcomes of an instrument that lead nowhere."""
    for flow, step, instrument in _screens(draft):
        missing = [
            outcome for outcome in Outcome if outcome in instrument.outcomes and not step.target(outcome)
        ]
        if missing:
            message = f"{step.id}: say where {', '.join(missing)} leads: then: {{{missing[0]}: step}}"
            yield Problem(flow.file, step.line, Rule.MISSING_OUTCOME, message)


def grave_outcomes(draft: Draft) -> Iterator[Problem]:
    """Grave outcomes that come to a wait, or to an end, before anybody is brought in."""
    for flow, step, instrument in _screens(draft):
        for outcome in _GRAVE:
            if outcome not in instrument.outcomes:
                continue
            targets = (step.early_target(outcome), step.target(outcome))
            if not any(target and _brings_in(draft, flow, target) for target in targets):
                message = f"{step.id}: {outcome} comes to a wait or an end before a counsellor is asked in"
                yield Problem(flow.file, step.line, Rule.GRAVE_OUTCOME, message)


def graver_side(draft: Draft) -> Iterator[Problem]:
    """Unclear answers that may count as less grave than another answer would."""
    for instrument in draft.instruments.values():
        for item in instrument.items.values():
            others = [name for name in instrument.items if name != item.id]
            for answers in product(*(instrument.items[name].answers for name in others)):
                given = dict(zip(others, answers, strict=True))
                unclear = instrument.outcome({**given, item.id: item.unclear}).gravity
                if any(instrument.outcome({**given, item.id: a}).gravity > unclear for a in item.answers):
                    message = f"{item.id}: {item.unclear} is not its gravest answer; let unclear be that one"
                    yield Problem(instrument.file, 1, Rule.GRAVER_SIDE, message)
                    break


def plan_order(draft: Draft) -> Iterator[Problem]:
    """Safety plans that lack a section or ask for them in another order."""
    for flow in draft.flows.values():
        steps = {name: section for name, step in flow.steps.items() if (section := _section(step))}
        if not steps:
            continue
        present = set(steps.values())
        for section in Section:
            if section not in present:
                message = f"the safety plan lacks the section {section}"
                yield Problem(flow.file, 1, Rule.PLAN_ORDER, message)
        for name, section in steps.items():
            for after in _next_sections(flow, name) - {section, _follower(section)}:
                message = f"{after} comes after {section}; keep the order of the six sections"
                yield Problem(flow.file, flow.steps[name].line, Rule.PLAN_ORDER, message)


def _screens(draft: Draft) -> Iterator[tuple[Flow, Screen, Instrument]]:
    for flow in draft.flows.values():
        for step in flow.steps.values():
            if isinstance(step, Screen) and step.instrument in draft.instruments:
                yield flow, step, draft.instruments[step.instrument]


def _brings_in(draft: Draft, flow: Flow, name: str) -> bool:
    """Whether every path from this step asks a counsellor in before it waits or ends."""
    waiting, seen = [(flow, name)], {(flow.key, name)}
    while waiting:
        at, here = waiting.pop()
        step = at.steps[here]
        if isinstance(step, BringIn):
            continue
        if isinstance(step, Ask | End):
            return False
        if isinstance(step, Continue):
            other = draft.flows[step.flow]
            targets = [(other, other.start)]
        else:
            targets = [(at, target) for target in exits(step)]
        waiting += [place for place in targets if (place[0].key, place[1]) not in seen]
        seen |= {(place[0].key, place[1]) for place in targets}
    return True


def _section(step: object) -> Section | None:
    return section_of(step.keeps) if isinstance(step, Ask) and step.keeps is not None else None


def _next_sections(flow: Flow, name: str) -> set[Section]:
    """The sections that are asked for next after a question about one, going forward."""
    found: set[Section] = set()
    waiting, seen = [*exits(flow.steps[name])], {name}
    while waiting:
        here = waiting.pop()
        if here in seen:
            continue
        seen.add(here)
        section = _section(flow.steps[here])
        if section is not None:
            found.add(section)
        else:
            waiting += exits(flow.steps[here])
    return found


def _follower(section: Section) -> Section | None:
    order = list(Section)
    after = order[order.index(section) + 1 :]
    return after[0] if after else None

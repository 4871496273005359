"""The rules that every flow and text must keep before the program starts; each is named in its problems."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Final

from flows import adults_rules, graph_rules, guided_rules, safety_rules, text_rules
from flows.draft import Draft
from flows.errors import Problem

Check = Callable[[Draft], Iterator[Problem]]

_TARGETS: Final[tuple[Check, ...]] = (graph_rules.unknown_targets, graph_rules.unknown_facts)

_PATHS: Final[tuple[Check, ...]] = (
    graph_rules.unreachable_steps,
    graph_rules.endless_paths,
    graph_rules.endless_nudging,
    safety_rules.helpline_first,
    safety_rules.way_to_a_person,
    adults_rules.adults_only,
    guided_rules.missing_outcomes,
    guided_rules.grave_outcomes,
    guided_rules.plan_order,
)

_TEXTS: Final[tuple[Check, ...]] = (
    guided_rules.uncleared_instruments,
    guided_rules.graver_side,
    text_rules.translations,
    text_rules.placeholders,
    text_rules.lengths,
    safety_rules.banned_words,
    safety_rules.foreign_numbers,
)


def check(draft: Draft, today: date | None = None) -> tuple[Problem, ...]:
    """Every problem of a draft. Paths are only walked once every target exists.

    With `today`, helplines must be verified on that day too.
    """
    problems = [problem for one in _TARGETS for problem in one(draft)]
    checks = _TEXTS if problems or draft.problems else (*_PATHS, *_TEXTS)
    if today is not None:
        problems += safety_rules.not_current_helplines(draft, today)
    return tuple(sorted({*problems, *(problem for one in checks for problem in one(draft))}))

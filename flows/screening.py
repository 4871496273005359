"""Takes a screening step on: the next open question, or where the outcome of all answers leads."""

from collections.abc import Mapping
from datetime import datetime

from flows.instrument import ASKED_AT, OUTCOME, SO_FAR, Instrument, answer_fact
from flows.model import Outcome, Screen


def next_step(
    step: Screen, instruments: Mapping[str, Instrument], facts: Mapping[str, str], now: datetime
) -> tuple[dict[str, str], str | None]:
    """What is known from here on, and the step to take.

    An answer is not asked for again as long as it holds; older ones are forgotten, because a "no" of last
    week says nothing about tonight.
    """
    instrument = instruments[step.instrument]
    asked_at = answer_fact(instrument.name, ASKED_AT)
    known = dict(facts)
    if _is_old(instrument, known.get(asked_at), now):
        known = _without(instrument, known)
    known.setdefault(asked_at, now.isoformat())
    answers = instrument.answers(known)
    outcome = instrument.outcome(answers)
    so_far = answer_fact(instrument.name, SO_FAR)
    early = step.early_target(outcome)
    if early is not None and outcome.gravity > Outcome(known.get(so_far, Outcome.NONE)).gravity:
        known[so_far] = outcome.value
        return known, early
    item = instrument.next_item(answers)
    if item is not None:
        return known, step.asks[item]
    known[answer_fact(instrument.name, OUTCOME)] = outcome.value
    return known, step.target(outcome)


def _is_old(instrument: Instrument, asked_at: str | None, now: datetime) -> bool:
    return asked_at is None or now - datetime.fromisoformat(asked_at) > instrument.holds


def _without(instrument: Instrument, facts: Mapping[str, str]) -> dict[str, str]:
    own = answer_fact(instrument.name, "")
    return {fact: value for fact, value in facts.items() if not fact.startswith(own)}

"""Who should be taken next, and by whom: urgency, age, languages, audiences, skills, limits. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from escalation.case import Case, Urgency
from escalation.policy import Queue
from escalation.worker import Worker
from risk.assessment import Kind

# A case with these flags, or with a kind of danger that needs the same training, goes first to somebody who
# has it, where anybody has.
SKILLS = frozenset({"self_harm", "abuse", "blackmail", "bullying", "attempt"})
_SKILL_OF_KIND = {
    Kind.SELF_HARM: "self_harm",
    Kind.ATTEMPT_IN_PROGRESS: "attempt",
    Kind.VIOLENCE_NOW: "abuse",
    Kind.ABUSE: "abuse",
    Kind.FORCED_MARRIAGE: "abuse",
    Kind.BLACKMAIL: "blackmail",
}


@dataclass(frozen=True, slots=True)
class Load:
    """How many open cases a counsellor holds, and how many of those are emergencies."""

    chats: int = 0
    emergencies: int = 0

    @classmethod
    def of(cls, held: Iterable[Case]) -> "Load":
        """The load of somebody who holds these cases."""
        cases = list(held)
        return cls(len(cases), sum(case.urgency is Urgency.EMERGENCY for case in cases))


def aged_urgency(case: Case, now: datetime, rules: Queue) -> Urgency:
    """The urgency by which a case is ordered: a routine one that waited long ranks as urgent, none higher."""
    is_old = now - case.waiting_since >= rules.routine_as_urgent_after
    return Urgency.URGENT if case.urgency is Urgency.ROUTINE and is_old else case.urgency


def in_order(cases: Iterable[Case], now: datetime, rules: Queue) -> list[Case]:
    """Cases as they should be taken: by urgency with ageing, then by how long they have waited."""
    return sorted(cases, key=lambda case: (-aged_urgency(case, now, rules), case.waiting_since, case.id))


def suits(case: Case, worker: Worker, now: datetime, rules: Queue) -> bool:
    """Whether this counsellor speaks the language, with this audience, and is trained for what it is about.

    After a while, and for an emergency soonest, anybody is better than nobody.
    """
    if now - case.waiting_since >= rules.anybody_after:
        return True
    speaks = case.language in worker.languages and case.audience in worker.audiences
    by_kind = {_SKILL_OF_KIND[one.kind] for one in case.kinds if one.kind in _SKILL_OF_KIND}
    wanted = by_kind | SKILLS.intersection(case.flags)
    return speaks and (not wanted or not worker.skills or bool(wanted & worker.skills))


def has_room(case: Case, worker: Worker, load: Load) -> bool:
    """Whether the counsellor can take this case within their limits."""
    if load.chats >= worker.capacity:
        return False
    return case.urgency is not Urgency.EMERGENCY or load.emergencies < worker.emergencies


def next_for(waiting: Sequence[Case], worker: Worker, load: Load, now: datetime, rules: Queue) -> Case | None:
    """The case that this counsellor should take next; None where there is none for them."""
    fitting = (
        case
        for case in in_order(waiting, now, rules)
        if suits(case, worker, now, rules) and has_room(case, worker, load)
    )
    return next(fitting, None)


def place_of(case: Case, waiting: Sequence[Case], now: datetime, rules: Queue) -> int:
    """How many waiting people are before this one."""
    ordered = [other.id for other in in_order(waiting, now, rules)]
    return ordered.index(case.id) if case.id in ordered else 0

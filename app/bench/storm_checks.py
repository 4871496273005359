"""What must be true after a storm, read from what is stored and from what the webhook heard. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from statistics import quantiles

from app.bench.webhook import Receipt
from escalation.audit import CaseEvent
from escalation.case import Action, Case
from escalation.policy import policy
from escalation.repository import PageRow

LONGEST_FIRST_PAGE = 1.0  # seconds, at p99
LONGEST_OVERDUE = 3.0  # seconds, ever


_BACK = {Action.LOSE.value, Action.HAND_BACK.value}


@dataclass(frozen=True, slots=True)
class Story:
    """One case in the end: its events, its pages that are stored, and those that the webhook heard of."""

    case: Case
    events: Sequence[CaseEvent]
    pages: Sequence[PageRow]
    receipts: Sequence[Receipt]

    @property
    def claims(self) -> int:
        """How often it was claimed."""
        return sum(event.action == "claimed" for event in self.events)

    @property
    def losses(self) -> int:
        """How often it came back into the queue."""
        return sum(event.action in _BACK for event in self.events)

    @property
    def stored_rungs(self) -> list[str]:
        """The rungs that are stored, each once, in the order in which they were first fired."""
        return list(dict.fromkeys(page.rung for page in self.pages if page.channel == "webhook"))

    @property
    def heard_rungs(self) -> list[str]:
        """The rungs that the webhook heard of, each once, in the order in which they first came."""
        return list(dict.fromkeys(receipt.rung for receipt in self.receipts))

    @property
    def repeats(self) -> int:
        """Pages that came more often than they are stored: whoever sent them was killed before the note."""
        stored = {page.id for page in self.pages}
        return sum(receipt.page_id not in stored for receipt in self.receipts)

    @property
    def first_page(self) -> float | None:
        """Seconds from the opening to the first page at the webhook."""
        if not self.receipts:
            return None
        return (self.receipts[0].at - self.case.opened_at).total_seconds()


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a storm did. `wrong` says what may never be, case by case; `late` what took too long."""

    cases: int
    claims: int
    pages: int
    repeats: int
    rungs: dict[str, int]
    first_page_p50: float
    first_page_p99: float
    first_page_longest: float
    highest_overdue: float
    wrong: list[str]
    late: list[str]


def judge(stories: Sequence[Story], overdue: Iterable[float]) -> Verdict:
    """Hold what happened against what must be."""
    first = sorted(story.first_page for story in stories if story.first_page is not None)
    cuts = quantiles(first, n=100, method="inclusive") if len(first) > 1 else first * 99
    highest = max(overdue, default=0.0)
    late = [line for story in stories for line in _rungs_that_came_late(story)]
    if not cuts or cuts[98] > LONGEST_FIRST_PAGE:
        late.append(f"the first page came later than {LONGEST_FIRST_PAGE:g} s at p99")
    if highest > LONGEST_OVERDUE:
        late.append(f"something was due for longer than {LONGEST_OVERDUE:g} s")
    rungs: dict[str, int] = {}
    for story in stories:
        for rung in story.stored_rungs:
            rungs[rung] = rungs.get(rung, 0) + 1
    return Verdict(
        cases=len(stories),
        claims=sum(story.claims for story in stories),
        pages=sum(len(story.receipts) for story in stories),
        repeats=sum(story.repeats for story in stories),
        rungs=rungs,
        first_page_p50=round(cuts[49], 3) if cuts else 0.0,
        first_page_p99=round(cuts[98], 3) if cuts else 0.0,
        first_page_longest=round(max(first, default=0.0), 3),
        highest_overdue=round(highest, 3),
        wrong=[line for story in stories for line in _wrongs(story)],
        late=late,
    )


def _wrongs(story: Story) -> list[str]:
    case, found = story.case, []
    if story.claims != 1 or story.losses:
        found.append(f"case {case.id} was claimed {story.claims} times and lost {story.losses} times")
    ladder = [rung.rung for rung in policy().on_duty.of(case.urgency).rungs]
    # A rung whose pages all failed was tried, and stands in the store alone; one whose worker was killed
    # before the note was heard alone. Nothing at all was tried where a case was claimed at once.
    tried = {*story.stored_rungs, *story.heard_rungs}
    if tried != set(ladder[: len(tried)]):
        found.append(f"case {case.id} climbed {', '.join(sorted(tried))}")
    for where, rungs in (("stored", story.stored_rungs), ("heard", story.heard_rungs)):
        if rungs != [rung for rung in ladder if rung in rungs]:
            found.append(f"case {case.id} climbed in another order: {', '.join(rungs)} ({where})")
    sent = {page.id for page in story.pages if page.channel == "webhook" and page.result == "sent"}
    if not sent <= {receipt.page_id for receipt in story.receipts}:
        found.append(f"case {case.id} has pages stored as sent that nobody heard of")
    return found


def _rungs_that_came_late(story: Story) -> list[str]:
    """Rungs that were due for too long, whether they came in the end or the case was claimed without them."""
    rungs, late = policy().on_duty.of(story.case.urgency).rungs, []
    times = [min(page.at for page in story.pages if page.rung == name) for name in story.stored_rungs]
    claimed_at = min((event.at for event in story.events if event.action == "claimed"), default=None)
    due = story.case.opened_at
    for nth, rung in enumerate(rungs[: len(times) + 1]):
        came = times[nth] if nth < len(times) else claimed_at
        if came is not None and came - due > timedelta(seconds=LONGEST_OVERDUE):
            late.append(f"rung {rung.rung} of case {story.case.id} was late by {came - due}")
        if nth + 1 < len(rungs) and came is not None:
            due = came + rungs[nth + 1].after - rung.after
    return late

"""How a conversation with a counsellor ends, and how its case comes back."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from conversation import repository
from conversation.counsellor import with_queue
from conversation.decide_events import decide_back_in_queue, decide_closing
from conversation.errors import ConversationGone
from conversation.outcome import Outcome, Rooms, Work
from conversation.service import commit
from escalation import closing
from escalation import service as escalation
from escalation.case import Outcome as CaseOutcome
from escalation.closing import Ending
from stats import repository as stats
from stats.counters import tally


async def close(
    tx: AsyncConnection, rooms: Rooms, case_id: str, staff_id: str, ending: Ending, now: datetime
) -> Work:
    """End a case. The person is told, and the program is there again.

    A human has looked: the level in force goes back to none, unless the person only stopped answering.
    Raises `CaseNotFound`, `CaseNotYours`, `CaseClosed`.
    """
    case = await escalation.found(tx, case_id)
    state = await repository.lock(tx, rooms.vault, case.conversation_id)
    case = await closing.close(tx, case_id, staff_id, ending, now)
    how = ending.outcome
    tallies = [tally("cases_closed", urgency=case.urgency.label, outcome=how.value)]
    if ending.category is not None:
        tallies.append(tally("cases_filed", category=ending.category, audience=case.audience))
    tallies += [tally("case_actions", action=action) for action in ending.actions]
    await stats.add(tx, tallies, now)
    if state is None:
        return Work(case, Outcome(case.conversation_id, queue_changed=True))
    free = replace(state, case=None)
    decision = decide_closing(free, rooms.flows, now, settles=how is not CaseOutcome.LEFT)
    outcome = await commit(tx, rooms, free, decision, [], now)
    return Work(case, with_queue(outcome, call_now=False))


async def reopen(
    tx: AsyncConnection, rooms: Rooms, case_id: str, staff_id: str, reason: str, now: datetime
) -> Work:
    """A closed case waits again, and the person is told. Raises `CaseStillOpen`, `ConversationGone`."""
    before = await escalation.found(tx, case_id)
    state = await repository.lock(tx, rooms.vault, before.conversation_id)
    if state is None:
        raise ConversationGone
    case = await closing.reopen(tx, case_id, escalation.by_staff(staff_id), reason, now)
    waiting = replace(state, case=case)
    decision = decide_back_in_queue(waiting, rooms.flows, now, "case-reopened")
    outcome = await commit(tx, rooms, waiting, decision, [], now)
    return Work(case, with_queue(outcome))

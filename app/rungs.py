"""What a rung of a ladder does: whom it calls and by what, decided from what is known when it is due."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import presence
from escalation import repository as cases
from escalation.case import Case
from escalation.duty import Roster, roster
from escalation.paging import PERSONAL, PageChannel
from escalation.policy import GOING_ON, Place, Policy, Rung, Step, Who, step
from escalation.repository import Contact, new_page_id
from escalation.worker import Worker
from store.deadlines import Deadline

TEAM = ""  # instead of a person, where a page goes to an address of the whole team


@dataclass(frozen=True, slots=True)
class Briefing:
    """What is known when rungs are due: the cases by id, who was asked about each, and who could come."""

    cases: Mapping[str, Case]
    answers: Mapping[str, Mapping[str, str | None]]
    people: Sequence[Worker]
    contacts: Sequence[Contact]
    on_call: Roster


async def brief(tx: AsyncConnection, case_ids: Collection[str], now: datetime) -> Briefing:
    """Read it for many cases at once: one by one it would cost most of what a rung costs."""
    people = await cases.workers(tx)
    return Briefing(
        cases=await cases.find_all(tx, case_ids),
        answers=await cases.answers_by_case(tx, case_ids),
        people=people,
        contacts=await cases.contacts(tx, [one.id for one in people]),
        on_call=await roster(tx, now),
    )


@dataclass(frozen=True, slots=True)
class Call:
    """One page that is about to go out; `contact` where it goes to a person's own address."""

    page_id: str
    staff_id: str
    channel: PageChannel
    contact: Contact | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """What one rung does. `anybody_new`: somebody is called who was not called before."""

    case: Case
    step: Step
    calls: tuple[Call, ...]
    anybody_new: bool

    def truth(self, *, reached: bool) -> str | None:
        """What the person is told: nothing that did not happen."""
        rung = self.step.rung
        if self.step.tell is None:
            return None
        if not reached:
            return rung.or_tell or GOING_ON
        if rung.or_tell is not None and not self.anybody_new:
            return rung.or_tell
        return self.step.tell


def plan(
    deadline: Deadline, known: Briefing, rules: Policy, set_up: Collection[PageChannel], now: datetime
) -> Plan | None:
    """What fires now; None where the case does not wait any more. `set_up`: the channels there are."""
    case = known.cases.get(deadline.subject_id)
    if case is None or not case.state.waits:
        return None
    on_duty = presence.has_open_console(known.people, now) or known.on_call.is_manned
    at = step(rules.ladders(on_duty=on_duty), case.urgency, Place.read(deadline.rung), on_duty=on_duty)
    answers = known.answers.get(case.id, {})
    rung, people = _who(at, known, answers, now)
    return Plan(
        case=case,
        step=at,
        calls=(*_personal(people, known.contacts, rung, set_up), *_team(at.rung, set_up)),
        anybody_new=any(one.id not in answers for one in people),
    )


def _who(
    at: Step, known: Briefing, answers: Mapping[str, str | None], now: datetime
) -> tuple[Rung, list[Worker]]:
    """People of whom there are none are not waited for: whom a later rung calls is then called now."""
    for rung in (at.rung, *at.wider):
        people = recipients(rung, known.people, known.on_call, now)
        # Who said that they can't is left in peace, unless everybody is called.
        if Who.EVERYBODY not in rung.who:
            people = [one for one in people if answers.get(one.id) != "declined"]
        if people:
            return rung, people
    return at.rung, []


def _personal(
    people: Sequence[Worker], contacts: Sequence[Contact], rung: Rung, set_up: Collection[PageChannel]
) -> list[Call]:
    ids = {one.id for one in people}
    calls = [
        Call(new_page_id(), one.id, PageChannel.CONSOLE) for one in people if PageChannel.CONSOLE in rung.by
    ]
    for contact in contacts:
        channel = PageChannel(contact.channel)
        if contact.staff_id in ids and channel in PERSONAL and channel in rung.by and channel in set_up:
            calls.append(Call(new_page_id(), contact.staff_id, channel, contact))
    return calls


def _team(rung: Rung, set_up: Collection[PageChannel]) -> list[Call]:
    if PageChannel.WEBHOOK in rung.by and PageChannel.WEBHOOK in set_up:
        return [Call(new_page_id(), TEAM, PageChannel.WEBHOOK)]
    return []


def recipients(rung: Rung, everybody: Sequence[Worker], on_call: Roster, now: datetime) -> list[Worker]:
    """Whom a rung calls now: by the rota, and where there is none, whoever's console is open."""
    if Who.EVERYBODY in rung.who:
        return list(everybody)
    wanted: set[str] = set()
    for who, duty in (
        (Who.PRIMARY, on_call.primary),
        (Who.BACKUP, on_call.backup),
        (Who.SUPERVISOR, on_call.supervisor),
    ):
        if who in rung.who:
            wanted.update(duty)
    if not on_call.primary and Who.PRIMARY in rung.who:
        # Nobody is named: whoever is there is asked.
        wanted.update(one.id for one in everybody if presence.is_present(one, now) and not one.away)
    if not on_call.supervisor and Who.SUPERVISOR in rung.who:
        wanted.update(one.id for one in everybody if one.role == "supervisor")
    return [one for one in everybody if one.id in wanted]

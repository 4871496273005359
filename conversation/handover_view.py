"""What the next counsellor must not ask again: facts, risk over time, the safety plan, earlier cases."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from conversation import papers, repository
from conversation.outcome import Rooms
from conversation.papers import OpenPaper
from conversation.repository import StoredMessage
from escalation import repository as cases
from escalation.case import Case
from escalation.repository import PaperKind
from flows.instrument import ASKED_AT, OUTCOME, Instrument, answer_fact
from flows.plan import plan_of, section_of
from risk.assessment import Danger, Level

_SHOWN_APART = ("plan.", answer_fact("", "")[:-1])  # the safety plan, answers to screenings
# The person agreed to be written to again: with that, to be known again.
# What the program keeps for itself: it says nothing of the person.
_OURS = frozenset({"home", "on_duty", "contact", "unread"})
_KNOWN_AGAIN = ("follow_up", "yes")


@dataclass(frozen=True, slots=True)
class Moment:
    """What one message of the person showed."""

    seq: int
    at: datetime
    level: Level | None
    counted: Level | None
    kinds: tuple[Danger, ...]
    reason: str
    rules: tuple[str, ...]
    version: str | None
    corrected: bool


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer to an item of a screening; `means` is yes, no or unsure, None where it is none of them."""

    item: str
    answer: str
    means: str | None


@dataclass(frozen=True, slots=True)
class Screening:
    """What was asked directly and what was answered. An outcome never says that somebody is safe."""

    instrument: str
    asked_at: datetime | None
    outcome: str | None
    answers: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Earlier:
    """An earlier case of somebody who agreed to be known again, with its notes."""

    case: Case
    notes: tuple[OpenPaper, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """Everything for the next counsellor. `plan` is by section, in the person's words.

    `facts` are codes; an answer to a screening is there too, as `ladder_thoughts`.
    `earlier` stays empty where the person did not agree to be known again; `earlier_count` does not.
    """

    facts: Mapping[str, str]
    screenings: tuple[Screening, ...]
    risk: tuple[Moment, ...]
    plan: Mapping[str, tuple[str, ...]]
    earlier: tuple[Earlier, ...]
    earlier_count: int
    known_again: bool


NOTHING = Told({}, (), (), {}, (), 0, known_again=False)


async def told(tx: AsyncConnection, rooms: Rooms, case: Case) -> Told:
    """What the person has told so far; nothing once they deleted the conversation."""
    state = await repository.read(tx, rooms.vault, case.conversation_id)
    if state is None:
        return NOTHING
    said = await repository.read_messages(tx, state.id, state.key)
    corrected = {one.message_seq for one in await repository.corrections_of(tx, state.id)}
    facts = dict(state.session.facts) if state.session is not None else {}
    known_again = facts.get(_KNOWN_AGAIN[0]) == _KNOWN_AGAIN[1]
    screenings = tuple(_screenings(rooms.flows.instruments, facts))
    before = [one for one in await cases.of_conversation(tx, state.id) if one.id != case.id]
    return Told(
        facts={
            "language": state.language,
            "audience": state.audience,
            **{
                name: value
                for name, value in facts.items()
                if name not in _OURS and not name.startswith(_SHOWN_APART)
            },
            **{f"{one.instrument}_{its.item}": its.answer for one in screenings for its in one.answers},
        },
        screenings=screenings,
        risk=tuple(_moments(said, corrected)),
        plan={section_of(fact).value: tuple(held.splitlines()) for fact, held in plan_of(facts).items()},
        earlier=tuple([await _earlier(tx, rooms, one) for one in before] if known_again else []),
        earlier_count=len(before),
        known_again=known_again,
    )


async def _earlier(tx: AsyncConnection, rooms: Rooms, case: Case) -> Earlier:
    kinds = (PaperKind.NOTE, PaperKind.TRANSFER, PaperKind.CLOSING)
    return Earlier(case, tuple(await papers.read(tx, rooms.vault, case, *kinds)))


def _screenings(instruments: Mapping[str, Instrument], facts: Mapping[str, str]) -> list[Screening]:
    return [
        Screening(
            name,
            datetime.fromisoformat(asked) if (asked := facts.get(answer_fact(name, ASKED_AT))) else None,
            facts.get(answer_fact(name, OUTCOME)),
            tuple(
                Answer(item, answer, instrument.items[item].answers[answer])
                for item, answer in instrument.answers(facts).items()
            ),
        )
        for name, instrument in instruments.items()
        if instrument.answers(facts)
    ]


def _moments(said: Sequence[StoredMessage], corrected: set[int]) -> list[Moment]:
    return [
        Moment(
            message.seq,
            message.at,
            message.level,
            message.counted,
            message.dangers,
            str(message.body.get("counted", {}).get("reason", "")),
            tuple(sorted({e["rule"] for e in message.body.get("assessment", {}).get("evidence", [])})),
            message.body.get("assessment", {}).get("version"),
            message.seq in corrected,
        )
        for message in said
        if message.author == "caller" and (message.level is not None or message.counted is not None)
    ]

"""A counsellor's work on levels and consent, for tests."""

from itertools import count

from app.wiring import House
from conversation import closing, consenting, correcting, counsellor, repository
from conversation.channel import Channel, Command
from conversation.consent import Step
from conversation.correcting import Decided, Reason
from conversation.outcome import Work
from conversation.repository import StoredMessage
from conversation.state import State
from escalation import repository as cases
from escalation.case import Case
from escalation.case import Outcome as CaseOutcome
from escalation.closing import Ending
from risk.assessment import Level
from store import training
from store.training import TrainingText
from tests.conversation.telling import commands, says

STAFF = "nino"
WORDS = "high ზღვისფერი ქარავანი"
COPY = TrainingText(WORDS, "low", "ka", "Geor")
_ids = count(1)


async def known(house: House, address: str = "42") -> State:
    """The conversation of an address."""
    async with house.database.reading() as tx:
        found = await repository.find(tx, house.vault, Channel.TELEGRAM, address)
    assert found is not None
    return found


async def said(house: House, seq: int) -> StoredMessage:
    """A stored message."""
    state = await known(house)
    async with house.database.reading() as tx:
        found = await repository.find_message(tx, state.id, state.key, seq)
    assert found is not None
    return found


async def the_case(house: House) -> Case:
    """The one open case."""
    async with house.database.reading() as tx:
        (found,) = await cases.open_cases(tx)
    return found


async def taken(house: House) -> Case:
    """The one open case, taken by the counsellor."""
    rooms, now, case = house.intake.rooms, house.api.clock(), await the_case(house)
    done = await house.intake.act(lambda tx: counsellor.claim(tx, rooms, case.id, STAFF, now))
    await house.delivery.settled()
    return done.case


async def corrects(
    house: House,
    case: Case,
    seq: int,
    level: Level,
    *,
    was: Level | None = None,
    request: str = "",
    reason: Reason | None = None,
    staff: str = STAFF,
) -> Work:
    """The counsellor decides about a message, having seen what it counts as."""
    if was is None:
        was = (await said(house, seq)).counted or Level.NONE
    decided = Decided(request or f"correction-{next(_ids):04}", level, was, reason)
    rooms, now = house.intake.rooms, house.api.clock()
    return await house.intake.act(lambda tx: correcting.correct(tx, rooms, case.id, staff, seq, decided, now))


async def asks(house: House, case: Case, staff: str = STAFF) -> Work:
    """The counsellor asks whether words may be kept."""
    rooms, now = house.intake.rooms, house.api.clock()
    done = await house.intake.act(lambda tx: consenting.ask(tx, rooms, case.id, staff, now))
    await house.delivery.settled()
    return done


async def records(house: House, case: Case, step: Step, staff: str = STAFF) -> Work:
    """The counsellor records what the person answered."""
    rooms, now = house.intake.rooms, house.api.clock()
    done = await house.intake.act(lambda tx: consenting.record(tx, rooms, case.id, staff, step, now))
    await house.delivery.settled()
    return done


async def closes(house: House, case: Case) -> None:
    """The counsellor ends the case."""
    rooms, now = house.intake.rooms, house.api.clock()
    how = CaseOutcome.SUPPORTED
    await house.intake.act(lambda tx: closing.close(tx, rooms, case.id, STAFF, Ending(how), now))
    await house.delivery.settled()


async def kept(house: House) -> list[TrainingText]:
    """What is kept to learn from."""
    async with house.database.reading() as tx:
        return await training.read_all(tx, house.vault)


async def parent_in_need(house: House, text: str = WORDS) -> Case:
    """A parent whose first words open a case, which the counsellor has taken."""
    await commands(house, Command.START, "family")
    await says(house, text)
    return await taken(house)


async def seq_of(house: House, text: str = WORDS) -> int:
    """The number of what the caller wrote."""
    state = await known(house)
    async with house.database.reading() as tx:
        found = await repository.read_messages(tx, state.id, state.key)
    return next(message.seq for message in found if message.text == text)


async def agreed(house: House) -> Case:
    """A parent who agreed, and whose first words were corrected."""
    case = await parent_in_need(house)
    await asks(house, case)
    await records(house, case, Step.YES)
    await corrects(house, case, await seq_of(house), Level.LOW)
    assert await kept(house) == [COPY]
    return case

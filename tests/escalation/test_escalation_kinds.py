"""A case keeps the kinds of danger that its messages showed, each as grave as it ever was."""

from dataclasses import replace
from itertools import product

from sqlalchemy import String

from escalation import closing, repository, service
from escalation.case import Case, Outcome, Urgency
from escalation.closing import Ending
from escalation.service import Need
from risk.assessment import Danger, Kind, Level, Subject, gravest_first
from store.database import Database
from store.tables import cases
from tests.escalation.cases import claimed, need, opened, reloaded
from tests.fixtures import START

BEATEN = Danger(Kind.VIOLENCE_NOW, Level.IMMINENT)
FRIEND_BEATEN = Danger(Kind.VIOLENCE_NOW, Level.HIGH, Subject.OTHER)
WISH, THOUGHTS = (Danger(Kind.SUICIDE, level) for level in (Level.MODERATE, Level.HIGH))


def showing(*kinds: Danger, urgency: Urgency = Urgency.URGENT) -> Need:
    return replace(need(urgency), kinds=gravest_first(kinds))


async def raised(database: Database, case: Case, wanted: Need) -> Case:
    async with database.transaction() as tx:
        await service.raise_case(tx, case, wanted, START)
    return await reloaded(database, case)


async def test_what_was_shown_is_kept_with_the_case(database: Database) -> None:
    case = await opened(database, showing(BEATEN, FRIEND_BEATEN, WISH))
    assert (await reloaded(database, case)).kinds == (BEATEN, FRIEND_BEATEN, WISH)
    nothing = await opened(database, need(), conversation_id="another")
    assert (await reloaded(database, nothing)).kinds == ()


async def test_each_kind_stays_as_grave_as_it_ever_was(database: Database) -> None:
    """Somebody who is beaten and later writes of something milder is still somebody who is beaten."""
    case = await opened(database, showing(FRIEND_BEATEN, WISH))
    for said, kinds in (
        (need(), (FRIEND_BEATEN, WISH)),
        (showing(THOUGHTS), (THOUGHTS, FRIEND_BEATEN)),
        (showing(BEATEN, urgency=Urgency.EMERGENCY), (BEATEN, THOUGHTS, FRIEND_BEATEN)),
        (showing(replace(BEATEN, level=Level.MODERATE), WISH), (BEATEN, THOUGHTS, FRIEND_BEATEN)),
    ):
        case = await raised(database, case, said)
        assert case.kinds == kinds


async def test_a_case_that_comes_back_is_of_the_kind_that_brings_it_back(database: Database) -> None:
    """As its level and its flags; opened again by a counsellor it is what it was."""
    case = await claimed(database, await opened(database, showing(BEATEN)), "nino")
    found = []
    for wanted in (None, showing(WISH)):
        async with database.transaction() as tx:
            await closing.close(tx, case.id, "nino", Ending(Outcome.SUPPORTED), START)
            case = await closing.reopen(tx, case.id, "caller", "follow_up_hard", START, need=wanted)
        found.append((await reloaded(database, case)).kinds)
        case = await claimed(database, case, "nino")
    assert found == [(BEATEN,), (WISH,)]


def test_everything_at_once_has_room_in_its_column() -> None:
    """PostgreSQL refuses what is longer: the gravest case of all would not be opened."""
    names = {level: len(level.label) for level in Level}
    longest = max(names, key=lambda level: names[level])
    everything = [Danger(kind, longest, subject) for kind, subject in product(Kind, Subject)]
    assert len(everything) == 18
    column = cases.c.kinds.type
    assert isinstance(column, String)
    assert column.length is not None
    assert len(repository.joined_kinds(everything)) <= column.length

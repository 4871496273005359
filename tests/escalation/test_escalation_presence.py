"""Whether anybody is on duty: nobody is told that help is there when it is not."""

from datetime import timedelta

import pytest

from escalation import presence
from store.database import Database
from store.tables import staff
from tests.fixtures import START

GONE_AFTER = presence.gone_after()


async def counsellor(database: Database, login: str, *, disabled: bool = False) -> None:
    row = {"id": login, "login": login, "name": login, "role": "counsellor", "disabled": disabled}
    async with database.transaction() as tx:
        await tx.execute(staff.insert().values(**row, password_hash="-", created_at=START))
        await presence.seen(tx, login, START)


async def test_nobody_is_on_duty_when_no_console_was_open(database: Database) -> None:
    async with database.reading() as tx:
        assert not await presence.is_anyone_on_duty(tx, START)


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (timedelta(0), True),
        (GONE_AFTER - timedelta(microseconds=1), True),
        (GONE_AFTER, False),  # at that moment their cases go back to the queue
    ],
)
async def test_a_console_counts_for_a_minute(database: Database, later: timedelta, expected: bool) -> None:
    await counsellor(database, "nino")
    async with database.reading() as tx:
        assert await presence.is_anyone_on_duty(tx, START + later) is expected


async def test_a_disabled_account_is_not_on_duty(database: Database) -> None:
    await counsellor(database, "nino", disabled=True)
    async with database.reading() as tx:
        assert not await presence.is_anyone_on_duty(tx, START)


def test_an_open_console_is_seen_often_enough() -> None:
    assert presence.SEEN_EVERY * 2 < GONE_AFTER

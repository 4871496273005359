"""Moments are stored exactly, and never without a zone."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.exc import StatementError

from store import deadlines
from store.database import Database
from store.tables import UtcTime
from store.tables import deadlines as table

ZONES = st.builds(
    lambda minutes: timezone(timedelta(minutes=minutes)), st.integers(min_value=-14 * 60, max_value=14 * 60)
)


MOMENTS = st.datetimes(datetime(1900, 1, 1), datetime(2200, 1, 1), timezones=ZONES)  # noqa: DTZ001 - zones follow


@given(moment=MOMENTS)
def test_a_moment_is_read_back_as_the_same_moment(moment: datetime) -> None:
    time = UtcTime()
    dialect = None  # it plays no part
    stored = time.process_bind_param(moment, dialect)  # type: ignore[arg-type]
    assert isinstance(stored, int)
    read = time.process_result_value(stored, dialect)  # type: ignore[arg-type]
    assert read == moment
    assert read is not None
    assert read.tzinfo is UTC


@given(moments=st.lists(MOMENTS, min_size=2, max_size=5))
def test_stored_moments_sort_as_moments_do(moments: list[datetime]) -> None:
    time = UtcTime()
    stored = [time.process_bind_param(m, None) for m in sorted(moments)]  # type: ignore[arg-type]
    assert stored == sorted(s for s in stored if s is not None)


@settings(max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(microsecond=st.integers(min_value=0, max_value=999_999))
async def test_both_databases_keep_every_microsecond(database: Database, microsecond: int) -> None:
    due = datetime(2026, 3, 29, 2, 30, 59, microsecond, UTC)
    async with database.transaction() as tx:
        deadline_id = await deadlines.schedule(tx, "page_case", "c", due, now=due)
    async with database.reading() as tx:
        read = (await tx.execute(select(table.c.due_at).where(table.c.id == deadline_id))).scalar_one()
    assert read == due


async def test_a_moment_without_a_zone_is_refused(database: Database) -> None:
    naive = datetime(2026, 11, 21)  # noqa: DTZ001 - this is what must be refused
    with pytest.raises(StatementError, match="without a zone"):
        async with database.transaction() as tx:
            await deadlines.schedule(tx, "page_case", "c", naive, now=naive)


def test_no_moment_stays_no_moment() -> None:
    time = UtcTime()
    assert time.process_bind_param(None, None) is None  # type: ignore[arg-type]
    assert time.process_result_value(None, None) is None  # type: ignore[arg-type]

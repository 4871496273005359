"""Anonymous counts for those who argue for prevention; small numbers are suppressed."""

from typing import Annotated

from fastapi import APIRouter, Query

from api.access import Context, Counsellor
from api.schemas.research import CountList, CountOut
from stats import repository as stats

router = APIRouter(prefix="/api/research", tags=["research"])
_DAY = r"^\d{4}-\d{2}-\d{2}$"


@router.get("/counters")
async def counters(
    context: Context,
    _account: Counsellor,
    since: Annotated[str, Query(pattern=_DAY)] = "2000-01-01",
    until: Annotated[str, Query(pattern=_DAY)] = "2999-12-31",
) -> CountList:
    """Counts by day in Georgia, from `since` to `until` (both included)."""
    async with context.database.reading() as tx:
        found = await stats.totals(tx, since, until)
    return CountList(
        counts=[
            CountOut(
                day=count.day,
                name=count.name,
                labels=dict(part.split("=", 1) for part in count.labels.split(";") if part),
                count=count.shown,
            )
            for count in found
        ]
    )

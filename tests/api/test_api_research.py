"""Anonymous counts over HTTP: small numbers are not shown, and nothing about a person can be asked."""

import httpx

from app.wiring import House
from stats import repository
from stats.counters import tally
from tests.api.people import is_problem, signed_in, taken
from tests.fixtures import START, Clock

MANY, FEW = tally("cases_claimed", urgency="urgent"), tally("cases_claimed", urgency="routine")


async def counted(house: House, clock: Clock) -> None:
    async with house.database.transaction() as tx:
        await repository.add(tx, [MANY] * 10 + [FEW] * 9, START)
        await repository.add(tx, [MANY] * 123, clock.advance(days=1))


async def test_small_numbers_are_suppressed(house: House, http: httpx.AsyncClient, clock: Clock) -> None:
    await counted(house, clock)
    nino = await signed_in(house, http)
    found = taken(await http.get("/api/research/counters", headers=nino.headers))["counts"]
    assert [(c["day"], c["labels"]["urgency"], c["count"]) for c in found] == [
        ("2026-11-21", "routine", "1-9"),
        ("2026-11-21", "urgent", "10"),
        ("2026-11-22", "urgent", "123"),
    ]


async def test_a_period_is_given_by_its_first_and_last_day(
    house: House, http: httpx.AsyncClient, clock: Clock
) -> None:
    await counted(house, clock)
    nino = await signed_in(house, http)

    async def days(**period: str) -> set[str]:
        answer = await http.get("/api/research/counters", headers=nino.headers, params=period)
        return {count["day"] for count in taken(answer)["counts"]}

    assert await days(since="2026-11-22") == {"2026-11-22"}
    assert await days(until="2026-11-21") == {"2026-11-21"}
    assert await days(since="2026-11-23") == set()
    for wrong in ("yesterday", "2026-11", "' OR 1=1", "2026-11-21\x00"):
        answer = await http.get("/api/research/counters", headers=nino.headers, params={"since": wrong})
        is_problem(answer, 422)

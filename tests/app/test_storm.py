"""Workers are killed while cases come in: each case is claimed once, no rung is skipped. No times here."""

import os
from pathlib import Path

import pytest

from app.bench.storm import Plan, storm
from app.bench.storm_worker import PRELOADED, PROCESSES
from tests.app import restart_process
from tests.fixtures import fresh_postgresql
from tests.patience import PATIENCE

# One server forks the children of all tests, whichever test comes first.
PROCESSES.set_forkserver_preload([PRELOADED, restart_process.__name__])


@pytest.mark.needs_postgresql
@pytest.mark.slow("workers are killed and started again while sixty people write")
async def test_every_case_is_claimed_once_and_no_rung_is_skipped_while_workers_are_killed(seed: int) -> None:
    await weather(
        Plan(
            cases=60,
            seconds=2.0,
            workers=3,
            counsellors=10,
            seed=seed,
            kill_every=0.4,
            kills=5,
            patience=PATIENCE,
        )
    )


@pytest.mark.needs_postgresql
@pytest.mark.proof("many rounds, each of a minute")
@pytest.mark.parametrize("nth", range(6))
async def test_round_after_round_of_a_longer_storm_leaves_every_case_whole(seed: int, nth: int) -> None:
    await weather(
        Plan(
            cases=300,
            seconds=40.0,
            workers=4,
            counsellors=20,
            seed=seed + nth,
            kills=30,
            patience=PATIENCE,
        )
    )


async def weather(plan: Plan) -> None:
    """Storm, and see that every case was opened, claimed once and called for step by step."""
    async with fresh_postgresql() as url:
        report = await storm(url, None, plan, Path(os.devnull))
    assert report.verdict.wrong == []
    assert (report.verdict.cases, report.verdict.claims) == (plan.cases, plan.cases)
    assert report.kills >= plan.kills

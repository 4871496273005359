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
async def test_every_case_is_claimed_once_and_no_rung_is_skipped_while_workers_are_killed(seed: int) -> None:
    plan = Plan(
        cases=60,
        seconds=2.0,
        workers=3,
        counsellors=10,
        seed=seed,
        kill_every=0.4,
        kills=5,
        patience=PATIENCE,
    )
    async with fresh_postgresql() as url:
        report = await storm(url, None, plan, Path(os.devnull))
    assert report.verdict.wrong == []
    assert (report.verdict.cases, report.verdict.claims) == (plan.cases, plan.cases)
    assert report.kills >= plan.kills

"""Seeded random walks over all flows: no exception, no dead end, help and a person always near."""

from dataclasses import replace

import pytest

from flows.flowset import FlowSet
from flows.model import Audience, End, Flow
from flows.wander import WalkBroken, wander

TURNS = 16_000


@pytest.mark.parametrize("seed", [20261201, 7])
def test_random_walks_find_no_exception_and_no_dead_end(everything: FlowSet, seed: int) -> None:
    """Every kind of step is among the flows; `mkhari flows walk --steps 1000000` walks much further."""
    walked = wander(everything, TURNS, seed)
    assert walked.turns == TURNS
    assert walked.waits > 0.8 * walked.all_waits


@pytest.mark.proof("a million turns take minutes")
def test_a_million_turns_find_nothing(everything: FlowSet, seed: int) -> None:
    walked = wander(everything, 1_000_000, seed)
    assert walked.turns == 1_000_000
    assert walked.waits > 0.95 * walked.all_waits


def test_walk_names_the_seed_and_the_place_of_what_is_wrong(flows: FlowSet) -> None:
    nobody = Flow("human", 1, Audience.ANY, "end", {"end": End("end", 1, "flow_ended")}, "human.yaml")
    broken = replace(flows, flows={**flows.flows, "human": nobody})
    with pytest.raises(WalkBroken, match=r"seed 3, turn \d+, at \w+\.\w*: a person is not two moves away"):
        wander(broken, 100, 3)

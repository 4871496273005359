"""`mkhari bench risk`: how long the risk check takes, how much it answers and what it costs to hold."""

import os
import subprocess
from collections.abc import Callable
from dataclasses import dataclass

from app.bench.risk_load import Rate, Waits, in_processes, in_threads, waits
from app.bench.risk_texts import (
    LENGTHS,
    MEGABYTES,
    SENTENCES,
    long_message,
    megabyte,
    messages,
    token_counter,
)
from app.errors import CannotStart
from risk.evaluate.cost import Cost, cost_of
from risk.evaluate.systems import System, open_system

WORKERS = 2
_WARM_UP = 50
_LONG_ONES = 20
_SHARED_TOKENS = 15  # of the messages that threads and processes answer


@dataclass(frozen=True, slots=True)
class Timing:
    """How long answers to one kind of text took."""

    text: str
    group: str
    waits: Waits


@dataclass(frozen=True, slots=True)
class RiskReport:
    """All that was measured of one system, and how busy the machine was (load average of one minute).

    `tokens_counted` is false where the lengths are estimated, for want of the model's tokenizer.
    """

    system: str
    version: str
    tokens_counted: bool
    timings: list[Timing]
    rates: list[Rate]
    cost: Cost
    processors: int
    load_before: float
    load_after: float


def measure_risk(name: str, number: int, seconds: float, show: Callable[[RiskReport], None]) -> None:
    """Measure one system: `number` messages of each kind, `seconds` for each rate.

    Raises `CannotStart` where a fresh process cannot open the system, and what `open_system` raises.
    """
    before = os.getloadavg()[0]
    system = open_system(name)
    count, is_counted = token_counter()
    everyone = [text for group in SENTENCES for text in messages(group, _SHARED_TOKENS, number, count)]
    for text in everyone[:: max(1, len(everyone) // _WARM_UP)]:
        system.assess(text)
    timings = _timings(system, number, count)
    rates = [
        in_threads(system.assess, everyone, 1, seconds),
        in_threads(system.assess, everyone, WORKERS, seconds),
        in_processes(name, everyone, WORKERS, seconds),
    ]
    try:
        cost = cost_of(name)
    except subprocess.CalledProcessError as error:
        problem = f"a fresh process could not open the system {name} (status {error.returncode})"
        raise CannotStart(problem) from None
    processors, after = os.cpu_count() or 1, os.getloadavg()[0]
    show(RiskReport(name, system.version, is_counted, timings, rates, cost, processors, before, after))


def _timings(system: System, number: int, count: Callable[[str], int]) -> list[Timing]:
    found = [
        Timing(f"{tokens} tokens", group, waits(system.assess, messages(group, tokens, number, count)))
        for tokens in LENGTHS
        for group in SENTENCES
    ]
    for group in SENTENCES:
        texts = [long_message(group, nth) for nth in range(_LONG_ONES)]
        found.append(Timing(f"{len(texts[0])} characters", group, waits(system.assess, texts)))
    found += [Timing("a megabyte", kind, waits(system.assess, [megabyte(kind)])) for kind in MEGABYTES]
    return found

"""How long answers take and how many come a second: one after another, in threads, in processes."""

import multiprocessing
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import cycle
from statistics import quantiles
from typing import TYPE_CHECKING, Any

from risk.evaluate.systems import open_system

if TYPE_CHECKING:
    from multiprocessing.synchronize import Barrier

Assess = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Waits:
    """Milliseconds an answer took, over so many answers."""

    p50: float
    p99: float
    longest: float
    answers: int


@dataclass(frozen=True, slots=True)
class Rate:
    """Answers a second by so many workers together."""

    kind: str
    workers: int
    per_second: float


def waits(assess: Assess, texts: Sequence[str], clock: Callable[[], float] = time.perf_counter) -> Waits:
    """Ask once for each text, one after another in this thread."""
    taken: list[float] = []
    for text in texts:
        begun = clock()
        assess(text)
        taken.append(1000 * (clock() - begun))
    # A single answer has no quantiles.
    cuts = quantiles(taken, n=100, method="inclusive") if len(taken) > 1 else taken * 99
    return Waits(round(cuts[49], 3), round(cuts[98], 3), round(max(taken), 3), len(taken))


def in_threads(assess: Assess, texts: Sequence[str], workers: int, seconds: float) -> Rate:
    """Each thread asks as soon as it was answered."""
    with ThreadPoolExecutor(workers) as pool:
        rates = pool.map(lambda nth: _rate(assess, texts[nth::workers], seconds), range(workers))
        return Rate("thread", workers, round(sum(rates), 1))


def in_processes(name: str, texts: Sequence[str], workers: int, seconds: float) -> Rate:
    """Each process with a system of its own, begun together once all are ready."""
    # A fork would copy the threads' locks of a loaded model.
    context = multiprocessing.get_context("spawn")
    ready = context.Barrier(workers)
    with context.Pool(workers, _open, (name, ready)) as pool:
        parts = [(list(texts[nth::workers]), seconds) for nth in range(workers)]
        return Rate("process", workers, round(sum(pool.starmap(_asked, parts, chunksize=1)), 1))


class _Worker:
    """What one worker process holds."""

    assess: Assess
    ready: "Barrier"


def _open(name: str, ready: "Barrier") -> None:
    _Worker.assess = staticmethod(open_system(name).assess)
    _Worker.ready = ready


def _asked(texts: list[str], seconds: float) -> float:
    _Worker.assess(texts[0])
    _Worker.ready.wait(timeout=120)  # one part for each process, and none begins early
    return _rate(_Worker.assess, texts, seconds)


def _rate(assess: Assess, texts: Sequence[str], seconds: float) -> float:
    begun = time.perf_counter()
    until = begun + seconds
    done = 0
    for text in cycle(texts):
        assess(text)
        done += 1
        if time.perf_counter() >= until:
            break
    return done / (time.perf_counter() - begun)

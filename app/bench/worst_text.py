"""`mkhari bench worst`: looks for the text that costs the check most, and lets a crowd write it.

A text is made by a recipe: an alphabet, how long its words are and what stands between them. The search keeps
the dearest recipe and changes it a little, again and again; the same seed tries the same recipes.
"""

import asyncio
import random
import time
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, replace
from statistics import median

from conversation.checks import Checks
from conversation.hearing import heard_by
from risk.assessment import Assessment, Context, Level

LONGEST = 4_096
VISITORS = 8
_TURNS = 5
_AN_INNOCENT = "გამარჯობა, ხვალ რომელ საათზე მუშაობთ?"

Assess = Callable[[str, Context], Assessment]

_RANGES: dict[str, tuple[tuple[int, int], ...]] = {
    "latin": ((0x61, 0x7B),),
    "georgian": ((0x10D0, 0x10F1),),
    "cyrillic": ((0x430, 0x450),),
    "accented": ((0xC0, 0x250), (0x1E00, 0x1F00)),
    "digits and signs": ((0x21, 0x41), (0x5B, 0x61)),
    "look-alikes": ((0x370, 0x400), (0x400, 0x460), (0x61, 0x7B)),
    "mathematical": ((0x1D400, 0x1D7FF),),
    "compatibility": ((0x2460, 0x2500), (0x3200, 0x33FF), (0xFB00, 0xFE00)),
    "ideographs": ((0x4E00, 0xA000),),
    "emoji": ((0x1F300, 0x1FAFF),),
    "anything": ((0x20, 0xD800), (0xE000, 0x30000)),
}
_BETWEEN = (" ", "", ", ", ". ", "\n", "-", "'", "*", "! ", "\u200b")


@dataclass(frozen=True, slots=True)
class Recipe:
    """How a text is made; `seed` draws its letters, `different` is how many different words it has."""

    alphabets: tuple[str, ...]
    word: int
    different: int
    between: str
    seed: int

    def text(self) -> str:
        """A message of the greatest length that a phone can send."""
        chance = random.Random(self.seed)
        words = ["".join(self._letter(chance) for _ in range(self.word)) for _ in range(self.different)]
        parts: list[str] = []
        length = 0
        while length < LONGEST:
            parts.append(chance.choice(words) + self.between)
            length += len(parts[-1])
        return "".join(parts)[:LONGEST]

    def _letter(self, chance: random.Random) -> str:
        while True:
            low, high = chance.choice(_RANGES[chance.choice(self.alphabets)])
            char = chr(chance.randrange(low, high))
            if unicodedata.category(char) not in {"Cn", "Co", "Cs"}:
                return char

    def changed(self, chance: random.Random) -> "Recipe":
        """A recipe with one thing changed."""
        match chance.randrange(5):
            case 0:
                return replace(
                    self, alphabets=tuple(chance.sample(sorted(_RANGES), chance.choice((1, 1, 2, 3))))
                )
            case 1:
                return replace(self, word=chance.choice((1, 2, 3, 5, 8, 12, 20, 40, 200)))
            case 2:
                return replace(self, different=chance.choice((1, 4, 40, 400, 4_000)))
            case 3:
                return replace(self, between=chance.choice(_BETWEEN))
            case _:
                return replace(self, seed=chance.randrange(1_000_000))


@dataclass(frozen=True, slots=True)
class Worst:
    """The dearest text found: its recipe, its cost in seconds of a processor, and how many were tried."""

    recipe: Recipe
    seconds: float
    tried: int


@dataclass(frozen=True, slots=True)
class Crowd:
    """Seconds that an innocent message waited beside visitors who write the worst text, and alone."""

    visitors: int
    alone: float
    beside_median: float
    beside_longest: float
    counted_high: int


def search(assess: Assess, tries: int, seed: int, clock: Callable[[], float] = time.thread_time) -> Worst:
    """Try so many recipes; the dearest of them."""
    chance = random.Random(seed)
    best = Recipe(("anything",), 8, 400, " ", seed)
    cost = _cost(assess, best, clock)
    for _ in range(tries - 1):
        # Now and then from anew, or the first hill is the last.
        start = best if chance.random() < 0.8 else replace(best, seed=chance.randrange(1_000_000))
        tried = start.changed(chance)
        found = _cost(assess, tried, clock)
        if found > cost:
            best, cost = tried, found
    return Worst(best, cost, tries)


def _cost(assess: Assess, recipe: Recipe, clock: Callable[[], float]) -> float:
    text = recipe.text()
    begun = clock()
    assess(text, Context())
    return clock() - begun


async def crowd(assess: Assess, text: str, limit: float, visitors: int = VISITORS) -> Crowd:
    """Let visitors write the text again and again, and an innocent one between them."""
    checks = Checks(heard_by(assess), limit)
    alone = median([(await _waited(checks))[0] for _ in range(_TURNS)])
    over = asyncio.Event()

    async def visitor() -> None:
        while not over.is_set():
            await checks.hear(text, Context())

    writing = [asyncio.ensure_future(visitor()) for _ in range(visitors)]
    await asyncio.sleep(1)
    waited = []
    for _ in range(_TURNS):
        waited.append(await _waited(checks))
        await asyncio.sleep(0.2)
    over.set()
    await asyncio.gather(*writing)
    checks.close()
    seconds = [one for one, _ in waited]
    return Crowd(visitors, alone, median(seconds), max(seconds), sum(high for _, high in waited))


async def _waited(checks: Checks) -> tuple[float, bool]:
    begun = time.perf_counter()
    found = await checks.hear(_AN_INNOCENT, Context())
    return time.perf_counter() - begun, found.assessment.level >= Level.HIGH

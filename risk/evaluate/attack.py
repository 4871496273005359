"""Seeded attacks: what small changes to how a message is typed do to the answers.

A message that is found and, typed a little differently, is missed is a gap that people fall into without
wanting to: nobody in need spells carefully.
"""

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from importlib.metadata import version as package_version

from risk.assessment import Level
from risk.evaluate.answers import Answer, ask, assessed
from risk.evaluate.attack_report import AttackCell, AttackReport, AttackSystem
from risk.evaluate.measures import share_of
from risk.evaluate.parts import DataReport
from risk.evaluate.samples import Dataset, Sample
from risk.evaluate.systems import System

Perturb = Callable[[str, random.Random], str]
ALL = "all"

# Thoughts of killing oneself: where level high begins (docs/decisions/0004), for rows with a severity alone.
_HIGH_FROM_SEVERITY = 2


@dataclass(frozen=True, slots=True)
class _Outcome:
    """One message that a perturbation changed: the answers before and after, and whether it is grave."""

    group: str
    perturbation: str
    grave: bool
    before: Level
    after: Level


def attack(
    systems: Sequence[System], data: Dataset, perturbations: Mapping[str, Perturb], seed: int
) -> AttackReport:
    """Perturb what each system finds, and what is harmless, and count what changes.

    Each message is changed by each perturbation with chance drawn from seed, perturbation and row alone, so
    that adding rows or perturbations changes no other outcome. Messages that a perturbation leaves as they
    are do not count for it.
    """
    return AttackReport(
        mkhari_version=package_version("mkhari"),
        seed=seed,
        perturbations=list(perturbations),
        data=[DataReport.model_validate(one, from_attributes=True) for one in data.files],
        split=data.split,
        systems=[_attacked(system, data.samples, perturbations, seed) for system in systems],
    )


def _attacked(
    system: System, samples: Sequence[Sample], perturbations: Mapping[str, Perturb], seed: int
) -> AttackSystem:
    answers = ask(system, [sample for sample in samples if _is_grave(sample) or sample.level is Level.NONE])
    grave = [one for one in answers if _is_grave(one.sample)]
    found = [one for one in grave if one.level >= Level.HIGH]
    harmless = [one for one in answers if not _is_grave(one.sample)]
    outcomes = [
        outcome
        for name, perturb in perturbations.items()
        for outcome in _outcomes(system, name, perturb, [*found, *harmless], seed)
    ]
    return AttackSystem(
        name=system.name,
        version=system.version,
        grave=len(grave),
        found=len(found),
        harmless=len(harmless),
        cells=_cells(outcomes),
    )


def _is_grave(sample: Sample) -> bool:
    if sample.level is not None:
        return sample.level >= Level.HIGH
    return sample.severity is not None and sample.severity >= _HIGH_FROM_SEVERITY


def _outcomes(
    system: System, name: str, perturb: Perturb, answers: Sequence[Answer], seed: int
) -> Iterable[_Outcome]:
    for one in answers:
        text = perturb(one.sample.text, random.Random(f"{seed} {name} {one.sample.id}"))
        if text != one.sample.text:
            after, _ = assessed(system, text)
            yield _Outcome(one.sample.group, name, _is_grave(one.sample), one.level, after.level)


def _cells(outcomes: Sequence[_Outcome]) -> list[AttackCell]:
    """Counts by perturbation and group, and over all of each."""
    cells: dict[tuple[str, str], list[_Outcome]] = {}
    for one in outcomes:
        for perturbation in (ALL, one.perturbation):
            for group in (ALL, one.group):
                cells.setdefault((perturbation, group), []).append(one)
    return [_cell(perturbation, group, part) for (perturbation, group), part in sorted(cells.items())]


def _cell(perturbation: str, group: str, part: Sequence[_Outcome]) -> AttackCell:
    grave = [one for one in part if one.grave]
    harmless = [one for one in part if not one.grave]

    def gained(cut: Level) -> Iterable[bool]:
        return (one.after >= cut for one in harmless if one.before < cut)

    return AttackCell(
        perturbation=perturbation,
        group=group,
        lost_high=share_of(one.after < Level.HIGH for one in grave),
        lost_moderate=share_of(one.after < Level.MODERATE for one in grave),
        gained_high=share_of(gained(Level.HIGH)),
        gained_moderate=share_of(gained(Level.MODERATE)),
    )

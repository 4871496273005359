"""From answers to a report."""

from collections import Counter
from collections.abc import Callable, Sequence
from importlib.metadata import version as package_version
from typing import Literal

from risk.evaluate.answers import Answer, ask
from risk.evaluate.kinds import kinds_part, told
from risk.evaluate.measures import alerts_by_cut, level_part, speed
from risk.evaluate.parts import DataReport
from risk.evaluate.report import Group, Report, RowResult, SystemReport
from risk.evaluate.samples import Dataset
from risk.evaluate.severity import calibrations, severity_part
from risk.evaluate.systems import System

# The share of chats in danger that alerts are foretold for. An assumption, not a finding: nobody has
# counted it for Georgia. Say another with --base-rate.
BASE_RATE = 0.03

_By = Literal["language", "subject", "source"]


def evaluate(
    systems: Sequence[System], data: Dataset, base_rate: float = BASE_RATE, intervals: bool = True
) -> Report:
    """Ask every system about every sample and count.

    `base_rate` is the share of chats truly at a cut or worse; `intervals` adds the bootstrapped ones.
    """
    return Report(
        mkhari_version=package_version("mkhari"),
        data=[
            DataReport(name=one.name, sha256=one.sha256, rows=one.rows, used=one.used) for one in data.files
        ],
        split=data.split,
        rows=len(data.samples),
        rows_without_split=data.unsplit,
        languages_detected=data.detected,
        systems=[
            system_report(system, ask(system, data.samples), base_rate, intervals) for system in systems
        ],
    )


def broken_answers(report: Report) -> str | None:
    """Which systems broke, in one line; None if none did. Broken answers make a recall look good."""
    broken = [system.name for system in report.systems if system.failures]
    if not broken:
        return None
    return f"{', '.join(broken)}: answers broke and were counted as high, so the figures say nothing"


def system_report(
    system: System, answers: Sequence[Answer], base_rate: float, intervals: bool
) -> SystemReport:
    """Every figure of one system's answers."""
    levels = level_part(answers)
    return SystemReport(
        name=system.name,
        version=system.version,
        failures=dict(sorted(Counter(one.failure for one in answers if one.failure).items())),
        levels=levels,
        alerts=alerts_by_cut(levels, base_rate),
        severities=severity_part(answers, intervals),
        calibration=calibrations(answers),
        speed=speed(answers),
        groups=_groups(answers),
        rows=[_row(one) for one in answers],
        kinds=kinds_part(answers),
        missing_heads=list(system.missing_heads),
    )


def _groups(answers: Sequence[Answer]) -> list[Group]:
    kinds: tuple[tuple[_By, Callable[[Answer], str | None]], ...] = (
        ("language", lambda one: one.sample.group),
        ("subject", lambda one: None if one.sample.subject is None else one.sample.subject.value),
        ("source", lambda one: one.sample.source),
    )
    groups: list[Group] = []
    for by, name_of in kinds:
        found: dict[str, list[Answer]] = {}
        for one in answers:
            name = name_of(one)
            if name is not None:
                found.setdefault(name, []).append(one)
        for name, part in sorted(found.items()):
            groups.append(
                Group(
                    by=by,
                    name=name,
                    levels=level_part(part),
                    severities=severity_part(part, intervals=False),
                    kinds=kinds_part(part),
                )
            )
    return groups


def _row(one: Answer) -> RowResult:
    return RowResult(
        id=one.sample.id,
        group=one.sample.group,
        level=None if one.sample.level is None else one.sample.level.label,
        severity=one.sample.severity,
        answered=one.level.label,
        answered_severity=one.severity,
        p_high=one.p_high,
        kinds_known=one.sample.kinds is not None,
        kinds={kind.value: level.label for kind, level in one.sample.dangers.items()},
        told={kind.value: danger.level.label for kind, danger in told(one).items()},
    )

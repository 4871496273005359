"""What a run found, for people and for programs."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from tests.mutants.copies import Outcome
from tests.mutants.mutate import Mutant
from tests.mutants.targets import Target

LEAST_SHARE = 0.97
"""Of the mutants of a module, those that the tests must find."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one mutant: found by a test, or not."""

    mutant: Mutant
    outcome: Outcome

    @property
    def is_found(self) -> bool:
        """Whether a test noticed."""
        return not self.outcome.is_green


@dataclass(frozen=True, slots=True)
class ModuleReport:
    """What became of a module's mutants. `gone` are accepted survivors that the module no longer has."""

    target: Target
    verdicts: tuple[Verdict, ...]
    gone: tuple[str, ...]
    seconds: float

    @property
    def unexpected(self) -> list[Verdict]:
        """The survivors that nobody accepted."""
        return [one for one in self.verdicts if not one.is_found and not self.target.accepted(one.mutant)]

    @property
    def found(self) -> int:
        """How many were found."""
        return sum(one.is_found for one in self.verdicts)

    @property
    def total(self) -> int:
        """How many should have been found: an accepted survivor that survived does not count."""
        return self.found + len(self.unexpected)

    @property
    def share(self) -> float:
        """The share of those that should have been found."""
        return self.found / self.total if self.total else 1.0

    @property
    def stale(self) -> list[str]:
        """Accepted survivors to strike out: found by now, or no longer there."""
        found = [
            f"{one.mutant.where}: {one.mutant.change} (found by {one.outcome.failed})"
            for one in self.verdicts
            if one.is_found and self.target.accepted(one.mutant)
        ]
        return [*found, *(f"{what} (no longer there)" for what in self.gone)]

    @property
    def is_good(self) -> bool:
        """Whether enough were found and every accepted survivor is one."""
        return self.share >= LEAST_SHARE and not self.stale

    def lines(self) -> list[str]:
        """The report in words."""
        cpu = sum(one.outcome.cpu for one in self.verdicts)
        module = self.target.module
        counted = f"{self.found}/{self.total} found, {self.share:.1%}"
        lines = [f"{module}: {counted} ({self.seconds:.0f} s, {cpu:.0f} s of CPU)"]
        for one in self.verdicts:
            if not one.is_found:
                accepted = self.target.accepted(one.mutant)
                note = "SURVIVED" if accepted is None else f"accepted, {accepted.reason}"
                lines.append(
                    f"  {module}:{one.mutant.line} in {one.mutant.where or 'the module'}: "
                    f"{one.mutant.change} [{note}]"
                )
        return [*lines, *(f"  STALE in targets.yaml: {what}" for what in self.stale)]

    def as_json(self) -> dict[str, Any]:
        """The report for programs."""
        return {
            "module": self.target.module,
            "found": self.found,
            "total": self.total,
            "share": round(self.share, 4),
            "seconds": round(self.seconds, 1),
            "stale": self.stale,
            "mutants": [
                {
                    **{key: value for key, value in asdict(one.mutant).items() if key != "source"},
                    "found_by": one.outcome.failed if one.is_found else None,
                    "accepted": self.target.accepted(one.mutant) is not None,
                    "seconds": round(one.outcome.seconds, 1),
                    "cpu": round(one.outcome.cpu, 1),
                }
                for one in self.verdicts
            ],
        }


def to_json(reports: Sequence[ModuleReport], seed: int) -> str:
    """All reports as one document."""
    document = {"seed": seed, "modules": [one.as_json() for one in reports]}
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"

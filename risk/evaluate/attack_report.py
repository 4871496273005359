"""The shape of the JSON report of `mkhari risk attack`, and its tables. It holds counts and no text."""

from typing import Final, Literal

from pydantic import BaseModel, ConfigDict
from rich.console import Console

from risk.evaluate.figures import written_narrowly
from risk.evaluate.parts import DataReport, Share
from risk.evaluate.show import show_table

ATTACK_SCHEMA_VERSION: Final = 1


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class AttackCell(_Part):
    """What one perturbation did in one language and script; `all` stands for every one.

    Lost: of grave messages found high or worse before, those now below high, below moderate. Gained: of rows
    of level none below the cut before, those now at it or above.
    """

    perturbation: str
    group: str
    lost_high: Share
    lost_moderate: Share
    gained_high: Share
    gained_moderate: Share


class AttackSystem(_Part):
    """One system's outcome: grave messages, those of them found unperturbed, and harmless ones."""

    name: str
    version: str
    grave: int
    found: int
    harmless: int
    cells: list[AttackCell]


class AttackReport(_Part):
    """What `mkhari risk attack --json` writes; the same seed and data give the same report."""

    kind: Literal["mkhari.risk.attack"] = "mkhari.risk.attack"
    schema_version: Literal[1] = ATTACK_SCHEMA_VERSION
    mkhari_version: str
    seed: int
    perturbations: list[str]
    data: list[DataReport]
    split: str | None
    systems: list[AttackSystem]


def show_attack(report: AttackReport, out: Console) -> None:
    """Print the outcome by perturbation and by language, the worst losses first."""
    out.print(f"seed {report.seed}")
    for system in report.systems:
        out.print(f"{system.name}: version {system.version}")
        out.print(f"{system.found} of {system.grave} messages of level high or worse are found unperturbed")
        out.print(f"{system.harmless} messages of level none")
        for title, cells in (
            ("by perturbation", [cell for cell in system.cells if cell.group == "all"]),
            ("by language and script", [cell for cell in system.cells if cell.perturbation == "all"]),
            ("by both", [cell for cell in system.cells if "all" not in (cell.group, cell.perturbation)]),
        ):
            ordered = sorted(cells, key=lambda cell: -(cell.lost_high.share or 0.0))
            _show_cells(f"{system.name}, {title}: per cent (95 % interval by Wilson), rows", ordered, out)


def _show_cells(title: str, cells: list[AttackCell], out: Console) -> None:
    heads = ["perturbation", "language", "lost below high", "below moderate", "none to high", "to moderate"]
    rows = [
        [
            cell.perturbation,
            cell.group,
            *(
                written_narrowly(share)
                for share in (cell.lost_high, cell.lost_moderate, cell.gained_high, cell.gained_moderate)
            ),
        ]
        for cell in cells
    ]
    show_table(title, heads, rows, out)

"""`mkhari risk attack`: what small changes to typing lose and gain, the same for the same seed."""

import random
from pathlib import Path

from typer.testing import CliRunner

from risk.assessment import Level
from risk.cli import risk_app
from risk.evaluate.attack import Perturb, attack
from risk.evaluate.attack_report import AttackCell, AttackReport
from risk.evaluate.parts import Share
from tests.risk.fake_systems import fake_system, made_dataset, made_sample

NONE, MODERATE, HIGH, IMMINENT = Level.NONE, Level.MODERATE, Level.HIGH, Level.IMMINENT


def level_of(text: str) -> Level:
    """A made system: finds the word `grave`, half finds it in capitals, and takes `joke!` for it."""
    if "grave" in text or "joke!" in text:
        return HIGH
    return MODERATE if "GRAVE" in text else NONE


def loud(text: str, chance: random.Random) -> str:
    return text.upper()


def cut(text: str, chance: random.Random) -> str:
    return text.replace("grave", "grv")


def marks(text: str, chance: random.Random) -> str:
    return text + "!" if text.startswith("joke") else text


def sometimes(text: str, chance: random.Random) -> str:
    return text.replace("grave", "grv") if chance.random() < 0.5 else text + "."


PERTURBATIONS: dict[str, Perturb] = {"loud": loud, "cut": cut, "marks": marks}
ROWS = [
    made_sample(0, HIGH, text="grave one", group="ka Latn"),
    made_sample(1, IMMINENT, text="grave two", group="ka Geor"),
    made_sample(2, HIGH, text="missed before"),
    made_sample(3, NONE, text="joke"),
    made_sample(4, NONE, text="harmless", group="ka Latn"),
    made_sample(5, NONE, text="grave joke"),
    made_sample(6, MODERATE, text="grave enough"),
    made_sample(7, severity=3, text="grave by severity"),
    made_sample(8, severity=1, text="grave but mild"),
]


def outcome(perturbations: dict[str, Perturb] = PERTURBATIONS, seed: int = 1) -> AttackReport:
    return attack([fake_system(level_of)], made_dataset(ROWS), perturbations, seed)


def cell(report: AttackReport, perturbation: str, group: str = "all") -> AttackCell:
    cells = report.systems[0].cells
    return next(one for one in cells if (one.perturbation, one.group) == (perturbation, group))


def counts(share: Share) -> tuple[int, int]:
    return share.hits, share.of


def test_only_grave_messages_found_before_can_be_lost() -> None:
    report = outcome()
    (system,) = report.systems
    assert (system.grave, system.found, system.harmless) == (4, 3, 3)
    assert counts(cell(report, "loud").lost_high) == (3, 3)
    assert counts(cell(report, "loud").lost_moderate) == (0, 3)
    assert counts(cell(report, "cut").lost_moderate) == (3, 3)
    assert counts(cell(report, "cut", "ka Latn").lost_high) == (1, 1)


def test_messages_that_a_perturbation_leaves_alone_do_not_count() -> None:
    assert counts(cell(outcome(), "marks").lost_high) == (0, 0)


def test_false_alarms_gained_are_those_not_raised_before() -> None:
    report = outcome()
    assert counts(cell(report, "marks").gained_high) == (1, 1)
    assert counts(cell(report, "loud").gained_high) == (0, 2)
    assert counts(cell(report, "loud").gained_moderate) == (0, 2)


def test_all_perturbations_and_languages_are_summed() -> None:
    whole = cell(outcome(), "all")
    assert counts(whole.lost_high) == (6, 6)
    assert counts(whole.gained_high) == (1, 3)


def test_same_seed_same_outcome_whatever_else_is_tried() -> None:
    alone = outcome({"sometimes": sometimes}, seed=3)
    assert alone == outcome({"sometimes": sometimes}, seed=3)
    beside = outcome({"loud": loud, "sometimes": sometimes}, seed=3)
    assert cell(alone, "sometimes") == cell(beside, "sometimes")
    lost = {cell(outcome({"sometimes": sometimes}, seed), "sometimes").lost_high.hits for seed in range(8)}
    assert len(lost) > 1


def test_report_holds_no_text() -> None:
    content = outcome().model_dump_json()
    assert "grave one" not in content
    assert AttackReport.model_validate_json(content) == outcome()


def test_command_prints_the_seed_and_repeats_by_it(tmp_path: Path) -> None:
    table = tmp_path / "some.csv"
    table.write_text("text,level\ni want to kill myself zebra,high\nhello zebra,none\n", encoding="utf-8")
    written = []
    for name in ("a.json", "b.json"):
        arguments = [str(table), "--system", "rules", "--seed", "7", "--json", str(tmp_path / name)]
        result = CliRunner().invoke(risk_app, ["attack", *arguments])
        assert result.exit_code == 0, result.output
        assert "seed 7" in result.output
        assert "zebra" not in result.output
        written.append((tmp_path / name).read_text(encoding="utf-8"))
    assert written[0] == written[1]
    assert "zebra" not in written[0]
    drawn = CliRunner().invoke(risk_app, ["attack", str(table), "--system", "rules"])
    assert "seed " in drawn.output

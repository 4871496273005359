"""The shape of the JSON report of `mkhari risk evaluate`. It holds counts, hashes and levels, and no text.

`schema_version` rises when a field changes its meaning or goes; new fields may come without that.
"""

from pathlib import Path
from typing import Final, Literal

from pydantic import Field, ValidationError

from risk.evaluate.errors import ReportUnreadable
from risk.evaluate.intents_report import IntentsReport
from risk.evaluate.kinds_report import KindsPart
from risk.evaluate.parts import DataReport, Estimate, Part, Share

SCHEMA_VERSION: Final = 1


class Alerts(Part):
    """Alerts to expect in 100 chats of one message each, `base_rate` of them truly at the cut or worse.

    The others are taken to be like the file's `none` rows, or where it has none like all rows below the cut.
    `true_share` is the share of alerts that are right.
    """

    base_rate: float
    per_100: float | None
    true_share: float | None


class LevelPart(Part):
    """How the five levels are told: the gravest of any kind of danger. Shares say of which rows and what was
    answered.

    `confusion[true][answered]` counts rows, levels in the order none, low, moderate, high, imminent.
    """

    rows: int
    confusion: list[list[int]]
    exact: Share
    recall_moderate: Share  # of moderate or worse: answered moderate or worse
    recall_high: Share  # of high or worse: answered high or worse
    recall_imminent: Share  # of imminent: answered imminent
    high_as_imminent: Share  # of high: answered imminent
    none_as_moderate: Share  # of none: answered moderate or worse
    none_as_high: Share  # of none: answered high or worse
    below_as_moderate: Share  # of none and low: answered moderate or worse
    below_as_high: Share  # of none, low and moderate: answered high or worse
    subject: Share  # of moderate or worse found as such: right about whom the message is


class Cut(Part):
    """How well one cut of the true severity is told, by the level and by the severity as a score."""

    least_severity: int
    least_level: str
    sensitivity: Share
    specificity: Share
    auc: Estimate


class Threshold(Part):
    """What a score of `at` or more would tell, at both cuts."""

    at: float
    any_ideation_sensitivity: float | None
    any_ideation_specificity: float | None
    method_sensitivity: float | None
    method_specificity: float | None


class SeverityPart(Part):
    """Rows with a C-SSRS severity. `stated` is false where the score follows from the level alone.

    `confusion[true][answered]` counts rows by severity 0 to 6, the score rounded.
    """

    rows: int
    stated: bool
    any_ideation: Cut
    method_or_worse: Cut
    weighted_kappa: Estimate
    mean_absolute_error: float
    confusion: list[list[int]]
    thresholds: list[Threshold]


class Bin(Part):
    """Rows whose probability lies in `[low, high)` (the last one closed), and how many were true."""

    low: float
    high: float
    rows: int
    true: int
    mean_probability: float | None


class Calibration(Part):
    """How honest the probability of `least_level` or worse is.

    `ece`: expected calibration error over ten bins of equal width; `brier`: mean squared error.
    """

    least_level: str
    rows: int
    ece: float
    brier: float
    bins: list[Bin]


class Speed(Part):
    """Milliseconds a message, one after another in one thread."""

    p50_ms: float
    p99_ms: float
    longest_ms: float
    per_second: float


class Group(Part):
    """A part of the rows. `by` says what is alike in them, `name` what that is (`ka Latn`,
    `other`, a table's file name or `corpus`)."""

    by: Literal["language", "subject", "source"]
    name: str
    levels: LevelPart | None
    severities: SeverityPart | None
    kinds: KindsPart | None = None


class RowResult(Part):
    """One row: its hashed id, what is true and what was answered. Lets two reports be compared in pairs.

    `kinds` are the kinds of danger that it shows, and `told` those that were told, each with its level.
    `kinds_known` says that its file is labelled for kinds; `told` is None in reports older than these.
    """

    id: str
    group: str
    level: str | None
    severity: int | None
    answered: str
    answered_severity: float
    p_high: float | None
    kinds_known: bool = False
    kinds: dict[str, str] = Field(default_factory=dict)
    told: dict[str, str] | None = None


class SystemReport(Part):
    """All figures of one system. `failures` counts answers that did not come, by kind of error.

    `missing_heads` are questions that its network does not answer: `kinds`.
    """

    name: str
    version: str
    failures: dict[str, int]
    levels: LevelPart | None
    alerts: dict[str, Alerts]  # by cut: moderate, high; empty without levels
    severities: SeverityPart | None
    calibration: list[Calibration]
    speed: Speed
    groups: list[Group]
    rows: list[RowResult]
    kinds: KindsPart | None = None
    missing_heads: list[str] = Field(default_factory=list)


class Report(Part):
    """What `mkhari risk evaluate --json` writes."""

    kind: Literal["mkhari.risk.evaluation"] = "mkhari.risk.evaluation"
    schema_version: Literal[1] = SCHEMA_VERSION
    mkhari_version: str
    data: list[DataReport]
    split: str | None
    rows: int
    rows_without_split: int
    languages_detected: int
    systems: list[SystemReport]
    intents: IntentsReport | None = None


def read_report(path: Path) -> Report:
    """Read a JSON report. Raises `ReportUnreadable`."""
    try:
        return Report.model_validate_json(path.read_bytes())
    except OSError as error:
        raise ReportUnreadable(f"{path.name}: cannot be read: {error.strerror}") from None
    except ValidationError as error:
        fault = error.errors(include_input=False, include_context=False, include_url=False)[0]
        where = ".".join(str(part) for part in fault["loc"]) or "file"
        raise ReportUnreadable(
            f"{path.name}: no report of `mkhari risk evaluate --json` in version {SCHEMA_VERSION} "
            f"({where}: {fault['msg']}); write it anew"
        ) from None

"""The shape of the JSON report of `mkhari risk evaluate`. It holds counts, hashes and levels, and no text.

`schema_version` rises when a field changes its meaning or goes; new fields may come without that.
"""

from pathlib import Path
from typing import Final, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from risk.evaluate.errors import ReportUnreadable

SCHEMA_VERSION: Final = 1


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)


class Share(_Part):
    """`hits` of `of`, and the 95 % interval of the share by Wilson (1927); all None where `of` is 0."""

    hits: int
    of: int
    share: float | None
    low: float | None
    high: float | None


class Estimate(_Part):
    """A figure with its 95 % interval by seeded bootstrap over rows; None where it is not defined."""

    value: float | None
    low: float | None = None
    high: float | None = None


class Alerts(_Part):
    """Alerts to expect in 100 chats of one message each, `base_rate` of them truly at the cut or worse.

    The others are taken to be like the file's `none` rows, or where it has none like all rows below the cut.
    `true_share` is the share of alerts that are right.
    """

    base_rate: float
    per_100: float | None
    true_share: float | None


class LevelPart(_Part):
    """How the five levels are told. Shares say of which rows and what was answered.

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


class Cut(_Part):
    """How well one cut of the true severity is told, by the level and by the severity as a score."""

    least_severity: int
    least_level: str
    sensitivity: Share
    specificity: Share
    auc: Estimate


class Threshold(_Part):
    """What a score of `at` or more would tell, at both cuts."""

    at: float
    any_ideation_sensitivity: float | None
    any_ideation_specificity: float | None
    method_sensitivity: float | None
    method_specificity: float | None


class SeverityPart(_Part):
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


class Bin(_Part):
    """Rows whose probability lies in `[low, high)` (the last one closed), and how many were true."""

    low: float
    high: float
    rows: int
    true: int
    mean_probability: float | None


class Calibration(_Part):
    """How honest the probability of `least_level` or worse is.

    `ece`: expected calibration error over ten bins of equal width; `brier`: mean squared error.
    """

    least_level: str
    rows: int
    ece: float
    brier: float
    bins: list[Bin]


class Speed(_Part):
    """Milliseconds a message, one after another in one thread."""

    p50_ms: float
    p99_ms: float
    longest_ms: float
    per_second: float


class Group(_Part):
    """A part of the rows. `by` says what is alike in them, `name` what that is (`ka Latn`,
    `other`, a table's file name or `corpus`)."""

    by: Literal["language", "subject", "source"]
    name: str
    levels: LevelPart | None
    severities: SeverityPart | None


class RowResult(_Part):
    """One row: its hashed id, what is true and what was answered. Lets two reports be compared in pairs."""

    id: str
    group: str
    level: str | None
    severity: int | None
    answered: str
    answered_severity: float
    p_high: float | None


class SystemReport(_Part):
    """All figures of one system. `failures` counts answers that did not come, by kind of error."""

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


class DataReport(_Part):
    """A file measured on: the SHA-256 of its bytes, its rows and how many were used."""

    name: str
    sha256: str
    rows: int
    used: int


class Report(_Part):
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

"""What can go wrong while measuring.

RiskError
└── MeasureError
    ├── DataUnreadable      a file of messages cannot be used; names file, rows and columns
    ├── NothingToMeasure    no row is left after choosing
    ├── SystemUnknown       no system of this name
    ├── SystemMissing       a system or a tool needs a package that is not installed
    └── ReportUnreadable    a file is no report that this version reads
"""

from collections.abc import Sequence

from risk.errors import RiskError

_SHOWN = 8


class MeasureError(RiskError):
    """Base of what measuring raises on purpose. Messages hold places and never texts."""


class DataUnreadable(MeasureError):
    """A file of messages cannot be used. `faults` are all places where it is wrong."""

    def __init__(self, file: str, faults: Sequence[str]) -> None:
        self.file = file
        self.faults = tuple(faults)
        more = len(self.faults) - _SHOWN
        shown = [*self.faults[:_SHOWN], *([f"and {more} more"] if more > 0 else [])]
        super().__init__(
            f"{file}: " + "; ".join(shown) if len(shown) == 1 else "\n  ".join([f"{file}:", *shown])
        )


class NothingToMeasure(MeasureError):
    """No row is left; says what was asked for."""


class SystemUnknown(MeasureError):
    """No system of this name; lists those that there are."""


class SystemMissing(MeasureError):
    """Something needed is not installed; says what to install."""


class ReportUnreadable(MeasureError):
    """A file is no report, or one of another version."""

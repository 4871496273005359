"""What the reports of the measuring tools are made of: shares and estimates with their intervals."""

from pydantic import BaseModel, ConfigDict


class Part(BaseModel):
    """A piece of a report."""

    model_config = ConfigDict(frozen=True, hide_input_in_errors=True)


class Share(Part):
    """`hits` of `of`, and the 95 % interval of the share by Wilson (1927); all None where `of` is 0."""

    hits: int
    of: int
    share: float | None
    low: float | None
    high: float | None


class Estimate(Part):
    """A figure with its 95 % interval by seeded bootstrap over rows; None where it is not defined."""

    value: float | None
    low: float | None = None
    high: float | None = None


class DataReport(Part):
    """A file measured on: the SHA-256 of its bytes, its rows and how many were used."""

    name: str
    sha256: str
    rows: int
    used: int

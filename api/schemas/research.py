"""The shapes of the anonymous counts."""

from typing import Annotated

from pydantic import BaseModel, Field


class CountOut(BaseModel):
    """An anonymous count; small numbers are shown as a range."""

    day: str
    name: str
    labels: dict[str, str]
    count: Annotated[str, Field(description='a number, or "1-9"')]


class CountList(BaseModel):
    """Anonymous counts by day in Georgia."""

    counts: list[CountOut]

"""The shapes for those who run the service."""

from typing import Literal

from pydantic import BaseModel, Field


class Health(BaseModel):
    """Whether the process lives, or each part that it needs answers."""

    status: Literal["ok", "unavailable"]
    parts: dict[str, bool] = Field(default_factory=dict)

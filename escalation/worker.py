"""A member of staff as the queue and the pager know them. Pure."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Worker:
    """A member of staff: whom they can speak with, how many at a time, and when their console was open.

    `capacity` is in chats, `emergencies` how many of those may be emergencies. `away`: is given nobody now.
    """

    id: str
    name: str
    role: str
    languages: frozenset[str]
    audiences: frozenset[str]
    skills: frozenset[str]
    capacity: int
    emergencies: int
    away: bool
    seen_at: datetime | None

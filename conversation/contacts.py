"""When caring contacts are made: four in a month after the end, by day in Georgia, with consent."""

from datetime import datetime, timedelta
from typing import Final

from conversation.quiet_hours import in_daytime

# Brief contacts after a crisis lower later attempts; the first within 24 to 72 hours.
CONTACTS: Final = (timedelta(hours=24), timedelta(hours=72), timedelta(days=7), timedelta(days=30))


def first_contact(now: datetime, after: timedelta = CONTACTS[0]) -> datetime:
    """When the first contact is made after the person has agreed to it."""
    return in_daytime(now + after)


def contact_after(nth: int, made_at: datetime) -> datetime | None:
    """When the contact after the `nth` (from 1) is made, that one being made now; None after the last."""
    if not 1 <= nth < len(CONTACTS):
        return None
    return in_daytime(made_at + CONTACTS[nth] - CONTACTS[nth - 1])

"""All tables. Texts, addresses and session state are sealed; what is in the clear is listed beside each.

Only `store` and each room's `repository` import this. Times are UTC; see `UtcTime`.
"""

from store.tables.casework import case_events, case_papers, case_seats, cases, deadlines, pages
from store.tables.columns import ID, UtcTime, metadata
from store.tables.counts import counters
from store.tables.people import (
    canned_replies,
    rota_changes,
    shifts,
    staff,
    staff_codes,
    staff_contacts,
    staff_sessions,
)
from store.tables.talk import (
    consents,
    conversations,
    corrections,
    messages,
    outbox,
    set_aside,
    training_texts,
)

__all__ = [
    "ID",
    "UtcTime",
    "canned_replies",
    "case_events",
    "case_papers",
    "case_seats",
    "cases",
    "consents",
    "conversations",
    "corrections",
    "counters",
    "deadlines",
    "messages",
    "metadata",
    "outbox",
    "pages",
    "rota_changes",
    "set_aside",
    "shifts",
    "staff",
    "staff_codes",
    "staff_contacts",
    "staff_sessions",
    "training_texts",
]

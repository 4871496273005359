"""Cases, what is written about them, whom they were paged to, and the timers behind it all."""

from sqlalchemy import Boolean, Column, Index, Integer, LargeBinary, SmallInteger, String, Table, false

from store.tables.columns import ID, UtcTime, metadata

# One person's need of a counsellor. No text. `waiting_since` is when it last came into the queue,
# `unanswered_since` the person's first words that the holder has not answered, `audit_head` the hash of the
# newest event. What a counsellor says at the end (category, actions, risk) are codes from closed lists, and
# so are flags and kinds of danger: in the clear, since the queue shows them to who cannot open the words yet.
cases = Table(
    "cases",
    metadata,
    Column("id", ID, primary_key=True),
    Column("conversation_id", ID, nullable=False, index=True),
    Column("state", String(12), nullable=False),
    Column("urgency", String(12), nullable=False),
    Column("level", SmallInteger, nullable=False),
    Column("subject", String(8), nullable=False),
    Column("flags", String(200), nullable=False, default=""),  # codes joined by commas
    Column(
        "kinds", String(500), nullable=False, default="", server_default=""
    ),  # kind:level:subject, likewise
    Column("reason", String(32), nullable=False),
    Column("language", String(2), nullable=False),
    Column("audience", String(8), nullable=False),
    Column("channel", String(16), nullable=False),
    Column("opened_at", UtcTime, nullable=False),
    Column("waiting_since", UtcTime, nullable=False),
    Column("last_message_at", UtcTime, nullable=False),
    Column("claimed_by", ID, index=True),
    Column("claimed_at", UtcTime),
    Column("unanswered_since", UtcTime),
    Column("transfer_to", ID),
    Column("transfer_kind", String(8)),  # warm, cold
    Column("acknowledged_by", ID),
    Column("acknowledged_at", UtcTime),
    Column("abandoned_at", UtcTime),
    Column("closed_at", UtcTime),
    Column("outcome", String(24)),
    Column("category", String(40)),
    Column("actions", String(200), nullable=False, default="", server_default=""),
    Column("risk_at_end", SmallInteger),
    Column("deleted_by_caller", Boolean, nullable=False, default=False, server_default=false()),
    Column("audit_head", LargeBinary(32)),
    Column("version", Integer, nullable=False, default=1),
    Index(None, "state", "opened_at"),
)

# Who did what to a case and when; rows are only ever added. `hash` covers the row and the hash before it.
case_events = Table(
    "case_events",
    metadata,
    Column("case_id", ID, primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcTime, nullable=False),
    Column("actor", String(40), nullable=False),  # system, caller, or staff:<id>
    Column("action", String(24), nullable=False),
    Column("state", String(12), nullable=False),
    Column("detail", String(64), nullable=False, default=""),  # a code, never text
    Column("hash", LargeBinary(32), nullable=False),
)

# What staff write about a case, sealed under the conversation's key; rows are only ever added.
case_papers = Table(
    "case_papers",
    metadata,
    Column("case_id", ID, primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(12), nullable=False),  # note, whisper, transfer, rescue, decision, closing
    Column("staff_id", ID, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("sealed", LargeBinary),
)

# Supervisors who read along.
case_seats = Table(
    "case_seats",
    metadata,
    Column("case_id", ID, primary_key=True),
    Column("staff_id", ID, primary_key=True),
    Column("joined_at", UtcTime, nullable=False),
    Column("left_at", UtcTime),
)

# One page: which rung of the ladder, to whom, by what, and what came back. `staff_id` is empty for a page
# to an address of the whole team.
pages = Table(
    "pages",
    metadata,
    Column("id", ID, primary_key=True),
    Column("case_id", ID, nullable=False, index=True),
    Column("rung", String(24), nullable=False),
    Column("attempt", Integer, nullable=False),
    Column("staff_id", ID, nullable=False, default="", server_default=""),
    Column("channel", String(16), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("result", String(24), nullable=False),  # sent, failed, no_channel
    Column("answer", String(12)),  # accepted, declined
    Column("answered_at", UtcTime),
    Index(None, "staff_id", "at"),
)

# Timers that must survive a crash. Any worker takes a due row under a lease. `rung` is how far a ladder has
# come; it moves only when its work is done, so no rung is skipped by a crash. `set_at` tells a clock that was
# put back.
deadlines = Table(
    "deadlines",
    metadata,
    Column("id", ID, primary_key=True),
    Column("kind", String(24), nullable=False),
    Column("subject_id", ID, nullable=False, index=True),
    Column("due_at", UtcTime, nullable=False, index=True),
    Column("set_at", UtcTime),
    Column("priority", SmallInteger, nullable=False, default=0, server_default="0"),
    Column("rung", String(40), nullable=False, default="", server_default=""),
    Column("attempts", Integer, nullable=False, default=0),
    Column("lease_owner", String(32)),
    Column("lease_until", UtcTime),
)

"""Staff: accounts, duty, and how they are reached."""

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    UniqueConstraint,
    false,
)

from store.tables.columns import ID, UtcTime, metadata

# `languages`, `audiences` and `skills` are codes joined by commas. `away`: not to be given anybody now.
staff = Table(
    "staff",
    metadata,
    Column("id", ID, primary_key=True),
    Column("login", String(80), nullable=False, unique=True),
    Column("name", String(80), nullable=False),
    Column("role", String(16), nullable=False),
    Column("languages", String(20), nullable=False, default="ka,ru,en", server_default="ka,ru,en"),
    Column("audiences", String(20), nullable=False, default="youth,family", server_default="youth,family"),
    Column("skills", String(120), nullable=False, default="", server_default=""),
    Column("capacity", SmallInteger, nullable=False, default=4, server_default="4"),
    Column("emergencies", SmallInteger, nullable=False, default=1, server_default="1"),
    Column("away", Boolean, nullable=False, default=False, server_default=false()),
    Column("password_hash", String(200), nullable=False),
    Column("must_change_password", Boolean, nullable=False, default=True),
    Column("is_demo", Boolean, nullable=False, default=False),
    Column("disabled", Boolean, nullable=False, default=False),
    Column("seen_at", UtcTime),  # the console was open; whether anybody is present follows from it
    Column("created_at", UtcTime, nullable=False),
)

staff_sessions = Table(
    "staff_sessions",
    metadata,
    Column("token_hash", LargeBinary(32), primary_key=True),
    Column("staff_id", ID, nullable=False, index=True),
    Column("created_at", UtcTime, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
)

# Where a member of staff is paged, sealed under the house key: a chat, a browser, an address for apprise.
staff_contacts = Table(
    "staff_contacts",
    metadata,
    Column("id", ID, primary_key=True),
    Column("staff_id", ID, nullable=False, index=True),
    Column("channel", String(16), nullable=False),  # telegram, push, sms, mail
    Column("address_hash", LargeBinary(32), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    UniqueConstraint("channel", "address_hash"),
)

# One-time codes by which staff link their Telegram account.
staff_codes = Table(
    "staff_codes",
    metadata,
    Column("code_hash", LargeBinary(32), primary_key=True),
    Column("staff_id", ID, nullable=False),
    Column("expires_at", UtcTime, nullable=False),
)

# Weekly shifts in Asia/Tbilisi. `starts` and `ends` are minutes since midnight; `ends` at or before `starts`
# means the next day. Days of validity are ISO dates, the last one included.
shifts = Table(
    "shifts",
    metadata,
    Column("id", ID, primary_key=True),
    Column("staff_id", ID, nullable=False, index=True),
    Column("duty", String(12), nullable=False),  # primary, backup, supervisor
    Column("weekday", SmallInteger, nullable=False),  # 0 is Monday
    Column("starts", SmallInteger, nullable=False),
    Column("ends", SmallInteger, nullable=False),
    Column("valid_from", String(10), nullable=False),
    Column("valid_until", String(10)),
    Column("created_at", UtcTime, nullable=False),
)

# What differs from the week: an absence, or a cover (in somebody's place, or besides). A swap is two covers.
rota_changes = Table(
    "rota_changes",
    metadata,
    Column("id", ID, primary_key=True),
    Column("kind", String(8), nullable=False),  # absence, cover
    Column("staff_id", ID, nullable=False, index=True),
    Column("duty", String(12)),
    Column("instead_of", ID),
    Column("starts_at", UtcTime, nullable=False),
    Column("ends_at", UtcTime, nullable=False),
    Column("created_by", ID, nullable=False),
    Column("created_at", UtcTime, nullable=False),
    Index(None, "ends_at"),
)

# A counsellor's own ready-made answers, sealed under the house key.
canned_replies = Table(
    "canned_replies",
    metadata,
    Column("id", ID, primary_key=True),
    Column("staff_id", ID, nullable=False, index=True),
    Column("language", String(2), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    Column("updated_at", UtcTime, nullable=False),
)

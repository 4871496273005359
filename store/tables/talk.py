"""What is said, learnt from, sent and set aside."""

from sqlalchemy import (
    Boolean,
    Column,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    false,
)

from store.tables.columns import ID, UtcTime, metadata

# A caller on a channel. In the clear: language, audience, risk level and times, which the queue needs.
# Deleting forgets `wrapped_key`, the address and the state; the row stays so that counts stay true.
# `level` is the level in force as it was last shown or decided, at `level_since`; `level_seq` the caller's
# message on which it rests. What was said up to `settled_seq` a counsellor has settled by closing the case.
conversations = Table(
    "conversations",
    metadata,
    Column("id", ID, primary_key=True),
    Column("channel", String(16), nullable=False),
    Column("address_hash", LargeBinary(32)),  # keyed hash, for look-up only
    Column("sealed_address", LargeBinary),
    Column("wrapped_key", LargeBinary),
    Column("sealed_session", LargeBinary),
    Column("language", String(2), nullable=False),
    Column("audience", String(8), nullable=False),
    Column("level", SmallInteger, nullable=False, default=0),
    Column("level_since", UtcTime, nullable=False),
    Column("level_seq", Integer),
    Column("settled_seq", Integer, nullable=False, default=0, server_default="0"),
    Column("training_consent", String(12)),  # asked, given, refused, withdrawn; None: never asked
    Column("last_seq", Integer, nullable=False, default=0),
    Column("open_case_id", ID),
    Column("unreachable", Boolean, nullable=False, default=False, server_default=false()),
    Column("wake_at", UtcTime),
    Column("created_at", UtcTime, nullable=False),
    Column("last_inbound_at", UtcTime, nullable=False),
    Column("deleted_at", UtcTime),
    UniqueConstraint("channel", "address_hash"),
    Index(None, "wake_at"),
)

# Everything said, in order within a conversation. `claim` is the keyed hash of the channel's message id:
# its uniqueness is what makes handling idempotent. `level` is what the check said of the words, `counted`
# what the message counts as: with what came before it, by the answer it gives, or as it was corrected.
messages = Table(
    "messages",
    metadata,
    Column("conversation_id", ID, primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("claim", LargeBinary(32), unique=True),
    Column("author", String(12), nullable=False),
    Column("staff_id", ID),
    Column("kind", String(12), nullable=False),
    Column("level", SmallInteger),
    Column("counted", SmallInteger),
    Column("sealed", LargeBinary),
    Column("at", UtcTime, nullable=False),
)

# A counsellor said what a message should have counted as; rows are only ever added. `claim` makes a repeat
# harmless. `sealed_copy` is the id of the copy in `training_texts`, while the caller agrees to one.
corrections = Table(
    "corrections",
    metadata,
    Column("conversation_id", ID, primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("claim", LargeBinary(32), nullable=False, unique=True),
    Column("message_seq", Integer, nullable=False),
    Column("case_id", ID, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("staff_id", ID, nullable=False),
    Column("was", SmallInteger, nullable=False),
    Column("level", SmallInteger, nullable=False),
    Column("reason", String(24)),  # a code from a closed list
    Column("assessed_by", Text, nullable=False),  # version of the rules and the model
    Column("context_version", Text, nullable=False),
    Column("sealed_copy", LargeBinary),
)

# Whether words may be kept to learn from: who asked, what was answered; rows are only ever added.
consents = Table(
    "consents",
    metadata,
    Column("conversation_id", ID, primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("at", UtcTime, nullable=False),
    Column("actor", String(40), nullable=False),  # staff:<id>, or caller
    Column("status", String(12), nullable=False),  # asked, given, refused, withdrawn
    Column("case_id", ID),
    Column("wording", String(40), nullable=False),  # version of the question that was asked
    Column("language", String(2), nullable=False),
    Column("audience", String(8), nullable=False),
)

# Words with their right level, kept with consent. No conversation, no time, no channel: nothing leads back.
training_texts = Table(
    "training_texts",
    metadata,
    Column("id", ID, primary_key=True),
    Column("sealed", LargeBinary, nullable=False),
)

# What still has to go out through a channel's sender. `sealed` is used by rows that outlive their
# conversation's key (the purge after a deletion); otherwise the text is the message's.
outbox = Table(
    "outbox",
    metadata,
    Column("conversation_id", ID, primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("channel", String(16), nullable=False),
    Column("kind", String(8), nullable=False),  # message, purge
    Column("status", String(8), nullable=False),  # pending, sent, failed, blocked, dropped
    Column("attempts", SmallInteger, nullable=False, default=0),
    Column("next_attempt_at", UtcTime, nullable=False),
    Column("lease_owner", String(32)),
    Column("lease_until", UtcTime),
    Column("parts_sent", SmallInteger, nullable=False, default=0),
    Column("reference", Text),  # the channel's ids of what was sent, to delete them one day
    Column("reason", String(64)),  # why the last attempt failed: a code, never text
    Column("sealed", LargeBinary),
    Column("created_at", UtcTime, nullable=False),
    Column("done_at", UtcTime),
    Index("ix_outbox_pending", "status", "next_attempt_at"),
)

# Updates that could not be handled at all: kept sealed so that nothing is lost, reported, never retried.
set_aside = Table(
    "set_aside",
    metadata,
    Column("id", ID, primary_key=True),
    Column("channel", String(16), nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("reason", String(64), nullable=False),
    Column("sealed", LargeBinary, nullable=False),
)

"""escalation: rota, paging ladder, handover, audit chain

Revision: 0003; after: 0002
"""

import hashlib
from datetime import UTC, datetime, timedelta

import orjson
import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_ID = sa.String(length=32)


def upgrade() -> None:
    """Go one step up."""
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.add_column(sa.Column("waiting_since", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("unanswered_since", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("transfer_to", _ID, nullable=True))
        batch_op.add_column(sa.Column("transfer_kind", sa.String(length=8), nullable=True))
        batch_op.add_column(sa.Column("acknowledged_by", _ID, nullable=True))
        batch_op.add_column(sa.Column("acknowledged_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("abandoned_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("category", sa.String(length=40), nullable=True))
        batch_op.add_column(sa.Column("actions", sa.String(length=200), server_default="", nullable=False))
        batch_op.add_column(sa.Column("risk_at_end", sa.SmallInteger(), nullable=True))
        batch_op.add_column(sa.Column("audit_head", sa.LargeBinary(length=32), nullable=True))
        batch_op.create_index(batch_op.f("ix_cases_claimed_by"), ["claimed_by"], unique=False)
    op.execute(sa.text("UPDATE cases SET waiting_since = opened_at"))
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.alter_column("waiting_since", existing_type=sa.BigInteger(), nullable=False)

    with op.batch_alter_table("case_events", schema=None) as batch_op:
        batch_op.add_column(sa.Column("hash", sa.LargeBinary(length=32), nullable=True))
    _chain()
    with op.batch_alter_table("case_events", schema=None) as batch_op:
        batch_op.alter_column("hash", existing_type=sa.LargeBinary(length=32), nullable=False)

    with op.batch_alter_table("deadlines", schema=None) as batch_op:
        batch_op.add_column(sa.Column("set_at", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("priority", sa.SmallInteger(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("rung", sa.String(length=40), server_default="", nullable=False))
        batch_op.alter_column(
            "attempts", existing_type=sa.SmallInteger(), type_=sa.Integer(), existing_nullable=False
        )
    _deadlines_of_open_cases()

    with op.batch_alter_table("staff", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("languages", sa.String(length=20), server_default="ka,ru,en", nullable=False)
        )
        batch_op.add_column(
            sa.Column("audiences", sa.String(length=20), server_default="youth,family", nullable=False)
        )
        batch_op.add_column(sa.Column("skills", sa.String(length=120), server_default="", nullable=False))
        batch_op.add_column(sa.Column("capacity", sa.SmallInteger(), server_default="4", nullable=False))
        batch_op.add_column(sa.Column("emergencies", sa.SmallInteger(), server_default="1", nullable=False))
        batch_op.add_column(sa.Column("away", sa.Boolean(), server_default=sa.false(), nullable=False))
    _new_tables()


def _chain() -> None:
    """Link the events that are there; as `escalation.audit.link` did when this was written."""
    bind = op.get_bind()
    events = sa.text("SELECT case_id, seq, at, actor, action, state, detail FROM case_events ORDER BY 1, 2")
    set_hash = sa.text("UPDATE case_events SET hash = :hash WHERE case_id = :case_id AND seq = :seq")
    set_head = sa.text("UPDATE cases SET audit_head = :hash WHERE id = :case_id")
    before: dict[str, bytes] = {}
    for case_id, seq, at, actor, action, state, detail in bind.execute(events).all():
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(microseconds=at)
        parts = [case_id, seq, moment.isoformat(), actor, action, state, detail]
        digest = hashlib.sha256(before.get(case_id, b"\x00" * 32) + orjson.dumps(parts)).digest()
        bind.execute(set_hash, {"hash": digest, "case_id": case_id, "seq": seq})
        before[case_id] = digest
    for case_id, digest in before.items():
        bind.execute(set_head, {"hash": digest, "case_id": case_id})


def _deadlines_of_open_cases() -> None:
    """Every open case has a timer from now on: held ones are watched too."""
    op.execute(sa.text("DELETE FROM deadlines WHERE kind = 'reassure_caller'"))
    op.execute(
        sa.text(
            "INSERT INTO deadlines (id, kind, subject_id, due_at, priority, rung, attempts) "
            "SELECT 'w' || SUBSTR(id, 2), 'watch_case', id, claimed_at, 0, '', 0 FROM cases "
            "WHERE state = 'claimed' AND claimed_at IS NOT NULL"
        )
    )


def _new_tables() -> None:
    op.create_table(
        "case_papers",
        sa.Column("case_id", _ID, nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=12), nullable=False),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("case_id", "n", name=op.f("pk_case_papers")),
    )
    op.create_table(
        "case_seats",
        sa.Column("case_id", _ID, nullable=False),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("joined_at", sa.BigInteger(), nullable=False),
        sa.Column("left_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("case_id", "staff_id", name=op.f("pk_case_seats")),
    )
    op.create_table(
        "pages",
        sa.Column("id", _ID, nullable=False),
        sa.Column("case_id", _ID, nullable=False),
        sa.Column("rung", sa.String(length=24), nullable=False),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.Column("staff_id", _ID, server_default="", nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("result", sa.String(length=24), nullable=False),
        sa.Column("answer", sa.String(length=12), nullable=True),
        sa.Column("answered_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pages")),
    )
    with op.batch_alter_table("pages", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_pages_case_id"), ["case_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_pages_staff_id_at"), ["staff_id", "at"], unique=False)
    op.create_table(
        "staff_contacts",
        sa.Column("id", _ID, nullable=False),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("channel", sa.String(length=16), nullable=False),
        sa.Column("address_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_staff_contacts")),
        sa.UniqueConstraint("channel", "address_hash", name=op.f("uq_staff_contacts_channel_address_hash")),
    )
    with op.batch_alter_table("staff_contacts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_staff_contacts_staff_id"), ["staff_id"], unique=False)
    op.create_table(
        "staff_codes",
        sa.Column("code_hash", sa.LargeBinary(length=32), nullable=False),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("expires_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("code_hash", name=op.f("pk_staff_codes")),
    )
    op.create_table(
        "shifts",
        sa.Column("id", _ID, nullable=False),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("duty", sa.String(length=12), nullable=False),
        sa.Column("weekday", sa.SmallInteger(), nullable=False),
        sa.Column("starts", sa.SmallInteger(), nullable=False),
        sa.Column("ends", sa.SmallInteger(), nullable=False),
        sa.Column("valid_from", sa.String(length=10), nullable=False),
        sa.Column("valid_until", sa.String(length=10), nullable=True),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_shifts")),
    )
    with op.batch_alter_table("shifts", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_shifts_staff_id"), ["staff_id"], unique=False)
    op.create_table(
        "rota_changes",
        sa.Column("id", _ID, nullable=False),
        sa.Column("kind", sa.String(length=8), nullable=False),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("duty", sa.String(length=12), nullable=True),
        sa.Column("instead_of", _ID, nullable=True),
        sa.Column("starts_at", sa.BigInteger(), nullable=False),
        sa.Column("ends_at", sa.BigInteger(), nullable=False),
        sa.Column("created_by", _ID, nullable=False),
        sa.Column("created_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rota_changes")),
    )
    with op.batch_alter_table("rota_changes", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_rota_changes_staff_id"), ["staff_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_rota_changes_ends_at"), ["ends_at"], unique=False)
    op.create_table(
        "canned_replies",
        sa.Column("id", _ID, nullable=False),
        sa.Column("staff_id", _ID, nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("updated_at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_canned_replies")),
    )
    with op.batch_alter_table("canned_replies", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_canned_replies_staff_id"), ["staff_id"], unique=False)


_NEW_TABLES = (
    "canned_replies",
    "rota_changes",
    "shifts",
    "staff_codes",
    "staff_contacts",
    "pages",
    "case_seats",
    "case_papers",
)
_NEW_COLUMNS = {
    "staff": ("away", "emergencies", "capacity", "skills", "audiences", "languages"),
    "deadlines": ("rung", "priority", "set_at"),
    "case_events": ("hash",),
    "cases": (
        *("audit_head", "risk_at_end", "actions", "category", "abandoned_at", "acknowledged_at"),
        *("acknowledged_by", "transfer_kind", "transfer_to", "unanswered_since", "waiting_since"),
    ),
}


def downgrade() -> None:
    """Go one step down: cases in a transfer or opened again wait, as the table before knew it."""
    op.execute(sa.text("UPDATE cases SET state = 'waiting' WHERE state IN ('in_transfer', 'reopened')"))
    op.execute(sa.text("DELETE FROM deadlines WHERE kind IN ('watch_case', 'transfer_ends')"))
    for table in _NEW_TABLES:
        op.drop_table(table)
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_cases_claimed_by"))
    with op.batch_alter_table("deadlines", schema=None) as batch_op:
        batch_op.alter_column(
            "attempts", existing_type=sa.Integer(), type_=sa.SmallInteger(), existing_nullable=False
        )
    for table, columns in _NEW_COLUMNS.items():
        with op.batch_alter_table(table, schema=None) as batch_op:
            for column in columns:
                batch_op.drop_column(column)

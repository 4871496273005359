"""levels in context, corrections, consent

Revision: 0002; after: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step up."""
    with op.batch_alter_table("conversations", schema=None) as batch_op:
        batch_op.add_column(sa.Column("level_since", sa.BigInteger(), nullable=True))
        batch_op.add_column(sa.Column("level_seq", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("settled_seq", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("training_consent", sa.String(length=12), nullable=True))
    # When a level was last shown was not kept. The latest moment that it can have been lowers none too soon.
    op.execute(sa.text("UPDATE conversations SET level_since = last_inbound_at"))
    with op.batch_alter_table("conversations", schema=None) as batch_op:
        batch_op.alter_column("level_since", existing_type=sa.BigInteger(), nullable=False)

    with op.batch_alter_table("messages", schema=None) as batch_op:
        batch_op.add_column(sa.Column("counted", sa.SmallInteger(), nullable=True))
    op.execute(sa.text("UPDATE messages SET counted = level"))

    op.create_table(
        "consents",
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("actor", sa.String(length=40), nullable=False),
        sa.Column("status", sa.String(length=12), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=True),
        sa.Column("wording", sa.String(length=40), nullable=False),
        sa.Column("language", sa.String(length=2), nullable=False),
        sa.Column("audience", sa.String(length=8), nullable=False),
        sa.PrimaryKeyConstraint("conversation_id", "n", name=op.f("pk_consents")),
    )
    op.create_table(
        "corrections",
        sa.Column("conversation_id", sa.String(length=32), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("claim", sa.LargeBinary(length=32), nullable=False),
        sa.Column("message_seq", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.String(length=32), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("staff_id", sa.String(length=32), nullable=False),
        sa.Column("was", sa.SmallInteger(), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("reason", sa.String(length=24), nullable=True),
        sa.Column("assessed_by", sa.Text(), nullable=False),
        sa.Column("context_version", sa.Text(), nullable=False),
        sa.Column("sealed_copy", sa.LargeBinary(), nullable=True),
        sa.PrimaryKeyConstraint("conversation_id", "n", name=op.f("pk_corrections")),
        sa.UniqueConstraint("claim", name=op.f("uq_corrections_claim")),
    )
    op.create_table(
        "training_texts",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_training_texts")),
    )


def downgrade() -> None:
    """Go one step down."""
    op.drop_table("training_texts")
    op.drop_table("corrections")
    op.drop_table("consents")
    with op.batch_alter_table("messages", schema=None) as batch_op:
        batch_op.drop_column("counted")
    with op.batch_alter_table("conversations", schema=None) as batch_op:
        batch_op.drop_column("training_consent")
        batch_op.drop_column("settled_seq")
        batch_op.drop_column("level_seq")
        batch_op.drop_column("level_since")

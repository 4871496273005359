"""cases keep the kinds of danger that their messages showed

Revision: 0004; after: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go one step up: of the cases that are there nobody knows the kind."""
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.add_column(sa.Column("kinds", sa.String(length=500), server_default="", nullable=False))


def downgrade() -> None:
    """Go one step down."""
    with op.batch_alter_table("cases", schema=None) as batch_op:
        batch_op.drop_column("kinds")

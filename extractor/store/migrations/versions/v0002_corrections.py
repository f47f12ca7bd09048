"""What people said of the readings."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from extractor.store.types import Words

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "corrections",
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("article_id", Words(), nullable=False),
        sa.Column("start_char", sa.Integer()),
        sa.Column("end_char", sa.Integer()),
        sa.Column("text", Words()),
        sa.Column("verdict", Words(), nullable=False),
        *(sa.Column(name, Words()) for name in ("field", "value", "reading", "note", "made_by")),
        sa.Column("made_at", Words(), nullable=False),
        sa.PrimaryKeyConstraint("number", name="pk_corrections"),
        sa.ForeignKeyConstraint(["article_id"], ["articles.id"], name="fk_corrections_article_id"),
    )
    op.create_index("ix_corrections_article_id", "corrections", ["article_id"])


def downgrade() -> None:
    op.drop_table("corrections")

"""Searches that readers keep, and when they last looked."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "searches",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("query", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("made", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_searches")),
    )
    op.create_table(
        "looks",
        sa.Column("search", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("seen", sa.Integer(), nullable=False),
        sa.Column("looked", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["search"], ["searches.name"], name=op.f("fk_looks_search"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("search", "author", name=op.f("pk_looks")),
    )

"""Narrow indices for lists, counts and doubts, two others less; the id that the file of a problem gives."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
WORDS = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.drop_index("ix_statements_channel_seen", "statements")
    op.drop_index("ix_events_date", "events")
    op.create_index("ix_reports_head", "reports", ["report", "current", "outlet", "day", "published", "run"])
    op.create_index(
        "ix_statements_head", "statements", ["report", "at", "speaker", "channel", "lemma", "resolved_by", "seen"]
    )
    op.create_index("ix_events_head", "events", ["report", "at", "type", "mode", "status", "place", "date", "seen"])
    op.create_index(op.f("ix_events_score_report_at"), "events", ["score", "report", "at"])
    op.create_index(op.f("ix_statements_score_report_at"), "statements", ["score", "report", "at"])
    several = sa.text("alternatives IS NOT NULL")
    op.create_index(
        "ix_statements_several", "statements", ["report", "at"], sqlite_where=several, postgresql_where=several
    )
    op.add_column("problems", sa.Column("gives", WORDS, nullable=True))

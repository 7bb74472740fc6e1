"""Narrow indices for lists, counts and doubts, two others less; the id that the file of a problem gives."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.drop_index("ix_statements_channel_seen", "statements")
    op.drop_index("ix_events_date", "events")
    op.create_index("ix_reports_head", "reports", ["report", "current", "outlet", "day", "published", "run"])
    op.create_index(
        "ix_statements_head",
        "statements",
        ["report", "at", "person", "seen", "speaker", "channel", "lemma", "resolved_by"],
    )
    op.create_index(
        "ix_events_head", "events", ["report", "at", "person", "seen", "type", "mode", "status", "place", "date"]
    )
    op.create_index(op.f("ix_events_score_report_at"), "events", ["score", "report", "at"])
    op.create_index(op.f("ix_statements_score_report_at"), "statements", ["score", "report", "at"])
    op.create_index(op.f("ix_happening_actors_happening"), "happening_actors", ["happening"])
    several = sa.text("alternatives IS NOT NULL")
    op.create_index(
        "ix_statements_several", "statements", ["report", "at"], sqlite_where=several, postgresql_where=several
    )
    op.add_column("problems", sa.Column("gives", sa.Text(), nullable=True))

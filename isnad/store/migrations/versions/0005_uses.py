"""How often a report names an actor and lets it speak, beside the entity that stands for it."""

import sqlalchemy as sa
from alembic import op

from isnad.store.uses import count_uses

revision = "0005"
down_revision = "0004"


def upgrade() -> None:
    for name in ("mentions", "statements"):
        op.add_column("actor_entities", sa.Column(name, sa.Integer(), nullable=False, server_default="0"))
    op.drop_index(op.f("ix_actor_entities_actor"), "actor_entities")
    op.create_index("ix_actor_entities_head", "actor_entities", ["actor", "report", "entity", "mentions", "statements"])
    count_uses(op.get_bind())

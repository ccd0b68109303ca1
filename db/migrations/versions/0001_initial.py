"""All tables as they were at first."""

from __future__ import annotations

from alembic import op

from db.migrations.freeze import statements_of

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table."""
    for statement in statements_of(op.get_bind().dialect.name):
        op.get_bind().exec_driver_sql(statement)

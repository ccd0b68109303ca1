"""What Alembic runs: the numbered migrations, on the connection that the store hands over."""

from __future__ import annotations

from alembic import context

from db.tables import whole

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=whole(),
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()

"""Runs migrations on the connection that `extractor.store.migrate` hands over."""

from __future__ import annotations

from alembic import context

from extractor.store.schema import METADATA

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=METADATA,
    # SQLite knows no ALTER of most kinds; Alembic copies the table instead.
    render_as_batch=True,
    transactional_ddl=True,
)
context.run_migrations()

"""How alembic reaches the database: by the connection it is handed, or by the application's (`flask db ...`)."""

from typing import Any

from alembic import context
from flask import current_app
from sqlalchemy import Connection
from sqlalchemy.types import TypeDecorator

import eventhub.models
from eventhub.extensions import Base
from eventhub.models.migration import is_ours, migrating

assert eventhub.models


def render_item(kind: str, item: Any, _context: Any) -> str | bool:
    """Write a column type of ours as the plain type below it, so that no migration depends on today's code."""
    if kind == "type" and isinstance(item, TypeDecorator):
        return f"sa.{item.impl_instance!r}"
    return False


def run(connection: Connection) -> None:
    """Run the migrations on a connection; the caller commits."""
    context.configure(
        connection=connection,
        target_metadata=Base.metadata,
        compare_type=True,
        include_name=is_ours,
        render_as_batch=True,
        render_item=render_item,
    )
    with context.begin_transaction():
        context.run_migrations()


handed = context.config.attributes.get("connection")
if handed is not None:
    run(handed)
else:
    with migrating(current_app.extensions["migrate"].db.engine) as connection:
        run(connection)

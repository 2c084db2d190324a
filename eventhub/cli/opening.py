"""Open the application for a command, on a database that is up to date."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import Flask

from eventhub.app import create_app, settings_of
from eventhub.errors import SettingsError
from eventhub.extensions import db
from eventhub.models.migration import is_current
from eventhub.services.districts import district_facts
from eventhub.settings import Environment


def migrated_app() -> Flask:
    """The application with the settings of the environment; raises SettingsError unless all migrations are applied."""
    app = create_app()
    with app.app_context():
        if not is_current(db.engine):
            raise SettingsError("The database is missing or not up to date: run `flask --app wsgi db upgrade`.")
    refuse_demo_in_production(app)
    return app


def refuse_demo_in_production(app: Flask) -> None:
    """Raise SettingsError where invented people would pass for real ones, with accounts to try them."""
    with app.app_context():
        if settings_of(app).environment is Environment.PRODUCTION and district_facts().demo:
            raise SettingsError("The database holds the demo district: set EVENTHUB_DATABASE_URL to one of your own.")


@contextmanager
def application() -> Iterator[Flask]:
    """The migrated application with its context open; closes the database at the end."""
    app = migrated_app()
    with app.app_context():
        try:
            yield app
        finally:
            db.session.remove()
            db.engine.dispose()

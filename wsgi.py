"""The application for a WSGI server: `waitress-serve wsgi:app` or `gunicorn wsgi:app`."""

from eventhub.app import create_app

app = create_app()

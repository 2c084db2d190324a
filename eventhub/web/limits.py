"""How often one address may try wrong passwords and wrong personal links. Counts are kept in memory, per process."""

from flask import Flask
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

WRONG_PASSWORDS = "20/minute;200/hour"
WRONG_LINKS = "60/minute"

limiter = Limiter(get_remote_address, storage_uri="memory://")


def init_app(app: Flask) -> None:
    """Start counting; only what a route asks for is limited."""
    limiter.init_app(app)

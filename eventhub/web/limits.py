"""How often one address may try wrong passwords and wrong personal links. Counts are kept in memory, per process."""

from typing import NoReturn

from flask import Flask, abort
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

WRONG_PASSWORDS = "20/minute;200/hour"
WRONG_LINKS = "60/minute"

limiter = Limiter(get_remote_address, storage_uri="memory://")


def refuse_link() -> NoReturn:
    """Answer a wrong personal link: 404, and 429 to an address that has tried too many.

    Only wrong links are counted and only they are refused, so that nobody in the same building is locked out.
    """
    with limiter.shared_limit(WRONG_LINKS, scope="wrong links"):
        abort(404)


def init_app(app: Flask) -> None:
    """Start counting; only what a route asks for is limited."""
    limiter.init_app(app)

"""Error pages that help: what happened in one sentence, and where to go on. Never a traceback."""

import logging

from flask import Flask, current_app, render_template
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException

from eventhub.errors import ConflictError, EventHubError, InputError, NotFoundError, PermissionDeniedError
from eventhub.web.languages import direction, language

STATUS: dict[type[EventHubError], int] = {
    NotFoundError: 404,
    PermissionDeniedError: 403,
    ConflictError: 409,
    InputError: 422,
}
Answer = tuple[str, int]

_log = logging.getLogger(__name__)


def init_app(app: Flask) -> None:
    """Register the pages."""
    app.register_error_handler(EventHubError, _show_own)
    app.register_error_handler(HTTPException, _show_http)
    app.register_error_handler(Exception, _show_unexpected)


def sentence(error: EventHubError) -> str:
    """The error's sentence in the reader's language."""
    return str(_(error.message, **error.values))


def _show_own(error: EventHubError) -> Answer:
    status = next((code for kind, code in STATUS.items() if isinstance(error, kind)), 500)
    return _page(status, sentence(error)), status


def _show_http(error: HTTPException) -> Answer:
    status = error.code or 500
    return _page(status, ""), status


def _show_unexpected(error: Exception) -> Answer:
    """The kind of the error goes to the log with its place; its text, which may quote data, does not."""
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = "" if place is None else f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}"
    _log.error("Unexpected %s at %s", type(error).__name__, where)
    return _page(500, ""), 500


def _page(status: int, detail: str) -> str:
    headings = {
        400: _("This form has expired"),
        403: _("This page is not for your account"),
        404: _("There is no such page"),
        405: _("This page cannot be called like this"),
        409: _("Something has changed meanwhile"),
        413: _("This is too large"),
        422: _("Something is wrong with what was entered"),
        429: _("Too many attempts"),
    }
    advice = {
        400: _("Go back, load the page again and send the form once more. What you typed was not saved."),
        403: _("Sign in with an account that may see it, or ask the organisers of your district."),
        404: _("Perhaps the address is mistyped, or the link is no longer valid. Ask whoever gave it to you."),
        429: _("Wait a minute, then try again."),
    }
    return _rendered(
        heading=headings.get(status, _("That did not work")),
        detail=detail,
        advice=advice.get(
            status, _("Go back and try again. If it happens again, tell the organisers of your district.")
        ),
    )


def _rendered(**sentences: str) -> str:
    """The page in its frame, or without one.

    The frame needs the database and a trusted address. Where either is missing, an error here would be logged by the
    server with the request's path, which may be a personal link.
    """
    try:
        return render_template("errors/error.html", **sentences)
    except Exception as error:
        _log.error("The frame of an error page failed with %s", type(error).__name__)  # no traceback: it quotes data
        return current_app.jinja_env.get_template("errors/bare.html").render(
            language=language(), direction=direction(), **sentences
        )

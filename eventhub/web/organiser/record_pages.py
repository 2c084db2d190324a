"""What the pages of an event's records share: the way to them, and the one page for every form."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from eventhub.models.codes import Role
from eventhub.services.event_days import EventDay
from eventhub.web.forms import Form, form_answer
from eventhub.web.languages import in_language
from eventhub.web.policy import actor

Answer = str | Response | tuple[str, int]
Trail = list[tuple[Any, str]]
"""Labels and addresses of the pages above the one at hand, the top one first."""


def event_trail(day: EventDay, label: Any, endpoint: str) -> Trail:
    """The way to one of an event's lists."""
    return [
        (_("Events"), url_for("events.show_events")),
        (in_language(day.title), url_for("events.show_event", slug=day.slug)),
        (label, url_for(endpoint, slug=day.slug)),
    ]


def record_form(form: Form, heading: str, trail: Trail, submit: str = "", sentence: str = "") -> Answer:
    """A page with that form and nothing else; "Cancel" leads one step up."""
    return form_answer(
        "organiser/record_form.html",
        form,
        heading=heading,
        trail=trail,
        submit=submit or _("Save"),
        sentence=sentence,
    )


def require_district() -> None:
    """Stop whoever does not organise the whole district before they fill in a form that is not for them."""
    actor().require(Role.ORGANISER, municipality_id=None)

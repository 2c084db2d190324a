"""What every page shows around its content: district, navigation of the reader's roles, the operator's texts."""

from dataclasses import dataclass
from typing import Any

from flask import Flask, g
from flask_babel import lazy_gettext as _
from flask_login import current_user

from eventhub.models.codes import Role
from eventhub.models.notices import NoticeKind
from eventhub.services.districts import district_facts
from eventhub.web.words import WORDS


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of the navigation: where it leads, what it is called, and the blueprints whose pages lie below it."""

    endpoint: str
    label: Any
    blueprints: tuple[str, ...] = ()


EVENT_RECORDS = ("event_people", "event_employers", "event_positions", "event_sessions", "event_interpreters")
"""Blueprints of the pages about what belongs to an event."""

DESK = Item("desk.show_events", _("At the door"), ("desk",))

NAVIGATION: dict[Role, tuple[Item, ...]] = {
    Role.ORGANISER: (
        Item("events.show_events", _("Events"), ("events", "plans", *EVENT_RECORDS)),
        Item("places.show_places", _("Venues and topics"), ("places", "topics", "texts")),
        DESK,
    ),
    Role.CASE_WORKER: (Item("cases.show_people", _("My people"), ("cases",)),),
    Role.HELPER: (DESK,),
    Role.EMPLOYER: (
        Item("employer_dates.show_events", _("Our dates"), ("employer_dates",)),
        Item("employer_positions.show_positions", _("Our positions"), ("employer_positions",)),
    ),
    Role.AGENCY: (Item("agency.show_sessions", _("Our sessions"), ("agency",)),),
}
"""What each role finds at the top of every page."""


def init_app(app: Flask) -> None:
    """Give these to every template."""
    app.context_processor(_frame)


def _frame() -> dict[str, Any]:
    """What asks the database is called by the pages themselves: the barest error page does without."""
    return {
        "district": district_facts,
        "navigation": navigation,
        "notice_titles": WORDS[NoticeKind],
        "guest": g.get("guest"),
    }


def navigation() -> list[Item]:
    """What the account that is signed in finds at the top of the page."""
    if not current_user.is_authenticated:
        return []
    items = [item for role, entries in NAVIGATION.items() if role in current_user.held for item in entries]
    return list(dict.fromkeys(items))

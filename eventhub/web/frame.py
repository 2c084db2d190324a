"""What every page shows around its content: district, navigation of the reader's roles, the operator's texts."""

from dataclasses import dataclass
from typing import Any

from flask import Flask, g
from flask_babel import lazy_gettext as _
from flask_login import current_user

from eventhub.models.codes import Role
from eventhub.models.notices import NoticeKind
from eventhub.services.districts import DistrictFacts, district_facts

NOTICE_TITLES = {
    NoticeKind.IMPRINT: _("Imprint"),
    NoticeKind.PRIVACY: _("Privacy"),
    NoticeKind.ACCESSIBILITY: _("Accessibility"),
    NoticeKind.FEEDBACK: _("Report a barrier"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """An entry of the navigation: where it leads and what it is called."""

    endpoint: str
    label: Any


NAVIGATION: dict[Role, tuple[Item, ...]] = {
    Role.CASE_WORKER: (Item("cases.show_people", _("My people")),),
    Role.HELPER: (Item("desk.show_events", _("At the door")),),
    Role.EMPLOYER: (
        Item("employer_dates.show_events", _("Our dates")),
        Item("employer_positions.show_positions", _("Our positions")),
    ),
    Role.AGENCY: (Item("agency.show_sessions", _("Our sessions")),),
}
"""What each role finds at the top of every page."""


def init_app(app: Flask) -> None:
    """Give these to every template."""
    app.context_processor(_frame)


def _frame() -> dict[str, Any]:
    return {
        "district": _district,
        "navigation": _navigation(),
        "notice_titles": NOTICE_TITLES,
        "guest": g.get("guest"),
    }


def _district() -> DistrictFacts:
    """Called by the page itself, so that an error page without a database can do without."""
    return district_facts()


def _navigation() -> list[Item]:
    if not current_user.is_authenticated:
        return []
    items = [item for role, entries in NAVIGATION.items() if role in current_user.held for item in entries]
    return list(dict.fromkeys(items))

"""All blueprints with the address each begins with."""

from flask import Blueprint, Flask

from eventhub.web.agency.views import agency
from eventhub.web.caseworker.views import cases
from eventhub.web.desk.views import desk
from eventhub.web.employer.dates import employer_dates
from eventhub.web.employer.positions import employer_positions
from eventhub.web.health import health
from eventhub.web.organiser import employers, interpreters, people, places, positions, sessions, texts, topics
from eventhub.web.organiser.events import events
from eventhub.web.organiser.plans import plans
from eventhub.web.participant.views import participant
from eventhub.web.public.views import public
from eventhub.web.start import start

EVENT = "/organise/events/<slug>"

BLUEPRINTS: dict[Blueprint, str] = {
    health: "",
    public: "",
    start: "",
    events: "/organise",
    plans: "/organise/events/<slug>/plan",
    places.pages: "/organise",
    topics.pages: "/organise",
    texts.pages: "/organise",
    people.pages: f"{EVENT}/people",
    employers.pages: f"{EVENT}/employers",
    sessions.pages: f"{EVENT}/sessions",
    interpreters.pages: f"{EVENT}/interpreters",
    positions.pages: f"{EVENT}/employers/<participation_id>/positions",
    participant: "",
    agency: "/agency",
    employer_dates: "/employer",
    employer_positions: "/employer/positions",
    desk: "/desk",
    cases: "/cases",
}


def init_app(app: Flask) -> None:
    """Register them."""
    for blueprint, prefix in BLUEPRINTS.items():
        app.register_blueprint(blueprint, url_prefix=prefix or None)

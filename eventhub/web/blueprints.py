"""All blueprints with the address each begins with."""

from flask import Blueprint, Flask

from eventhub.web.health import health
from eventhub.web.organiser.events import events
from eventhub.web.organiser.plans import plans
from eventhub.web.public.views import public
from eventhub.web.start import start

BLUEPRINTS: dict[Blueprint, str] = {
    health: "",
    public: "",
    start: "",
    events: "/organise",
    plans: "/organise/events/<slug>/plan",
}


def init_app(app: Flask) -> None:
    """Register them."""
    for blueprint, prefix in BLUEPRINTS.items():
        app.register_blueprint(blueprint, url_prefix=prefix or None)

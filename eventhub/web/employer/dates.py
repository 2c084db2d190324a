"""What an employer sees of its events: the dates that were published, and nothing of other employers."""

from flask import Blueprint, render_template

from eventhub.services.employer_events import employer_event, employer_events
from eventhub.services.employer_lists import employer_dates as dates_of
from eventhub.web.policy import actor

employer_dates = Blueprint("employer_dates", __name__)


@employer_dates.get("/")
def show_events() -> str:
    """The events it takes part in."""
    return render_template("employer/events.html", events=employer_events(actor()))


@employer_dates.get("/dates/<participation_id>")
def show_dates(participation_id: str) -> str:
    """Its dates at one of them, to read and to print."""
    event = employer_event(actor(), participation_id)
    return render_template("employer/dates.html", event=event, dates=dates_of(actor(), participation_id))

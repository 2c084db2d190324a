"""The helper's desk at the door: who is expected today, to search and to print."""

from flask import Blueprint, render_template, request

from eventhub.services.door_lists import door_events, door_list
from eventhub.web.policy import actor

desk = Blueprint("desk", __name__)


@desk.get("/")
def show_events() -> str:
    """Today's events at this place, or the next one."""
    return render_template("desk/events.html", events=door_events(actor()))


@desk.get("/<slug>")
def show_people(slug: str) -> str:
    """Who is expected; `?q=` finds a number or a part of a name."""
    expected, search = door_list(actor(), slug), request.args.get("q", "")
    found = [person for person in expected.people if person.matches(search)]
    return render_template("desk/people.html", event=expected.event, expected=expected, found=found, search=search)


@desk.get("/<slug>/door-list")
def show_door_list(slug: str) -> str:
    """The list for the door, made to be printed."""
    expected = door_list(actor(), slug)
    return render_template("desk/door_list.html", event=expected.event, people=expected.people)

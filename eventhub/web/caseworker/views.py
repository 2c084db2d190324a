"""A case worker's people and the events they attend."""

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from eventhub.services import cases as services
from eventhub.web.policy import actor

cases = Blueprint("cases", __name__)


@cases.get("/")
def show_people() -> str:
    """The people of the own municipality; `?q=` finds a part of a name."""
    search = request.args.get("q", "")
    return render_template("caseworker/people.html", people=services.cases(actor(), search), search=search)


@cases.get("/<attendance_id>/schedule")
def open_schedule(attendance_id: str) -> Response:
    """On to the person's own page, to show or print it beside them."""
    return redirect(services.open_case(actor(), attendance_id))

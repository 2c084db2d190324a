"""What a partner agency sees: the sessions it hosts, over all places, and who has a seat there."""

from flask import Blueprint, Response, render_template

from eventhub.services.agency_files import agency_calendar, roster_file
from eventhub.services.agency_sessions import agency_sessions
from eventhub.services.rosters import session_roster
from eventhub.web.downloads import CALENDAR, XLSX, download
from eventhub.web.policy import actor

agency = Blueprint("agency", __name__)


@agency.get("/")
def show_sessions() -> str:
    """All sessions that were published."""
    return render_template("agency/sessions.html", sessions=agency_sessions(actor()))


@agency.get("/sessions/<session_id>")
def show_roster(session_id: str) -> str:
    """Who has a seat: a name only where the person was told that the agency sees it."""
    roster = session_roster(actor(), session_id)
    return render_template("agency/roster.html", roster=roster, session_id=session_id)


@agency.get("/sessions/<session_id>/roster.xlsx")
def send_roster(session_id: str) -> Response:
    """The same as a spreadsheet."""
    return download(roster_file(actor(), session_id), "teilnehmerliste.xlsx", XLSX)


@agency.get("/sessions.ics")
def send_calendar() -> Response:
    """All sessions as a calendar."""
    return download(agency_calendar(actor()), "infoveranstaltungen.ics", CALENDAR)

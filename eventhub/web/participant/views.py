"""A participant's own page, opened by the personal link on their card: where next, and the day as a list."""

from flask import Blueprint, Response, render_template

from eventhub.services import moments
from eventhub.services.calendars import participant_calendar
from eventhub.services.links import PATHS, personal_path
from eventhub.services.schedules import participant_schedule
from eventhub.services.secrets import Purpose
from eventhub.web.downloads import CALENDAR, download
from eventhub.web.policy import actor

ROUTES = {purpose: path.replace("{", "<").replace("}", ">") for purpose, path in PATHS.items()}

participant = Blueprint("participant", __name__)


@participant.get(ROUTES[Purpose.PAGE])
def show_schedule(attendance_id: str, secret: str) -> str:
    """Where to go now and next, then the whole day; the secret was checked before."""
    schedule, now = participant_schedule(actor(), attendance_id), moments.local_now()
    return render_template(
        "participant/schedule.html",
        schedule=schedule,
        ahead=schedule.ahead(now),
        now=now,
        calendar=personal_path(actor(), Purpose.CALENDAR, attendance_id),
    )


@participant.get(ROUTES[Purpose.CALENDAR])
def send_calendar(attendance_id: str, secret: str) -> Response:
    """The same as a calendar file."""
    return download(participant_calendar(actor(), attendance_id), "termine.ics", CALENDAR)

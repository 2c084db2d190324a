"""Everything that is handed out after publishing, as files: problem, plan, calendars, rosters."""

import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from eventhub.documents.roster import session_roster as roster_table
from eventhub.documents.spreadsheet import spreadsheet
from eventhub.extensions import db
from eventhub.models.attendances import Attendance
from eventhub.models.events import Event
from eventhub.models.plans import PlanVersion
from eventhub.models.sessions import Session
from eventhub.models.transaction import transaction
from eventhub.services import audit
from eventhub.services.actor import Actor
from eventhub.services.calendars import participant_calendar
from eventhub.services.clock import Clock
from eventhub.services.events import find_event
from eventhub.services.overviews import published_version
from eventhub.services.rosters import session_roster

Files = dict[str, bytes]
"""Contents by path, with / between folder and name."""


def event_export(actor: Actor, event_id: str) -> Files:
    """The files of an event's published plan, for its organisers.

    `problem.json`, `plan.json`, in `calendars` one .ics for each planned participant, named by roster number, and in
    `rosters` one .xlsx for each session. Raises NotFoundError while nothing is published.
    """
    event = find_event(actor, event_id)
    version = published_version(event)
    files = {"problem.json": _json(version.problem), "plan.json": _json(version.plan)}
    files |= dict(_calendars(actor, event, version)) | dict(_rosters(actor, event, version))
    with transaction():
        audit.record(actor, "event.exported", event, files=len(files))
    return files


def _json(document: dict[str, Any]) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def _calendars(actor: Actor, event: Event, version: PlanVersion) -> Iterator[tuple[str, bytes]]:
    planned = [participant["id"] for participant in version.problem["participants"]]
    query = (
        select(Attendance.public_id, Attendance.roster_number)
        .where(Attendance.event_id == event.id, Attendance.public_id.in_(planned))
        .order_by(Attendance.roster_number)
        .options(actor.sees())
    )
    for attendance_id, number in db.session.execute(query).all():
        yield f"calendars/{number:03}.ics", participant_calendar(actor, attendance_id)


def _rosters(actor: Actor, event: Event, version: PlanVersion) -> Iterator[tuple[str, bytes]]:
    query = (
        select(Session)
        .where(Session.event_id == event.id)
        .order_by(Session.first_round, Session.id)
        .options(joinedload(Session.topic))
    )
    clock = Clock(event)
    for number, session in enumerate(db.session.scalars(query).all(), start=1):
        table = roster_table(session_roster(actor, session.public_id))
        name = f"rosters/{number:02}-{clock.starts(session.first_round):%H%M}-{session.topic.code}.xlsx"
        yield name, spreadsheet(table, created=version.created_at)

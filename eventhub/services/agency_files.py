"""What an agency takes away: a session's roster as a spreadsheet, and its sessions as a calendar. Each is noted."""

from sqlalchemy import select

from eventhub.documents.ical import CalendarEntry, Status, calendar
from eventhub.documents.roster import language_names
from eventhub.documents.roster import session_roster as roster_table
from eventhub.documents.spreadsheet import spreadsheet
from eventhub.models.agencies import Agency
from eventhub.models.sessions import Session
from eventhub.models.transaction import transaction
from eventhub.services import audit, moments
from eventhub.services.actor import Actor
from eventhub.services.agency_sessions import AgencySession, agency_sessions
from eventhub.services.calendars import ALARM_MINUTES, GERMAN, SESSION_SUBJECT, on_the_clock
from eventhub.services.rosters import session_roster

CALENDAR_NAME = "Infoveranstaltungen"


def roster_file(actor: Actor, session_id: str) -> bytes:
    """A session's roster as an XLSX file; who may and what it names: `session_roster`."""
    roster = session_roster(actor, session_id)
    with transaction() as writing:
        session = writing.scalars(select(Session).where(Session.public_id == session_id)).one()
        audit.record(actor, "roster.downloaded", session, people=len(roster.entries))
    return spreadsheet(roster_table(roster), created=moments.local_now())


def agency_calendar(actor: Actor) -> bytes:
    """The sessions that the actor's agencies host as an iCalendar file; those that no longer stand are struck out."""
    sessions = agency_sessions(actor)
    with transaction() as writing:
        for agency in writing.scalars(select(Agency).where(Agency.id.in_(actor.scope().agencies))).all():
            audit.record(actor, "sessions.downloaded", agency, sessions=len(sessions))
    return calendar(CALENDAR_NAME, [_entry(session) for session in sessions])


def _entry(session: AgencySession) -> CalendarEntry:
    """Subjects show on locked telephones: this one names the place only, and the topic stands in the description.

    SEQUENCE (RFC 5545, 3.8.7.4) rises when the event is called or put off, and with every publication, also after that.
    """
    languages = language_names(session.languages)
    seats = f"{session.seats} von {session.capacity} Plätzen vergeben"
    off = not session.stands
    return CalendarEntry(
        uid=f"session-{session.public_id}",
        sequence=2 * (session.publications - 1) + off,
        start=on_the_clock(session.starts),
        end=on_the_clock(session.ends),
        summary=f"{SESSION_SUBJECT} {session.municipality}",
        description="\n".join(filter(None, (session.topic[GERMAN], languages, seats))),
        last_modified=session.published_at,
        location=", ".join(filter(None, (session.room, session.venue, session.address))),
        status=Status.CANCELLED if off else Status.CONFIRMED,
        alarm=None if off else ALARM_MINUTES,
        language=GERMAN,
    )

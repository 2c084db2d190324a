"""Who may call which route: one table, and what is not in it is closed.

The table says which kind of person a route is for. Whose rows that person then sees is decided below, by the scope of
their queries and the permission checks of the services.
"""

from dataclasses import dataclass

from flask import Flask, abort, g, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from eventhub.errors import NotFoundError
from eventhub.models.codes import Role
from eventhub.services.actor import Actor, actor_of_account
from eventhub.services.links import guest_of_link
from eventhub.services.secrets import Purpose
from eventhub.web.limits import refuse_link


@dataclass(frozen=True, slots=True)
class Anybody:
    """Open to the world."""


@dataclass(frozen=True, slots=True)
class SignedIn:
    """For accounts that hold one of the roles anywhere; none named: for every account."""

    roles: frozenset[Role] = frozenset()


@dataclass(frozen=True, slots=True)
class Linked:
    """For whoever has a participant's secret for that purpose in the address."""

    purpose: Purpose


Access = Anybody | SignedIn | Linked

ANYBODY = Anybody()
ACCOUNT = SignedIn()
ORGANISER = SignedIn(frozenset({Role.ORGANISER}))
CASE_WORKER = SignedIn(frozenset({Role.CASE_WORKER}))
HELPER = SignedIn(frozenset({Role.HELPER, Role.ORGANISER}))
AGENCY = SignedIn(frozenset({Role.AGENCY}))
EMPLOYER = SignedIn(frozenset({Role.EMPLOYER}))
GUEST = Linked(Purpose.PAGE)
GUEST_CALENDAR = Linked(Purpose.CALENDAR)

POLICY: dict[str, Access] = {
    "health.show_health": ANYBODY,
    "assets.asset": ANYBODY,
    "public.show_home": ANYBODY,
    "public.show_notice": ANYBODY,
    "security.login": ANYBODY,
    "security.logout": ACCOUNT,
    "start.show_start": ACCOUNT,
    "events.show_events": ORGANISER,
    "events.new_event": ORGANISER,
    "events.show_event": ORGANISER,
    "events.edit_event": ORGANISER,
    "events.open_event": ORGANISER,
    "events.cancel_event": ORGANISER,
    "events.postpone_event": ORGANISER,
    "plans.show_plan": ORGANISER,
    "plans.start_planning": ORGANISER,
    "plans.show_progress": ORGANISER,
    "plans.cancel_planning": ORGANISER,
    "plans.publish_plan": ORGANISER,
    "places.show_places": ORGANISER,
    "places.show_venue": ORGANISER,
    "places.new_venue": ORGANISER,
    "places.edit_venue": ORGANISER,
    "places.new_room": ORGANISER,
    "places.edit_room": ORGANISER,
    "topics.show_topics": ORGANISER,
    "topics.new_topic": ORGANISER,
    "topics.edit_topic": ORGANISER,
    "topics.new_agency": ORGANISER,
    "topics.edit_agency": ORGANISER,
    "texts.show_texts": ORGANISER,
    "texts.edit_text": ORGANISER,
    "event_people.show_people": ORGANISER,
    "event_people.show_person": ORGANISER,
    "event_people.new_person": ORGANISER,
    "event_people.find_known_person": ORGANISER,
    "event_people.add_person": ORGANISER,
    "event_people.edit_person": ORGANISER,
    "event_people.remove_person": ORGANISER,
    "event_employers.show_employers": ORGANISER,
    "event_employers.show_employer": ORGANISER,
    "event_employers.new_employer": ORGANISER,
    "event_employers.add_employer": ORGANISER,
    "event_employers.edit_employer": ORGANISER,
    "event_employers.remove_employer": ORGANISER,
    "event_positions.new_position": ORGANISER,
    "event_positions.edit_position": ORGANISER,
    "event_positions.remove_position": ORGANISER,
    "event_sessions.show_sessions": ORGANISER,
    "event_sessions.new_session": ORGANISER,
    "event_sessions.edit_session": ORGANISER,
    "event_sessions.remove_session": ORGANISER,
    "event_interpreters.show_interpreters": ORGANISER,
    "event_interpreters.new_interpreter": ORGANISER,
    "event_interpreters.add_interpreter": ORGANISER,
    "event_interpreters.edit_interpreter": ORGANISER,
    "event_interpreters.remove_interpreter": ORGANISER,
    "participant.show_schedule": GUEST,
    "participant.send_calendar": GUEST_CALENDAR,
    "agency.show_sessions": AGENCY,
    "agency.show_roster": AGENCY,
    "agency.send_roster": AGENCY,
    "agency.send_calendar": AGENCY,
    "employer_dates.show_events": EMPLOYER,
    "employer_dates.show_dates": EMPLOYER,
    "employer_positions.show_positions": EMPLOYER,
    "employer_positions.new_position": EMPLOYER,
    "employer_positions.edit_position": EMPLOYER,
    "employer_positions.remove_position": EMPLOYER,
    "desk.show_events": HELPER,
    "desk.show_people": HELPER,
    "desk.show_door_list": HELPER,
    "cases.show_people": CASE_WORKER,
    "cases.open_schedule": CASE_WORKER,
}


def init_app(app: Flask) -> None:
    """Ask the table before every request."""
    app.before_request(_enforce)


def access() -> Access | None:
    """Whom the route of this request is for; None: it is closed, or there is no such route."""
    return POLICY.get(request.endpoint or "")


def actor() -> Actor:
    """Who asks; only in routes for accounts and for participants with a link."""
    found = g.actor
    assert isinstance(found, Actor)
    return found


def _enforce() -> Response | None:
    if request.endpoint is None:
        return None  # no route: the 404 or 405 follows by itself
    match access():
        case SignedIn(roles):
            return _enforce_account(roles)
        case Linked(purpose):
            _enforce_link(purpose)
        case None:
            abort(404)
    return None


def _enforce_account(roles: frozenset[Role]) -> Response | None:
    if not current_user.is_authenticated:
        return redirect(url_for("security.login", next=request.full_path if request.method == "GET" else None))
    g.actor = actor_of_account(current_user.account)
    if roles and roles.isdisjoint(current_user.held):
        abort(403)
    return None


def _enforce_link(purpose: Purpose) -> None:
    values = request.view_args or {}
    try:
        g.guest = guest_of_link(purpose, values["attendance_id"], values["secret"])
    except NotFoundError:
        refuse_link()
    g.actor = g.guest.actor

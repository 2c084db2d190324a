"""Two municipalities, each with all that the application knows, every text of it with the canary of its place."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from eventhub.matching.plan import Plan
from eventhub.matching.problem import PlannedDate, PlannedSeat
from eventhub.models.accounts import Grant
from eventhub.models.attendances import Attendance
from eventhub.models.codes import Role
from eventhub.models.columns import utc_now
from eventhub.models.employers import EmployerContact
from eventhub.models.events import EventState
from eventhub.models.people import Participant, PrivateRecord
from eventhub.models.places import Municipality
from eventhub.models.transaction import transaction
from eventhub.services.actor import system_actor
from eventhub.services.links import personal_path
from eventhub.services.planning import build_problem, store_plan
from eventhub.services.publishing import publish
from eventhub.services.secrets import Purpose
from eventhub.web.policy import POLICY
from tests import factories as make
from tests.web.pages import client_for

SYSTEM = system_actor()
Values = dict[str, str]


@dataclass(frozen=True)
class Place:
    """A municipality; `values` are what the parameters of addresses can be there, `texts` its canaries by kind."""

    municipality: Municipality
    values: Values
    texts: dict[str, str]
    pages: dict[Purpose, str]
    employer_id: int
    agency_id: int


@dataclass(frozen=True)
class District:
    """Two places; a person of the second one is a guest at the event of the first."""

    north: Place
    south: Place
    guest: Values
    guest_texts: dict[str, str]

    def clients(self, app: Flask) -> dict[str, FlaskClient]:
        """Somebody of each kind, of the north where nothing else is said."""
        app.config["WTF_CSRF_ENABLED"] = True
        here = self.north.municipality
        grants = {
            "district organiser": make.staff_grant(Role.ORGANISER),
            "organiser": make.staff_grant(Role.ORGANISER, here),
            "organiser of the south": make.staff_grant(Role.ORGANISER, self.south.municipality),
            "case worker": make.staff_grant(Role.CASE_WORKER, here),
            "helper": make.staff_grant(Role.HELPER, here),
            "data protection officer": make.staff_grant(Role.DATA_PROTECTION),
            "employer": Grant(role=Role.EMPLOYER, employer_id=self.north.employer_id),
            "agency": Grant(role=Role.AGENCY, agency_id=self.north.agency_id),
        }
        found = {who: client_for(app, grant) for who, grant in grants.items()}
        app.config["WTF_CSRF_ENABLED"] = False
        return found | {"stranger": app.test_client()}


def make_district() -> District:
    """Both places with a published event, a draft event and everything else."""
    with transaction():
        north, south = make.make_municipality("Nordort"), make.make_municipality("Suedort")
        guest = make.make_participant(south, preferred_name="gast-person", private=False)
        record = {"email": "gast-kontakt@example.org"}
        make.saved(PrivateRecord, participant_id=guest.id, contact=record, notes="gast-notiz")
        first, visit = _place(north, "nord", guest)
        second, _ = _place(south, "sued")
    assert visit is not None
    values = first.values | {"attendance_id": visit.public_id, "person_id": guest.public_id}
    texts = {"person": "gast-person", "contact": "gast-kontakt", "notes": "gast-notiz"}
    return District(first, second, values, texts)


def _place(home: Municipality, tag: str, guest: Participant | None = None) -> tuple[Place, Attendance | None]:
    venue = make.make_venue(home, name=f"{tag}-halle", address=f"{tag}-weg 1")
    room = make.make_room(venue, name=f"{tag}-raum")
    event = make.make_event(home, rounds=4, venue=venue, title={"de": f"{tag}-tag"}, slug=f"{tag}-event")
    make.make_event(home, venue=venue, title={"de": f"{tag}-entwurf"}, slug=f"{tag}-draft", state=EventState.DRAFT)
    person = make.make_participant(home, preferred_name=f"{tag}-person")
    contact = {"email": f"{tag}-kontakt@example.org"}
    make.saved(PrivateRecord, participant_id=person.id, contact=contact, notes=f"{tag}-notiz", flags={"x": "§24"})
    row = make.make_attendance(event, person, available=((0, 4),))
    visit = make.make_attendance(event, guest, available=((0, 4),)) if guest else None
    now = utc_now()
    firm = make.make_employer(home, name=f"{tag}-firma", industry=f"{tag}-branche", approved_at=now)
    firm.email_confirmed_at = now
    make.saved(EmployerContact, employer_id=firm.id, contact={"email": f"{tag}-firmenkontakt@example.org"})
    position = make.make_position(firm, title=f"{tag}-stelle")
    table = make.make_participation(event, firm, available=((0, 4),))
    topic = make.make_topic(f"{tag}-topic", title={"de": f"{tag}-thema"})
    agency = make.make_agency(f"{tag}-agency", name=f"{tag}-amt")
    session = make.make_session(event, topic, hosts=[agency], languages=(), room=room)
    duty = make.make_interpreter_duty(event, make.make_interpreter(name=f"{tag}-dolmetsch"), available=((0, 4),))
    make.make_requested_topic(row, topic, named_ok=True)
    plan = Plan(
        dates=(PlannedDate(row.public_id, table.public_id, 2),),
        seats=(PlannedSeat(row.public_id, session.public_id),),
        status="feasible",
    )
    problem = build_problem(SYSTEM, event.public_id)
    publish(SYSTEM, store_plan(SYSTEM, event.public_id, problem, plan).public_id)
    values = {
        "slug": event.slug,
        "attendance_id": row.public_id,
        "person_id": person.public_id,
        "participation_id": table.public_id,
        "position_id": position.public_id,
        "employer_id": firm.public_id,
        "session_id": session.public_id,
        "duty_id": duty.public_id,
        "venue_id": venue.public_id,
        "room_id": room.public_id,
        "topic_id": topic.public_id,
        "agency_id": agency.public_id,
        "kind": "imprint",
        "secret": "wrong",
    }
    kinds = {"person": "person", "contact": "kontakt", "notes": "notiz", "draft": "entwurf", "firm": "firma"}
    kinds |= {"firm contact": "firmenkontakt", "position": "stelle", "agency": "amt", "interpreter": "dolmetsch"}
    return (
        Place(
            municipality=home,
            values=values,
            texts={kind: f"{tag}-{word}" for kind, word in kinds.items()},
            pages={
                purpose: personal_path(SYSTEM, purpose, row.public_id) for purpose in (Purpose.PAGE, Purpose.CALENDAR)
            },
            employer_id=firm.id,
            agency_id=agency.id,
        ),
        visit,
    )


def rules(app: Flask) -> list[Rule]:
    """The routes that are open to anybody at all, one rule for each; the others are closed (tests/web/test_policy)."""
    found = {rule.endpoint: rule for rule in app.url_map.iter_rules() if rule.endpoint in POLICY}
    return [rule for endpoint, rule in sorted(found.items()) if endpoint != "assets.asset"]


def address(app: Flask, rule: Rule, values: Values) -> str:
    """The address of a route with these values."""
    given = {name: values[name] for name in rule.arguments}
    method = "GET" if "GET" in (rule.methods or ()) else "POST"
    return str(app.url_map.bind("localhost").build(rule.endpoint, given, method=method))


def mixed(rule: Rule, *worlds: Values) -> Iterator[Values]:
    """All ways to fill the parameters of a route from several places."""
    names = sorted(rule.arguments)
    for chosen in product(*(sorted({world[name] for world in worlds}) for name in names)):
        yield dict(zip(names, chosen, strict=True))

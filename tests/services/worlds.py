"""A small event that can be planned by hand: two participants, two employers, one session, one interpreter."""

from dataclasses import dataclass, replace

from eventhub.matching.plan import Plan
from eventhub.matching.problem import PlannedDate, PlannedSeat
from eventhub.models.agencies import Agency
from eventhub.models.attendances import Attendance
from eventhub.models.codes import LanguageLevel, Role
from eventhub.models.columns import utc_now
from eventhub.models.employers import Participation
from eventhub.models.events import Event
from eventhub.models.interpreters import Interpreter
from eventhub.models.places import Municipality
from eventhub.models.sessions import Session
from eventhub.models.transaction import transaction
from eventhub.services.actor import Actor, account_actor, participant_actor, system_actor
from eventhub.services.planning import build_problem, store_plan
from eventhub.services.publishing import publish
from tests import factories as make

SYSTEM = system_actor()


@dataclass(frozen=True)
class World:
    """Amal speaks Ukrainian and little German, Berna speaks German well; both want to hear about residence."""

    municipality: Municipality
    event: Event
    amal: Attendance
    berna: Attendance
    bakery: Participation
    garden: Participation
    agency: Agency
    session: Session
    interpreter: Interpreter

    @property
    def plan(self) -> Plan:
        """Amal hears about residence and meets the bakery with help; Berna meets both employers."""
        helper = self.interpreter.public_id
        return Plan(
            dates=(
                PlannedDate(self.amal.public_id, self.bakery.public_id, 2, helper),
                PlannedDate(self.berna.public_id, self.bakery.public_id, 0),
                PlannedDate(self.berna.public_id, self.garden.public_id, 1),
            ),
            seats=(PlannedSeat(self.amal.public_id, self.session.public_id),),
            status="feasible",
        )

    def stored(self, plan: Plan | None = None) -> str:
        """The public id of a version made of that plan and today's problem."""
        problem = build_problem(SYSTEM, self.event.public_id)
        return store_plan(SYSTEM, self.event.public_id, problem, plan or self.plan).public_id

    def published(self, plan: Plan | None = None) -> str:
        """The same, published."""
        version = self.stored(plan)
        publish(SYSTEM, version)
        return version

    def organiser(self) -> Actor:
        """An organiser of the event's municipality."""
        return staff(Role.ORGANISER, self.municipality)

    def employer(self, participation: Participation) -> Actor:
        """Somebody who speaks for that employer."""
        grant = make.Grant(role=Role.EMPLOYER, employer_id=participation.employer_id)
        return account_actor(make.make_account(grant).public_id)

    def officer(self, agency: Agency | None = None) -> Actor:
        """Somebody of the agency."""
        grant = make.Grant(role=Role.AGENCY, agency_id=(agency or self.agency).id)
        return account_actor(make.make_account(grant).public_id)

    def person(self, attendance: Attendance) -> Actor:
        """The participant, by their personal link."""
        return participant_actor(attendance.participant_id, attendance.public_id)


def moved(plan: Plan, old: PlannedDate, number: int) -> Plan:
    """The plan with one date in another round."""
    return replace(plan, dates=tuple(replace(date, round=number) if date == old else date for date in plan.dates))


def staff(role: Role, municipality: Municipality | None = None) -> Actor:
    """An account with one role there, or everywhere."""
    return account_actor(make.make_account(make.staff_grant(role, municipality)).public_id)


def make_world(**event_values: object) -> World:
    """The event, open, with four rounds from nine o'clock."""
    with transaction():
        here = make.make_municipality()
        event = make.make_event(here, rounds=4, **event_values)
        topic = make.make_topic()
        agency = make.make_agency()
        world = World(
            municipality=here,
            event=event,
            amal=_attendance(event, here, "Amal Beispiel", LanguageLevel.A1, ("uk",)),
            berna=_attendance(event, here, "Berna Muster", LanguageLevel.B2, ("tr", "de")),
            bakery=_participation(event, here, "Musterbäckerei"),
            garden=_participation(event, here, "Mustergarten"),
            agency=agency,
            session=make.make_session(event, topic, hosts=[agency], languages=("uk", "de")),
            interpreter=make.make_interpreter(),
        )
        make.make_interpreter_duty(event, world.interpreter, available=((0, 4),))
        make.make_requested_topic(world.amal, topic, named_ok=True)
        make.make_requested_topic(world.berna, topic)
        return world


def _attendance(
    event: Event, home: Municipality, name: str, german: LanguageLevel, languages: tuple[str, ...]
) -> Attendance:
    person = make.make_participant(home, preferred_name=name, german_level=german, languages=languages)
    return make.make_attendance(event, person, available=((0, 4),))


def _participation(event: Event, place: Municipality, name: str) -> Participation:
    now = utc_now()
    firm = make.make_employer(place, name=name, approved_at=now, email_confirmed_at=now)
    make.make_position(firm)
    return make.make_participation(event, firm, available=((0, 4),), staff_languages=("de",))

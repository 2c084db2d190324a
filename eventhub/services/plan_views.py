"""A stored plan as people look at it: its figures, its names and clock times, and who is left out."""

from collections import Counter
from dataclasses import dataclass
from datetime import time
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, undefer

from eventhub.extensions import db
from eventhub.matching.plan import LevelValue
from eventhub.models.attendances import Attendance
from eventhub.models.employers import Participation
from eventhub.models.events import Event
from eventhub.models.interpreters import Interpreter, InterpreterDuty
from eventhub.models.plans import PlanPointers, PlanVersion
from eventhub.models.sessions import Session
from eventhub.services.actor import Actor
from eventhub.services.events import find_event

Document = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in the plan; `number` is the roster number."""

    id: str
    number: int
    name: str


@dataclass(frozen=True, slots=True)
class Round:
    """A round of the clock grid; `after_break`: a common break lies before it."""

    number: int
    starts: time
    ends: time
    after_break: bool


@dataclass(frozen=True, slots=True)
class Short:
    """Somebody whose promise the plan does not keep: fewer dates than the least that was promised."""

    person: Person
    dates: int
    promised: int


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Who gets less than they should: no date although employers fit, no fitting employer at all, too few dates."""

    without_date: tuple[Person, ...]
    without_fit: tuple[Person, ...]
    short: tuple[Short, ...]


@dataclass(frozen=True, slots=True)
class PlanView:
    """A version of a plan, ready to be shown."""

    version_id: str
    number: int
    is_published: bool
    status: str
    seconds: float
    levels: dict[str, LevelValue]
    people: int
    dates: int
    seats: int
    wanted_seats: int
    promises: int
    rounds: tuple[Round, ...]
    left_out: LeftOut
    plan: Document
    problem: Document
    names: "Names"


@dataclass(frozen=True, slots=True)
class Names:
    """The people, employers, sessions and interpreters of an event by public id; who is unknown has left it."""

    people: dict[str, Person]
    employers: dict[str, str]
    sessions: dict[str, Session]
    interpreters: dict[str, str]

    def person(self, public_id: str) -> Person:
        """That person, or somebody without a name."""
        return self.people.get(public_id, Person(public_id, 0, "–"))


def plan_view(actor: Actor, slug: str, published: bool = False) -> PlanView | None:
    """The event's draft, else its published plan, for its organisers; None while there is none.

    `published` asks for the published one even if there is a draft. Costs the same queries for any number of people.
    """
    event = find_event(actor, slug)
    pointers = db.session.get(PlanPointers, event.id) or PlanPointers(event_id=event.id)
    wanted = pointers.published_id if published else pointers.draft_id or pointers.published_id
    documents = (undefer(PlanVersion.problem), undefer(PlanVersion.plan))
    version = db.session.scalar(select(PlanVersion).where(PlanVersion.id == wanted).options(*documents))
    if version is None:
        return None
    names, problem, plan = _names(actor, event), version.problem, version.plan
    return PlanView(
        version_id=version.public_id,
        number=version.number,
        is_published=version.id == pointers.published_id,
        status=plan["status"],
        seconds=plan["seconds"],
        levels={name: LevelValue(**level) for name, level in plan["levels"].items()},
        people=len(problem["participants"]),
        dates=len(plan["dates"]),
        seats=len(plan["seats"]),
        wanted_seats=sum(len(person.get("requires") or ()) for person in problem["participants"]),
        promises=sum(bool(pair.get("promised")) for pair in problem["pairs"]),
        rounds=_rounds(event),
        left_out=_left_out(names, problem, plan),
        plan=plan,
        problem=problem,
        names=names,
    )


def _rounds(event: Event) -> tuple[Round, ...]:
    held = [row for row in event.rounds if not row.dropped]
    pauses = {row.starts for row in event.breaks}
    return tuple(
        Round(row.number, row.starts, row.ends, place > 0 and held[place - 1].ends in pauses)
        for place, row in enumerate(held)
    )


def _left_out(names: Names, problem: Document, plan: Document) -> LeftOut:
    dates = Counter(date["participant"] for date in plan["dates"])
    listed = {pair["participant"] for pair in problem["pairs"]}
    everybody = sorted(
        ((names.person(item["id"]), item) for item in problem["participants"]), key=lambda p: p[0].number
    )
    return LeftOut(
        without_date=tuple(who for who, item in everybody if item["id"] in listed and not dates[item["id"]]),
        without_fit=tuple(who for who, item in everybody if item["id"] not in listed),
        short=tuple(
            Short(who, dates[item["id"]], item["min_dates"])
            for who, item in everybody
            if item["id"] in listed and 0 < dates[item["id"]] < item["min_dates"]
        ),
    )


def _names(actor: Actor, event: Event) -> Names:
    people = (
        select(Attendance)
        .where(Attendance.event_id == event.id)
        .options(actor.sees(), joinedload(Attendance.participant))
    )
    firms = select(Participation).where(Participation.event_id == event.id).options(joinedload(Participation.employer))
    sessions = select(Session).where(Session.event_id == event.id).options(joinedload(Session.topic))
    helpers = select(Interpreter).join(InterpreterDuty).where(InterpreterDuty.event_id == event.id)
    return Names(
        people={
            row.public_id: Person(row.public_id, row.roster_number, row.participant.preferred_name)
            for row in db.session.scalars(people)
        },
        employers={row.public_id: row.employer.name for row in db.session.scalars(firms)},
        sessions={row.public_id: row for row in db.session.scalars(sessions.order_by(Session.first_round, Session.id))},
        interpreters={row.public_id: row.name for row in db.session.scalars(helpers)},
    )

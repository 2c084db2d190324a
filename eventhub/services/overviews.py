"""An event in figures: who is planned, how good the plan is, and whether people know it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import undefer

from eventhub.errors import NotFoundError
from eventhub.extensions import db
from eventhub.matching.plan import LevelValue
from eventhub.models.columns import Texts
from eventhub.models.events import Event
from eventhub.models.plans import PlanPointers, PlanVersion
from eventhub.services.actor import Actor
from eventhub.services.events import find_event


@dataclass(frozen=True, slots=True)
class PlanOverview:
    """A version of a plan: how many people and employers it is about, what it holds, how good it is, and its cost."""

    public_id: str
    number: int
    published: bool
    people: int
    employers: int
    dates: int
    seats: int
    status: str
    levels: dict[str, LevelValue]
    seconds: float


@dataclass(frozen=True, slots=True)
class EventOverview:
    """An event, whether a plan of it is published, and its plan: the draft, else the published one, else None."""

    public_id: str
    slug: str
    title: Texts
    day: date
    published: bool
    plan: PlanOverview | None


def event_overview(actor: Actor, event_id: str) -> EventOverview:
    """The figures of an event, for its organisers."""
    event = find_event(actor, event_id)
    pointers = _pointers(event)
    version = _version(pointers.draft_id or pointers.published_id)
    plan = None if version is None else _plan_overview(version, version.id == pointers.published_id)
    return EventOverview(event.public_id, event.slug, event.title, event.day, pointers.published_id is not None, plan)


def published_version(event: Event) -> PlanVersion:
    """The published version of an event, with its documents; raises NotFoundError while nothing is published."""
    version = _version(_pointers(event).published_id)
    if version is None:
        raise NotFoundError("Nothing is published for the event %(event)s yet.", event=event.slug)
    return version


def _pointers(event: Event) -> PlanPointers:
    """The event's pointers, or such that point to nothing; unlike `planning.pointers_of`, made for reading only."""
    return db.session.get(PlanPointers, event.id) or PlanPointers(event_id=event.id)


def _version(version_id: int | None) -> PlanVersion | None:
    documents = (undefer(PlanVersion.problem), undefer(PlanVersion.plan))
    return db.session.scalar(select(PlanVersion).where(PlanVersion.id == version_id).options(*documents))


def _plan_overview(version: PlanVersion, published: bool) -> PlanOverview:
    problem, plan = version.problem, version.plan
    return PlanOverview(
        public_id=version.public_id,
        number=version.number,
        published=published,
        people=len(problem["participants"]),
        employers=len(problem["employers"]),
        dates=len(plan["dates"]),
        seats=len(plan["seats"]),
        status=plan["status"],
        levels={name: LevelValue(**level) for name, level in plan["levels"].items()},
        seconds=plan["seconds"],
    )

"""Publish a version of a plan: from then on people are told what it says."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from uuid import uuid4

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, undefer

from eventhub.errors import ConflictError, NotFoundError
from eventhub.extensions import db
from eventhub.matching.problem import Problem
from eventhub.models.codes import Role
from eventhub.models.columns import utc_now
from eventhub.models.events import Event, EventState
from eventhub.models.plans import ItemState, PlanVersion, Publication, PublishedItem
from eventhub.models.transaction import transaction
from eventhub.services import audit
from eventhub.services.actor import Actor
from eventhub.services.event_facts import event_facts
from eventhub.services.events import find_event, find_event_to_change
from eventhub.services.planning import pointers_of
from eventhub.services.problems import problem_hash, problem_of
from eventhub.services.telling import Telling, Told, key_of

BEFORE_PUBLISHING = (EventState.DRAFT, EventState.OPEN, EventState.PLANNED)
OVER = (EventState.CLOSED, EventState.ARCHIVED, EventState.CANCELLED, EventState.POSTPONED)


@dataclass(frozen=True, slots=True)
class Changes:
    """How many dates and seats were told anew, moved or otherwise changed, taken back, or left as they were."""

    new: int = 0
    changed: int = 0
    cancelled: int = 0
    unchanged: int = 0


def publish(actor: Actor, plan_version_id: str) -> Changes:
    """Make a version the published one and write down what is told to people, in one transaction.

    Each date and seat keeps its UID for good; its SEQUENCE rises only if something of it really changes, and one that
    vanishes is cancelled, not forgotten. Publishing the published version again changes nothing. Raises
    NotFoundError for a version of an event that the actor does not organise, ConflictError for one that was computed
    from other data than today's.
    """
    with transaction() as session:
        version = _version(actor, plan_version_id)
        event = find_event_to_change(actor, version.event.public_id)
        pointers = pointers_of(event)
        if pointers.published_id == version.id:
            return Changes()
        facts = event_facts(session, event, actor.sees())
        _refuse(event, version, problem_of(facts))
        changes = _tell(actor, event, Telling(facts).items(version.plan))
        pointers.published_id, pointers.draft_id = version.id, None
        _note_publication(actor, event, version, changes)
        return changes


def preview(actor: Actor, plan_version_id: str) -> Changes:
    """What publishing this version would tell; nothing is written. Raises as `publish` does."""
    version = _version(actor, plan_version_id)
    event = find_event(actor, version.event.public_id)
    facts = event_facts(db.session(), event, actor.sees())
    _refuse(event, version, problem_of(facts))
    told = {key_of(row): row for row in db.session.scalars(_items(actor, event))}
    outcomes = Counter(_outcome(told.pop(item.key, None), item) for item in Telling(facts).items(version.plan))
    outcomes["cancelled"] = sum(row.state is ItemState.CONFIRMED for row in told.values())
    return Changes(**outcomes)


def take_back(actor: Actor, event: Event) -> int:
    """Cancel all that was told about an event, inside a transaction; returns how many dates and seats that are."""
    return sum(_cancel(row) for row in db.session.scalars(_items(actor, event)).all())


def _items(actor: Actor, event: Event) -> Select[PublishedItem]:
    return select(PublishedItem).where(PublishedItem.event_id == event.id).options(actor.sees())


def _version(actor: Actor, public_id: str) -> PlanVersion:
    query = (
        select(PlanVersion)
        .where(PlanVersion.public_id == public_id)
        .options(joinedload(PlanVersion.event), undefer(PlanVersion.plan))
    )
    version = db.session.scalar(query)
    if version is None or not actor.may(Role.ORGANISER, municipality_id=version.event.municipality_id):
        raise NotFoundError("There is no such plan.")
    return version


def _refuse(event: Event, version: PlanVersion, today: Problem) -> None:
    if event.state in OVER:
        raise ConflictError(
            "The event %(event)s is over or called off; nothing more is published for it.", event=event.slug
        )
    if problem_hash(today) != version.problem_sha256:
        raise ConflictError("The data have changed since this plan was computed; plan the event again.")


def _tell(actor: Actor, event: Event, items: Iterable[Told]) -> Changes:
    gone = {key_of(row): row for row in db.session.scalars(_items(actor, event))}
    outcomes = Counter(_tell_one(event, gone.pop(item.key, None), item) for item in items)
    outcomes["cancelled"] = sum(_cancel(row) for row in gone.values())
    return Changes(**outcomes)


def _outcome(row: PublishedItem | None, item: Told) -> str:
    """What telling the item means to the person it is about."""
    if row is None:
        return "new"
    return "unchanged" if row.state is ItemState.CONFIRMED and row.told == item.told else "changed"


def _tell_one(event: Event, row: PublishedItem | None, item: Told) -> str:
    outcome = _outcome(row, item)
    if row is None:
        db.session.add(_new_item(event, item))
        return outcome
    row.interpreter_id = item.interpreter_id
    if outcome == "unchanged":
        return outcome
    row.state, row.told = ItemState.CONFIRMED, item.told
    row.first_round, row.end_round = item.first_round, item.end_round
    row.sequence, row.updated_at = row.sequence + 1, utc_now()
    return outcome


def _new_item(event: Event, item: Told) -> PublishedItem:
    attendance_id, participation_id, session_id = item.key
    return PublishedItem(
        event_id=event.id,
        attendance_id=attendance_id,
        participation_id=participation_id,
        session_id=session_id,
        interpreter_id=item.interpreter_id,
        uid=str(uuid4()),
        first_round=item.first_round,
        end_round=item.end_round,
        told=item.told,
    )


def _cancel(row: PublishedItem) -> bool:
    """Take back what was told; False if it had been taken back before."""
    if row.state is ItemState.CANCELLED:
        return False
    row.state, row.interpreter_id = ItemState.CANCELLED, None
    row.sequence, row.updated_at = row.sequence + 1, utc_now()
    return True


def _note_publication(actor: Actor, event: Event, version: PlanVersion, changes: Changes) -> None:
    if event.state in BEFORE_PUBLISHING:
        event.state = EventState.PUBLISHED
    account = None if actor.system else actor.name
    db.session.add(Publication(event_id=event.id, plan_version_id=version.id, published_by=account))
    audit.record(actor, "plan.published", version, event=event.public_id, **asdict(changes))

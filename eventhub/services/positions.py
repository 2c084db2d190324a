"""An employer's positions: entered by the employer itself or by an organiser."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from eventhub.errors import NotFoundError
from eventhub.extensions import db
from eventhub.models.codes import LanguageLevel, PositionKind
from eventhub.models.employers import Position
from eventhub.models.transaction import transaction
from eventhub.services import audit
from eventhub.services.actor import Actor
from eventhub.services.employers import find_employer, may_speak_for
from eventhub.services.entries import fill
from eventhub.services.participations import find_participation


@dataclass(frozen=True, slots=True)
class PositionEntry:
    """A position as it was entered; `occupation` is ISCO-08 with 1 to 4 digits."""

    kind: PositionKind
    title: str
    occupation: str
    places: int
    german_level: LanguageLevel
    useful_languages: tuple[str, ...]
    hours_per_week: float | None
    reachable_without_car: bool


def find_position(actor: Actor, position_id: str) -> Position:
    """A position with its employer, for whoever may change it; raises NotFoundError for everybody else."""
    query = select(Position).where(Position.public_id == position_id).options(joinedload(Position.employer))
    position = db.session.scalar(query)
    if position is None or not may_speak_for(actor, position.employer):
        raise NotFoundError("There is no such position.")
    return position


def find_position_at(actor: Actor, slug: str, participation_id: str, position_id: str) -> Position:
    """A position of an employer at an event, for the event's organisers; raises NotFoundError for everybody else."""
    employer = find_participation(actor, slug, participation_id).employer
    found = next((row for row in employer.positions if row.public_id == position_id), None)
    if found is None:
        raise NotFoundError("There is no such position.")
    return found


def add_position(actor: Actor, employer_id: str, entry: PositionEntry) -> str:
    """Add a position to an employer and return its public id."""
    with transaction() as session:
        position = Position(employer_id=find_employer(actor, employer_id).id)
        fill(position, entry)
        session.add(position)
        session.flush()
        audit.record(actor, "position.added", position, kind=entry.kind)
        return position.public_id


def change_position(actor: Actor, position_id: str, entry: PositionEntry) -> None:
    """Replace what is known of a position."""
    with transaction():
        position = find_position(actor, position_id)
        fill(position, entry)
        audit.record(actor, "position.changed", position, kind=entry.kind)


def remove_position(actor: Actor, position_id: str) -> None:
    """Delete a position that is no longer offered."""
    with transaction() as session:
        position = find_position(actor, position_id)
        audit.record(actor, "position.removed", position, kind=position.kind)
        session.delete(position)

"""Employers themselves: who may speak for one, and what is known of it apart from any event."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from eventhub.errors import NotFoundError
from eventhub.extensions import db
from eventhub.models.codes import Role
from eventhub.models.employers import Employer, Participation
from eventhub.models.events import Event
from eventhub.services.actor import Actor


def find_employer(actor: Actor, employer_id: str) -> Employer:
    """An employer with its positions and municipality, for whoever may change it.

    Raises NotFoundError for everybody else.
    """
    query = (
        select(Employer)
        .where(Employer.public_id == employer_id)
        .options(selectinload(Employer.positions), joinedload(Employer.municipality))
    )
    employer = db.session.scalar(query)
    if employer is None or not may_speak_for(actor, employer):
        raise NotFoundError("There is no such employer.")
    return employer


def own_employers(actor: Actor) -> Sequence[Employer]:
    """The employers that the actor works for, with their positions, in the order of names."""
    query = (
        select(Employer)
        .where(Employer.id.in_(actor.scope().employers))
        .options(selectinload(Employer.positions))
        .order_by(Employer.name, Employer.id)
    )
    return db.session.scalars(query).all()


def may_speak_for(actor: Actor, employer: Employer) -> bool:
    """Whether it is the employer itself, or an organiser where it sits or where it takes part in an event."""
    places = (employer.municipality_id, *_visited(employer))
    return actor.is_employer(employer.id) or any(actor.may(Role.ORGANISER, municipality_id=place) for place in places)


def _visited(employer: Employer) -> Iterable[int]:
    """Municipalities of the events that it takes part in."""
    takes_part = select(Participation.event_id).where(Participation.employer_id == employer.id)
    return db.session.scalars(select(Event.municipality_id).where(Event.id.in_(takes_part)))

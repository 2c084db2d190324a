"""Find an event, for whoever may plan it."""

from sqlalchemy import or_, select
from sqlalchemy.orm import joinedload, selectinload

from eventhub.errors import NotFoundError
from eventhub.extensions import db
from eventhub.models.codes import Role
from eventhub.models.events import Event
from eventhub.services.actor import Actor


def find_event(actor: Actor, name: str) -> Event:
    """The event of that slug or public id, with rounds and venue, for its organisers.

    Raises NotFoundError alike for one that does not exist and for everybody who does not organise it: slugs can be
    guessed, and a draft is nobody else's business.
    """
    query = (
        select(Event)
        .where(or_(Event.slug == name, Event.public_id == name))
        .options(selectinload(Event.rounds), selectinload(Event.breaks), joinedload(Event.venue))
    )
    event = db.session.scalar(query)
    if event is None or not actor.may(Role.ORGANISER, municipality_id=event.municipality_id):
        raise NotFoundError("There is no event %(name)s.", name=name)
    return event


def find_event_to_change(actor: Actor, name: str) -> Event:
    """Like `find_event`, and whoever else changes this event waits until the transaction under way has ended."""
    event = find_event(actor, name)
    db.session.execute(select(Event.id).where(Event.id == event.id).with_for_update())
    return event

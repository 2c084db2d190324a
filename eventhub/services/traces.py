"""Whether something refers to an employer or a session of an event that must not vanish with it."""

from sqlalchemy import select

from eventhub.extensions import db
from eventhub.models.plans import PlanLock, PublishedItem
from eventhub.services.actor import Actor


def was_told(actor: Actor, **about: int) -> bool:
    """Whether people were told of it; `about` is a column of published items and its value.

    A cancelled item counts: calendars that subscribed still have to be told of the cancellation.
    """
    query = select(PublishedItem.id).filter_by(**about).options(actor.sees()).limit(1)
    return db.session.scalar(query) is not None


def is_pinned(actor: Actor, **about: int) -> bool:
    """Whether an organiser's lock is about it; `about` is a column of locks and its value."""
    query = select(PlanLock.id).filter_by(**about).options(actor.sees()).limit(1)
    return db.session.scalar(query) is not None

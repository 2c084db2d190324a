"""The life of an event: open it for registration, call it off, put it off, bring it back.

What people were told is taken back with the event: their calendars show it as cancelled (RFC 5545, 3.8.1.11).
"""

from datetime import date

from sqlalchemy.exc import IntegrityError

from eventhub.errors import ConflictError
from eventhub.models.events import Event, EventState
from eventhub.models.transaction import transaction
from eventhub.services import audit
from eventhub.services.actor import Actor
from eventhub.services.events import find_event_to_change
from eventhub.services.planning import pointers_of
from eventhub.services.publishing import take_back

ENDED = (EventState.CLOSED, EventState.ARCHIVED, EventState.CANCELLED)


def open_registration(actor: Actor, slug: str) -> None:
    """Announce a draft: from then on it stands on the public page."""
    with transaction():
        event = find_event_to_change(actor, slug)
        if event.state is not EventState.DRAFT:
            raise ConflictError("Only a draft can be opened.")
        if event.venue_id is None:
            raise ConflictError("Choose a venue first: people want to know where to go.")
        _move(actor, event, EventState.OPEN)


def cancel_event(actor: Actor, slug: str) -> int:
    """Call the event off for good; returns how many dates and seats are taken back."""
    with transaction():
        event = find_event_to_change(actor, slug)
        _refuse_ended(event)
        taken_back = take_back(actor, event)
        _move(actor, event, EventState.CANCELLED)
        return taken_back


def postpone_event(actor: Actor, slug: str, day: date | None) -> int:
    """Put the event off, to another day or, without one, until a day is set; returns what is taken back.

    With a day it is open again, to be planned anew. Raises ConflictError if somebody who comes has another event then.
    """
    try:
        with transaction() as session:
            event = find_event_to_change(actor, slug)
            _refuse_ended(event)
            taken_back = take_back(actor, event)
            pointers = pointers_of(event)
            pointers.draft_id = pointers.published_id = None
            event.day = day or event.day
            _move(actor, event, EventState.POSTPONED if day is None else EventState.OPEN)
            session.flush()
            return taken_back
    except IntegrityError:
        raise ConflictError("Somebody who belongs to this event has another one on that day.") from None


def _refuse_ended(event: Event) -> None:
    if event.state in ENDED:
        raise ConflictError("The event is over or called off; nothing can be changed about it any more.")


def _move(actor: Actor, event: Event, state: EventState) -> None:
    audit.record(actor, "event.moved", event, **{"from": event.state, "to": state})
    event.state = state

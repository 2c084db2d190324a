"""Interpreters on duty at an event, entered by its organisers."""

from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import joinedload, selectinload

from eventhub.errors import InputError, NotFoundError
from eventhub.extensions import db
from eventhub.models.columns import Spans
from eventhub.models.interpreters import Interpreter, InterpreterDuty
from eventhub.models.transaction import transaction
from eventhub.services import audit
from eventhub.services.actor import Actor
from eventhub.services.entries import Named
from eventhub.services.events import find_event, find_event_to_change


@dataclass(frozen=True, slots=True)
class InterpreterEntry:
    """An interpreter as they were entered."""

    name: str
    languages: tuple[str, ...]


def event_interpreters(actor: Actor, slug: str) -> tuple[InterpreterDuty, ...]:
    """Who interprets at an event, by name, for its organisers."""
    event = find_event(actor, slug)
    query = _whole().where(InterpreterDuty.event_id == event.id).order_by(Interpreter.name, Interpreter.id)
    return tuple(db.session.scalars(query))


def find_duty(actor: Actor, slug: str, duty_id: str) -> InterpreterDuty:
    """A duty at an event with its interpreter, for the event's organisers."""
    event = find_event(actor, slug)
    query = _whole().where(InterpreterDuty.event_id == event.id, InterpreterDuty.public_id == duty_id)
    found = db.session.scalar(query)
    if found is None:
        raise NotFoundError("There is no such interpreter at this event.")
    return found


def known_interpreters(actor: Actor, slug: str) -> tuple[Named, ...]:
    """The interpreters who are not at the event yet, by name."""
    event = find_event(actor, slug)
    here = select(InterpreterDuty.interpreter_id).where(InterpreterDuty.event_id == event.id)
    query = select(Interpreter).where(Interpreter.id.not_in(here)).order_by(Interpreter.name, Interpreter.id)
    return tuple(Named(row.public_id, row.name) for row in db.session.scalars(query))


def add_new_interpreter(actor: Actor, slug: str, entry: InterpreterEntry, available: Spans) -> None:
    """Add an interpreter nobody knew yet, and their duty in these rounds."""
    with transaction() as session:
        find_event_to_change(actor, slug)
        interpreter = Interpreter(name=entry.name, languages=entry.languages)
        session.add(interpreter)
        session.flush()
        audit.record(actor, "interpreter.added", interpreter)
        add_known_interpreter(actor, slug, interpreter.public_id, available)


def add_known_interpreter(actor: Actor, slug: str, interpreter_id: str, available: Spans) -> None:
    """Give an interpreter a duty in these rounds; raises InputError where they have another one at that time."""
    with transaction() as session:
        event = find_event_to_change(actor, slug)
        interpreter = session.scalar(select(Interpreter).where(Interpreter.public_id == interpreter_id))
        if interpreter is None:
            raise NotFoundError("There is no such interpreter.")
        same = select(InterpreterDuty.id).where(
            InterpreterDuty.event_id == event.id, InterpreterDuty.interpreter_id == interpreter.id
        )
        if session.scalar(same) is not None:
            raise InputError("This interpreter is at the event already.")
        duty = InterpreterDuty.at(event, interpreter, available)
        session.add(duty)
        _take_time()
        audit.record(actor, "interpreter_duty.added", duty)


def change_duty(actor: Actor, slug: str, duty_id: str, entry: InterpreterEntry, available: Spans) -> None:
    """Replace an interpreter's name and languages, and the rounds of their duty if they are free then."""
    with transaction() as session:
        event = find_event_to_change(actor, slug)
        duty = find_duty(actor, slug, duty_id)
        duty.interpreter.name, duty.interpreter.languages = entry.name, entry.languages
        duty.available, duty.slots = available, []  # gone first: new ones may have the same key
        session.flush()
        duty.slots = InterpreterDuty.slots_at(event, available)
        _take_time()
        audit.record(actor, "interpreter_duty.changed", duty)


def remove_duty(actor: Actor, slug: str, duty_id: str) -> None:
    """Take an interpreter off an event; a new plan finds somebody else for their dates."""
    with transaction() as session:
        find_event_to_change(actor, slug)
        duty = find_duty(actor, slug, duty_id)
        audit.record(actor, "interpreter_duty.removed", duty)
        session.delete(duty)


def _take_time() -> None:
    """Write the slots of a duty; the database refuses those that are taken."""
    try:
        db.session.flush()
    except IntegrityError:
        raise InputError("This interpreter is on duty at another event at that time.") from None


def _whole() -> Select[InterpreterDuty]:
    return (
        select(InterpreterDuty)
        .join(InterpreterDuty.interpreter)
        .options(joinedload(InterpreterDuty.interpreter), selectinload(InterpreterDuty.slots))
    )

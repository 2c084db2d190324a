"""Municipalities to choose from, and the venues with their rooms."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload
from sqlalchemy.orm.interfaces import ORMOption

from eventhub.errors import InputError, NotFoundError
from eventhub.extensions import db
from eventhub.models.codes import Role
from eventhub.models.places import Municipality, Room, Venue
from eventhub.models.transaction import transaction
from eventhub.services import audit
from eventhub.services.actor import Actor
from eventhub.services.entries import Named, fill


@dataclass(frozen=True, slots=True)
class VenueEntry:
    """A venue as it was entered."""

    name: str
    address: str
    step_free: bool
    reachable_by_train: bool
    reachable_by_bus: bool
    reachable_by_car: bool


@dataclass(frozen=True, slots=True)
class RoomEntry:
    """A room as it was entered: `seats` for sessions, `tables` for dates."""

    name: str
    seats: int
    tables: int
    step_free: bool


def all_municipalities() -> tuple[Named, ...]:
    """All municipalities of the district; needs no actor, for it names nobody."""
    rows = db.session.scalars(select(Municipality).order_by(Municipality.name))
    return tuple(Named(row.public_id, row.name) for row in rows)


def own_municipalities(actor: Actor) -> tuple[Named, ...]:
    """The municipalities that the actor organises events in."""
    rows = db.session.scalars(select(Municipality).order_by(Municipality.name))
    return tuple(Named(row.public_id, row.name) for row in rows if actor.may(Role.ORGANISER, municipality_id=row.id))


def find_municipality(public_id: str) -> Municipality:
    """The municipality with that public id."""
    found = db.session.scalar(select(Municipality).where(Municipality.public_id == public_id))
    if found is None:
        raise NotFoundError("There is no such municipality.")
    return found


def own_venues(actor: Actor) -> tuple[Venue, ...]:
    """The venues in the municipalities that the actor organises events in, with their rooms, by place and name."""
    query = select(Venue).join(Venue.municipality).options(*_parts()).order_by(Municipality.name, Venue.name)
    rows = db.session.scalars(query)
    return tuple(row for row in rows if actor.may(Role.ORGANISER, municipality_id=row.municipality_id))


def find_venue(actor: Actor, venue_id: str) -> Venue:
    """A venue with its rooms and municipality, for the organisers there; raises NotFoundError for everybody else."""
    venue = db.session.scalar(select(Venue).where(Venue.public_id == venue_id).options(*_parts()))
    if venue is None or not actor.may(Role.ORGANISER, municipality_id=venue.municipality_id):
        raise NotFoundError("There is no such venue.")
    return venue


def add_venue(actor: Actor, municipality: str, entry: VenueEntry) -> str:
    """Add a venue to a municipality and return its public id."""
    place = find_municipality(municipality)
    actor.require(Role.ORGANISER, municipality_id=place.id)
    with transaction() as session:
        venue = Venue(municipality_id=place.id)
        fill(venue, entry)
        session.add(venue)
        session.flush()
        audit.record(actor, "venue.added", venue)
        return venue.public_id


def change_venue(actor: Actor, venue_id: str, entry: VenueEntry) -> None:
    """Replace what is known of a venue."""
    with transaction():
        venue = find_venue(actor, venue_id)
        fill(venue, entry)
        audit.record(actor, "venue.changed", venue)


def find_room(actor: Actor, venue_id: str, room_id: str) -> Room:
    """A room of a venue, for the organisers there; raises NotFoundError for everybody else."""
    venue = find_venue(actor, venue_id)
    room = db.session.scalar(select(Room).where(Room.public_id == room_id, Room.venue_id == venue.id))
    if room is None:
        raise NotFoundError("There is no such room.")
    return room


def add_room(actor: Actor, venue_id: str, entry: RoomEntry) -> None:
    """Add a room to a venue; its name is the only one there."""
    with transaction() as session:
        venue = find_venue(actor, venue_id)
        room = Room(venue_id=venue.id)
        _name_once(room, entry)
        fill(room, entry)
        session.add(room)
        session.flush()
        audit.record(actor, "room.added", room, seats=entry.seats, tables=entry.tables)


def change_room(actor: Actor, venue_id: str, room_id: str, entry: RoomEntry) -> None:
    """Replace what is known of a room; its name is the only one at its venue."""
    with transaction():
        room = find_room(actor, venue_id, room_id)
        _name_once(room, entry)
        fill(room, entry)
        audit.record(actor, "room.changed", room, seats=entry.seats, tables=entry.tables)


def _name_once(room: Room, entry: RoomEntry) -> None:
    """Two clerks who enter one name in the same second meet the database's own constraint."""
    same = select(Room.id).where(Room.venue_id == room.venue_id, Room.name == entry.name)
    if db.session.scalar(same) not in (None, room.id):
        raise InputError("There is a room %(name)s at this venue already.", name=entry.name)


def _parts() -> tuple[ORMOption, ...]:
    return joinedload(Venue.municipality), selectinload(Venue.rooms)

"""Participants' personal links: who comes with one, and what it looks like."""

from dataclasses import dataclass

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from eventhub.errors import NotFoundError
from eventhub.extensions import db
from eventhub.models.attendances import Attendance
from eventhub.models.codes import Role
from eventhub.models.people import InterfaceLanguage
from eventhub.services.actor import Actor, participant_actor, system_actor
from eventhub.services.secrets import Purpose, derive, matches

LINK_KEY = "eventhub_link_key"
"""Under this name `create_app` puts the key into `app.extensions`."""

PATHS = {Purpose.PAGE: "/p/{attendance_id}/{secret}", Purpose.CALENDAR: "/c/{attendance_id}/{secret}.ics"}
"""Addresses on this server that a secret opens; they are printed on cards, so they never change."""

STAFF = (Role.ORGANISER, Role.CASE_WORKER)


@dataclass(frozen=True, slots=True)
class Guest:
    """A participant who came by a link: to which attendance, and the language they read."""

    actor: Actor
    attendance_id: str
    language: InterfaceLanguage


def guest_of_link(purpose: Purpose, attendance_id: str, secret: str) -> Guest:
    """Who has this link; raises NotFoundError alike for an unknown attendance and a wrong or revoked secret."""
    attendance = _attendance(system_actor(), attendance_id)
    if attendance is None or not matches(secret, *_key_and_names(purpose, attendance)):
        raise NotFoundError("This link is not valid.")
    person = attendance.participant
    return Guest(participant_actor(person.id, person.public_id), attendance.public_id, person.interface_language)


def secret_of(actor: Actor, purpose: Purpose, attendance_id: str) -> str:
    """The secret for a link of an attendance, for that person and for the staff who register them.

    Staff are those where the event is or where the person lives. Raises NotFoundError for everybody else.
    """
    attendance = _attendance(actor, attendance_id)
    if attendance is None or not _may_hand_out(actor, attendance):
        raise NotFoundError("There is no such person at this event.")
    return derive(*_key_and_names(purpose, attendance))


def personal_path(actor: Actor, purpose: Purpose, attendance_id: str) -> str:
    """The address that a person's secret opens, from the server's root on; who may ask: see `secret_of`."""
    return PATHS[purpose].format(attendance_id=attendance_id, secret=secret_of(actor, purpose, attendance_id))


def _attendance(actor: Actor, public_id: str) -> Attendance | None:
    query = (
        select(Attendance)
        .where(Attendance.public_id == public_id)
        .options(actor.sees(), joinedload(Attendance.event), joinedload(Attendance.participant))
    )
    return db.session.scalar(query)


def _key_and_names(purpose: Purpose, attendance: Attendance) -> tuple[bytes, Purpose, str, str, int]:
    key = current_app.extensions[LINK_KEY]
    person, event = attendance.participant.public_id, attendance.event.public_id
    return key, purpose, person, event, attendance.secret_generation


def _may_hand_out(actor: Actor, attendance: Attendance) -> bool:
    if actor.participant_id is not None:
        return actor.participant_id == attendance.participant_id
    places = (attendance.event.municipality_id, attendance.participant.municipality_id)
    return any(actor.may(*STAFF, municipality_id=place) for place in places)

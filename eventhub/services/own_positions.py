"""What an employer offers, written by the employer itself."""

import re
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from eventhub.errors import InputError, NotFoundError
from eventhub.extensions import db
from eventhub.models.codes import LanguageLevel, PositionKind
from eventhub.models.employers import Employer, Position
from eventhub.models.transaction import transaction
from eventhub.services import audit
from eventhub.services.actor import Actor

LONGEST_WEEK = 60
"""Hours; the database checks it too."""

_ISCO = re.compile(r"[0-9]{1,4}")


@dataclass(frozen=True, slots=True)
class PositionFacts:
    """What a position is: `occupation` in ISCO-08 digits, `lang` the language that `title` is written in."""

    kind: PositionKind
    title: str
    lang: str
    occupation: str
    places: int
    german_level: LanguageLevel
    useful_languages: tuple[str, ...]
    hours_per_week: float | None
    reachable_without_car: bool

    def __post_init__(self) -> None:
        if not self.title.strip():
            raise InputError("A position needs a title.")
        if not _ISCO.fullmatch(self.occupation):
            raise InputError("An occupation is one to four digits of ISCO-08.")
        if self.places < 1:
            raise InputError("A position offers at least one place.")
        if self.hours_per_week is not None and not 0 < self.hours_per_week <= LONGEST_WEEK:
            raise InputError("A week has more than 0 and at most %(hours)s hours.", hours=LONGEST_WEEK)


def own_employers(actor: Actor) -> Sequence[Employer]:
    """The employers that the actor speaks for, with their positions."""
    query = (
        select(Employer)
        .where(Employer.id.in_(actor.scope().employers))
        .options(selectinload(Employer.positions))
        .order_by(Employer.name, Employer.id)
    )
    return db.session.scalars(query).all()


def own_employer(actor: Actor, employer_id: str) -> Employer:
    """One of them, without its positions; raises NotFoundError for any other."""
    employer = db.session.scalar(select(Employer).where(Employer.public_id == employer_id))
    if employer is None or not actor.is_employer(employer.id):
        raise NotFoundError("There is no such employer.")
    return employer


def own_position(actor: Actor, position_id: str) -> Position:
    """A position of an employer that the actor speaks for, with the employer; raises NotFoundError for any other."""
    query = select(Position).where(Position.public_id == position_id).options(joinedload(Position.employer))
    position = db.session.scalar(query)
    if position is None or not actor.is_employer(position.employer_id):
        raise NotFoundError("There is no such position.")
    return position


def add_position(actor: Actor, employer_id: str, facts: PositionFacts) -> None:
    """Offer something more."""
    with transaction() as session:
        position = Position(employer_id=own_employer(actor, employer_id).id, **asdict(facts))
        session.add(position)
        session.flush()
        audit.record(actor, "position.added", position)


def change_position(actor: Actor, position_id: str, facts: PositionFacts) -> None:
    """Say anew what a position is."""
    with transaction():
        position = own_position(actor, position_id)
        for name, value in asdict(facts).items():
            setattr(position, name, value)
        audit.record(actor, "position.changed", position)


def remove_position(actor: Actor, position_id: str) -> None:
    """Offer it no longer."""
    with transaction() as session:
        position = own_position(actor, position_id)
        audit.record(actor, "position.removed", position)
        session.delete(position)

"""The use case: an empty database gets the demo district."""

from sqlalchemy import select

from eventhub.errors import ConflictError, PermissionDeniedError
from eventhub.extensions import db
from eventhub.models.places import District
from eventhub.models.transaction import transaction
from eventhub.services import audit
from eventhub.services.actor import Actor
from eventhub.services.demo.days import add_days
from eventhub.services.demo.firms import add_firms
from eventhub.services.demo.guests import add_guests
from eventhub.services.demo.known import Known
from eventhub.services.demo.places import add_places
from eventhub.services.demo.staff import add_staff

STEPS = (add_places, add_staff, add_days, add_firms, add_guests)


def district_exists() -> bool:
    """Whether a district has been set up in the database."""
    return db.session.scalar(select(District.id).limit(1)) is not None


def load_demo(actor: Actor, seed: int) -> None:
    """Put the demo district into an empty database; the same seed gives the same rows, public ids included.

    Only the system may, and only where there is no district yet: invented people never mix with real ones.
    """
    if not actor.system:
        raise PermissionDeniedError("Only a command on the server loads the demo district.")
    with transaction() as session:
        if district_exists():
            raise ConflictError("There is a district in the database already; the demo needs an empty one.")
        known = Known(session, seed)
        for step in STEPS:
            step(known)
        district = session.scalars(select(District)).one()
        audit.record(actor, "demo.loaded", district, seed=seed)

"""Accounts: who may sign in, and with which role where."""

import re
import secrets
from dataclasses import asdict, dataclass

from argon2 import PasswordHasher
from sqlalchemy import or_, select
from sqlalchemy.orm import InstrumentedAttribute

from eventhub.errors import ConflictError, InputError, NotFoundError, PermissionDeniedError
from eventhub.extensions import db
from eventhub.models.accounts import Account, Grant
from eventhub.models.agencies import Agency
from eventhub.models.codes import Role
from eventhub.models.columns import Identified
from eventhub.models.employers import Employer
from eventhub.models.interpreters import Interpreter
from eventhub.models.places import Municipality
from eventhub.models.transaction import transaction
from eventhub.services import audit
from eventhub.services.actor import Actor

SHORTEST_PASSWORD = 12
LONGEST_EMAIL = 254
KIND_OF_PLACE = {Role.EMPLOYER: "employer", Role.AGENCY: "agency", Role.INTERPRETER: "interpreter"}
"""Where a partner's role holds; a role of the staff holds in one municipality or in the whole district."""

NAMED_BY: dict[str, tuple[type[Identified], tuple[InstrumentedAttribute[str], ...]]] = {
    "municipality": (Municipality, (Municipality.name, Municipality.ags)),
    "employer": (Employer, (Employer.name, Employer.public_id)),
    "agency": (Agency, (Agency.code, Agency.public_id)),
    "interpreter": (Interpreter, (Interpreter.name, Interpreter.public_id)),
}

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]+")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a role holds, named as people name it; all empty: in the whole district.

    Municipalities go by name or AGS, employers and interpreters by name or public id, agencies by code or public id.
    """

    municipality: str | None = None
    employer: str | None = None
    agency: str | None = None
    interpreter: str | None = None


DISTRICT = Place()


def new_password() -> str:
    """A random password of 120 bits."""
    return secrets.token_urlsafe(15)


def add_user(actor: Actor, email: str, password: str, role: Role, place: Place = DISTRICT) -> str:
    """Add an account with one role and return its public id; the password is kept as an Argon2id hash only.

    Only a command on the server may. Raises InputError, NotFoundError or ConflictError with what is wrong.
    """
    if not actor.system:
        raise PermissionDeniedError("Only a command on the server adds accounts.")
    address = _checked_email(email)
    _check_password(password)
    hashed = PasswordHasher().hash(password)
    with transaction() as session:
        if session.scalar(select(Account.id).where(Account.email == address)) is not None:
            raise ConflictError(f"There is an account {address} already.")
        account = Account(email=address, password=hashed)
        account.grants = [_grant(role, place)]
        session.add(account)
        session.flush()
        audit.record(actor, "account.added", account, role=role)
        return account.public_id


def _checked_email(email: str) -> str:
    address = email.strip().lower()
    if len(address) > LONGEST_EMAIL or not _EMAIL.fullmatch(address):
        raise InputError(f"{email!r} is no e-mail address.")
    return address


def _check_password(password: str) -> None:
    if len(password) < SHORTEST_PASSWORD:
        raise InputError(f"A password has at least {SHORTEST_PASSWORD} characters.")


def _grant(role: Role, place: Place) -> Grant:
    given = {kind: name for kind, name in asdict(place).items() if name is not None}
    kind = KIND_OF_PLACE.get(role, "municipality")
    for other in given.keys() - {kind}:
        raise InputError(f"The role {role} holds for one {kind}, not for one {other}.")
    if kind in given:
        return Grant(role=role, **{f"{kind}_id": _find(kind, given[kind])})
    if role in KIND_OF_PLACE:
        raise InputError(f"The role {role} needs to know for which {kind} it holds.")
    return Grant(role=role, everywhere=True)


def _find(kind: str, name: str) -> int:
    model, columns = NAMED_BY[kind]
    found = db.session.scalars(select(model.id).where(or_(*(column == name for column in columns)))).all()
    if not found:
        raise NotFoundError(f"There is no {kind} {name!r}.")
    if len(found) > 1:
        raise ConflictError(f"There is more than one {kind} {name!r}; name it by its id.")
    return found[0]

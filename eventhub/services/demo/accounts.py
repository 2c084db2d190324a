"""Accounts to try the demo district with: one for each kind of person, all with one password.

The password is derived from the installation's own secret key. So it can be printed again whenever `eventhub demo`
runs, and an installation that has the demo's data but another key has accounts that nobody can sign in to.
"""

import hmac
from base64 import b32encode
from dataclasses import dataclass
from hashlib import sha256

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select

from eventhub.errors import ConflictError, PermissionDeniedError
from eventhub.extensions import db
from eventhub.models.accounts import Account
from eventhub.models.attendances import Attendance
from eventhub.models.codes import Role
from eventhub.models.people import InterfaceLanguage, Participant
from eventhub.models.plans import ItemState, PublishedItem
from eventhub.models.transaction import transaction
from eventhub.services.accounts import DISTRICT, Place, add_user
from eventhub.services.actor import Actor
from eventhub.services.districts import district_facts
from eventhub.services.links import personal_path
from eventhub.services.secrets import Purpose


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Somebody who can sign in: `who` says in a few words what they are."""

    email: str
    role: Role
    who: str
    place: Place = DISTRICT


ACCOUNTS = (
    DemoAccount("kreis@example.org", Role.ORGANISER, "organiser of the whole district"),
    DemoAccount("duelmen@example.org", Role.ORGANISER, "organiser in Dülmen", Place(municipality="Dülmen")),
    DemoAccount("fall@example.org", Role.CASE_WORKER, "case worker in Coesfeld", Place(municipality="Coesfeld")),
    DemoAccount("hilfe@example.org", Role.HELPER, "helper at the door in Coesfeld", Place(municipality="Coesfeld")),
    DemoAccount(
        "baeckerei@example.org", Role.EMPLOYER, "employer, a bakery", Place(employer="Musterbäckerei Sonnenkorn")
    ),
    DemoAccount("abh@example.org", Role.AGENCY, "immigration office (ABH)", Place(agency="abh")),
    DemoAccount("ki@example.org", Role.AGENCY, "integration centre (KI)", Place(agency="ki")),
)


def demo_password(secret_key: str) -> str:
    """The one password of all demo accounts of an installation: 60 bits in three groups of letters and digits."""
    letters = b32encode(hmac.digest(secret_key.encode(), b"demo accounts", sha256)).decode().lower()
    return "-".join(letters[start : start + 4] for start in (0, 4, 8))


def add_demo_accounts(actor: Actor, secret_key: str) -> None:
    """Add the accounts that are missing and give all the password of today's key; only in a demo district."""
    if not actor.system:
        raise PermissionDeniedError("Only a command on the server adds accounts.")
    if not district_facts().demo:
        raise ConflictError("This district is not the demo's; it gets no demo accounts.")
    password = demo_password(secret_key)
    for account in ACCOUNTS:
        row = db.session.scalar(select(Account).where(Account.email == account.email))
        if row is None:
            add_user(actor, account.email, password, account.role, account.place)
        elif not _opens(row, password):
            with transaction():
                row.password = PasswordHasher().hash(password)


def demo_link(actor: Actor, language: InterfaceLanguage) -> str | None:
    """The path of the personal page of somebody who reads that language and has been told a schedule."""
    query = (
        select(Attendance.public_id)
        .join(Attendance.participant)
        .join(PublishedItem, PublishedItem.attendance_id == Attendance.id)
        .where(Participant.interface_language == language, PublishedItem.state == ItemState.CONFIRMED)
        .order_by(Attendance.id)
        .options(actor.sees())
        .limit(1)
    )
    attendance_id = db.session.scalar(query)
    if attendance_id is None:
        return None
    return personal_path(actor, Purpose.PAGE, attendance_id)


def _opens(account: Account, password: str) -> bool:
    try:
        return PasswordHasher().verify(account.password or "", password)
    except (VerificationError, InvalidHashError):
        return False

"""Who asks: the first argument of every use case.

An actor is made once, from an account's grants, a participant's personal link, or the system's own work. It answers
two questions, and nothing else in the program does: may they do this here (`require`), and whose rows do they see
(`scope`).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from eventhub.errors import NotFoundError, PermissionDeniedError
from eventhub.extensions import db
from eventhub.models.accounts import Account, Grant
from eventhub.models.codes import Role
from eventhub.models.visibility import EVERYTHING, Municipalities, Scope, ScopeOption

PLANNING_ROLES = frozenset({Role.ORGANISER, Role.CASE_WORKER, Role.HELPER})
PRIVATE_ROLES = frozenset({Role.ORGANISER, Role.CASE_WORKER})


@dataclass(frozen=True, slots=True)
class Granted:
    """One role and where it holds; all ids are sequence numbers of rows."""

    role: Role
    everywhere: bool = False
    municipality_id: int | None = None
    employer_id: int | None = None
    agency_id: int | None = None
    interpreter_id: int | None = None

    def holds_in(self, municipality_id: int | None) -> bool:
        """Whether the role holds there; for None: in the whole district."""
        return self.everywhere or (municipality_id is not None and self.municipality_id == municipality_id)


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who asks; `name` is what the audit log shows: a public id or 'system'."""

    name: str
    grants: tuple[Granted, ...] = ()
    participant_id: int | None = None
    system: bool = False

    def may(self, *roles: Role, municipality_id: int | None) -> bool:
        """Whether one of the staff roles holds in that municipality (None: in the whole district)."""
        return self.system or any(grant.role in roles and grant.holds_in(municipality_id) for grant in self.grants)

    def require(self, *roles: Role, municipality_id: int | None) -> None:
        """Raise PermissionDeniedError unless one of the staff roles holds in that municipality."""
        if not self.may(*roles, municipality_id=municipality_id):
            raise PermissionDeniedError("You may not do this at that place.")

    def places(self, *roles: Role) -> Municipalities:
        """Ids of the municipalities in which one of the staff roles holds; None: in the whole district."""
        return None if self.system else _places(self.grants, frozenset(roles))

    def is_employer(self, employer_id: int) -> bool:
        """Whether the actor speaks for that employer."""
        return any(grant.role is Role.EMPLOYER and grant.employer_id == employer_id for grant in self.grants)

    def is_agency(self, agency_id: int) -> bool:
        """Whether the actor speaks for that agency."""
        return any(grant.role is Role.AGENCY and grant.agency_id == agency_id for grant in self.grants)

    def scope(self) -> Scope:
        """Whose rows the actor sees."""
        if self.system:
            return EVERYTHING
        return Scope(
            municipalities=_places(self.grants, PLANNING_ROLES),
            private=_places(self.grants, PRIVATE_ROLES),
            participants=frozenset(filter(None, [self.participant_id])),
            employers=frozenset(grant.employer_id for grant in self.grants if grant.employer_id is not None),
            agencies=frozenset(grant.agency_id for grant in self.grants if grant.agency_id is not None),
            interpreters=frozenset(grant.interpreter_id for grant in self.grants if grant.interpreter_id is not None),
        )

    def sees(self) -> ScopeOption:
        """The option for a select about people: `select(Attendance).options(actor.sees())`."""
        return self.scope().option()


def system_actor() -> Actor:
    """The system at its own work: jobs, the demo, commands on the server."""
    return Actor(name="system", system=True)


def account_actor(public_id: str) -> Actor:
    """The actor of an account by its public id; raises NotFoundError if there is no such active account."""
    query = select(Account).where(Account.public_id == public_id, Account.active).options(selectinload(Account.grants))
    account = db.session.scalar(query)
    if account is None:
        raise NotFoundError("There is no such account.")
    return actor_of_account(account)


def actor_of_account(account: Account) -> Actor:
    """The actor of an account whose grants are loaded."""
    return Actor(name=account.public_id, grants=tuple(_granted(grant) for grant in account.grants))


def participant_actor(participant_id: int, public_id: str) -> Actor:
    """A participant who came by their personal link: sees what is theirs."""
    return Actor(name=public_id, participant_id=participant_id)


def _granted(grant: Grant) -> Granted:
    return Granted(
        role=grant.role,
        everywhere=grant.everywhere,
        municipality_id=grant.municipality_id,
        employer_id=grant.employer_id,
        agency_id=grant.agency_id,
        interpreter_id=grant.interpreter_id,
    )


def _places(grants: Iterable[Granted], roles: frozenset[Role]) -> Municipalities:
    held = [grant for grant in grants if grant.role in roles]
    if any(grant.everywhere for grant in held):
        return None
    return frozenset(grant.municipality_id for grant in held if grant.municipality_id is not None)

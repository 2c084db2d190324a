"""Adding accounts."""

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import select

from eventhub.errors import ConflictError, EventHubError, InputError, NotFoundError, PermissionDeniedError
from eventhub.extensions import db
from eventhub.models.accounts import Account, Grant
from eventhub.models.audit import AuditEntry
from eventhub.models.codes import Role
from eventhub.services.accounts import Place, add_user, new_password
from tests import factories as make
from tests.services.worlds import SYSTEM, staff

PASSWORD = "vier Wörter im Wald"


def test_account_has_a_lower_case_address_and_an_argon2id_hash(app: Flask) -> None:
    public_id = add_user(SYSTEM, " Kim@Example.org ", PASSWORD, Role.ORGANISER)
    account = db.session.scalars(select(Account)).one()
    assert (account.public_id, account.email) == (public_id, "kim@example.org")
    assert account.password is not None
    assert account.password.startswith("$argon2id$")
    assert PasswordHasher().verify(account.password, PASSWORD)


def test_audit_knows_the_account_by_id_and_holds_no_address(app: Flask) -> None:
    public_id = add_user(SYSTEM, "kim@example.org", PASSWORD, Role.ORGANISER)
    entry = db.session.scalars(select(AuditEntry)).one()
    assert (entry.action, entry.subject_id) == ("account.added", public_id)
    assert "kim" not in str(entry.details)


def test_staff_role_holds_everywhere_or_in_the_named_municipality(app: Flask) -> None:
    place = make.make_municipality("Musterdorf")
    add_user(SYSTEM, "a@example.org", PASSWORD, Role.ORGANISER)
    add_user(SYSTEM, "b@example.org", PASSWORD, Role.CASE_WORKER, Place(municipality="Musterdorf"))
    add_user(SYSTEM, "c@example.org", PASSWORD, Role.HELPER, Place(municipality=place.ags))
    grants = db.session.scalars(select(Grant).order_by(Grant.id)).all()
    assert [(grant.everywhere, grant.municipality_id) for grant in grants] == [
        (True, None),
        (False, place.id),
        (False, place.id),
    ]


def test_partner_role_holds_for_the_named_partner(app: Flask) -> None:
    firm, agency, interpreter = make.make_employer(), make.make_agency("abh"), make.make_interpreter()
    add_user(SYSTEM, "a@example.org", PASSWORD, Role.EMPLOYER, Place(employer=firm.name))
    add_user(SYSTEM, "b@example.org", PASSWORD, Role.AGENCY, Place(agency="abh"))
    add_user(SYSTEM, "c@example.org", PASSWORD, Role.INTERPRETER, Place(interpreter=interpreter.public_id))
    grants = db.session.scalars(select(Grant).order_by(Grant.id)).all()
    assert [grants[0].employer_id, grants[1].agency_id, grants[2].interpreter_id] == [
        firm.id,
        agency.id,
        interpreter.id,
    ]


@pytest.mark.parametrize(
    ("email", "password", "role", "place", "error", "sentence"),
    [
        ("kim", PASSWORD, Role.ORGANISER, Place(), InputError, "no e-mail address"),
        ("kim@example.org", "kurz", Role.ORGANISER, Place(), InputError, "at least 12"),
        ("kim@example.org", PASSWORD, Role.EMPLOYER, Place(), InputError, "for which employer"),
        ("kim@example.org", PASSWORD, Role.ORGANISER, Place(agency="abh"), InputError, "not for one agency"),
        ("kim@example.org", PASSWORD, Role.AGENCY, Place(agency="zoo"), NotFoundError, "no agency 'zoo'"),
        ("kim@example.org", PASSWORD, Role.HELPER, Place(municipality="Zwilling"), ConflictError, "more than one"),
    ],
)
def test_wrong_entry_gets_one_sentence_and_adds_nothing(
    app: Flask, email: str, password: str, role: Role, place: Place, error: type[EventHubError], sentence: str
) -> None:
    make.make_municipality("Zwilling")
    make.make_municipality("Zwilling")
    with pytest.raises(error, match=sentence):
        add_user(SYSTEM, email, password, role, place)
    assert db.session.scalars(select(Account)).all() == []


def test_address_is_taken_once_whatever_its_case(app: Flask) -> None:
    add_user(SYSTEM, "kim@example.org", PASSWORD, Role.ORGANISER)
    with pytest.raises(ConflictError, match="already"):
        add_user(SYSTEM, "KIM@example.org", PASSWORD, Role.HELPER)


def test_only_a_command_on_the_server_adds_accounts(app: Flask) -> None:
    with pytest.raises(PermissionDeniedError):
        add_user(staff(Role.ORGANISER), "kim@example.org", PASSWORD, Role.HELPER)


def test_new_passwords_are_long_and_differ() -> None:
    assert new_password() != new_password()
    assert len(new_password()) >= 20

"""Actors: what their grants allow, and whose rows they see."""

import pytest
from flask import Flask

from eventhub.errors import NotFoundError, PermissionDeniedError
from eventhub.models.accounts import Grant
from eventhub.models.codes import Role
from eventhub.models.visibility import EVERYTHING, Scope
from eventhub.services.actor import Actor, Granted, account_actor, participant_actor, system_actor
from tests import factories as make


def actor(*grants: Granted) -> Actor:
    return Actor(name="x", grants=grants)


def test_role_holds_in_its_municipality_only() -> None:
    organiser = actor(Granted(Role.ORGANISER, municipality_id=1))
    assert organiser.may(Role.ORGANISER, municipality_id=1)
    assert not organiser.may(Role.ORGANISER, municipality_id=2)
    assert not organiser.may(Role.ORGANISER, municipality_id=None)
    assert not organiser.may(Role.CASE_WORKER, municipality_id=1)


def test_role_everywhere_holds_in_every_municipality() -> None:
    organiser = actor(Granted(Role.ORGANISER, everywhere=True))
    assert organiser.may(Role.ORGANISER, municipality_id=7)
    assert organiser.may(Role.HELPER, Role.ORGANISER, municipality_id=None)


def test_nobody_may_anything() -> None:
    nobody = actor()
    assert nobody.scope() == Scope()
    with pytest.raises(PermissionDeniedError, match="at that place"):
        nobody.require(Role.ORGANISER, municipality_id=1)


def test_system_may_and_sees_everything() -> None:
    system_actor().require(Role.ORGANISER, municipality_id=1)
    assert system_actor().scope() == EVERYTHING


@pytest.mark.parametrize("role", [Role.EMPLOYER, Role.AGENCY, Role.INTERPRETER])
def test_partner_role_is_no_staff_role(role: Role) -> None:
    partner = actor(Granted(role, employer_id=1, agency_id=1, interpreter_id=1))
    assert not partner.may(Role.ORGANISER, Role.CASE_WORKER, Role.HELPER, municipality_id=1)
    assert partner.scope().municipalities == frozenset()
    assert partner.scope().private == frozenset()


def test_employer_and_agency_speak_for_themselves_only() -> None:
    both = actor(Granted(Role.EMPLOYER, employer_id=1), Granted(Role.AGENCY, agency_id=2))
    assert both.is_employer(1)
    assert not both.is_employer(2)
    assert both.is_agency(2)
    assert not both.is_agency(1)
    assert not system_actor().is_employer(1)


def test_helper_sees_no_private_records() -> None:
    helper = actor(Granted(Role.HELPER, municipality_id=1)).scope()
    assert helper == Scope(municipalities=frozenset({1}))


def test_case_worker_sees_private_records_of_the_own_municipality() -> None:
    case_worker = actor(Granted(Role.CASE_WORKER, municipality_id=1), Granted(Role.HELPER, everywhere=True)).scope()
    assert case_worker == Scope(municipalities=None, private=frozenset({1}))


def test_data_protection_officer_sees_no_people() -> None:
    assert actor(Granted(Role.DATA_PROTECTION, everywhere=True)).scope() == Scope()


def test_participant_sees_what_is_theirs() -> None:
    assert participant_actor(5, "public").scope() == Scope(participants=frozenset({5}))


def test_account_becomes_an_actor_with_its_grants(app: Flask) -> None:
    town, agency = make.make_municipality(), make.make_agency()
    account = make.make_account(make.staff_grant(Role.ORGANISER, town), Grant(role=Role.AGENCY, agency_id=agency.id))
    found = account_actor(account.public_id)
    assert found.name == account.public_id
    assert found.may(Role.ORGANISER, municipality_id=town.id)
    assert found.scope() == Scope(
        municipalities=frozenset({town.id}), private=frozenset({town.id}), agencies=frozenset({agency.id})
    )


def test_inactive_or_unknown_account_is_not_found(app: Flask) -> None:
    account = make.make_account(active=False)
    for public_id in (account.public_id, "unknown"):
        with pytest.raises(NotFoundError):
            account_actor(public_id)

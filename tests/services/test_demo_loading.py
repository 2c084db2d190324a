"""The demo district in the database."""

import pytest
from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import func, select, text

from eventhub.demo.calendar import EVENTS
from eventhub.errors import ConflictError, PermissionDeniedError
from eventhub.extensions import Base, db
from eventhub.models.accounts import Account
from eventhub.models.agencies import OfficerDuty
from eventhub.models.attendances import Attendance
from eventhub.models.codes import Role
from eventhub.models.employers import Employer, Position
from eventhub.models.people import Participant, PrivateRecord
from eventhub.models.places import Municipality, Room, Venue
from eventhub.models.visibility import EVERYTHING
from eventhub.services.demo.accounts import ACCOUNTS, add_demo_accounts, demo_password
from eventhub.services.demo.loading import district_exists, load_demo
from eventhub.services.planning import build_problem
from tests.services.worlds import SYSTEM, make_world, staff


def count(model: type[Base]) -> int:
    statement = select(func.count()).select_from(model).options(EVERYTHING.option())
    return db.session.scalar(statement) or 0


def test_demo_fills_an_empty_database(app: Flask) -> None:
    assert not district_exists()
    load_demo(SYSTEM, seed=7)
    assert district_exists()
    assert [count(model) for model in (Municipality, Venue, Employer, Participant, Attendance)] == [
        11,
        11,
        45,
        180,
        180,
    ]
    assert count(Position) == 108
    assert count(Room) > 20
    assert count(OfficerDuty) == sum(len(event.sessions) for event in EVENTS)


def test_demo_events_give_problems_worth_solving(app: Flask) -> None:
    load_demo(SYSTEM, seed=7)
    for event in EVENTS:
        problem = build_problem(SYSTEM, event.slug)
        assert (len(problem.participants), len(problem.employers)) == (event.people, len(event.firms))
        assert (problem.rounds, len(problem.sessions)) == (event.rounds, len(event.sessions))
        if event.firms:
            assert any(pair.promised for pair in problem.pairs)
            assert len({pair.score for pair in problem.pairs}) > 20
            assert 0.1 < sum(bool(pair.interpreter) for pair in problem.pairs) / len(problem.pairs) < 0.6


def test_demo_keeps_residence_and_contact_encrypted(app: Flask) -> None:
    load_demo(SYSTEM, seed=7)
    record = db.session.scalars(select(PrivateRecord).options(EVERYTHING.option())).first()
    assert record is not None
    assert record.flags is not None
    assert record.flags.keys() == {"document", "work", "rules_of"}
    stored = db.session.connection().execute(text("SELECT flags, contact FROM private_record")).all()
    assert len(stored) == 180
    assert not any("document" in row.flags or "example.org" in (row.contact or "") for row in stored)


def test_same_seed_gives_the_same_public_ids_and_problem(app: Flask) -> None:
    load_demo(SYSTEM, seed=7)
    problem = build_problem(SYSTEM, EVENTS[2].slug)
    for table in reversed(Base.metadata.sorted_tables):
        if table.name != "audit_entry":
            db.session.connection().execute(table.delete())
    db.session.commit()
    load_demo(SYSTEM, seed=7)
    assert build_problem(SYSTEM, EVENTS[2].slug) == problem


def test_demo_never_mixes_with_a_district_that_is_there(app: Flask) -> None:
    make_world()
    with pytest.raises(ConflictError, match="empty"):
        load_demo(SYSTEM, seed=7)
    assert count(Participant) == 2


def test_only_a_command_on_the_server_loads_the_demo(app: Flask) -> None:
    with pytest.raises(PermissionDeniedError):
        load_demo(staff(Role.ORGANISER), seed=7)
    assert not district_exists()


def test_demo_accounts_open_with_the_password_of_the_installation_only(app: Flask) -> None:
    load_demo(SYSTEM, seed=7)
    add_demo_accounts(SYSTEM, "key of this installation")
    client = app.test_client()
    page = client.get("/sign-in").text
    token = page.split('name="csrf_token" type="hidden" value="')[1].split('"')[0]
    codes = [
        client.post(
            "/sign-in", data={"email": ACCOUNTS[0].email, "password": password, "csrf_token": token}
        ).status_code
        for password in (demo_password("key of another one"), demo_password("key of this installation"))
    ]
    assert codes == [200, 302]


def test_demo_accounts_are_added_once_and_follow_a_new_key(app: Flask) -> None:
    load_demo(SYSTEM, seed=7)
    for key in ("old key", "old key", "new key"):
        add_demo_accounts(SYSTEM, key)
    hashes = dict(db.session.execute(select(Account.email, Account.password)).all())
    assert hashes.keys() == {account.email for account in ACCOUNTS}
    assert PasswordHasher().verify(hashes[ACCOUNTS[0].email] or "", demo_password("new key"))


def test_district_of_ones_own_gets_no_demo_accounts(app: Flask) -> None:
    make_world()
    with pytest.raises(ConflictError):
        add_demo_accounts(SYSTEM, "key")
    assert count(Account) == 0

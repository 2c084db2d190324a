"""Encrypted columns: unreadable in the database, refused with the wrong key."""

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import Session

from eventhub.extensions import db
from eventhub.models.agencies import Officer
from eventhub.models.encryption import KEYRING, DecryptionError, Keyring
from eventhub.models.people import Participant, PrivateRecord
from eventhub.models.transaction import transaction
from eventhub.models.visibility import EVERYTHING
from tests import factories as make

OLD, NEW = b"o" * 32, b"n" * 32
RING = Keyring(keys={"old": OLD, "new": NEW}, current="new")


def test_keyring_opens_what_it_sealed() -> None:
    value = {"document": "24", "notes": "sagt „grüß Gott“", "list": [1, None, True]}
    assert RING.open(RING.seal(value, "t.c"), "t.c") == value


def test_same_value_is_sealed_differently_each_time() -> None:
    assert RING.seal("x", "t.c") != RING.seal("x", "t.c")


def test_old_key_still_opens_and_new_values_name_the_new_key() -> None:
    old = Keyring(keys={"old": OLD}, current="old").seal("x", "t.c")
    assert RING.open(old, "t.c") == "x"
    assert RING.seal("x", "t.c").startswith("new.")


@pytest.mark.parametrize("keys", [{"old": OLD}, {"new": OLD}, {"new": b"x" * 32}])
def test_wrong_or_missing_key_fails_closed(keys: dict[str, bytes]) -> None:
    sealed = RING.seal("a secret", "t.c")
    with pytest.raises(DecryptionError) as refusal:
        Keyring(keys=keys, current=next(iter(keys))).open(sealed, "t.c")
    assert "a secret" not in str(refusal.value)


def test_value_of_another_column_does_not_open() -> None:
    with pytest.raises(DecryptionError):
        RING.open(RING.seal("x", "private_record.notes"), "private_record.flags")


@pytest.mark.parametrize("stored", ["", "new", "new.", "new.AAAA", "new.ä", "plain text", "gone.AAAAAAAAAAAAAAAAAAAA"])
def test_damaged_value_does_not_open(stored: str) -> None:
    with pytest.raises(DecryptionError):
        RING.open(stored, "t.c")


def test_keys_never_show_in_a_representation() -> None:
    assert "nnnn" not in repr(RING)


def test_database_holds_no_plain_text(app: Flask, session: Session) -> None:
    make.make_participant(private=True)
    make.make_employer(contact=True)
    with db.engine.connect() as connection:
        rows = connection.exec_driver_sql(
            "SELECT flags, notes, contact FROM private_record UNION ALL SELECT contact, '', '' FROM employer_contact"
        ).all()
    stored = " ".join(value for row in rows for value in row)
    assert len(rows) == 2
    assert stored.count("new.") == 4
    for plain in ("document", "ruhig", "example.org", "Muster"):
        assert plain not in stored


def test_record_reads_back_and_fails_closed_with_another_key(app: Flask, session: Session) -> None:
    make.make_participant(private=True)
    records = select(PrivateRecord).options(EVERYTHING.option())
    session.expunge_all()
    assert session.scalars(records).one().flags == {"document": "24"}
    session.expunge_all()
    app.extensions[KEYRING] = Keyring(keys={"new": b"x" * 32}, current="new")
    with pytest.raises(DecryptionError):
        session.scalars(records).one()


def test_nothing_is_stored_as_null(app: Flask, session: Session) -> None:
    with transaction():
        person = make.make_participant()
        session.add(PrivateRecord(participant_id=person.id))
    record = session.scalars(select(PrivateRecord).options(EVERYTHING.option())).one()
    assert (record.flags, record.notes, record.contact) == (None, None, None)


def test_plain_select_of_people_loads_no_encrypted_value(session: Session) -> None:
    make.make_participant(private=True)
    make.make_officer(make.make_agency(), contact={"email": "toni@example.org"})
    session.expunge_all()
    person = session.scalars(select(Participant).options(EVERYTHING.option())).one()
    officer = session.scalars(select(Officer)).one()
    with pytest.raises(Exception, match="raise"):
        _ = person.private
    with pytest.raises(Exception, match="raise"):
        _ = officer.contact

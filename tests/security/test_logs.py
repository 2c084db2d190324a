"""Row 13: nothing personal and no secret in any log, on good days and on bad ones."""

import logging

import pytest
from flask import Flask
from sqlalchemy import update

from eventhub.extensions import db
from eventhub.models.accounts import Grant
from eventhub.models.codes import Role
from eventhub.models.people import Participant, PrivateRecord
from eventhub.models.transaction import transaction
from eventhub.services.links import personal_path
from eventhub.services.secrets import Purpose
from tests import factories as make
from tests.services.worlds import SYSTEM, World, make_world
from tests.web.organisers import organiser
from tests.web.pages import PASSWORD, client_for, token

CANARIES = ("Kanarienvogel", "kanarien@example.org", "Musterbäckerei", "Kanariennotiz", PASSWORD)


@pytest.fixture
def world(sqlite_app: Flask) -> World:
    world = make_world()
    world.published()
    with transaction() as session:
        person = Participant.id == world.amal.participant_id
        session.execute(update(Participant).where(person).values(preferred_name=CANARIES[0]).options(SYSTEM.sees()))
        contact = {"email": CANARIES[1]}
        session.add(PrivateRecord(participant_id=world.amal.participant_id, notes=CANARIES[3], contact=contact))
    return world


def secrets_of(world: World) -> list[str]:
    return [
        personal_path(SYSTEM, purpose, row.public_id).rsplit("/")[-1].removesuffix(".ics")
        for purpose in (Purpose.PAGE, Purpose.CALENDAR)
        for row in (world.amal, world.berna)
    ]


def assert_nothing_in(log: pytest.LogCaptureFixture, *secrets: str) -> None:
    text = log.text + "".join(str(vars(record)) for record in log.records)
    assert text
    for canary in (*CANARIES, *secrets):
        assert canary not in text, canary


def test_journey_of_every_role_leaves_no_name_and_no_secret(
    sqlite_app: Flask, world: World, caplog: pytest.LogCaptureFixture
) -> None:
    secrets = secrets_of(world)
    with caplog.at_level(logging.DEBUG):
        clerk = organiser(sqlite_app, world.municipality)
        event = f"/organise/events/{world.event.slug}"
        person = f"{event}/people/{world.amal.public_id}"
        for path in (event, f"{event}/people?q=Kanarienvogel", person, f"{person}/edit", f"{event}/plan/?view=people"):
            assert clerk.get(path).status_code == 200, path
        assert clerk.post(f"{event}/people/new", data={"preferred_name": CANARIES[0]}).status_code == 422
        assert clerk.post(f"{event}/plan/start", data={"seconds": "15"}).status_code == 302
        assert clerk.post(f"{event}/cancel").status_code == 302
        guest = sqlite_app.test_client()
        for purpose in (Purpose.PAGE, Purpose.CALENDAR):
            path = personal_path(SYSTEM, purpose, world.amal.public_id)
            assert guest.get(path).status_code == 200
            assert guest.post(path).status_code == 405
            assert guest.get(path[:-5]).status_code == 404
        agency = client_for(sqlite_app, Grant(role=Role.AGENCY, agency_id=world.agency.id))
        assert agency.get(f"/agency/sessions/{world.session.public_id}/roster.xlsx").status_code == 200
        worker = client_for(sqlite_app, make.staff_grant(Role.CASE_WORKER, world.municipality))
        assert worker.get(f"/cases/{world.amal.public_id}/schedule").status_code == 302
        wrong = {"email": CANARIES[1], "password": PASSWORD, "csrf_token": token(guest)}
        assert guest.post("/sign-in", data=wrong).status_code == 200
        logging.getLogger("eventhub").info("The journey has ended.")
    assert_nothing_in(caplog, *secrets)


@pytest.mark.parametrize("lost", ["published_item", "district", "event"])
def test_database_that_fails_in_mid_page_leaves_no_secret(
    sqlite_app: Flask, world: World, caplog: pytest.LogCaptureFixture, lost: str
) -> None:
    """Also not by the server, which logs the path of a request whose error page failed too."""
    secrets = secrets_of(world)
    paths = [personal_path(SYSTEM, purpose, world.amal.public_id) for purpose in (Purpose.PAGE, Purpose.CALENDAR)]
    clerk, people = organiser(sqlite_app, world.municipality), f"/organise/events/{world.event.slug}/people"
    with db.engine.begin() as connection:
        connection.exec_driver_sql(f"ALTER TABLE {lost} RENAME TO lost")
    with caplog.at_level(logging.DEBUG):
        answers = [sqlite_app.test_client().get(path) for path in paths]
        answers.append(clerk.get(f"{people}?q={CANARIES[0]}"))
    assert {answer.status_code for answer in answers} <= {200, 500}
    assert 500 in {answer.status_code for answer in answers}
    for answer in answers:
        if answer.status_code == 500:
            assert "Das hat nicht geklappt" in answer.text or "That did not work" in answer.text
    assert_nothing_in(caplog, *secrets)
    assert not [record for record in caplog.records if record.exc_info]

"""A case worker's people, their events, and the way to each one's own page."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from eventhub.extensions import db
from eventhub.models.attendances import AttendanceState
from eventhub.models.audit import AuditEntry
from eventhub.models.codes import Role
from eventhub.models.events import EventState
from eventhub.models.transaction import transaction
from eventhub.services.cases import cases
from tests import factories as make
from tests.services.test_query_counts import counted
from tests.services.worlds import World, make_world, staff
from tests.web.pages import client_for


@pytest.fixture
def world(sqlite_app: Flask) -> World:
    world = make_world()
    world.published()
    return world


@pytest.fixture
def worker(sqlite_app: Flask, world: World) -> FlaskClient:
    return client_for(sqlite_app, make.staff_grant(Role.CASE_WORKER, world.municipality))


def test_people_are_listed_with_their_events_and_state(world: World, worker: FlaskClient) -> None:
    with transaction():
        world.berna.state = AttendanceState.DECLINED
        world.event.state = EventState.POSTPONED
    text = worker.get("/cases/?lang=en").text
    assert "2 people" in text
    assert text.index("Amal Beispiel") < text.index("Berna Muster")
    row = text.split("Berna Muster")[1].split("</tr>")[0]
    for shown in ("Mustertag", "Postponed", "Declined", f"number {world.berna.roster_number}"):
        assert shown in row


def test_person_without_an_event_is_listed_too(world: World, worker: FlaskClient) -> None:
    make.make_participant(world.municipality, preferred_name="Cem Probe")
    assert "Cem Probe" in worker.get("/cases/").text


def test_search_finds_a_part_of_a_name(world: World, worker: FlaskClient) -> None:
    text = worker.get("/cases/?q=muST&lang=en").text
    assert "1 person" in text
    assert "Berna Muster" in text
    assert "Amal" not in text
    assert "Nobody is found." in worker.get("/cases/?q=xyz&lang=en").text


def test_guest_from_elsewhere_is_neither_listed_nor_opened(world: World, worker: FlaskClient) -> None:
    """At an event here the scope shows the guest's planning facts; a case worker's people live here."""
    guest = make.make_attendance(world.event, make.make_participant(preferred_name="Gast Anderswo"))
    assert "Gast Anderswo" not in worker.get("/cases/").text
    assert worker.get(f"/cases/{guest.public_id}/schedule").status_code == 404


def test_own_person_at_an_event_elsewhere_is_listed(world: World, worker: FlaskClient) -> None:
    elsewhere = make.make_event(title={"de": "Anderer Tag"}, day=make.DAY + timedelta(days=1))
    make.make_attendance(elsewhere, make.make_participant(world.municipality, preferred_name="Cem Probe"))
    assert "Anderer Tag" in worker.get("/cases/").text


def test_case_worker_of_another_municipality_sees_nobody(sqlite_app: Flask, world: World) -> None:
    other = client_for(sqlite_app, make.staff_grant(Role.CASE_WORKER, make.make_municipality()))
    assert "Nobody of your municipality is registered yet." in other.get("/cases/?lang=en").text
    assert other.get(f"/cases/{world.amal.public_id}/schedule").status_code == 404


def test_schedule_opens_the_persons_own_page_and_is_noted(world: World, worker: FlaskClient) -> None:
    answer = worker.get(f"/cases/{world.amal.public_id}/schedule")
    assert answer.status_code == 302
    assert answer.location.startswith(f"/p/{world.amal.public_id}/")
    assert "Musterbäckerei" in worker.get(answer.location).text
    db.session.rollback()  # see what the requests wrote
    entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert entry is not None
    assert (entry.action, entry.subject_id) == ("schedule.opened", world.amal.public_id)


def test_list_costs_the_same_queries_for_more_people(app: Flask) -> None:
    world = make_world()
    worker = staff(Role.CASE_WORKER, world.municipality)
    with counted() as two:
        assert len(cases(worker)) == 2
    for _ in range(2):
        make.make_attendance(make.make_event(), make.make_participant(world.municipality))
    with counted() as four:
        assert [len(case.events) for case in cases(worker)] == [1] * 4
    assert 0 < len(four) == len(two)

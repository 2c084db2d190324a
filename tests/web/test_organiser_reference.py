"""The organiser's pages about venues, topics, agencies and the operator's texts."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from eventhub.extensions import db
from eventhub.models.agencies import Agency
from eventhub.models.audit import AuditEntry
from eventhub.models.notices import NoticeKind
from eventhub.models.places import Municipality, Room, Venue
from eventhub.models.sessions import Topic
from eventhub.services.districts import notice_text
from tests import factories as make
from tests.services.test_query_counts import counted
from tests.web.organisers import Desk, make_desk, organiser

DISTRICT = (
    "/topics",
    "/topics/new",
    "/topics/{topic}",
    "/agencies/new",
    "/agencies/{agency}",
    "/texts",
    "/texts/imprint",
)
VENUE = {"name": "Neue Halle", "address": "Musterweg 2, 48000 Musterstadt", "step_free": "y", "reachable_by_bus": "y"}


@pytest.fixture
def local(sqlite_app: Flask) -> Desk:
    """The desk of an organiser of one municipality."""
    desk = make_desk(sqlite_app, "")
    return Desk(desk.world, desk.client, "/organise")


@pytest.fixture
def desk(sqlite_app: Flask, local: Desk) -> Desk:
    """The desk of an organiser of the whole district."""
    return Desk(local.world, organiser(sqlite_app), "/organise")


def venue_named(name: str) -> Venue:
    return db.session.scalars(select(Venue).where(Venue.name == name).options(selectinload(Venue.rooms))).one()


def here(desk: Desk) -> dict[str, Any]:
    return {"municipality": desk.world.municipality.public_id}


def test_venue_is_added_and_changed_with_its_rooms(local: Desk) -> None:
    assert local.send("/places/new", VENUE | here(local)).location == "/organise/places"
    venue = venue_named("Neue Halle")
    reach = (venue.step_free, venue.reachable_by_train, venue.reachable_by_bus, venue.reachable_by_car)
    assert reach == (True, False, True, False)
    path = f"/places/{venue.public_id}"
    assert local.send(f"{path}/rooms/new", {"name": "Saal", "seats": "80", "tables": "20"}).status_code == 302
    room = venue_named("Neue Halle").rooms[0]
    assert (room.seats, room.tables, room.step_free) == (80, 20, False)
    page = local.read(path)
    for shown in ("Neue Halle", "Musterweg 2", "by bus", "Saal", "80"):
        assert shown in page
    assert "by train" not in page
    edit = f"{path}/rooms/{room.public_id}"
    assert 'value="Saal"' in local.read(edit)
    assert local.send(edit, {"name": "Saal", "seats": "90", "tables": "20"}).status_code == 302
    assert local.send(f"{path}/edit", VENUE | {"name": "Alte Halle"}).status_code == 302
    assert venue_named("Alte Halle").rooms[0].seats == 90


def test_two_rooms_of_a_venue_do_not_share_a_name(local: Desk) -> None:
    venue = db.session.scalars(select(Venue)).one()
    data = {"name": "Saal", "seats": "1", "tables": "1"}
    path = f"/places/{venue.public_id}/rooms/new"
    assert local.send(path, data).status_code == 302
    again = local.send(path, data)
    assert again.status_code == 422
    assert "There is a room Saal at this venue already." in again.text
    assert db.session.scalar(select(func.count(Room.id))) == 1


def test_local_organiser_sees_and_adds_own_venues_only(local: Desk) -> None:
    other = make.make_venue(make.make_municipality("Anderswo"), name="Fremde Halle")
    room = make.make_room(other)
    elsewhere = db.session.scalars(select(Municipality.public_id).where(Municipality.name == "Anderswo")).one()
    assert "Fremde Halle" not in local.read("/places")
    assert local.send("/places/new", VENUE | {"municipality": elsewhere}).status_code == 422
    for path in (f"/places/{other.public_id}", f"/places/{other.public_id}/edit"):
        assert local.client.get(local.home + path).status_code == 404, path
    mine = db.session.scalars(select(Venue.public_id).where(Venue.name == "Musterhalle")).one()
    for venue in (other.public_id, mine):
        assert local.client.get(f"{local.home}/places/{venue}/rooms/{room.public_id}").status_code == 404
    assert local.send(f"/places/{other.public_id}/rooms/new", {"name": "x", "seats": "1"}).status_code == 404


def test_room_is_found_at_its_own_venue_only(local: Desk) -> None:
    mine = db.session.scalars(select(Venue).where(Venue.name == "Musterhalle")).one()
    room = make.make_room(make.make_venue(local.world.municipality), name="Saal")
    path = f"/places/{mine.public_id}/rooms/{room.public_id}"
    assert local.client.get(local.home + path).status_code == 404
    assert local.send(path, {"name": "Anders", "seats": "1", "tables": "1"}).status_code == 404
    assert db.session.scalars(select(Room.name).where(Room.public_id == room.public_id)).one() == "Saal"


def test_topics_agencies_and_texts_are_for_organisers_of_the_whole_district(local: Desk, desk: Desk) -> None:
    topic = db.session.scalars(select(Topic.public_id)).one()
    agency = db.session.scalars(select(Agency.public_id)).one()
    for path in DISTRICT:
        address = desk.home + path.format(topic=topic, agency=agency)
        assert local.client.get(address).status_code == 403, path
        assert desk.client.get(address).status_code == 200, path
    assert "Topics and agencies" not in local.read("/places")
    assert "Topics and agencies" in desk.read("/places")


def test_topic_gets_a_code_from_its_german_title_and_keeps_it(desk: Desk) -> None:
    assert desk.send("/topics/new", {"de": "Übergang in Arbeit!", "en": "", "ar": "عمل"}).status_code == 302
    query = select(Topic).where(Topic.code == "uebergang-in-arbeit")
    topic = db.session.scalars(query).one()
    assert topic.title == {"de": "Übergang in Arbeit!", "ar": "عمل"}
    assert desk.send("/topics/new", {"de": "Übergang in Arbeit"}).status_code == 422
    assert desk.send(f"/topics/{topic.public_id}", {"de": "Arbeit", "en": "Work", "ar": ""}).status_code == 302
    assert db.session.scalars(query).one().title == {"de": "Arbeit", "en": "Work"}
    assert desk.send("/topics/new", {"en": "only English"}).status_code == 422


def test_agency_has_a_short_name_of_its_own(desk: Desk) -> None:
    assert desk.send("/agencies/new", {"name": "Musterkammer", "code": "hwk"}).status_code == 302
    again = desk.send("/agencies/new", {"name": "Andere", "code": "hwk"})
    assert again.status_code == 422
    assert "There is an agency hwk already." in again.text
    assert desk.send("/agencies/new", {"name": "Andere", "code": "Hand Werk"}).status_code == 422
    agency = db.session.scalars(select(Agency).where(Agency.code == "hwk")).one()
    assert desk.send(f"/agencies/{agency.public_id}", {"name": "Kammer", "code": "hwk"}).status_code == 302
    assert "Kammer" in desk.read("/topics")


def test_text_for_visitors_is_written_and_read_at_once(desk: Desk) -> None:
    assert "draft" in desk.read("/texts")
    assert desk.send("/texts/imprint", {"de": "", "en": "text"}).status_code == 422
    assert notice_text(NoticeKind.IMPRINT) is None
    text = "Kreis Muster\n\n## Kontakt"
    assert desk.send("/texts/imprint", {"de": text, "en": "District of Muster", "ar": ""}).status_code == 302
    assert notice_text(NoticeKind.IMPRINT) == {"de": text, "en": "District of Muster"}
    assert "District of Muster" in desk.client.get("/notice/imprint").text
    assert "Kreis Muster" in desk.read("/texts/imprint")
    assert "German, English" in desk.read("/texts")


def test_what_was_written_is_audited(desk: Desk) -> None:
    desk.send("/places/new", VENUE | here(desk))
    desk.send("/topics/new", {"de": "Arbeit"})
    desk.send("/agencies/new", {"name": "Musterkammer", "code": "hwk"})
    actions = db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()
    assert actions == ["venue.added", "topic.added", "agency.added"]


def test_list_of_venues_costs_the_same_queries_for_more(desk: Desk) -> None:
    with counted() as before:
        desk.read("/places")
    for number in (2, 3):
        make.make_room(make.make_venue(make.make_municipality(f"Ort {number}")))
    with counted() as after:
        desk.read("/places")
    assert 0 < len(after) == len(before)

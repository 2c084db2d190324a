"""Row 7: ids of another place in the fields of a form are refused, and nothing is written."""

import pytest
from flask import Flask

from tests.security.places import District, make_district
from tests.security.test_matrix import contents

PERSON = {
    "preferred_name": "Dilan Probe",
    "interface_language": "de",
    "german_level": "A2",
    "travel": "car",
    "first": "0",
    "end": "4",
    "min_dates": "1",
    "max_dates": "4",
}
EVENT = {
    "title_de": "Anderswo",
    "kind": "rotation",
    "day": "2027-05-04",
    "starts": "09:00",
    "rounds": "4",
    "round_minutes": "10",
    "changeover_minutes": "5",
    "break_after": "0",
    "break_minutes": "20",
    "capacity": "10",
    "overbooking_percent": "0",
}
SESSION = {"first_round": "0", "rounds": "1", "capacity": "5"}
VENUE = {"name": "Halle", "address": "Weg 1"}
NORTH = "/organise/events/nord-event"


@pytest.fixture
def district(sqlite_app: Flask) -> District:
    return make_district()


def smuggled(district: District) -> list[tuple[str, dict[str, str], int]]:
    """Forms of an organiser of the north, each with one id of the south, and the status that refuses it."""
    north, south = district.north, district.south
    there, here = south.municipality.public_id, north.municipality.public_id
    own = PERSON | {"municipality": here}
    people, session = f"{NORTH}/people", SESSION | {"topic": north.values["topic_id"]}
    guest = f"{people}/{district.guest['attendance_id']}"
    return [
        (f"{people}/new", PERSON | {"municipality": there}, 422),
        (f"{people}/new", own | {"named_to": south.values["participation_id"]}, 422),
        (f"{people}/new", own | {"topics-0-topic": "nothing", "topics-0-source": "person"}, 422),
        (f"{people}/{north.values['attendance_id']}/edit", PERSON | {"municipality": there}, 422),
        (f"{guest}/edit", own | {"named_to": south.values["participation_id"]}, 422),
        (f"{people}/add/{district.guest['person_id']}", PERSON, 404),
        ("/organise/events/new", EVENT | {"municipality": there}, 422),
        ("/organise/events/new", EVENT | {"municipality": here, "venue": south.values["venue_id"]}, 422),
        (f"{NORTH}/edit", EVENT | {"municipality": there}, 422),
        (f"{NORTH}/edit", EVENT | {"municipality": here, "venue": south.values["venue_id"]}, 422),
        ("/organise/places/new", VENUE | {"municipality": there}, 422),
        (f"{NORTH}/sessions/new", session | {"room": south.values["room_id"]}, 422),
        (f"{NORTH}/sessions/new", session | {"hosts": "nothing"}, 422),
        (f"{NORTH}/plan/publish", {"version": "nothing"}, 302),
    ]


def test_foreign_ids_in_fields_are_refused_and_nothing_changes(sqlite_app: Flask, district: District) -> None:
    client, forms = district.clients(sqlite_app)["organiser"], smuggled(district)
    before = contents()
    for path, data, status in forms:
        assert client.post(path, data=data).status_code == status, (path, data)
    assert contents() == before


def test_the_same_forms_with_own_ids_are_taken(sqlite_app: Flask, district: District) -> None:
    """So the test above refuses for the id and for nothing else."""
    client, north = district.clients(sqlite_app)["organiser"], district.north
    here = north.municipality.public_id
    own = PERSON | {"municipality": here, "named_to": north.values["participation_id"]}
    event = EVENT | {"municipality": here, "venue": north.values["venue_id"]}
    session = SESSION | {"topic": north.values["topic_id"], "room": north.values["room_id"]}
    forms = {
        f"{NORTH}/people/new": own,
        "/organise/events/new": event,
        "/organise/places/new": VENUE | {"municipality": here},
        f"{NORTH}/sessions/new": session,
    }
    for path, data in forms.items():
        assert client.post(path, data=data).status_code == 302, path


def test_guests_own_facts_stay_whatever_is_sent_with_their_coming(sqlite_app: Flask, district: District) -> None:
    """An organiser changes a guest's coming, not who they are or where they live."""
    client = district.clients(sqlite_app)["organiser"]
    path = f"{NORTH}/people/{district.guest['attendance_id']}/edit"
    before = contents()
    data = PERSON | {"municipality": district.north.municipality.public_id, "contact_email": "neu@example.org"}
    assert client.post(path, data=data | {"needs_childcare": "y"}).status_code == 302
    after = contents()
    changed = {table for table, rows in after.items() if rows != before[table]}
    assert changed == {"attendance", "audit_entry"}

"""What an employer sees and says: its own dates, and its positions."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from eventhub.extensions import db
from eventhub.models.attendances import ConsentPurpose
from eventhub.models.audit import AuditEntry
from eventhub.models.codes import LanguageLevel, PositionKind, Role
from eventhub.models.employers import Employer, Position
from eventhub.models.events import EventState
from eventhub.models.transaction import transaction
from eventhub.services.actor import account_actor
from eventhub.services.employer_events import employer_events
from eventhub.services.employers import own_employers
from eventhub.services.event_life import postpone_event
from tests import factories as make
from tests.services.test_query_counts import counted
from tests.services.worlds import SYSTEM, World, make_world
from tests.web.pages import client_for, token


def client_of(app: Flask, employer_id: int) -> FlaskClient:
    return client_for(app, make.Grant(role=Role.EMPLOYER, employer_id=employer_id))


@pytest.fixture
def world(sqlite_app: Flask) -> World:
    world = make_world()
    world.published()
    return world


@pytest.fixture
def bakery(sqlite_app: Flask, world: World) -> FlaskClient:
    return client_of(sqlite_app, world.bakery.employer_id)


def test_events_of_the_own_employer_are_listed_with_their_dates(world: World, bakery: FlaskClient) -> None:
    text = bakery.get("/employer/?lang=en").text
    assert "Mustertag" in text
    assert "2 dates" in text
    assert "Mustergarten" not in text


def test_dates_show_numbers_and_after_consent_the_name(world: World, bakery: FlaskClient) -> None:
    path = f"/employer/dates/{world.bakery.public_id}?lang=en"
    text = bakery.get(path).text
    assert "09:00–09:10" in text
    assert "09:30–09:40" in text
    assert f">{world.amal.roster_number}<" in text
    assert "A1" in text
    assert "Amal" not in text
    assert "Berna" not in text
    make.make_consent(world.berna, world.bakery, purpose=ConsentPurpose.NAME_TO_EMPLOYER)
    text = bakery.get(path).text
    assert "Berna Muster" in text
    assert "Amal" not in text


def test_dates_never_show_what_an_employer_may_not_see(sqlite_app: Flask) -> None:
    """R2: of a person there are time, number or name, German level and whether somebody interprets."""
    world = make_world()
    world.published()
    make.make_consent(world.amal, world.bakery, purpose=ConsentPurpose.NAME_TO_EMPLOYER)
    page = client_of(sqlite_app, world.bakery.employer_id).get(f"/employer/dates/{world.bakery.public_id}?lang=en").text
    row = page.split("Amal Beispiel")[1].split("</tr>")[0]
    assert [cell.split("<")[0].strip() for cell in row.split('kern-table__cell">')[1:]] == ["A1 – first words", "yes"]
    assert world.interpreter.name not in page
    assert "Aufenthalt" not in page


def test_dates_of_another_employer_are_not_found(world: World, bakery: FlaskClient) -> None:
    assert bakery.get(f"/employer/dates/{world.garden.public_id}").status_code == 404


def test_dates_before_publishing_say_so(sqlite_app: Flask) -> None:
    world = make_world()
    world.stored()
    client = client_of(sqlite_app, world.bakery.employer_id)
    assert "The dates are not published yet." in client.get("/employer/?lang=en").text
    page = client.get(f"/employer/dates/{world.bakery.public_id}?lang=en").text
    assert "The dates are not published yet." in page
    assert "09:00" not in page


@pytest.mark.parametrize("state", [EventState.CANCELLED, EventState.POSTPONED])
def test_dates_of_an_event_called_off_are_gone(world: World, bakery: FlaskClient, state: EventState) -> None:
    with transaction():
        world.event.state = state
    assert state.value.capitalize() in bakery.get("/employer/?lang=en").text
    text = bakery.get(f"/employer/dates/{world.bakery.public_id}?lang=en").text
    assert f"This event is {state.value}." in text
    assert "09:00" not in text


def test_dates_of_an_event_put_off_are_not_published_any_more(world: World, bakery: FlaskClient) -> None:
    postpone_event(SYSTEM, world.event.slug, make.DAY + timedelta(days=7))
    assert "The dates are not published yet." in bakery.get("/employer/?lang=en").text


def test_draft_event_is_nobodys_business_yet(sqlite_app: Flask) -> None:
    world = make_world(state=EventState.DRAFT)
    client = client_of(sqlite_app, world.bakery.employer_id)
    assert "Mustertag" not in client.get("/employer/").text
    assert client.get(f"/employer/dates/{world.bakery.public_id}").status_code == 404


def test_events_cost_the_same_queries_for_more_of_them(app: Flask) -> None:
    world = make_world()
    world.published()
    actor = world.employer(world.bakery)
    with counted() as one:
        assert len(employer_events(actor)) == 1
    firm = db.session.get_one(Employer, world.bakery.employer_id)
    for _ in range(2):
        make.make_participation(make.make_event(), firm)
    with counted() as three:
        assert [event.dates for event in employer_events(actor)] == [2, 0, 0]
    assert 0 < len(three) == len(one)


ENTERED = {
    "kind": PositionKind.TRAINING.value,
    "title": "Ausbildung zur Bäckerin",
    "occupation": "7512",
    "places": "3",
    "german_level": LanguageLevel.B1.value,
    "useful_languages": ["uk", "ar"],
    "hours_per_week": "38,5",
    "reachable_without_car": "y",
}


def send(client: FlaskClient, path: str, **changed: object) -> tuple[int, str]:
    data = ENTERED | changed | {"csrf_token": token(client, "/notice/imprint")}
    answer = client.post(path, data=data)
    return answer.status_code, answer.text


def positions(employer_id: int) -> list[Position]:
    db.session.rollback()  # see what the requests wrote
    return list(db.session.scalars(select(Position).where(Position.employer_id == employer_id).order_by(Position.id)))


def employer_of(world: World) -> Employer:
    return db.session.get_one(Employer, world.bakery.employer_id)


def test_position_is_added_as_entered(world: World, bakery: FlaskClient) -> None:
    status, _ = send(bakery, f"/employer/positions/new/{employer_of(world).public_id}")
    assert status == 302
    added = positions(world.bakery.employer_id)[-1]
    assert (added.kind, added.title, added.occupation, added.places) == (
        PositionKind.TRAINING,
        "Ausbildung zur Bäckerin",
        "7512",
        3,
    )
    assert (added.german_level, added.useful_languages, added.hours_per_week) == (LanguageLevel.B1, ("ar", "uk"), 38.5)
    assert added.reachable_without_car
    page = bakery.get("/employer/positions/?lang=en").text
    assert "kern-alert--success" in page
    assert "Baker" in page
    assert db.session.scalars(select(AuditEntry.action).order_by(AuditEntry.id)).all()[-1] == "position.added"


def test_mistake_is_shown_at_its_field_and_what_was_typed_is_kept(world: World, bakery: FlaskClient) -> None:
    status, text = send(
        bakery, f"/employer/positions/new/{employer_of(world).public_id}", title="Backstube", places="0"
    )
    assert status == 422
    assert 'id="places-error"' in text
    assert 'href="#places"' in text
    assert 'value="Backstube"' in text
    assert len(positions(world.bakery.employer_id)) == 1


def test_form_of_a_position_shows_it_and_changes_it(world: World, bakery: FlaskClient) -> None:
    (position,) = positions(world.bakery.employer_id)
    path = f"/employer/positions/{position.public_id}"
    text = bakery.get(path).text
    assert 'value="Bäckerhelfer/in"' in text
    assert '<option selected value="9412">' in text
    assert send(bakery, path, occupation="9412", title="Küchenhilfe", reachable_without_car="")[0] == 302
    (changed,) = positions(world.bakery.employer_id)
    assert (changed.title, changed.reachable_without_car) == ("Küchenhilfe", False)


def test_position_is_removed_after_a_question(world: World, bakery: FlaskClient) -> None:
    (position,) = positions(world.bakery.employer_id)
    path = f"/employer/positions/{position.public_id}/remove"
    assert "Bäckerhelfer/in" in bakery.get(path).text
    assert len(positions(world.bakery.employer_id)) == 1
    assert send(bakery, path)[0] == 302
    assert positions(world.bakery.employer_id) == []


def test_position_of_another_employer_is_not_found(world: World, bakery: FlaskClient) -> None:
    (other,) = positions(world.garden.employer_id)
    firm = db.session.get_one(Employer, world.garden.employer_id)
    paths = [f"/employer/positions/{other.public_id}{end}" for end in ("", "/remove")]
    paths.append(f"/employer/positions/new/{firm.public_id}")
    assert [bakery.get(path).status_code for path in paths] == [404] * 3
    assert [send(bakery, path)[0] for path in paths] == [404] * 3
    assert len(positions(world.garden.employer_id)) == 1
    assert "Mustergarten" not in bakery.get("/employer/positions/").text


def test_positions_cost_the_same_queries_for_more_of_them(app: Flask) -> None:
    firm = make.make_employer()
    grant = make.Grant(role=Role.EMPLOYER, employer_id=firm.id)
    actor = account_actor(make.make_account(grant).public_id)
    make.make_position(firm)
    with counted() as one:
        assert [len(row.positions) for row in own_employers(actor)] == [1]
    for _ in range(2):
        make.make_position(firm)
    with counted() as three:
        assert [len(row.positions) for row in own_employers(actor)] == [3]
    assert 0 < len(three) == len(one)

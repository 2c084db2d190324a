"""The organiser's pages about an event's employers."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from eventhub.extensions import db
from eventhub.models.employers import Employer, EmployerContact, Participation, Position
from eventhub.models.events import Event
from eventhub.models.plans import LockKind, PlanLock
from eventhub.models.transaction import transaction
from eventhub.services.planning import build_problem
from tests import factories as make
from tests.services.test_query_counts import counted
from tests.services.worlds import SYSTEM
from tests.web.organisers import Desk, make_desk, organiser

DAY = {"first": "1", "end": "3", "tables": "2", "min_dates": "1", "staff_languages": ["de", "uk"]}
POSITION = {"title": "Koch/Köchin", "kind": "BES", "occupation": "5120", "places": "1", "german_level": "A2"}


@pytest.fixture
def desk(sqlite_app: Flask) -> Desk:
    return make_desk(sqlite_app, "employers")


def firm(desk: Desk, **changes: object) -> dict[str, object]:
    values = {"name": "Mustergasthof", "industry": "Gastronomie", "municipality": desk.world.municipality.public_id}
    return {**values, "contact_name": "Kim Muster", "contact_email": "kim@example.org", **DAY, **changes}


def named(name: str) -> Participation:
    query = select(Participation).join(Participation.employer).where(Employer.name == name)
    return db.session.scalars(query).one()


def test_list_shows_what_employers_bring(desk: Desk) -> None:
    page = desk.read()
    assert "Musterbäckerei" in page
    assert "Mustergarten" in page
    assert "09:00–09:55" in page
    assert "German" in page


def test_new_employer_is_confirmed_approved_and_part_of_the_problem(desk: Desk) -> None:
    answer = desk.send("/new", data=firm(desk))
    assert (answer.status_code, answer.location) == (302, desk.home)
    row = named("Mustergasthof")
    assert (row.tables, row.available, row.min_dates, row.staff_languages) == (2, ((1, 3),), 1, ("de", "uk"))
    assert row.public_id in {employer.id for employer in build_problem(SYSTEM, desk.world.event.slug).employers}
    contact = db.session.scalars(select(EmployerContact).options(SYSTEM.sees())).one()
    assert contact.contact == {"name": "Kim Muster", "email": "kim@example.org"}
    page = desk.read(f"/{row.public_id}")
    assert "Kim Muster" in page
    assert "The employer offers no position yet." in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("municipality", "nothing"),
        ("contact_email", "kim"),
        ("contact_phone", "call me"),
        ("tables", "0"),
        ("first", "17"),
        ("end", "1"),
    ],
)
def test_wrong_entry_is_told_at_its_field_and_writes_nothing(desk: Desk, field: str, value: str) -> None:
    answer = desk.send("/new", data=firm(desk, **{field: value}))
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert f'href="#{field}"' in answer.text
    assert "Gastronomie" in answer.text, "what was typed is kept"
    assert db.session.scalar(select(func.count(Employer.id))) == 2


def test_known_employer_takes_part_once(desk: Desk) -> None:
    other = make.make_employer(name="Musterwerkstatt", contact=True)
    assert "Musterwerkstatt" in desk.read("/add")
    data = DAY | {"employer": other.public_id}
    assert desk.send("/add", data=data).status_code == 302
    assert named("Musterwerkstatt").event_id == desk.world.event.id
    again = desk.send("/add", data=data)
    assert again.status_code == 422
    assert f'value="{other.public_id}"' not in again.text, "who is there already is not offered"


def test_changing_keeps_a_gap_in_the_window_unless_from_or_until_change(desk: Desk) -> None:
    with transaction():
        row = db.session.get(Participation, desk.world.bakery.id)
        assert row is not None
        row.available = ((0, 1), (2, 4))
    path = f"/{desk.world.bakery.public_id}"
    data = firm(desk, name="Musterbäckerei", first="0", end="4")
    assert desk.send(f"{path}/edit", data=data | {"withdrawn": "y"}).location == desk.home + path
    assert (named("Musterbäckerei").available, named("Musterbäckerei").withdrawn) == (((0, 1), (2, 4)), True)
    desk.send(f"{path}/edit", data=data | {"end": "3"})
    assert (named("Musterbäckerei").available, named("Musterbäckerei").withdrawn) == (((0, 3),), False)


def test_employer_is_removed_after_asking(desk: Desk) -> None:
    path = f"/{desk.world.garden.public_id}/remove"
    assert "Take Mustergarten off the event?" in desk.read(path)
    assert db.session.scalar(select(func.count(Participation.id))) == 2
    assert desk.send(path).location == desk.home
    assert db.session.scalar(select(func.count(Participation.id))) == 1
    assert db.session.scalar(select(func.count(Employer.id))) == 2, "the employer stays known"


def test_employer_that_people_were_told_of_cannot_be_removed(desk: Desk) -> None:
    desk.world.published()
    answer = desk.send(f"/{desk.world.garden.public_id}/remove")
    assert answer.status_code == 422
    assert "Mark it as withdrawn instead" in answer.text
    assert db.session.scalar(select(func.count(Participation.id))) == 2


def test_employer_with_a_pinned_date_cannot_be_removed(desk: Desk) -> None:
    world = desk.world
    lock = {"attendance_id": world.berna.id, "participation_id": world.garden.id, "round": 1}
    make.saved(PlanLock, event_id=world.event.id, kind=LockKind.PINNED, **lock)
    assert desk.send(f"/{world.garden.public_id}/remove").status_code == 422


def test_position_is_added_changed_and_removed(desk: Desk) -> None:
    here = f"/{desk.world.bakery.public_id}"
    assert desk.send(f"{here}/positions/new", data=POSITION).location == desk.home + here
    position = db.session.scalars(select(Position).where(Position.title == "Koch/Köchin")).one()
    page = desk.read(here)
    assert "Koch/Köchin" in page
    assert "Cook" in page
    edit = f"{here}/positions/{position.public_id}/edit"
    assert 'value="Koch/Köchin"' in desk.read(edit)
    assert desk.send(edit, data=POSITION | {"places": "0"}).status_code == 422
    assert desk.send(edit, data=POSITION | {"places": "7"}).location == desk.home + here
    assert db.session.scalars(select(Position.places).where(Position.title == "Koch/Köchin")).all() == [7]
    assert desk.send(f"{here}/positions/{position.public_id}/remove").location == desk.home + here
    assert "Koch/Köchin" not in desk.read(here)


def test_position_is_found_at_its_own_employer_and_event_only(desk: Desk) -> None:
    """Also where the organiser may change it elsewhere: an address that was put together by hand names nothing."""
    position = db.session.scalars(select(Position).where(Position.employer_id == desk.world.bakery.employer_id)).one()
    other_event = make.make_participation(make.make_event(), make.make_employer())
    slug = db.session.scalars(select(Event.slug).where(Event.id == other_event.event_id)).one()
    places = [(desk.world.event.slug, desk.world.garden), (slug, desk.world.bakery), (slug, other_event)]
    for name, participation in places:
        for action in ("edit", "remove"):
            path = (
                f"/organise/events/{name}/employers/{participation.public_id}/positions/{position.public_id}/{action}"
            )
            assert desk.client.get(path).status_code == 404, path
            assert desk.client.post(path, data=POSITION).status_code == 404, path
    titles = select(Position.title).where(Position.employer_id == desk.world.bakery.employer_id)
    assert db.session.scalars(titles).all() == ["Bäckerhelfer/in"]


def test_employers_of_another_place_or_event_are_closed(sqlite_app: Flask, desk: Desk) -> None:
    elsewhere = organiser(sqlite_app, make.make_municipality())
    bakery = desk.world.bakery.public_id
    for path in ("", "/new", "/add", f"/{bakery}", f"/{bakery}/edit", f"/{bakery}/remove", f"/{bakery}/positions/new"):
        assert elsewhere.get(desk.home + path).status_code == 404, path
    other = make.make_participation(make.make_event(desk.world.municipality))
    assert desk.client.get(f"{desk.home}/{other.public_id}").status_code == 404


def test_list_costs_the_same_queries_for_more_employers(desk: Desk) -> None:
    with counted() as before:
        desk.read()
    for _ in range(2):
        make.make_position(make_one_more(desk))
    with counted() as after:
        desk.read()
    assert 0 < len(after) == len(before)


def make_one_more(desk: Desk) -> Employer:
    row = make.make_participation(desk.world.event)
    return db.session.scalars(select(Employer).where(Employer.id == row.employer_id)).one()

"""The organiser's pages about who interprets at an event."""

from datetime import time

import pytest
from flask import Flask
from sqlalchemy import func, select

from eventhub.extensions import db
from eventhub.models.interpreters import Interpreter, InterpreterDuty, InterpreterSlot
from tests import factories as make
from tests.services.test_query_counts import counted
from tests.web.organisers import Desk, make_desk, organiser

NEW = {"name": "Ivo Muster", "languages": ["ar", "fr"], "first": "0", "end": "2"}
CONFLICT = "This interpreter is on duty at another event at that time."


@pytest.fixture
def desk(sqlite_app: Flask) -> Desk:
    return make_desk(sqlite_app, "interpreters")


def duty_of(name: str) -> InterpreterDuty:
    query = select(InterpreterDuty).join(InterpreterDuty.interpreter).where(Interpreter.name == name)
    return db.session.scalars(query).one()


def test_list_shows_languages_and_time(desk: Desk) -> None:
    page = desk.read()
    for shown in ("Ira Beispiel", "Russian, Ukrainian", "09:00–09:55"):
        assert shown in page


def test_new_interpreter_takes_their_time(desk: Desk) -> None:
    assert desk.send("/new", NEW).location == desk.home
    duty = duty_of("Ivo Muster")
    assert duty.available == ((0, 2),)
    slots = select(func.count()).select_from(InterpreterSlot).where(InterpreterSlot.duty_id == duty.id)
    assert db.session.scalar(slots) == 4, "ten minutes, twice"


@pytest.mark.parametrize(("field", "value"), [("name", " "), ("languages", []), ("end", "0")])
def test_wrong_entry_is_told_at_its_field(desk: Desk, field: str, value: object) -> None:
    answer = desk.send("/new", NEW | {field: value})
    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text


def test_interpreter_who_is_elsewhere_at_that_time_is_refused_in_one_sentence(desk: Desk) -> None:
    busy = make.make_interpreter(name="Bela Beispiel")
    make.make_interpreter_duty(make.make_event(rounds=4), busy, available=((2, 4),))
    data = {"interpreter": busy.public_id, "first": "0", "end": "3"}
    answer = desk.send("/add", data)
    assert answer.status_code == 422
    assert CONFLICT in answer.text
    assert db.session.scalar(select(func.count(InterpreterDuty.id))) == 2
    assert desk.send("/add", data | {"end": "2"}).location == desk.home


def test_longer_duty_meets_the_same_limit_and_a_changed_one_keeps_its_time(desk: Desk) -> None:
    world = desk.world
    later = make.make_event(round_rows=make.make_rounds(1, first=time(9, 45)))
    data = NEW | {"name": "Ira Beispiel", "end": "3"}
    path = f"/{duty_of('Ira Beispiel').public_id}/edit"
    assert desk.send(path, data).location == desk.home
    make.make_interpreter_duty(later, world.interpreter, available=((0, 1),))
    answer = desk.send(path, data | {"end": "4"})
    assert answer.status_code == 422
    assert CONFLICT in answer.text
    duties = select(InterpreterDuty.available).where(InterpreterDuty.event_id == world.event.id)
    assert db.session.scalars(duties).all() == [((0, 3),)]


def test_interpreter_is_taken_off_after_asking(desk: Desk) -> None:
    path = f"/{duty_of('Ira Beispiel').public_id}/remove"
    assert "Take Ira Beispiel off the event?" in desk.read(path)
    assert desk.send(path).location == desk.home
    assert db.session.scalar(select(func.count(InterpreterDuty.id))) == 0
    assert db.session.scalar(select(func.count(Interpreter.id))) == 1
    assert db.session.scalar(select(func.count()).select_from(InterpreterSlot)) == 0


def test_interpreters_of_another_place_or_event_are_closed(sqlite_app: Flask, desk: Desk) -> None:
    elsewhere = organiser(sqlite_app, make.make_municipality())
    name = duty_of("Ira Beispiel").public_id
    for path in ("", "/new", "/add", f"/{name}/edit", f"/{name}/remove"):
        assert elsewhere.get(desk.home + path).status_code == 404, path
    other = make.make_event(desk.world.municipality)
    assert desk.client.get(f"/organise/events/{other.slug}/interpreters/{name}/edit").status_code == 404


def test_list_costs_the_same_queries_for_more_interpreters(desk: Desk) -> None:
    with counted() as before:
        desk.read()
    for name in ("Zweite Muster", "Dritte Muster"):
        make.make_interpreter_duty(desk.world.event, make.make_interpreter(name=name), available=((0, 4),))
    with counted() as after:
        desk.read()
    assert 0 < len(after) == len(before)

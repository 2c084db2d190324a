"""The files of a published plan."""

import json
from io import BytesIO

import pytest
import vobject
from flask import Flask
from openpyxl import load_workbook

from eventhub.errors import NotFoundError
from eventhub.matching.documents import read_plan, read_problem
from eventhub.matching.rules import violations
from eventhub.models.codes import Role
from eventhub.services.exports import event_export
from eventhub.services.overviews import event_overview
from tests import factories as make
from tests.services.worlds import SYSTEM, make_world, staff


def test_export_holds_problem_plan_calendars_and_rosters(app: Flask) -> None:
    world = make_world()
    world.published()
    files = event_export(world.organiser(), world.event.slug)
    people = [f"calendars/{row.roster_number:03}.ics" for row in (world.amal, world.berna)]
    assert sorted(files) == sorted(["problem.json", "plan.json", *people, "rosters/01-0900-residence.xlsx"])
    problem = read_problem(files["problem.json"])
    assert violations(problem, read_plan(files["plan.json"], problem)) == []


def test_exported_calendar_and_roster_say_what_was_published(app: Flask) -> None:
    world = make_world()
    world.published()
    files = event_export(SYSTEM, world.event.slug)
    calendar = vobject.readOne(files[f"calendars/{world.amal.roster_number:03}.ics"].decode())
    starts = sorted(f"{event.dtstart.value:%d.%m.%Y %H:%M}" for event in calendar.vevent_list)
    assert starts == ["14.04.2027 09:00", "14.04.2027 09:30"]
    sheet = load_workbook(BytesIO(files["rosters/01-0900-residence.xlsx"])).active
    assert sheet is not None
    cells = [cell for row in sheet.iter_rows(values_only=True) for cell in row]
    assert "Amal Beispiel" in cells


def test_export_names_nobody_in_problem_and_plan(app: Flask) -> None:
    world = make_world()
    world.published()
    files = event_export(SYSTEM, world.event.slug)
    text = (files["problem.json"] + files["plan.json"]).decode()
    assert "Beispiel" not in text
    assert json.loads(files["plan.json"])["schema"] == "eventhub-plan/1"


def test_export_before_publishing_says_so(app: Flask) -> None:
    world = make_world()
    world.stored()
    with pytest.raises(NotFoundError, match="Nothing is published"):
        event_export(SYSTEM, world.event.slug)


def test_export_and_overview_are_for_organisers_of_the_place_only(app: Flask) -> None:
    world = make_world()
    world.published()
    for actor in (staff(Role.ORGANISER, make.make_municipality()), world.employer(world.bakery), world.officer()):
        with pytest.raises(NotFoundError):
            event_export(actor, world.event.slug)
        with pytest.raises(NotFoundError):
            event_overview(actor, world.event.slug)


def test_overview_counts_what_the_current_plan_holds(app: Flask) -> None:
    world = make_world()
    assert event_overview(SYSTEM, world.event.slug).plan is None
    world.stored()
    draft = event_overview(SYSTEM, world.event.slug).plan
    assert draft is not None
    assert (draft.people, draft.employers, draft.dates, draft.seats, draft.published) == (2, 2, 3, 1, False)
    world.published()
    published = event_overview(SYSTEM, world.event.slug).plan
    assert published is not None
    assert (published.number, published.published) == (2, True)

"""What an organiser sees of a plan: grid, names, who is left out."""

from dataclasses import replace

import pytest
from flask import Flask

from eventhub.errors import NotFoundError
from eventhub.models.codes import Role
from eventhub.services.organised_events import organised_event, organised_events
from eventhub.services.plan_grids import Cell, Row, Talk, employer_rows, person_rows, session_seats
from eventhub.services.plan_views import PlanView, plan_view
from eventhub.services.publishing import Changes, preview, publish
from tests import factories as make
from tests.services.worlds import SYSTEM, World, make_world, moved, staff


def view_of(world: World) -> PlanView:
    view = plan_view(world.organiser(), world.event.slug)
    assert view is not None
    return view


def by_name(rows: list[Row]) -> dict[str, tuple[Cell, ...]]:
    return {row.name: row.cells for row in rows}


def test_event_without_a_plan_has_no_view(app: Flask) -> None:
    world = make_world()
    assert plan_view(world.organiser(), world.event.slug) is None


def test_employer_row_names_who_comes_in_which_round(app: Flask) -> None:
    world = make_world()
    world.stored()
    bakery = by_name(employer_rows(view_of(world)))["Musterbäckerei"]
    assert bakery[0] == Cell(1, "talks", (Talk(world.berna.roster_number, "Berna Muster", ""),))
    assert bakery[1] == Cell(1, "free")
    assert bakery[2].talks == (Talk(world.amal.roster_number, "Amal Beispiel", world.interpreter.name),)


def test_person_row_holds_sessions_over_their_rounds_and_every_round_once(app: Flask) -> None:
    world = make_world()
    world.stored()
    rows = person_rows(view_of(world))
    assert [row.number for row in rows] == sorted(row.number or 0 for row in rows)
    assert {sum(cell.span for cell in row.cells) for row in rows} == {4}
    amal = by_name(rows)["Amal Beispiel"]
    assert [(cell.kind, cell.span) for cell in amal if cell.session] == [("session", world.session.rounds)]


def test_round_in_which_nobody_is_there_is_marked(app: Flask) -> None:
    world = make_world()
    late = make.make_attendance(world.event, make.make_participant(world.municipality), available=((2, 4),))
    world.stored()
    row = next(row for row in person_rows(view_of(world)) if row.id == late.public_id)
    assert [cell.kind for cell in row.cells] == ["absent", "absent", "free", "free"]


def test_people_without_a_date_are_named_apart_from_those_nobody_fits(app: Flask) -> None:
    world = make_world()
    make.make_attendance(world.event, make.make_participant(world.municipality, preferred_name="Cem Muster"))
    world.stored(replace(world.plan, dates=world.plan.dates[1:]))
    left = view_of(world).left_out
    assert "Amal Beispiel" in {person.name for person in left.without_date}
    assert "Berna Muster" not in {person.name for person in (*left.without_date, *left.without_fit)}


def test_sessions_come_by_the_clock_with_their_people(app: Flask) -> None:
    world = make_world()
    world.stored()
    seats = session_seats(view_of(world))
    assert [[person.name for person in session.people] for session in seats] == [["Amal Beispiel"]]


def test_preview_counts_what_publishing_then_tells(app: Flask) -> None:
    world = make_world()
    version = world.stored()
    assert preview(SYSTEM, version) == Changes(new=4)
    assert publish(SYSTEM, version) == Changes(new=4)
    second = world.stored(moved(world.plan, world.plan.dates[1], 3))
    expected = preview(SYSTEM, second)
    assert expected == Changes(changed=1, unchanged=3)
    assert publish(SYSTEM, second) == expected


def test_published_plan_can_be_asked_for_beside_a_draft(app: Flask) -> None:
    world = make_world()
    world.published()
    world.stored(moved(world.plan, world.plan.dates[1], 3))
    draft, published = view_of(world), plan_view(world.organiser(), world.event.slug, published=True)
    assert published is not None
    assert (draft.number, draft.is_published) == (2, False)
    assert (published.number, published.is_published) == (1, True)


def test_organiser_sees_own_events_only(app: Flask) -> None:
    world = make_world()
    elsewhere = make.make_event()
    assert [event.slug for event in organised_events(world.organiser())] == [world.event.slug]
    assert {event.slug for event in organised_events(staff(Role.ORGANISER))} >= {world.event.slug, elsewhere.slug}
    assert organised_events(staff(Role.CASE_WORKER, world.municipality)) == ()
    with pytest.raises(NotFoundError):
        plan_view(world.organiser(), elsewhere.slug)


def test_summary_counts_who_comes_and_who_takes_part(app: Flask) -> None:
    world = make_world()
    make.make_attendance(world.event, state="cancelled")
    make.make_participation(world.event, withdrawn=True)
    event = organised_event(world.organiser(), world.event.slug)
    assert (event.people, event.employers, event.sessions, event.interpreters) == (2, 2, 1, 1)
    assert (event.drafted, event.published) == (False, False)

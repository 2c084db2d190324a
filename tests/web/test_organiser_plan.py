"""The organiser's page of a plan: computing, looking, publishing."""

import re
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_babel import force_locale
from sqlalchemy import select

from eventhub.extensions import db
from eventhub.matching.solve import STAGES
from eventhub.models.codes import Role
from eventhub.models.columns import utc_now
from eventhub.models.jobs import Job, JobState
from eventhub.models.plans import PlanPointers, PublishedItem
from eventhub.services.planning import request_plan
from eventhub.web.organiser.levels import stage_words
from tests import factories as make
from tests.services.test_query_counts import add_guests, counted
from tests.services.worlds import SYSTEM, World, make_world, moved
from tests.web.pages import client_for, token

LEVELS = {
    "seats": {"value": 2, "bound": 3, "proven": False},
    "left_out": {"value": 0, "bound": 0, "proven": True},
    "fit": {"value": 90, "bound": 97, "proven": False},
}


@pytest.fixture
def world(sqlite_app: Flask) -> World:
    return make_world()


@pytest.fixture
def client(sqlite_app: Flask, world: World) -> FlaskClient:
    return client_for(sqlite_app, make.staff_grant(Role.ORGANISER, world.municipality))


def path(world: World, page: str = "") -> str:
    return f"/organise/events/{world.event.slug}/plan/{page}"


def post(client: FlaskClient, world: World, page: str, **data: str) -> str:
    data["csrf_token"] = token(client, path(world))
    return client.post(path(world, page), data=data, follow_redirects=True).text


def job(world: World, **values: Any) -> Job:
    defaults = {"kind": "plan", "dedupe_key": f"plan:{world.event.public_id}", "state": JobState.RUNNING}
    payload = {"event": world.event.public_id, "time_limit": 60.0, "workers": 2, "seed": 0}
    return make.saved(Job, **{**defaults, "payload": payload, **values})


def text(page: str) -> str:
    """What a reader sees, without the markup."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page))


def test_event_without_a_plan_says_what_to_do(client: FlaskClient, world: World) -> None:
    page = client.get(path(world)).text
    assert 'class="empty"' in page
    assert "plan/start" in page


def test_planning_is_asked_for_once(client: FlaskClient, world: World) -> None:
    post(client, world, "start", seconds="15")
    page = post(client, world, "start", seconds="300")
    jobs = list(db.session.scalars(select(Job)))
    assert [row.payload["time_limit"] for row in jobs] == [15.0]
    assert 'hx-trigger="every 1s"' in page
    assert "plan/start" not in page


def test_progress_shows_stage_and_levels_beside_their_bounds(client: FlaskClient, world: World) -> None:
    started = utc_now() - timedelta(seconds=12)
    job(world, started_at=started, progress={"stage": "repair", "seconds": 12.3, "levels": LEVELS})
    page = client.get(path(world, "progress?lang=en"))
    shown = text(page.text)
    assert "Improving the plan" in shown
    assert re.search(r"1[2-9] of at most 60 seconds", shown)
    assert "2 seats are given" in shown
    assert "At most 1 more are possible" in shown
    assert "Nobody is without a talk No plan can be better" in shown.replace("  ", " ")
    assert "HX-Refresh" not in page.headers


@pytest.mark.parametrize("stage", ["", *STAGES])
def test_whatever_the_solver_is_at_has_german_words(sqlite_app: Flask, stage: str) -> None:
    def words(stage: str, language: str) -> str:
        with sqlite_app.test_request_context(), force_locale(language):
            return stage_words(stage)

    assert words(stage, "de") not in {words("unheard of", "de"), words(stage, "en")}


@pytest.mark.parametrize("state", [JobState.DONE, JobState.CANCELLED])
def test_progress_asks_for_a_reload_when_the_job_has_ended(client: FlaskClient, world: World, state: JobState) -> None:
    job(world, state=state)
    assert client.get(path(world, "progress")).headers["HX-Refresh"] == "true"


def test_page_without_scripts_reloads_itself_while_a_plan_is_computed(client: FlaskClient, world: World) -> None:
    assert "http-equiv" not in client.get(path(world)).text
    job(world)
    assert '<noscript><meta http-equiv="refresh" content="3"></noscript>' in client.get(path(world)).text


def test_computing_is_stopped(client: FlaskClient, world: World) -> None:
    row = job(world, state=JobState.QUEUED)
    page = post(client, world, "cancel")
    db.session.refresh(row)
    assert row.state is JobState.CANCELLED
    assert "kern-alert" in page


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"state": JobState.FAILED, "error": "No plan was found in the time given."}, "No plan was found"),
        ({"state": JobState.CANCELLED}, "stopped before its end"),
        ({"state": JobState.DONE, "result": {"stale": True}}, "put aside"),
    ],
)
def test_computing_that_left_no_plan_says_why(
    client: FlaskClient, world: World, values: dict[str, Any], sentence: str
) -> None:
    job(world, **values)
    assert sentence in client.get(path(world, "?lang=en")).text


def test_plan_is_shown_by_employers_people_and_sessions(client: FlaskClient, world: World) -> None:
    world.stored()
    employers = client.get(path(world)).text
    people = client.get(path(world, "?view=people")).text
    sessions = client.get(path(world, "?view=sessions")).text
    assert re.search(r"<th scope=\"row\">Musterbäckerei", employers)
    assert re.search(r"<th scope=\"row\"><a [^>]+><bdi dir=\"ltr\">\d+</bdi> Amal Beispiel", people)
    assert world.interpreter.name in employers
    assert 'class="grid__session' in people
    assert "Amal Beispiel" in sessions
    assert "Berna Muster" not in re.findall(r'<ul class="cards">.*?</ul>\s*</section>', sessions, re.DOTALL)[0]


def test_plan_is_filtered_by_name_or_number(client: FlaskClient, world: World) -> None:
    world.stored()
    by_name = client.get(path(world, "?view=people&q=berna")).text
    by_number = client.get(path(world, f"?view=people&q={world.amal.roster_number}")).text
    nothing = client.get(path(world, "?view=people&q=niemand")).text
    assert ("Berna Muster" in by_name, "Amal Beispiel</a>" in by_name) == (True, False)
    assert "Amal Beispiel</a>" in by_number
    assert '<table class="grid"' not in nothing


def test_publishing_asks_first_then_tells(client: FlaskClient, world: World) -> None:
    version = world.stored()
    asked = text(client.get(path(world, "publish?lang=en")).text)
    assert re.search(r"New 4 Changed 0 Taken back 0 Unchanged 0", asked)
    pointers = db.session.get_one(PlanPointers, world.event.id)
    assert pointers.published_id is None
    page = post(client, world, "publish", version=version)
    db.session.refresh(pointers)
    assert pointers.published_id is not None
    assert "4 dates and seats" in page
    assert len(list(db.session.scalars(select(PublishedItem).options(SYSTEM.sees())))) == 4


def test_stale_plan_is_not_published(client: FlaskClient, world: World) -> None:
    version = world.stored()
    make.make_attendance(world.event, make.make_participant(world.municipality))
    answer = client.get(path(world, "publish"))
    assert answer.status_code == 302
    page = post(client, world, "publish", version=version)
    assert "The data have changed" in client.get(path(world, "?lang=en")).text + page or "geändert" in page
    assert db.session.get_one(PlanPointers, world.event.id).published_id is None


def test_version_shown_is_the_version_published(client: FlaskClient, world: World) -> None:
    """Somebody else made a newer draft between looking and confirming: what was looked at is published."""
    shown = world.stored()
    world.stored(moved(world.plan, world.plan.dates[1], 3))
    post(client, world, "publish", version=shown)
    rounds = {row.first_round for row in db.session.scalars(select(PublishedItem).options(SYSTEM.sees()))}
    assert 3 not in rounds


def test_people_who_get_less_are_named(client: FlaskClient, world: World) -> None:
    world.stored(moved(world.plan, world.plan.dates[1], 3))
    assert "Nobody: all people have at least" in client.get(path(world, "?lang=en")).text
    late = make.make_attendance(world.event, make.make_participant(world.municipality, preferred_name="Cem Muster"))
    world.stored()
    page = client.get(path(world, "?lang=en")).text
    assert "Cem Muster" in page
    assert late.public_id in page


def test_pages_cost_the_same_queries_for_more_people(client: FlaskClient, world: World) -> None:
    world.stored()
    request_plan(SYSTEM, world.event.slug)
    pages = ["", "?view=people", "?view=sessions", "progress"]
    counts = []
    for _ in range(2):
        for page in pages:
            with counted() as statements:
                client.get(path(world, page))
            counts.append(len(statements))
        if len(counts) == len(pages):
            add_guests(world)
    assert counts[: len(pages)] == counts[len(pages) :]
    assert max(counts) <= 23

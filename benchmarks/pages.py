"""How long an organiser's pages take for 500 people, 80 employers and 24 rounds, on SQLite.

Prints for each page the median of some requests in milliseconds, as a multiple of the smallest page in the
same run, and the size of the answer. Sign-in is not part of it.
"""

import random
import statistics
import sys
import tempfile
import time
from datetime import date
from datetime import time as clock
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from eventhub.app import create_app
from eventhub.models.attendances import Attendance
from eventhub.models.codes import Goal, LanguageLevel, Role
from eventhub.models.columns import utc_now
from eventhub.models.employers import Employer, Participation
from eventhub.models.events import Event, EventState
from eventhub.models.migration import upgrade
from eventhub.models.people import Participant, ParticipantGoal, SpokenLanguage, Travel
from eventhub.models.places import District, Municipality, MunicipalityKind, Venue
from eventhub.models.plans import PlanPointers, PlanVersion
from eventhub.models.transaction import transaction
from eventhub.services.accounts import add_user
from eventhub.services.actor import system_actor
from eventhub.services.clock_grids import ClockGrid
from eventhub.settings import load_settings

PEOPLE, EMPLOYERS, ROUNDS, DATES = 500, 80, 24, 6
REPEATS = 9
PASSWORD = "of the benchmark"
SLUG = "benchmark"
PAGES = {
    "smallest page": "/notice/imprint",
    "events": "/organise/",
    "event": f"/organise/events/{SLUG}",
    "people": f"/organise/events/{SLUG}/people",
    "people, searched": f"/organise/events/{SLUG}/people?q=Person+49",
    "employers": f"/organise/events/{SLUG}/employers",
    "plan, employers": f"/organise/events/{SLUG}/plan/",
    "plan, people": f"/organise/events/{SLUG}/plan/?view=people",
    "plan, sessions": f"/organise/events/{SLUG}/plan/?view=sessions",
}


def main() -> None:
    """Fill a database, ask for every page, print the table."""
    with tempfile.TemporaryDirectory() as folder:
        app = create_app(load_settings({}, Path(folder)))
        upgrade(app)
        with app.app_context():
            _fill()
        client = _signed_in(app)
        medians = {name: _median(client, path) for name, path in PAGES.items()}
        base = medians["smallest page"][0]
        for name, (milliseconds, size) in medians.items():
            sys.stdout.write(f"{name:<18} {milliseconds:7.1f} ms {milliseconds / base:6.1f} x {size / 1024:8.0f} KiB\n")


def _median(client: FlaskClient, path: str) -> tuple[float, int]:
    """Milliseconds and bytes; the first request only warms up."""
    spent, size = [], 0
    for _ in range(REPEATS + 1):
        start = time.perf_counter()
        answer = client.get(path)
        spent.append((time.perf_counter() - start) * 1000)
        size = len(answer.data)
        if answer.status_code != 200:
            raise SystemExit(f"{path} answers {answer.status_code}")
    return statistics.median(spent[1:]), size


def _signed_in(app: Flask) -> FlaskClient:
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    client.post("/sign-in", data={"email": "bench@example.org", "password": PASSWORD})
    return client


def _fill() -> None:
    """One event with everything, and a plan that is valid for the eye, not for the rules."""
    choose = random.Random(1)
    add_user(system_actor(), "bench@example.org", PASSWORD, Role.ORGANISER)
    with transaction() as session:
        district = District(key="05558", name="Musterkreis")
        session.add(district)
        session.flush()
        place = Municipality(
            district_id=district.id,
            ags="05558012",
            name="Musterstadt",
            kind=MunicipalityKind.TOWN,
            latitude=51.9,
            longitude=7.2,
            population=30000,
            postcode="48653",
        )
        venue = Venue(
            municipality=place,
            name="Musterhalle",
            address="Musterweg 1",
            step_free=True,
            reachable_by_train=True,
            reachable_by_bus=True,
        )
        event = _event(place, venue)
        session.add_all([place, venue, event])
        session.flush()
        people = [_attendance(event, place, number, choose) for number in range(PEOPLE)]
        firms = [_participation(event, place, number) for number in range(EMPLOYERS)]
        session.add_all([*people, *firms])
        session.flush()
        version = _version(event, people, firms, choose)
        session.add(version)
        session.flush()
        session.add(PlanPointers(event_id=event.id, draft_id=version.id))


def _event(place: Municipality, venue: Venue) -> Event:

    grid = ClockGrid(clock(8), ROUNDS, 10, 5, 12, 30)
    return Event(
        municipality=place,
        venue=venue,
        slug=SLUG,
        title={"de": "Mustertag"},
        state=EventState.PLANNED,
        day=date(2027, 4, 15),
        capacity=PEOPLE,
        rounds=grid.rows(),
        breaks=grid.breaks(),
    )


def _attendance(event: Event, place: Municipality, number: int, choose: random.Random) -> Attendance:
    person = Participant(
        municipality=place,
        preferred_name=f"Person {number}",
        german_level=choose.choice(list(LanguageLevel)),
        travel=Travel.TRANSPORT,
        languages=[SpokenLanguage(language=code, level=LanguageLevel.C1) for code in ("ar", "de")],
        goals=[ParticipantGoal(goal=Goal.EMPLOYMENT)],
    )
    return Attendance(event=event, participant=person, roster_number=number + 1, available=((0, ROUNDS),))


def _participation(event: Event, place: Municipality, number: int) -> Participation:
    firm = Employer(
        municipality=place,
        name=f"Betrieb {number}",
        industry="Muster",
        approved_at=utc_now(),
        email_confirmed_at=utc_now(),
    )
    return Participation(event=event, employer=firm, available=((0, ROUNDS),), tables=2)


def _version(event: Event, people: list[Attendance], firms: list[Participation], choose: random.Random) -> PlanVersion:
    dates: list[dict[str, Any]] = [
        {"participant": row.public_id, "employer": choose.choice(firms).public_id, "round": number, "interpreter": None}
        for row in people
        for number in choose.sample(range(ROUNDS), DATES)
    ]
    span = [[0, ROUNDS]]
    problem = {
        "participants": [{"id": row.public_id, "available": span, "min_dates": 1, "max_dates": 8} for row in people],
        "employers": [{"id": row.public_id, "available": span, "seats": 2} for row in firms],
        "pairs": [{"participant": one["participant"], "employer": one["employer"], "score": 50} for one in dates],
    }
    levels = {"fit": {"value": 50 * len(dates), "bound": 50 * len(dates), "proven": True}}
    plan = {"dates": dates, "seats": [], "status": "feasible", "levels": levels, "seconds": 1.0}
    return PlanVersion(event_id=event.id, number=1, problem=problem, plan=plan, problem_sha256="0" * 64)


if __name__ == "__main__":
    main()

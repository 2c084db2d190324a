"""Duty documents: they survive a round trip, and every mistake is one sentence that names its place."""

import copy
import json
from typing import Any

import pytest

from benchmarks.duty_problems import invented
from eventhub.errors import InputError
from eventhub.matching.duty import DutyLevel, DutyPlan, Hosted
from eventhub.matching.duty_documents import (
    duty_plan_document,
    duty_problem_document,
    read_duty_plan,
    read_duty_problem,
)

DOCUMENT: dict[str, Any] = {
    "schema": "eventhub-duty-problem/1",
    "places": ["a", "b"],
    "travel": [{"from": "a", "to": "b", "minutes": 20}],
    "officers": [
        {
            "id": "kim",
            "agency": "office",
            "home": "a",
            "topics": ["law"],
            "hours": [{"day": "2027-04-12", "minutes": [480, 960]}],
        }
    ],
    "events": [{"id": "fair", "place": "b", "day": "2027-04-12", "rounds": [[600, 615], [615, 630], [645, 660]]}],
    "sessions": [{"id": "s", "event": "fair", "topic": "law", "rounds": 2, "earliest": 0, "latest": 1}],
    "x-note": "kept",
}


def changed(path: tuple[str | int, ...], value: object) -> str:
    document = copy.deepcopy(DOCUMENT)
    place: Any = document
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return json.dumps(document)


def test_problem_is_read_with_defaults() -> None:
    problem = read_duty_problem(json.dumps(DOCUMENT))
    assert (problem.break_after, problem.break_minutes) == (360, 30)
    assert problem.sessions[0].language is None
    assert (problem.sessions[0].officers, problem.sessions[0].required) == (1, False)
    assert problem.extras == {"x-note": "kept"}


def test_problem_survives_a_round_trip() -> None:
    problem = invented(4, 3, 5, 2, 1)
    assert read_duty_problem(json.dumps(duty_problem_document(problem))) == problem


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        (("schema",), "eventhub-problem/1", "schema: must be 'eventhub-duty-problem/1'"),
        (("name",), 3, "name: must be a text, not a number."),
        (("unknown",), 1, "the key 'unknown' is not known"),
        (("places",), ["a", "a", "b"], "places: 'a' stands twice."),
        (("travel", 0, "to"), "z", r"travel\[0\]: the place 'z' is not known."),
        (("travel", 0, "minutes"), -1, r"travel\[0\].minutes: must be from 0 to 1440"),
        (("officers", 0, "home"), "z", r"officers\[0\]: the place 'z' is not known."),
        (("officers", 0, "hours", 0, "day"), "2027-02-30", r"officers\[0\].hours\[0\].day: must be a date"),
        (("officers", 0, "hours", 0, "day"), "20270412", r"officers\[0\].hours\[0\].day: must be a date"),
        (("officers", 0, "hours", 0, "minutes"), [960, 480], "does not lie within a day"),
        (("officers", 0, "hours", 0, "minutes"), [1], "must be two whole numbers"),
        (("events", 0, "place"), "z", r"events\[0\]: the place 'z' is not known."),
        (("events", 0, "rounds"), [], r"events\[0\].rounds: must be from 1 to 200 rounds."),
        (("events", 0, "rounds", 1), [610, 630], "must be sorted and must not overlap"),
        (("sessions", 0, "event"), "z", r"sessions\[0\]: the event 'z' is not known."),
        (("sessions", 0, "latest"), 2, r"sessions\[0\]: earliest and latest must be in order"),
        (("sessions", 0, "officers"), 0, r"sessions\[0\].officers: must be from 1"),
        (("break_after",), "long", "break_after: must be a whole number"),
    ],
)
def test_mistake_is_one_sentence_that_names_its_place(path: tuple[str | int, ...], value: object, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_duty_problem(changed(path, value))


def test_day_and_way_that_stand_twice_are_refused() -> None:
    hours = DOCUMENT["officers"][0]["hours"][0]
    with pytest.raises(InputError, match=r"officers\[0\].hours: '2027-04-12' stands twice"):
        read_duty_problem(changed(("officers", 0, "hours"), [hours, hours]))
    back = {"from": "b", "to": "a", "minutes": 30}
    with pytest.raises(InputError, match=r"travel: .* stands twice"):
        read_duty_problem(changed(("travel",), [DOCUMENT["travel"][0], back]))


def test_plan_survives_a_round_trip() -> None:
    problem = read_duty_problem(json.dumps(DOCUMENT))
    plan = DutyPlan((Hosted("s", 1, ("kim",)),), "optimal", {"load": DutyLevel((45,), (45,), True)}, 0.1, 2)
    document = duty_plan_document(plan)
    assert document["levels"] == {"load": {"value": [45], "bound": [45], "proven": True}}
    assert read_duty_plan(json.dumps(document), problem).sessions == plan.sessions


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"schema": "eventhub-plan/1"}, "schema: must be 'eventhub-duty-plan/1'"),
        ({"status": "good"}, "status: must be one of"),
        ({"sessions": [{"session": "t", "first_round": 0, "officers": []}]}, "the session 't' is not known"),
        ({"sessions": [{"session": "s", "first_round": 0, "officers": ["lou"]}]}, "the officer 'lou' is not known"),
        ({"sessions": [{"session": "s", "first_round": "0", "officers": []}]}, "first_round: must be a whole number"),
    ],
)
def test_malformed_plan_is_refused(change: dict[str, object], message: str) -> None:
    document = {"schema": "eventhub-duty-plan/1", "status": "feasible", "sessions": []} | change
    with pytest.raises(InputError, match=message):
        read_duty_plan(json.dumps(document), read_duty_problem(json.dumps(DOCUMENT)))

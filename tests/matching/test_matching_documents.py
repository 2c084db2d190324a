"""Documents: what is read is what was written, and every mistake is one sentence that names its place."""

import copy
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eventhub.errors import InputError
from eventhub.matching.documents import plan_document, problem_document, read_plan, read_problem
from eventhub.matching.plan import LevelValue, Plan
from eventhub.matching.problem import Problem
from tests.matching.problems import dates, problem, problems

GOOD: dict[str, Any] = {
    "schema": "eventhub-problem/1",
    "name": "day",
    "rounds": 4,
    "participants": [
        {
            "id": "p0",
            "available": [[0, 2], [3, 4]],
            "min_dates": 1,
            "max_dates": 2,
            "requires": ["law"],
            "understands": ["ar"],
        }
    ],
    "employers": [{"id": "e0", "seats": 1, "available": [[0, 4]]}],
    "pairs": [{"participant": "p0", "employer": "e0", "score": 50}],
    "sessions": [{"id": "s0", "topic": "law", "first_round": 1, "rounds": 2, "capacity": 3, "languages": None}],
    "interpreters": [{"id": "i0", "languages": ["ar"], "available": [[0, 4]]}],
    "held": {"dates": [{"participant": "p0", "employer": "e0", "round": 0, "interpreter": None}]},
    "x-note": {"kept": "as it is"},
}


def read_changed(path: list[str | int], value: object) -> Problem:
    document = copy.deepcopy(GOOD)
    place: Any = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return read_problem(json.dumps(document))


def test_problem_is_read_with_its_extras() -> None:
    found = read_problem(json.dumps(GOOD))
    assert found.participants[0].available == ((0, 2), (3, 4))
    assert found.sessions[0].languages == ()
    assert found.extras == {"x-note": {"kept": "as it is"}}


@given(problems())
def test_problem_survives_writing_and_reading(document: Problem) -> None:
    assert read_problem(json.dumps(problem_document(document))) == document


@pytest.mark.parametrize(
    ("path", "value", "place"),
    [
        (["schema"], "eventhub-problem/2", "schema:"),
        (["rounds"], 1_000_000, "rounds:"),
        (["rounds"], "4", "rounds:"),
        (["rounds"], True, "rounds:"),
        (["name"], 7, "name:"),
        (["surprise"], 1, "'surprise'"),
        (["participants"], None, "participants:"),
        (["participants"], {"id": "p0"}, "participants:"),
        (["participants", 0], "p0", "participants[0]:"),
        (["participants", 0, "id"], 3, "participants[0].id:"),
        (["participants", 0, "id"], "", "participants[0].id:"),
        (["participants", 0, "surprise"], 1, "participants[0]:"),
        (["participants", 0, "min_dates"], 3, "participants[0]:"),
        (["participants", 0, "max_dates"], 2.5, "participants[0].max_dates:"),
        (["participants", 0, "available"], [[0, 5]], "participants[0].available[0]:"),
        (["participants", 0, "available"], [[2, 2]], "participants[0].available[0]:"),
        (["participants", 0, "available"], [[2, 4], [0, 1]], "participants[0].available:"),
        (["participants", 0, "available"], [[0, 1, 2]], "participants[0].available[0]:"),
        (["participants", 0, "requires"], ["law", "law"], "participants[0].requires:"),
        (["employers", 0, "seats"], -1, "employers[0].seats:"),
        (["employers", 0, "group"], "yes", "employers[0].group:"),
        (["pairs", 0, "score"], 101, "pairs[0].score:"),
        (["pairs", 0, "participant"], "p9", "pairs[0]:"),
        (["pairs", 0, "employer"], "e9", "pairs[0]:"),
        (["pairs"], [GOOD["pairs"][0]] * 2, "pairs:"),
        (["employers"], [GOOD["employers"][0]] * 2, "employers:"),
        (["sessions", 0, "rounds"], 4, "sessions[0]:"),
        (["interpreters", 0, "languages"], "ar", "interpreters[0].languages:"),
        (["closed_before"], 5, "closed_before:"),
        (["fit_tolerance"], 1.5, "fit_tolerance:"),
        (["keep_first"], 1, "keep_first:"),
        (["held", "dates", 0, "round"], 4, "held.dates[0].round:"),
        (["held", "seats"], [{"participant": "p0", "session": "s9"}], "held.seats[0]:"),
        (["pinned"], {"dates": [{"participant": "p0", "employer": "e9", "round": 1}]}, "pinned.dates[0]:"),
        (["previous"], {"days": []}, "previous:"),
    ],
)
def test_malformed_problem_is_refused_with_its_place(path: list[str | int], value: object, place: str) -> None:
    with pytest.raises(InputError) as refused:
        read_changed(path, value)
    message = str(refused.value)
    assert place in message
    assert message.endswith(".")
    assert "\n" not in message


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"rounds": NaN}',
        '{"rounds": Infinity}',
        '{"name": 1, "name": 2}',
        '{"a": ' * 100_000,
        "[" * 100_000 + "]" * 100_000,
        '{"rounds": ' + "9" * 5000 + "}",
        b"\xff\xfe\x00",
        '{"schema": "eventhub-problem/1", "rounds": 4, "participants": [{"id": "\\ud800"}]}',
    ],
    ids=[
        "empty",
        "list",
        "cut off",
        "NaN",
        "infinity",
        "key twice",
        "deep",
        "deep list",
        "long number",
        "bytes",
        "half",
    ],
)
def test_text_that_is_no_problem_is_refused_in_one_sentence(text: str | bytes) -> None:
    with pytest.raises(InputError) as refused:
        read_problem(text)
    assert str(refused.value).endswith(".")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(sorted(GOOD)), inner, max_size=4),
    max_leaves=8,
)


@given(st.sampled_from(sorted(GOOD)), json_values)
def test_any_value_at_any_key_is_read_or_refused(key: str, value: object) -> None:
    try:
        found = read_changed([key], value)
    except InputError:
        return
    assert isinstance(found, Problem)


def test_plan_survives_writing_and_reading() -> None:
    document = problem()
    plan = Plan(
        dates=dates(("p0", "e0", 1)),
        status="feasible",
        levels={"fit": LevelValue(50, 200, False)},
        seconds=1.5,
        seed=7,
    )
    assert read_plan(json.dumps(plan_document(plan)), document) == plan


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"schema": "eventhub-plan/2"}, "schema:"),
        ({"status": "fine"}, "status:"),
        ({"dates": [{"participant": "p9", "employer": "e0", "round": 0}]}, "dates[0]:"),
        ({"dates": [{"participant": "p0", "employer": "e0", "round": 4}]}, "dates[0].round:"),
        ({"seats": [{"participant": "p0", "session": "s0"}]}, "seats[0]:"),
        ({"levels": {"fit": {"value": "much"}}}, "levels.fit.value:"),
        ({"levels": []}, "levels:"),
        ({"seconds": "long"}, "seconds:"),
    ],
)
def test_malformed_plan_is_refused_with_its_place(change: dict[str, object], place: str) -> None:
    text = json.dumps({"schema": "eventhub-plan/1", "status": "feasible", **change})
    with pytest.raises(InputError) as refused:
        read_plan(text, problem())
    assert place in str(refused.value)

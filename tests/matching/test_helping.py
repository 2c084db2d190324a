"""What helps most: gains are those of solving again, and no bound is below what can be gained."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings

from eventhub.matching.bounds import signed
from eventhub.matching.explain import with_interpreter, with_table
from eventhub.matching.helping import Gain, changes, gains, helps, with_round
from eventhub.matching.problem import Interpreter, Pair, Problem
from eventhub.matching.replan import replan
from eventhub.matching.rules import level_order, levels, violations
from eventhub.matching.whatif import Case
from tests.matching.problems import employer, participant, problem, problems


def case(document: Problem) -> Case:
    return Case(document, replan(document))


def crowded() -> Problem:
    """Three people for one table and one round; two need an interpreter, and there is none."""
    return problem(
        rounds=1,
        participants=tuple(participant(f"p{i}", rounds=1) for i in range(4)),
        employers=(employer("e0", rounds=1), employer("e1", rounds=1, seats=2)),
        pairs=(
            Pair("p0", "e0", 90),
            Pair("p1", "e0", 80),
            Pair("p2", "e1", 70, ("ar",)),
            Pair("p3", "e1", 60, ("ar",)),
        ),
    )


def test_gains_of_each_change_are_proven_and_those_of_solving_again() -> None:
    document = crowded()
    before = levels(document, replan(document))
    found = helps(case(document), 10.0)
    assert {(h.change.kind, h.change.what) for h in found} == {
        ("interpreter", "ar"),
        ("round", ""),
        ("table", "e0"),
        ("table", "e1"),
    }
    for help_ in found:
        after = levels(help_.change.problem, replan(help_.change.problem))
        for gain in help_.gains:
            assert (
                gain.found
                == gain.most
                == signed(gain.level, after[gain.level]) - signed(gain.level, before[gain.level])
            )


def test_change_that_serves_most_people_comes_first() -> None:
    found = helps(case(crowded()), 10.0)
    assert found[0].gains[2] == Gain("left_out", 1, 1)
    assert found[-1].gains == tuple(Gain(level, 0, 0) for level in level_order(crowded())[:-1])


def test_languages_and_employers_that_nobody_asks_for_are_not_tried() -> None:
    document = replace(crowded(), employers=(*crowded().employers, employer("e2", rounds=1)))
    assert {change.what for change in changes(case(document))} == {"", "ar", "e0", "e1"}


def test_one_more_round_is_there_for_whoever_stays_to_the_end() -> None:
    document = problem(
        participants=(participant("p0"), participant("p1", available=((0, 3),))),
        employers=(employer("e0", available=((0, 1), (3, 4))),),
        pairs=(Pair("p0", "e0", 50), Pair("p1", "e0", 50)),
        interpreters=(Interpreter("i0", ("ar",), ((2, 4),)),),
    )
    longer = with_round(document)
    assert longer.rounds == 5
    assert [p.available for p in longer.participants] == [((0, 5),), ((0, 3),)]
    assert longer.employers[0].available == ((0, 1), (3, 5))
    assert longer.interpreters[0].available == ((2, 5),)


def test_plan_stays_valid_where_there_is_more_of_something() -> None:
    document = crowded()
    plan = replan(document)
    for more in (with_round(document), with_table(document, "e0"), with_interpreter(document, ("ar",))):
        assert violations(more, plan) == []


@settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(problems())
def test_first_gain_is_never_above_the_truth_nor_its_bound_below(document: Problem) -> None:
    base = case(document)
    for change in list(changes(base))[:3]:
        after = levels(change.problem, replan(change.problem))
        for gain in gains(base, change.problem, 0.3):
            truth = signed(gain.level, after[gain.level]) - signed(gain.level, base.values[gain.level])
            assert gain.found <= truth <= gain.most
            if gain.found < truth:
                break

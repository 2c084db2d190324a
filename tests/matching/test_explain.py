"""A reason is true: solved again with what it names taken away, the date can be; without that, it cannot or costs."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from eventhub.errors import InputError
from eventhub.matching.bounds import signed
from eventhub.matching.explain import explain_pair, explain_people, with_interpreter, with_table
from eventhub.matching.plan import Plan
from eventhub.matching.problem import Assignments, Interpreter, Pair, Participant, Problem, Session
from eventhub.matching.reasons import Detail, Reason, ReasonCode, impossible
from eventhub.matching.replan import replan
from eventhub.matching.rules import level_order, levels
from eventhub.matching.whatif import Case
from tests.matching.problems import dates, employer, every_plan, participant, plan, problem, problems

FOREVER = 1e9  # of `time.monotonic`


def best_plan(document: Problem) -> Plan:
    found = replan(document)
    assert all(level.proven for name, level in found.levels.items() if name != "waiting")
    return found


def explained(document: Problem, participant: str = "p0", employer: str = "e0") -> tuple[Reason, ...]:
    return explain_pair(Case(document, best_plan(document)), participant, employer).reasons


def codes(reasons: tuple[Reason, ...]) -> list[ReasonCode]:
    return [reason.code for reason in reasons]


def detail(reasons: tuple[Reason, ...], code: ReasonCode) -> dict[str, Detail]:
    return next(dict(reason.details) for reason in reasons if reason.code is code)


def met(found: Plan, participant: str = "p0", employer: str = "e0") -> bool:
    return any((d.participant, d.employer) == (participant, employer) for d in found.dates)


def loss(document: Problem, before: Plan, after: Plan) -> tuple[str, int] | None:
    """The first level that got worse, and by how much; None if none did before another got better."""
    old, new = levels(document, before), levels(document, after)
    for level in level_order(document)[:-1]:
        lost = signed(level, old[level]) - signed(level, new[level])
        if lost:
            return (level, lost) if lost > 0 else None
    return None


def alone(**changes: object) -> Problem:
    """One person, one employer, one pair."""
    base = problem(participants=(participant(),), employers=(employer(),), pairs=(Pair("p0", "e0", 50),))
    return replace(base, **changes)


LAW = Session("s0", "law", 0, 2, 5)
IMPOSSIBLE = {
    ReasonCode.WINDOWS: (
        alone(participants=(participant(available=((0, 2),)),), employers=(employer(available=((2, 4),)),)),
        {"employers": (employer(),)},
    ),
    ReasonCode.NO_TABLE: (alone(employers=(employer(seats=0),)), {"employers": (employer(),)}),
    ReasonCode.NOBODY_INTERPRETS: (
        alone(pairs=(Pair("p0", "e0", 50, ("ar",)),), interpreters=(Interpreter("i1", ("uk",), ((0, 4),)),)),
        {"interpreters": (Interpreter("i0", ("ar",), ((0, 4),)),)},
    ),
    ReasonCode.NO_INTERPRETER: (
        alone(
            pairs=(Pair("p0", "e0", 50, ("ar",)),),
            participants=(participant(available=((0, 2),)),),
            interpreters=(Interpreter("i0", ("ar",), ((2, 4),)), Interpreter("i1", ("uk",), ((0, 4),))),
        ),
        {"interpreters": (Interpreter("i0", ("ar",), ((1, 4),)),)},
    ),
    ReasonCode.SESSION_MISSING: (
        alone(
            pairs=(Pair("p0", "e0", 50, after=("law",)),),
            participants=(participant(available=((0, 2),), requires=("law",)),),
            sessions=(LAW,),
        ),
        {"sessions": (replace(LAW, rounds=1),)},
    ),
    ReasonCode.NO_COMMON_ROUND: (
        alone(
            pairs=(Pair("p0", "e0", 50, ("ar",), after=("law",)),),
            participants=(participant(requires=("law",)),),
            sessions=(LAW,),
            interpreters=(Interpreter("i0", ("ar",), ((0, 2),)),),
        ),
        {"interpreters": (Interpreter("i0", ("ar",), ((0, 3),)),)},
    ),
}


@pytest.mark.parametrize("code", IMPOSSIBLE)
def test_pair_that_can_never_meet_is_told_why_and_meets_without_that(code: ReasonCode) -> None:
    document, without = IMPOSSIBLE[code]
    assert not met(best_plan(document))
    assert codes(explained(document)) == [code]
    assert met(best_plan(replace(document, **without)))


def test_pair_that_is_not_listed_is_told_so_and_meets_when_listed() -> None:
    document = alone(pairs=())
    assert codes(explained(document)) == [ReasonCode.NOT_LISTED]
    assert met(best_plan(alone()))


def test_pair_that_meets_is_told_its_round() -> None:
    document = alone(participants=(participant(available=((2, 3),)),))
    assert explained(document) == (Reason(ReasonCode.MET, (("employer", "e0"), ("round", 2))),)


def test_unknown_id_is_an_input_error() -> None:
    case = Case(alone(), best_plan(alone()))
    with pytest.raises(InputError, match="'nobody' is not known"):
        explain_pair(case, "nobody", "e0")


def two_for_one_table(**first: object) -> Problem:
    """p0 and p1 want the one date that e0 has; p1 gets it."""
    return problem(
        rounds=1,
        participants=(participant("p0", rounds=1, min_dates=0), participant("p1", rounds=1, min_dates=0)),
        employers=(employer("e0", rounds=1), employer("e1", rounds=1)),
        pairs=(Pair("p0", "e0", 10), Pair("p1", "e0", 90)),
        **first,
    )


COSTLY = {
    "left_out": replace(two_for_one_table(), pairs=(Pair("p0", "e0", 90), Pair("p1", "e0", 10), Pair("p0", "e1", 1))),
    "promised": replace(two_for_one_table(), pairs=(Pair("p0", "e0", 90), Pair("p1", "e0", 10, promised=True))),
    "shortfall": problem(
        rounds=2,
        participants=(participant("p0", rounds=2, min_dates=0), participant("p1", rounds=2, min_dates=2)),
        employers=(employer("e0", rounds=1), employer("e1", rounds=2)),
        pairs=(Pair("p0", "e0", 90), Pair("p1", "e0", 10), Pair("p0", "e1", 1), Pair("p1", "e1", 10)),
    ),
    "seats": alone(
        rounds=1,
        participants=(participant(rounds=1, requires=("law",)),),
        employers=(employer(rounds=1),),
        sessions=(Session("s0", "law", 0, 1, 1),),
    ),
    "fit": problem(
        rounds=2,
        participants=(participant("p0", rounds=1, min_dates=0, max_dates=1), participant("p1", rounds=1)),
        employers=(employer("e0", rounds=1), employer("e1", rounds=1)),
        pairs=(Pair("p0", "e0", 10), Pair("p0", "e1", 80), Pair("p1", "e0", 90), Pair("p1", "e1", 15)),
    ),
}


@pytest.mark.parametrize("level", COSTLY)
def test_cost_of_a_date_is_what_solving_with_it_loses(level: str) -> None:
    document = COSTLY[level]
    before = best_plan(document)
    cost = detail(explained(document), ReasonCode.COSTS)
    forced = best_plan(replace(document, pinned=Assignments(dates=dates(("p0", "e0", 0)))))
    assert loss(document, before, forced) == (cost["level"], cost["most"])
    assert cost["level"] == level
    assert cost["least"] == cost["most"]


def test_somebody_is_left_out_whoever_gets_the_only_date() -> None:
    document = two_for_one_table()
    (person,) = explain_people(Case(document, best_plan(document)), FOREVER)
    assert person.participant == "p0"
    # One of the two is left out in any plan; p1 has the better score.
    assert detail(person.reasons, ReasonCode.COSTS) == {"level": "fit", "least": 80, "most": 80}
    assert ReasonCode.EMPLOYER_FULL in codes(person.reasons)
    assert best_plan(with_table(document, "e0")).levels["left_out"].value == 0


def test_employer_full_is_said_where_one_more_seat_makes_the_date_free() -> None:
    document = COSTLY["promised"]
    assert codes(explained(document)) == [ReasonCode.COSTS, ReasonCode.EMPLOYER_FULL]
    more = best_plan(with_table(document, "e0"))
    assert met(more)
    assert loss(document, best_plan(document), more) is None


def test_employer_is_not_called_full_where_the_person_is_busy() -> None:
    assert codes(explained(COSTLY["seats"])) == [ReasonCode.COSTS]


def bottleneck() -> Problem:
    return problem(
        rounds=2,
        participants=tuple(participant(f"p{i}", rounds=2, min_dates=0) for i in range(3)),
        employers=tuple(employer(f"e{i}", rounds=2) for i in range(3)),
        pairs=tuple(Pair(f"p{i}", f"e{i}", 10 + i, ("ar",)) for i in range(3)),
        interpreters=(Interpreter("i0", ("ar",), ((0, 2),)),),
    )


def test_interpreter_is_the_bottleneck_in_the_rounds_in_which_all_are_busy() -> None:
    document = bottleneck()
    reasons = explained(document)
    assert codes(reasons) == [ReasonCode.COSTS, ReasonCode.INTERPRETER_BUSY]
    busy = detail(reasons, ReasonCode.INTERPRETER_BUSY)
    assert busy == {"employer": "e0", "languages": ("ar",), "first": 0, "last": 1}
    assert met(best_plan(with_interpreter(document, ("ar",))))


def test_full_session_that_must_come_first_stands_in_the_way() -> None:
    document = problem(
        rounds=3,
        participants=tuple(participant(f"p{i}", rounds=3, min_dates=0, requires=("law",)) for i in range(2)),
        employers=(employer("e0", rounds=3), employer("e1", rounds=3)),
        pairs=(Pair("p0", "e0", 50, after=("law",)), Pair("p1", "e1", 90, promised=True, after=("law",))),
        sessions=(Session("s0", "law", 0, 1, 1),),
    )
    reasons = explained(document)
    assert codes(reasons) == [ReasonCode.COSTS, ReasonCode.SESSION_FIRST]
    assert detail(reasons, ReasonCode.COSTS)["level"] == "promised"
    free = replace(document, pairs=(Pair("p0", "e0", 50), document.pairs[1]))
    assert met(best_plan(free))
    assert loss(document, best_plan(document), best_plan(free)) is None


def test_person_with_the_most_dates_is_full() -> None:
    document = problem(
        participants=(participant("p0", max_dates=1),),
        pairs=(Pair("p0", "e0", 10), Pair("p0", "e1", 90)),
    )
    reasons = explained(document)
    assert codes(reasons) == [ReasonCode.COSTS, ReasonCode.PERSON_FULL]
    assert met(best_plan(replace(document, participants=(participant("p0", max_dates=2),))))


def test_date_that_costs_nothing_is_called_possible() -> None:
    document = two_for_one_table()
    document = replace(document, pairs=(Pair("p0", "e0", 90), Pair("p1", "e0", 90)))
    other = plan(("p1", "e0", 0))
    reasons = explain_pair(Case(document, other), "p0", "e0").reasons
    assert codes(reasons) == [ReasonCode.POSSIBLE]


def test_pins_that_leave_no_room_are_the_reason() -> None:
    document = replace(two_for_one_table(), pinned=Assignments(dates=dates(("p1", "e0", 0))))
    assert ReasonCode.PINS in codes(explained(document))
    assert met(best_plan(replace(document, pinned=Assignments(dates=dates(("p0", "e0", 0))))))


def test_everybody_left_out_or_short_is_named_and_nobody_else() -> None:
    document = problem(
        participants=(
            participant("p0", min_dates=0),
            participant("p1", min_dates=2),
            participant("p2", min_dates=1),
            participant("p3"),
        ),
        employers=(employer("e0"), employer("e1", available=((0, 1),))),
        pairs=(Pair("p0", "e0", 50), Pair("p1", "e0", 50), Pair("p2", "e0", 50, ("ar",))),
    )
    people = list(explain_people(Case(document, best_plan(document)), FOREVER))
    assert [(p.participant, p.dates, p.min_dates) for p in people] == [("p1", 1, 2), ("p2", 0, 1), ("p3", 0, 1)]
    assert [codes(p.reasons) for p in people] == [
        [ReasonCode.ALL_MET],
        [ReasonCode.NOBODY_INTERPRETS],
        [ReasonCode.NO_PAIR],
    ]


def test_reasons_that_need_solving_are_left_out_when_time_is_up() -> None:
    document = two_for_one_table()
    (person,) = explain_people(Case(document, best_plan(document)), 0.0)
    assert codes(person.reasons) == [ReasonCode.NOT_EXAMINED]


def without_obstacle(document: Problem, pair: Pair, why: Reason) -> Problem:
    match why.code:
        case ReasonCode.EMPLOYER_FULL:
            return with_table(document, pair.employer)
        case ReasonCode.INTERPRETER_BUSY:
            return with_interpreter(document, pair.interpreter)
        case ReasonCode.SESSION_FIRST:
            return replace(document, pairs=tuple(replace(p, after=()) if p == pair else p for p in document.pairs))
    more: list[Participant] = []
    for person in document.participants:
        mine = person.id == pair.participant
        more.append(replace(person, max_dates=person.max_dates + 1) if mine else person)
    return replace(document, participants=tuple(more))


def best_with(document: Problem, pair: Pair) -> Plan | None:
    """The best of all plans in which the pair meets."""
    order = level_order(document)
    plans = [Plan(dates=p.dates, seats=p.seats) for p in every_plan(document)]
    having = [p for p in plans if met(p, pair.participant, pair.employer)]
    return max(having, key=lambda p: [signed(level, levels(document, p)[level]) for level in order], default=None)


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(problems())
def test_reasons_hold_against_all_plans_of_a_tiny_problem(document: Problem) -> None:
    before = best_plan(document)
    case = Case(document, before)
    for pair in document.pairs:
        with_pair = best_with(document, pair)
        assert bool(impossible(document, pair)) <= (with_pair is None)
        reasons = explain_pair(case, pair.participant, pair.employer).reasons
        for why in reasons:
            if why.code is ReasonCode.COSTS:
                assert with_pair is not None
                cost, lost = dict(why.details), loss(document, before, with_pair)
                assert lost is not None
                if "least" in cost:
                    order = level_order(document)
                    assert order.index(lost[0]) <= order.index(str(cost["level"]))
                    assert lost[0] != cost["level"] or lost[1] >= int(str(cost["least"]))
                if "most" in cost:
                    assert lost[0] != cost["level"] or lost[1] <= int(str(cost["most"]))
            elif why.code is ReasonCode.POSSIBLE:
                assert with_pair is not None
                assert loss(document, before, with_pair) is None
            elif why.code is ReasonCode.PINS:
                assert with_pair is None
            elif why.code in (
                ReasonCode.EMPLOYER_FULL,
                ReasonCode.INTERPRETER_BUSY,
                ReasonCode.SESSION_FIRST,
                ReasonCode.PERSON_FULL,
            ):
                changed = without_obstacle(document, pair, why)
                free = best_with(changed, replace(pair))
                assert free is not None
                assert loss(changed, before, free) is None

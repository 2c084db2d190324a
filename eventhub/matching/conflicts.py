"""Which pins cannot stand, and why: a minimal set of them, in sentences."""

from dataclasses import replace

import numpy as np

from eventhub.matching.firstplan import pins_and_seats
from eventhub.matching.instance import compile_problem
from eventhub.matching.problem import Assignments, PlannedDate, PlannedSeat, Problem
from eventhub.matching.rules import Facts, open_rounds, violations

Pin = PlannedDate | PlannedSeat
CHECK_SECONDS = 20.0


def pin_conflicts(problem: Problem) -> tuple[str, ...]:
    """Sentences that name a minimal set of pins that cannot stand, empty if all can stand together.

    Minimal: without any one of the named pins, the others could stand. Found by leaving pins out one at a time
    (deletion filter, Chinneck and Dravnieks 1991).
    """
    pins: list[Pin] = [*problem.pinned.dates, *problem.pinned.seats]
    if _stand(problem, pins):
        return ()
    alone = next((pin for pin in pins if not _stand(problem, [pin])), None)
    if alone is not None:
        return (_reason(problem, alone),)
    culprits = list(pins)
    for pin in pins:
        without = [other for other in culprits if other is not pin]
        if not _stand(problem, without):
            culprits = without
    names = [_name(pin) for pin in culprits]
    return (f"These pins cannot stand together: {', '.join(names[:-1])} and {names[-1]}.", *_clashes(problem, culprits))


def _assignments(pins: list[Pin]) -> Assignments:
    return Assignments(
        dates=tuple(pin for pin in pins if isinstance(pin, PlannedDate)),
        seats=tuple(pin for pin in pins if isinstance(pin, PlannedSeat)),
    )


def _stand(problem: Problem, pins: list[Pin]) -> bool:
    """Whether a plan exists with just these pins; True also where the check ran out of time."""
    held_dates = {d.key for d in problem.held.dates}
    held_seats = {s.key for s in problem.held.seats}
    new = [pin for pin in pins if pin.key not in held_dates and pin.key not in held_seats]
    only = replace(problem, pinned=_assignments(new))
    compiled = compile_problem(only)
    if len([k for k in compiled.instance.pinned if k]) < len(only.pinned.dates):
        return False
    if compiled.instance.seat_pinned.sum() < len(only.pinned.seats):
        return False
    _, solution = pins_and_seats(compiled.instance, CHECK_SECONDS, np.zeros(len(compiled.instance.seat_p)))
    return not solution.infeasible


def _name(pin: Pin) -> str:
    if isinstance(pin, PlannedDate):
        return f"the date of {pin.participant} and {pin.employer} in round {pin.round}"
    return f"the seat of {pin.participant} in session {pin.session}"


def _reason(problem: Problem, pin: Pin) -> str:
    """Why a pin cannot stand even alone, as the rule it breaks; rules that other dates could mend come last."""
    together = Assignments(
        dates=(*problem.held.dates, *((pin,) if isinstance(pin, PlannedDate) else ())),
        seats=(*problem.held.seats, *((pin,) if isinstance(pin, PlannedSeat) else ())),
    )
    broken = [s for s in violations(replace(problem, pinned=Assignments()), together) if not s.startswith("Rule 8")]
    broken = [sentence for sentence in broken if not sentence.startswith("Rule 6") or "needs no" in sentence]
    if broken:
        return f"{_sentence(pin)} cannot stand. {broken[0]}"
    assert isinstance(pin, PlannedDate)
    return f"{_sentence(pin)} cannot stand. {_missing_help(problem, pin)}"


def _sentence(pin: Pin) -> str:
    name = _name(pin)
    return f"{name[0].upper()}{name[1:]}"


def _missing_help(problem: Problem, pin: PlannedDate) -> str:
    """Rules 6 and 8 for one date: nobody to interpret, or no session that could come before."""
    pair = Facts(problem, Assignments()).pairs[pin.participant, pin.employer]
    able = [
        i
        for i in problem.interpreters
        if set(i.languages) & set(pair.interpreter) and pin.round in open_rounds(i.available)
    ]
    if pair.interpreter and not able:
        return f"Rule 6: no interpreter for {' or '.join(pair.interpreter)} is available in round {pin.round}."
    return f"Rule 8: no session on {' or '.join(pair.after) or 'a topic'} that this person can attend ends before it."


def _clashes(problem: Problem, pins: list[Pin]) -> list[str]:
    """The rules that the pins break as they stand together, as far as two pins break them directly."""
    together = Assignments(
        dates=(*problem.held.dates, *_assignments(pins).dates), seats=(*problem.held.seats, *_assignments(pins).seats)
    )
    broken = violations(replace(problem, pinned=Assignments()), together)
    direct = [s for s in broken if not s.startswith(("Rule 6", "Rule 8"))]
    return direct or ["Rule 6 or 8: together they need more interpreters or earlier sessions than there are."]

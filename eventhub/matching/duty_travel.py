"""The level `travel`: minutes on the way, as a walk through the day for each officer.

A walk has a step before each instant at which something the officer could host begins. It stays where it is or goes
where something begins; at the end it goes home. Distances are those of shortest ways, so going anywhere else, or home
in between, never helps.
"""

from ortools.sat.python import cp_model

from eventhub.matching.duty_model import Choice, DutyModel


def travel(built: DutyModel) -> cp_model.LinearExprT:
    """The minutes of all officers' ways, to be minimised: the walks' literals are added to the model."""
    return sum(_walk(built, built.officers[officer].home, mine) for (officer, _), mine in built.hosts.items())


def _walk(built: DutyModel, home: str, mine: dict[Choice, cp_model.IntVar]) -> cp_model.LinearExprT:
    """The minutes of one officer's way on one day; None stands for "still at home"."""
    model, cost = built.model, []
    at: dict[str | None, cp_model.LiteralT] = {None: True}
    for instant in sorted({choice.start for choice in mine}):
        targets = {choice.place for choice in mine if choice.start == instant}
        arrivals: dict[str | None, list[cp_model.IntVar]] = {}
        for origin, here in at.items():
            departures = []
            for target in {origin, *targets}:
                way = built.distances.get((origin or home, target or home)) if target != origin else 0
                if way is not None:
                    move = model.new_bool_var("")
                    departures.append(move)
                    arrivals.setdefault(target, []).append(move)
                    cost.append(way * move)
            model.add(sum(departures) == here)
        at = {place: _any(model, moves) for place, moves in arrivals.items()}
        for choice, literal in mine.items():
            if choice.start == instant:
                model.add_implication(literal, at[choice.place])
    return sum(cost) + sum(built.distances[place, home] * here for place, here in at.items() if place)


def _any(model: cp_model.CpModel, moves: list[cp_model.IntVar]) -> cp_model.IntVar:
    """A literal that is true exactly if one of the moves is made; never more than one is."""
    here = model.new_bool_var("")
    model.add(sum(moves) == here)
    return here

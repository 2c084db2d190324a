"""A trial of the solver, in a child process as always."""

from eventhub.cli.findings import Finding, Verdict, find
from eventhub.matching.problem import Employer, Pair, Participant, Problem
from eventhub.matching.process import solve_in_child
from eventhub.matching.solve import Options

TIME_LIMIT = 30.0


def trial_findings() -> list[Finding]:
    """Whether plans can be made on this machine."""
    return [find("solver", solver)]


def solver() -> tuple[Verdict, str]:
    """Whether the smallest event there is gets its plan."""
    problem = Problem(
        name="doctor",
        rounds=1,
        participants=(Participant(id="p", available=((0, 1),), min_dates=0, max_dates=1),),
        employers=(Employer(id="e", seats=1, available=((0, 1),)),),
        pairs=(Pair(participant="p", employer="e", score=50),),
    )
    plan = solve_in_child(problem, Options(time_limit=TIME_LIMIT, workers=1), lambda progress: None, lambda: False)
    if plan.status != "optimal" or len(plan.dates) != 1:
        return Verdict.MISSING, f"one person and one employer gave the status {plan.status}; run: make setup"
    return Verdict.OK, f"a plan for one person and one employer, proven in {plan.seconds:.1f} s"

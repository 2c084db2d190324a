"""The kind "plan": solve an event's rotation in a child process and store the plan as a new version."""

from dataclasses import asdict
from functools import partial

from eventhub.extensions import db
from eventhub.jobs.context import Apply, Document, JobContext
from eventhub.jobs.ledger import AttemptInterruptedError
from eventhub.matching.plan import Plan
from eventhub.matching.problem import Problem
from eventhub.matching.process import Cancelled, solve_in_child
from eventhub.matching.solve import Options, Progress
from eventhub.services import planning


def plan_event(context: JobContext) -> Apply:
    """Payload: as `eventhub.services.planning.request_plan` writes it."""
    problem = planning.build_problem(context.actor(), context.payload["event"])
    db.session.remove()  # minutes of solving must not hold the reading transaction open
    plan = _solve(context, problem)
    return partial(_store, context, problem, plan)


def _solve(context: JobContext, problem: Problem) -> Plan:
    try:
        return solve_in_child(
            problem,
            _options(context.payload),
            on_progress=lambda progress: context.report(_document(progress)),
            cancelled=context.interrupted,
        )
    except Cancelled:
        raise AttemptInterruptedError from None


def _options(payload: Document) -> Options:
    return Options(
        time_limit=payload["time_limit"],
        waiting_time=payload["waiting_time"],
        workers=payload["workers"],
        seed=payload["seed"],
    )


def _document(progress: Progress) -> Document:
    levels = {name: asdict(level) for name, level in progress.levels.items()}
    return {"stage": progress.stage, "seconds": round(progress.seconds, 1), "levels": levels}


def _store(context: JobContext, problem: Problem, plan: Plan) -> Document:
    stored = planning.store_plan(context.actor(), context.payload["event"], problem, plan)
    return {**asdict(stored), "status": plan.status}

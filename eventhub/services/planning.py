"""Plan an event: build its problem, ask for a plan, store the plan that came out.

Events are named by slug or public id. Each use case needs the role of organiser at the event's municipality.
"""

from dataclasses import asdict, dataclass

from sqlalchemy import func, select

from eventhub.errors import ConflictError, SolverError
from eventhub.extensions import db
from eventhub.matching.documents import plan_document, problem_document
from eventhub.matching.plan import Plan
from eventhub.matching.problem import Problem
from eventhub.matching.rules import violations
from eventhub.models.events import Event, EventState
from eventhub.models.plans import PlanPointers, PlanVersion
from eventhub.models.transaction import transaction
from eventhub.services import audit, jobs
from eventhub.services.actor import Actor
from eventhub.services.event_facts import event_facts
from eventhub.services.events import find_event, find_event_to_change
from eventhub.services.jobs import JobStatus
from eventhub.services.problems import problem_hash, problem_of

BEFORE_PLANNING = (EventState.DRAFT, EventState.OPEN)


@dataclass(frozen=True, slots=True)
class PlanOptions:
    """How long to compute (seconds), on how many threads, the seed of the search, and how much of it for less waiting.

    The fields of `eventhub.matching.solve.Options`, without importing the solver into the web server.
    """

    time_limit: float = 60.0
    workers: int = 2
    seed: int = 0
    waiting_time: float = 15.0


STANDARD_OPTIONS = PlanOptions()


@dataclass(frozen=True, slots=True)
class StoredPlan:
    """A stored version by public id and number; a stale one answers a problem that has changed meanwhile."""

    public_id: str
    number: int
    stale: bool


def build_problem(actor: Actor, event_id: str) -> Problem:
    """The rotation problem of an event as the data are now."""
    event = find_event(actor, event_id)
    return problem_of(event_facts(db.session(), event, actor.sees()))


def request_plan(actor: Actor, event_id: str, options: PlanOptions = STANDARD_OPTIONS) -> JobStatus:
    """Ask for a job that plans the event; while one is queued or running, it is that one."""
    event = find_event(actor, event_id)
    payload = {"event": event.public_id, **asdict(options)}
    return jobs.request(actor, "plan", dedupe_key=_job_key(event), payload=payload)


def latest_plan_job(actor: Actor, event_id: str) -> JobStatus | None:
    """The job that plans the event now or did so last; None if there never was one."""
    return jobs.latest(actor, _job_key(find_event(actor, event_id)))


def _job_key(event: Event) -> str:
    """Under which no two jobs are active at once."""
    return f"plan:{event.public_id}"


def store_plan(actor: Actor, event_id: str, problem: Problem, plan: Plan) -> StoredPlan:
    """Keep a plan with the problem it answers as a new version.

    It becomes the event's draft only if the data are still those it was computed from. Raises SolverError for a plan
    that breaks a rule or is none, ConflictError, with what stands against each other, where no plan is possible.
    """
    _refuse_unusable(problem, plan)
    with transaction() as session:
        event = find_event_to_change(actor, event_id)
        today = problem_hash(problem_of(event_facts(session, event, actor.sees())))
        version = _new_version(actor, event, problem, plan)
        session.add(version)
        session.flush()
        stale = today != version.problem_sha256
        if not stale:
            _make_draft(event, version)
        audit.record(actor, "plan.stored", version, event=event.public_id, stale=stale)
        return StoredPlan(version.public_id, version.number, stale)


def _refuse_unusable(problem: Problem, plan: Plan) -> None:
    if plan.status == "infeasible":
        raise ConflictError("No plan is possible: %(conflicts)s", conflicts=" ".join(plan.conflicts))
    if plan.status == "unknown":
        raise SolverError("No plan was found in the time given.")
    broken = violations(problem, plan)
    if broken:
        raise SolverError(
            "The plan breaks %(count)s rules and was not stored; the first: %(first)s",
            count=len(broken),
            first=broken[0],
        )


def _new_version(actor: Actor, event: Event, problem: Problem, plan: Plan) -> PlanVersion:
    pointers = pointers_of(event)
    latest = db.session.scalar(select(func.max(PlanVersion.number)).where(PlanVersion.event_id == event.id))
    return PlanVersion(
        event_id=event.id,
        number=(latest or 0) + 1,
        parent_id=pointers.draft_id or pointers.published_id,
        problem=problem_document(problem),
        plan=plan_document(plan),
        problem_sha256=problem_hash(problem),
        created_by=None if actor.system else actor.name,
    )


def _make_draft(event: Event, version: PlanVersion) -> None:
    pointers_of(event).draft_id = version.id
    if event.state in BEFORE_PLANNING:
        event.state = EventState.PLANNED


def pointers_of(event: Event) -> PlanPointers:
    """Which versions of the event are draft and published."""
    found = db.session.get(PlanPointers, event.id)
    if found is None:
        found = PlanPointers(event_id=event.id)
        db.session.add(found)
    return found

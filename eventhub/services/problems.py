"""From an event's facts to the rotation problem, and its hash.

The ids in the problem are opaque: participants are named by their attendance, employers by their participation. All
lists have an order that depends on the data alone, so equal data give an equal document and an equal hash.
"""

import hashlib
import json
from typing import Any

from eventhub.fit.score import Fit
from eventhub.matching.documents import problem_document
from eventhub.matching.problem import Employer, Interpreter, Pair, Participant, Problem, Session
from eventhub.models.attendances import Attendance
from eventhub.models.employers import Participation
from eventhub.models.events import EventState
from eventhub.models.interpreters import InterpreterDuty
from eventhub.models.sessions import Session as SessionRow
from eventhub.services.clock import Clock
from eventhub.services.event_facts import EventFacts
from eventhub.services.fit_inputs import event_fits
from eventhub.services.settled import Settled

FIT_TOLERANCE = 0.01
"""Share of the best fit that may go for less waiting (spec of the application)."""


def problem_of(facts: EventFacts) -> Problem:
    """The rotation problem of an event."""
    clock = Clock(facts.event)
    after = {row.public_id: _heard_before_dates(row, facts) for row in facts.attendances}
    settled = Settled(facts)
    return Problem(
        name=facts.event.slug,
        rounds=clock.rounds,
        participants=tuple(_participant(row, clock) for row in facts.attendances),
        employers=tuple(_employer(row, clock) for row in facts.participations),
        pairs=tuple(_pair(fit, after[fit.participant.id]) for fit in event_fits(facts)),
        sessions=tuple(_session(row) for row in facts.sessions),
        interpreters=tuple(_interpreter(row, clock) for row in facts.duties),
        pinned=settled.pinned(),
        previous=settled.previous(),
        keep_first=facts.event.state is EventState.RUNNING,
        fit_tolerance=FIT_TOLERANCE,
    )


def problem_hash(problem: Problem) -> str:
    """SHA-256, in hex, of the problem's canonical JSON: when it differs, the data have changed."""
    return hashlib.sha256(canonical(problem_document(problem)).encode()).hexdigest()


def canonical(document: dict[str, Any]) -> str:
    """The one JSON text of a document: sorted keys, no spaces."""
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _participant(row: Attendance, clock: Clock) -> Participant:
    return Participant(
        id=row.public_id,
        available=clock.spans(row.available),
        min_dates=row.min_dates,
        max_dates=row.max_dates,
        requires=tuple(sorted(request.topic.code for request in row.requested_topics)),
        understands=_understood(row),
    )


def _employer(row: Participation, clock: Clock) -> Employer:
    return Employer(
        id=row.public_id,
        seats=row.tables,
        available=clock.spans(row.available),
        min_dates=row.min_dates,
        group=row.group_talk,
    )


def _session(row: SessionRow) -> Session:
    return Session(
        id=row.public_id,
        topic=row.topic.code,
        first_round=row.first_round,
        rounds=row.rounds,
        capacity=row.capacity,
        languages=row.languages,
    )


def _interpreter(row: InterpreterDuty, clock: Clock) -> Interpreter:
    return Interpreter(row.interpreter.public_id, row.interpreter.languages, clock.spans(row.available))


def _understood(row: Attendance) -> tuple[str, ...]:
    return tuple(sorted(spoken.language for spoken in row.participant.languages if spoken.understands))


def _heard_before_dates(row: Attendance, facts: EventFacts) -> tuple[str, ...]:
    """Topics to hear before any date; one that nobody offers in the person's language must not cost them dates."""
    understood = set(_understood(row))
    wanted = {request.topic.code for request in row.requested_topics if request.before_dates}
    offered = {s.topic.code for s in facts.sessions if not s.languages or not understood.isdisjoint(s.languages)}
    return tuple(sorted(wanted & offered))


def _pair(fit: Fit, after: tuple[str, ...]) -> Pair:
    return Pair(
        participant=fit.participant.id,
        employer=fit.employer.id,
        score=fit.score,
        interpreter=fit.interpreter,
        promised=fit.promised,
        after=after,
    )

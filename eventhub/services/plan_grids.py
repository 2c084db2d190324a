"""The timetable of a plan as a grid: employers by rounds, people by rounds, and the sessions with their people."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import time

from eventhub.models.columns import Texts
from eventhub.models.sessions import Session
from eventhub.services.plan_views import Document, Person, PlanView, Round

Talks = dict[int, list["Talk"]]
"""The dates of one row by round."""


@dataclass(frozen=True, slots=True)
class Talk:
    """One date in a cell of the grid: the other side's name, and the interpreter's where there is one."""

    number: int | None
    name: str
    interpreter: str


@dataclass(frozen=True, slots=True)
class Cell:
    """Neighbouring rounds of a row in which the same happens: talks, a session, nothing, or nobody is there."""

    span: int
    kind: str
    talks: tuple[Talk, ...] = ()
    session: Texts | None = None
    after_break: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the grid: an employer or a person, and how many dates it has."""

    id: str
    number: int | None
    name: str
    dates: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class SessionSeats:
    """An information session of the plan with the people in it."""

    title: Texts
    starts: time
    ends: time
    capacity: int
    languages: tuple[str, ...]
    people: tuple[Person, ...]


def employer_rows(view: PlanView) -> list[Row]:
    """One row an employer, by name; a cell holds all talks of its round."""
    talks: dict[str, Talks] = defaultdict(lambda: defaultdict(list))
    for date in view.plan["dates"]:
        person = view.names.person(date["participant"])
        talks[date["employer"]][date["round"]].append(
            Talk(person.number, person.name, view.names.interpreters.get(date["interpreter"] or "", ""))
        )
    rows = [
        _row(employer, None, view.names.employers.get(employer["id"], "–"), talks[employer["id"]], {}, view)
        for employer in view.problem["employers"]
    ]
    return sorted(rows, key=lambda row: row.name.casefold())


def person_rows(view: PlanView) -> list[Row]:
    """One row a person, by roster number, with dates and sessions."""
    talks: dict[str, Talks] = defaultdict(lambda: defaultdict(list))
    sessions: dict[str, dict[int, Session]] = defaultdict(dict)
    for date in view.plan["dates"]:
        firm = view.names.employers.get(date["employer"], "–")
        helper = view.names.interpreters.get(date["interpreter"] or "", "")
        talks[date["participant"]][date["round"]].append(Talk(None, firm, helper))
    for seat in view.plan["seats"]:
        session = view.names.sessions.get(seat["session"])
        if session is not None:
            span = range(session.first_round, session.first_round + session.rounds)
            sessions[seat["participant"]] |= dict.fromkeys(span, session)
    rows = []
    for item in view.problem["participants"]:
        person = view.names.person(item["id"])
        rows.append(_row(item, person.number, person.name, talks[item["id"]], sessions[item["id"]], view))
    return sorted(rows, key=lambda row: (row.number, row.name))


def session_seats(view: PlanView) -> list[SessionSeats]:
    """The sessions in the order of the clock, each with its people by roster number."""
    people: dict[str, list[Person]] = defaultdict(list)
    for seat in view.plan["seats"]:
        people[seat["session"]].append(view.names.person(seat["participant"]))
    starts = {row.number: row.starts for row in view.rounds}
    ends = {row.number: row.ends for row in view.rounds}
    return [
        SessionSeats(
            title=session.topic.title,
            starts=starts[session.first_round],
            ends=ends[session.first_round + session.rounds - 1],
            capacity=session.capacity,
            languages=session.languages,
            people=tuple(sorted(people[public_id], key=lambda person: person.number)),
        )
        for public_id, session in view.names.sessions.items()
        if session.first_round in starts
    ]


def _row(
    item: Document,
    number: int | None,
    name: str,
    talks: Talks,
    sessions: dict[int, Session],
    view: PlanView,
) -> Row:
    there = {index for first, end in item["available"] for index in range(first, end)}
    cells: list[Cell] = []
    position = 0
    while position < len(view.rounds):
        cell = _cell(view.rounds, position, there, talks, sessions)
        cells.append(cell)
        position += cell.span
    return Row(item["id"], number, name, sum(map(len, talks.values())), tuple(cells))


def _cell(
    rounds: tuple[Round, ...],
    position: int,
    there: set[int],
    talks: Talks,
    sessions: dict[int, Session],
) -> Cell:
    here = rounds[position]
    if here.number in talks:
        ordered = sorted(talks[here.number], key=lambda talk: (talk.number or 0, talk.name))
        return Cell(1, "talks", tuple(ordered), after_break=here.after_break)
    if here.number in sessions:
        session = sessions[here.number]
        span = sum(sessions.get(row.number) is session for row in rounds[position:])
        return Cell(span, "session", session=session.topic.title, after_break=here.after_break)
    return Cell(1, "free" if here.number in there else "absent", after_break=here.after_break)

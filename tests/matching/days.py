"""Running days for tests: a plan was announced, part of it took place, and then something happened."""

from dataclasses import replace

from hypothesis import strategies as st

from eventhub.matching.decisions import to_assignments
from eventhub.matching.firstplan import first_plan
from eventhub.matching.instance import compile_problem
from eventhub.matching.problem import Assignments, Problem, Span
from tests.matching.problems import problems


def announced(document: Problem) -> Assignments:
    """Some valid plan of the problem."""
    compiled = compile_problem(document)
    found = first_plan(compiled.instance, 10.0, False)
    assert found is not None
    return to_assignments(compiled, found)


def running_day(document: Problem, now: int, *, keep_first: bool = True) -> Problem:
    """The problem in round `now` of a plan that was announced; what began before is held."""
    base = replace(document, previous=Assignments(), held=Assignments(), closed_before=0)
    given = announced(base)
    first = {s.id: s.first_round for s in base.sessions}
    held = Assignments(
        tuple(d for d in given.dates if d.round < now), tuple(s for s in given.seats if first[s.session] < now)
    )
    return replace(base, held=held, previous=given, closed_before=now, keep_first=keep_first)


def without(spans: tuple[Span, ...], rounds: set[int]) -> tuple[Span, ...]:
    """Spans with some rounds taken out."""
    open_ = [r for first, end in spans for r in range(first, end) if r not in rounds]
    return tuple((r, r + 1) for r in open_)


def employer_left(day: Problem, id_: str) -> Problem:
    """The employer is not there any more."""
    return replace(day, employers=tuple(replace(e, available=()) if e.id == id_ else e for e in day.employers))


def interpreter_fell_out(day: Problem, id_: str) -> Problem:
    """The interpreter is not there any more."""
    return replace(day, interpreters=tuple(replace(i, available=()) if i.id == id_ else i for i in day.interpreters))


def table_opened(day: Problem, id_: str) -> Problem:
    """The employer has one more seat."""
    return replace(day, employers=tuple(replace(e, seats=e.seats + 1) if e.id == id_ else e for e in day.employers))


def table_closed(day: Problem, id_: str) -> Problem:
    """The employer has one seat less."""
    return replace(day, employers=tuple(replace(e, seats=e.seats - 1) if e.id == id_ else e for e in day.employers))


def round_dropped(day: Problem, round_: int) -> Problem:
    """No date takes place in the round."""
    gone = {round_}
    return replace(day, employers=tuple(replace(e, available=without(e.available, gone)) for e in day.employers))


def person_stayed_away(day: Problem, id_: str) -> Problem:
    """The participant did not come."""
    people = tuple(replace(p, available=()) if p.id == id_ else p for p in day.participants)
    return replace(day, participants=people)


@st.composite
def days(draw: st.DrawFn, people: int = 3, firms: int = 2, most_rounds: int = 3) -> Problem:
    """Random running days after one or two events."""
    document = draw(problems(people, firms, most_rounds))
    day = running_day(document, draw(st.integers(0, document.rounds - 1)), keep_first=draw(st.booleans()))
    employers = st.sampled_from([e.id for e in day.employers])
    for _ in range(draw(st.integers(1, 2))):
        match draw(st.integers(0, 5)):
            case 0:
                day = employer_left(day, draw(employers))
            case 1:
                day = interpreter_fell_out(day, day.interpreters[0].id)
            case 2:
                day = table_opened(day, draw(employers))
            case 3:
                day = round_dropped(day, draw(st.integers(0, day.rounds - 1)))
            case 4:
                day = person_stayed_away(day, draw(st.sampled_from([p.id for p in day.participants])))
            case 5:
                day = replace(day, employers=tuple(replace(e, seats=1) for e in day.employers))
    return day

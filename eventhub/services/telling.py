"""What a plan tells people: each date and seat with its rounds, clock times and place, ready to be published."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from eventhub.models.events import Event
from eventhub.models.plans import PublishedItem
from eventhub.models.sessions import Session
from eventhub.services.clock import Clock
from eventhub.services.event_facts import EventFacts

ItemKey = tuple[int, int | None, int | None]
"""Sequence numbers of attendance, participation and session: what a published item is about."""


@dataclass(frozen=True, slots=True)
class Told:
    """A date or seat of a plan as it is told: `told` is what a person gets to see of it."""

    key: ItemKey
    interpreter_id: int | None
    first_round: int
    end_round: int
    told: dict[str, Any]


def key_of(item: PublishedItem) -> ItemKey:
    """What a published item is about."""
    return item.attendance_id, item.participation_id, item.session_id


class Telling:
    """Puts a plan of an event into words: times and places from the facts, people and rounds from the plan."""

    def __init__(self, facts: EventFacts) -> None:
        self._event = facts.event
        self._clock = Clock(facts.event)
        self._people = {row.public_id: row.id for row in facts.attendances}
        self._tables = {row.public_id: row for row in facts.participations}
        self._sessions = {row.public_id: row for row in facts.sessions}
        self._interpreters = {row.interpreter.public_id: row.interpreter_id for row in facts.duties}

    def items(self, plan: dict[str, Any]) -> Iterator[Told]:
        """Everything a plan document holds."""
        yield from (self._date(date) for date in plan["dates"])
        yield from (self._seat(seat) for seat in plan["seats"])

    def _date(self, date: dict[str, Any]) -> Told:
        table, number = self._tables[date["employer"]], date["round"]
        helper = date["interpreter"]
        return Told(
            key=(self._people[date["participant"]], table.id, None),
            interpreter_id=None if helper is None else self._interpreters[helper],
            first_round=number,
            end_round=number + 1,
            told=_when_and_where(self._event, self._clock, number, number + 1)
            | {"title": {"de": table.employer.name}, "interpreter": helper is not None},
        )

    def _seat(self, seat: dict[str, Any]) -> Told:
        session = self._sessions[seat["session"]]
        end = session.first_round + session.rounds
        return Told(
            key=(self._people[seat["participant"]], None, session.id),
            interpreter_id=None,
            first_round=session.first_round,
            end_round=end,
            told=session_told(self._event, session, self._clock),
        )


def session_told(event: Event, session: Session, clock: Clock) -> dict[str, Any]:
    """What is told of a seat in a session whose topic and room are loaded, at an event whose venue is."""
    room = None if session.room is None else session.room.name
    when_and_where = _when_and_where(event, clock, session.first_round, session.first_round + session.rounds)
    return when_and_where | {"title": session.topic.title, "room": room}


def _when_and_where(event: Event, clock: Clock, first_round: int, end_round: int) -> dict[str, Any]:
    venue = event.venue
    return {
        "starts": clock.starts(first_round).isoformat(),
        "ends": clock.ends(end_round).isoformat(),
        "zone": event.zone,
        "event": event.title,
        "venue": None if venue is None else venue.name,
        "address": None if venue is None else venue.address,
    }

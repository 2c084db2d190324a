"""Invented duty problems: a series of events at eleven venues, and the officers of some agencies.

`python -m benchmarks.duty_problems [--venues 11 --days 10 --officers 12 --events-a-day 3 --seed 1] > duty.json`
"""

import json
import random
from datetime import date, timedelta

import click

from eventhub.matching.duty import DutyProblem, EventDay, Hours, Officer, Wanted, Way
from eventhub.matching.duty_documents import duty_problem_document

TOPICS = {"residence": "office", "integration": "centre", "recognition": "chamber", "work": "jobcentre"}
LANGUAGES = ("uk", "ar", "fa", "kmr", "ti", "tr")
ROUND = 15  # minutes, the coffee break too
FIRST_DAY = date(2027, 4, 12)


def invented(venues: int, days: int, officers: int, events_a_day: int, seed: int) -> DutyProblem:
    """A problem of about four sessions an event, some of them required; the same seed gives the same one."""
    choose = random.Random(seed)
    places = {f"place{i}": (choose.uniform(0, 40), choose.uniform(0, 30)) for i in range(venues)}
    dates = [str(FIRST_DAY + timedelta(days=i)) for i in range(days)]
    events = [
        _event(f"event-{day}-{place}", place, day, choose)
        for day in dates
        for place in choose.sample(sorted(places), min(events_a_day, venues))
    ]
    return DutyProblem(
        name=f"{venues} venues, {days} days, {officers} officers, {events_a_day} events a day",
        places=tuple(places),
        ways=tuple(
            Way((u, v), 5 + round(((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5 * 1.2))
            for u, (ax, ay) in places.items()
            for v, (bx, by) in places.items()
            if u < v
        ),
        officers=tuple(_officer(i, sorted(places), dates, choose) for i in range(officers)),
        events=tuple(events),
        sessions=tuple(session for event in events for session in _sessions(event, choose)),
    )


def _event(name: str, place: str, day: str, choose: random.Random) -> EventDay:
    """Twelve to eighteen rounds from nine, ten or one o'clock on, with a coffee break in the middle."""
    start, rounds = choose.choice((540, 600, 780)), choose.randint(12, 18)
    begins = [start + (i + (i >= rounds // 2)) * ROUND for i in range(rounds)]
    return EventDay(name, place, day, tuple((begin, begin + ROUND) for begin in begins))


def _sessions(event: EventDay, choose: random.Random) -> list[Wanted]:
    found = []
    for i in range(choose.randint(3, 5)):
        length = choose.randint(2, 4)
        earliest = choose.randint(0, len(event.rounds) - length - 3)
        found.append(
            Wanted(
                id=f"{event.id}-{i}",
                event=event.id,
                topic=choose.choice(sorted(TOPICS)),
                rounds=length,
                earliest=earliest,
                latest=min(earliest + 4, len(event.rounds) - length),
                language=choose.choice((None, None, *LANGUAGES[:3])),
                officers=choose.choice((1, 1, 1, 2)),
                required=choose.random() < 0.4,
            )
        )
    return found


def _officer(number: int, places: list[str], dates: list[str], choose: random.Random) -> Officer:
    """One or two topics and one to three languages; four days of five, some of them short."""
    topics = choose.sample(sorted(TOPICS), choose.randint(1, 2))
    return Officer(
        id=f"officer{number}",
        agency=TOPICS[topics[0]],
        home=choose.choice(places),
        topics=tuple(topics),
        languages=tuple(choose.sample(LANGUAGES[:4], choose.randint(1, 3))),
        hours=tuple(Hours(day, 450, choose.choice((780, 960, 1080))) for day in dates if choose.random() < 0.8),
    )


@click.command()
@click.option("--venues", default=11, show_default=True)
@click.option("--days", default=10, show_default=True)
@click.option("--officers", default=12, show_default=True)
@click.option("--events-a-day", default=3, show_default=True)
@click.option("--seed", default=1, show_default=True)
def main(venues: int, days: int, officers: int, events_a_day: int, seed: int) -> None:
    """Print an invented duty problem as an eventhub-duty-problem/1 document."""
    click.echo(json.dumps(duty_problem_document(invented(venues, days, officers, events_a_day, seed)), indent=1))


if __name__ == "__main__":
    main()

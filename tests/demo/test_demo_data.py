import re
from collections import Counter

import pytest

from eventhub.demo.calendar import EVENTS, TOPICS, DemoEvent
from eventhub.demo.district import MUNICIPALITIES
from eventhub.demo.firms import FIRMS
from eventhub.demo.names import FAMILY, GIVEN
from eventhub.demo.occupations import OCCUPATIONS
from eventhub.demo.people import people
from eventhub.demo.staff import AGENCIES, INTERPRETERS
from eventhub.demo.stands import stands
from eventhub.demo.wishes import wishes

SEED = 2027


def test_district_has_its_eleven_municipalities_and_all_inhabitants() -> None:
    assert len(MUNICIPALITIES) == 11
    assert sum(place.population for place in MUNICIPALITIES) == 222_953
    assert {place.ags[:5] for place in MUNICIPALITIES} == {"05558"}
    assert all(51.7 < place.latitude < 52.1 and 7.1 < place.longitude < 7.7 for place in MUNICIPALITIES)


def test_series_visits_three_places_on_different_days_with_employers() -> None:
    rotations = [event for event in EVENTS if event.firms]
    assert [event.municipality for event in rotations] == ["Coesfeld", "Dülmen", "Lüdinghausen"]
    assert len({event.day for event in EVENTS}) == len(EVENTS)


def test_clock_grid_has_ten_minute_rounds_and_the_breaks_between_them() -> None:
    coesfeld = EVENTS[0]
    starts = [f"{start:%H:%M}-{end:%H:%M}" for start, end in coesfeld.clock()]
    assert starts[:2] == ["09:00-09:10", "09:15-09:25"]
    assert starts[7:9] == ["10:45-10:55", "11:25-11:35"]
    assert [(f"{a:%H:%M}", f"{b:%H:%M}") for a, b in coesfeld.pauses()] == [("10:55", "11:25")]


def test_firms_are_45_with_about_110_positions_of_every_kind() -> None:
    positions = [position for firm in FIRMS for position in firm.positions]
    assert len(FIRMS) == len({firm.name for firm in FIRMS}) == 45
    assert 105 <= len(positions) <= 115
    kinds = " ".join(sorted({position.kind for position in positions}))
    assert kinds == "AGH AUS BES BP EQ FWD HOS MAG OP PB PP QT SCH SP UMB"
    assert {position.occupation for position in positions} <= OCCUPATIONS.keys()
    assert {firm.municipality for firm in FIRMS} == {place.name for place in MUNICIPALITIES}


def test_people_are_180_and_the_same_for_the_same_seed_only() -> None:
    guests = people(SEED)
    assert len(guests) == 180
    assert guests == people(SEED)
    assert guests != people(SEED + 1)
    assert wishes(guests, SEED) == wishes(people(SEED), SEED)
    assert list(stands(SEED)) == list(stands(SEED))


def test_people_have_invented_names_and_addresses_that_reach_nobody() -> None:
    given = {name for names in GIVEN.values() for name in names}
    for guest in people(SEED):
        first, _, last = guest.name.partition(" ")
        assert first in given
        assert last in FAMILY
        assert guest.email is None or guest.email.endswith("@example.org")
        assert guest.phone is None or re.fullmatch(r"\+49 2541 0000\d{3}", guest.phone)


def test_people_mix_languages_levels_and_windows_as_the_district_expects() -> None:
    guests = people(SEED)
    tongues = Counter(guest.mother_tongue for guest in guests)
    assert tongues["uk"] > tongues["ar"] > tongues["fa"] > tongues["ti"] > 0
    assert {guest.german for guest in guests} >= {"A0", "A1", "A2", "B1", "B2"}
    rounds = {event.slug: event.rounds for event in EVENTS}
    assert all(0 <= guest.available[0] < guest.available[1] <= rounds[guest.event] for guest in guests)
    assert any(guest.childcare and guest.available != (0, rounds[guest.event]) for guest in guests)
    assert all(guest.min_dates <= guest.max_dates for guest in guests)


def test_people_live_where_their_event_draws_from() -> None:
    for event in EVENTS:
        homes = Counter(guest.municipality for guest in people(SEED) if guest.event == event.slug)
        assert homes == event.catchment


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.slug)
def test_sessions_fit_their_rooms_and_share_no_officer_at_one_time(event: DemoEvent) -> None:
    venue = next(place.venue for place in MUNICIPALITIES if place.name == event.municipality)
    capacity = {room.name: room.capacity for room in venue.rooms}
    agency = {topic.code: topic.agency for topic in TOPICS}
    taken: list[tuple[str, int]] = []
    for session in event.sessions:
        assert session.capacity <= capacity[session.room]
        assert session.first_round + session.rounds <= event.rounds
        for number in range(session.first_round, session.first_round + session.rounds):
            taken += [(session.room, number), (f"{agency[session.topic]} {session.officer}", number)]
    assert max(Counter(taken).values()) == 1


def test_staff_and_interpreters_named_by_events_exist() -> None:
    officers = {agency.code: len(agency.officers) for agency in AGENCIES}
    agency = {topic.code: topic.agency for topic in TOPICS}
    known = {interpreter.name for interpreter in INTERPRETERS}
    for event in EVENTS:
        assert {duty.interpreter for duty in event.interpreters} <= known
        assert all(session.officer < officers[agency[session.topic]] for session in event.sessions)


def test_interpreters_leave_some_languages_without_help() -> None:
    helped = {language for interpreter in INTERPRETERS for language in interpreter.languages}
    unhelped = [guest for guest in people(SEED) if guest.german == "A0" and not helped & guest.languages.keys()]
    assert {"uk", "ru", "ar", "fa"} <= helped
    assert "ti" not in helped
    assert "so" not in helped
    assert len(unhelped) < 10

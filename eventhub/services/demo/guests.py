"""Participants with their attendances, requested topics, consents, and the wishes of both sides."""

from collections.abc import Iterator
from datetime import UTC, datetime

from eventhub.demo.calendar import EVENTS
from eventhub.demo.people import Person, people
from eventhub.demo.wishes import Wish as DemoWish
from eventhub.demo.wishes import wishes
from eventhub.models.attendances import Attendance, Consent, ConsentPurpose, RequestedTopic, Wish
from eventhub.models.codes import Goal, LanguageLevel, TopicSource, WishSource, WishStrength
from eventhub.models.people import (
    Experience,
    InterfaceLanguage,
    Participant,
    ParticipantGoal,
    PrivateRecord,
    SpokenLanguage,
    Travel,
)
from eventhub.services.demo.known import Known

REGISTERED = datetime(2027, 3, 1, 9, tzinfo=UTC)
CONSENT_TEXT = "demo-1"
RULES_DATE = "2026-08-19"
FOLLOWS_FROM = LanguageLevel.B1
"""From this level on somebody can follow a session."""

FIRMS_OF_EVENT = {event.slug: event.firms for event in EVENTS}


def add_guests(known: Known) -> None:
    """All participants, each at one event, and all wishes."""
    guests = people(known.seed)
    participants = {guest.number: known.add(_participant(known, guest), guest.number) for guest in guests}
    known.session.flush()
    for guest in guests:
        _add_person(known, guest, participants[guest.number].id)
        row = _attendance(known, guest, participants[guest.number].id)
        known.attendances[guest.number] = known.add(row, guest.event, guest.number)
    known.session.flush()
    for guest in guests:
        _add_requests(known, guest)
    events = {guest.number: guest.event for guest in guests}
    known.session.add_all(_wish(known, wish, events[wish.person]) for wish in wishes(guests, known.seed))
    known.session.flush()


def _participant(known: Known, guest: Person) -> Participant:
    return Participant(
        municipality_id=known.municipalities[guest.municipality].id,
        preferred_name=guest.name,
        german_level=LanguageLevel(guest.german),
        travel=Travel.CAR if guest.car else Travel.TRANSPORT,
        interface_language=InterfaceLanguage(guest.interface),
        is_minor=guest.under_18,
    )


def _add_person(known: Known, guest: Person, participant_id: int) -> None:
    known.session.add_all(_languages(guest, participant_id))
    for occupation, years in guest.experience.items():
        known.session.add(Experience(participant_id=participant_id, occupation=occupation, years=years))
    for goal in guest.goals:
        known.session.add(ParticipantGoal(participant_id=participant_id, goal=Goal(goal)))
    known.session.add(_private(guest, participant_id))


def _languages(guest: Person, participant_id: int) -> Iterator[SpokenLanguage]:
    for language, code in {**guest.languages, "de": guest.german}.items():
        level = LanguageLevel(code)
        if level is not LanguageLevel.NONE:
            yield SpokenLanguage(
                participant_id=participant_id,
                language=language,
                level=level,
                understands=level >= FOLLOWS_FROM,
                can_read=guest.can_read and level >= LanguageLevel.A2,
            )


def _private(guest: Person, participant_id: int) -> PrivateRecord:
    contact = {key: value for key, value in (("email", guest.email), ("phone", guest.phone)) if value}
    return PrivateRecord(
        participant_id=participant_id,
        flags={"document": guest.document, "work": guest.work_entry, "rules_of": RULES_DATE},
        notes=guest.note,
        contact=contact or None,
    )


def _attendance(known: Known, guest: Person, participant_id: int) -> Attendance:
    event = known.events[guest.event]
    return Attendance(
        event_id=event.id,
        day=event.day,
        participant_id=participant_id,
        roster_number=guest.roster_number,
        available=(guest.available,),
        min_dates=guest.min_dates,
        max_dates=guest.max_dates,
        needs_interpreter=guest.german < LanguageLevel.A2,
        needs_step_free=guest.step_free,
        needs_childcare=guest.childcare,
        companions=None if guest.companions is None else f"familie-{guest.companions}",
    )


def _add_requests(known: Known, guest: Person) -> None:
    attendance = known.attendances[guest.number]
    for request in guest.topics:
        known.session.add(
            RequestedTopic(
                attendance_id=attendance.id,
                topic_id=known.topics[request.topic].id,
                source=TopicSource(request.source),
                named_ok=request.named_ok,
                before_dates=request.before_dates,
            )
        )
    if guest.named_to_employers:
        for firm in FIRMS_OF_EVENT[guest.event]:
            known.add(_consent(known, guest, firm), guest.number, firm)


def _consent(known: Known, guest: Person, firm: str) -> Consent:
    participation = known.participations[guest.event, firm]
    return Consent(
        event_id=participation.event_id,
        attendance_id=known.attendances[guest.number].id,
        participation_id=participation.id,
        purpose=ConsentPurpose.NAME_TO_EMPLOYER,
        text_version=CONSENT_TEXT,
        language=guest.interface,
        given_at=REGISTERED,
    )


def _wish(known: Known, wish: DemoWish, event: str) -> Wish:
    participation = known.participations[event, wish.firm]
    return Wish(
        event_id=participation.event_id,
        attendance_id=known.attendances[wish.person].id,
        participation_id=participation.id,
        source=WishSource(wish.source),
        strength=WishStrength(wish.strength),
    )

"""What the forms for a person begin with: what is stored, and empty rows for what is to be added."""

from collections.abc import Sequence
from typing import Any

from eventhub.models.attendances import Attendance
from eventhub.models.people import Participant
from eventhub.services.entries import Contact, Named
from eventhub.services.event_days import EventDay
from eventhub.web.organiser.rounds import window

Rows = list[dict[str, Any]]

SPARE = 2
FEWEST = 3


def blank_rows() -> dict[str, Rows]:
    """Empty rows only."""
    return {name: _with_spare([]) for name in ("languages", "experience", "topics")}


def attendance_values(row: Attendance, day: EventDay, named: Sequence[Named]) -> dict[str, Any]:
    """Values of an attendance whose topics are loaded; `named` are the employers that get the name."""
    topics = [
        {
            "topic": wish.topic.public_id,
            "source": wish.source,
            "named_ok": wish.named_ok,
            "before_dates": wish.before_dates,
        }
        for wish in row.requested_topics
    ]
    return {
        **window(row.available, day),
        "min_dates": row.min_dates,
        "max_dates": row.max_dates,
        "needs_interpreter": row.needs_interpreter,
        "needs_step_free": row.needs_step_free,
        "needs_childcare": row.needs_childcare,
        "topics": _with_spare(topics),
        "named_to": [employer.id for employer in named],
    }


def person_values(person: Participant, contact: Contact) -> dict[str, Any]:
    """Values of a person whose planning facts are loaded."""
    languages = [
        {"language": row.language, "level": row.level, "understands": row.understands} for row in person.languages
    ]
    experience = [{"occupation": row.occupation, "years": row.years} for row in person.experience]
    return {
        "preferred_name": person.preferred_name,
        "municipality": person.municipality.public_id,
        "is_minor": person.is_minor,
        "interface_language": person.interface_language,
        "german_level": person.german_level,
        "languages": _with_spare(languages),
        "goals": [row.goal for row in person.goals],
        "experience": _with_spare(experience),
        "travel": person.travel,
        "contact_email": contact.email,
        "contact_phone": contact.phone,
    }


def _with_spare(rows: Rows) -> Rows:
    return [*rows, *({} for _ in range(max(SPARE, FEWEST - len(rows))))]

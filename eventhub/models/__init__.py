"""The models. Importing the package knows all of them, so that relationships between modules resolve."""

from eventhub.models import (
    accounts,
    agencies,
    attendances,
    audit,
    employers,
    events,
    interpreters,
    jobs,
    people,
    places,
    plans,
    sessions,
)

__all__ = [
    "accounts",
    "agencies",
    "attendances",
    "audit",
    "employers",
    "events",
    "interpreters",
    "jobs",
    "people",
    "places",
    "plans",
    "sessions",
]

"""The models. Importing one loads all, so relationships resolve, and the guards `scope` and `transaction` stand."""

from eventhub.models import (
    accounts,
    agencies,
    attendances,
    audit,
    employers,
    events,
    interpreters,
    jobs,
    notices,
    people,
    places,
    plans,
    scope,
    sessions,
    transaction,
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
    "notices",
    "people",
    "places",
    "plans",
    "scope",
    "sessions",
    "transaction",
]

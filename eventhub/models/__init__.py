"""The models. Importing any of them loads all, so relationships resolve and the guards of `scope` and `transaction` stand."""

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
    "people",
    "places",
    "plans",
    "scope",
    "sessions",
    "transaction",
]

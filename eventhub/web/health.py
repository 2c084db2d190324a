"""`GET /health`: can this installation work? For monitoring and for the person who just started it."""

from typing import Any

from flask import Blueprint, Response, jsonify
from sqlalchemy.exc import SQLAlchemyError

from eventhub.services.health import Health, look

health = Blueprint("health", __name__)


@health.get("/health")
def show_health() -> tuple[Response, int]:
    """The state as JSON; 503 when the database is away or not migrated, so that no load balancer sends people here."""
    try:
        report = look()
    except SQLAlchemyError:
        return jsonify(status="unavailable", database="unreachable"), 503
    return jsonify(_document(report)), 200 if report.migrations_current else 503


def _document(report: Health) -> dict[str, Any]:
    return {
        "status": "ok" if report.migrations_current else "unavailable",
        "database": "reachable",
        "migrations": "current" if report.migrations_current else "pending",
        "jobs": {"queued": report.queued, "running": report.running},
        "worker": {"last_seen_seconds": report.worker_age},
    }

"""What a kind of job gets to do its work: the payload, who asked, a way to report, and whether to go on."""

from collections.abc import Callable
from typing import Any

from eventhub.jobs.ledger import Attempt, Reason
from eventhub.services.actor import Actor, account_actor, system_actor

Document = dict[str, Any]
"""Something JSON can hold."""

Apply = Callable[[], Document]
"""Applies a job's result and returns what the job row keeps of it; called in the transaction that ends the job."""


class JobContext:
    """One attempt at a job, shared by the thread that works and the one that keeps the heartbeat."""

    def __init__(self, attempt: Attempt, on_progress: Callable[[Document], None]) -> None:
        self.attempt = attempt
        self.progress: Document | None = None
        self.reason: Reason | None = None
        self._on_progress = on_progress

    @property
    def payload(self) -> Document:
        """What was asked for."""
        return self.attempt.payload

    def actor(self) -> Actor:
        """Who asked, with the rights they have now."""
        return account_actor(self.attempt.requested_by) if self.attempt.requested_by else system_actor()

    def report(self, progress: Document) -> None:
        """Say how far the work is, as often as you like: the job row shows the latest with the next heartbeat."""
        self.progress = progress
        self._on_progress(progress)

    def interrupted(self) -> bool:
        """Whether the work is to stop now; ask at least twice a second."""
        return self.reason is not None

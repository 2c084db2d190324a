"""Tests that say what time it is."""

from datetime import datetime

import pytest

from eventhub.services import moments


def at(monkeypatch: pytest.MonkeyPatch, clock: str, day: str = "2027-04-14") -> None:
    """From now on it is that time of that day in Germany; the day is that of `tests.factories.DAY`."""
    moment = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=moments.BERLIN)
    monkeypatch.setattr(moments, "local_now", lambda: moment)

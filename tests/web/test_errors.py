"""Error pages: a sentence that helps, never a traceback, and nothing quoted in the log."""

import logging

import pytest
from flask import Flask

from eventhub.errors import ConflictError, EventHubError, InputError, NotFoundError, PermissionDeniedError, SolverError
from eventhub.web import policy

ERRORS = [
    (NotFoundError("There is no event %(name)s.", name="<b>nirgendwo</b>"), 404),
    (PermissionDeniedError("You may not do this at that place."), 403),
    (ConflictError("Only a draft can be opened."), 409),
    (InputError("There is no such municipality."), 422),
    (SolverError("No plan was found in the time given."), 500),
]


@pytest.fixture
def raising(sqlite_app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """An application with a route that raises what `sqlite_app.config["RAISES"]` holds."""

    def fail() -> str:
        raise sqlite_app.config["RAISES"]

    sqlite_app.add_url_rule("/fail", "fail", fail)
    monkeypatch.setitem(policy.POLICY, "fail", policy.ANYBODY)
    return sqlite_app


@pytest.mark.parametrize(("error", "status"), ERRORS, ids=lambda value: type(value).__name__)
def test_own_error_is_a_page_with_its_sentence(raising: Flask, error: EventHubError, status: int) -> None:
    raising.config["RAISES"] = error
    answer = raising.test_client().get("/fail?lang=en")
    assert answer.status_code == status
    assert str(error).replace("<b>", "&lt;b&gt;").replace("</b>", "&lt;/b&gt;") in answer.text
    assert "<b>" not in answer.text


def test_own_error_is_translated_with_its_values(raising: Flask) -> None:
    raising.config["RAISES"] = NotFoundError("There is no event %(name)s.", name="nirgendwo")
    page = raising.test_client().get("/fail").text
    assert "nirgendwo" in page
    assert "There is no event" not in page


def test_unexpected_error_shows_and_logs_no_data(raising: Flask, caplog: pytest.LogCaptureFixture) -> None:
    raising.config["RAISES"] = RuntimeError("Amal Beispiel, § 24")
    with caplog.at_level(logging.DEBUG):
        answer = raising.test_client().get("/fail")
    assert answer.status_code == 500
    assert "Amal" not in answer.text
    assert "Traceback" not in answer.text
    assert "Amal" not in caplog.text
    assert "RuntimeError" in caplog.text


@pytest.mark.parametrize("path", ["/nowhere", "/notice/nothing", "/assets/../settings.py"])
def test_unknown_page_leads_back_to_the_start(sqlite_app: Flask, path: str) -> None:
    answer = sqlite_app.test_client().get(path)
    assert answer.status_code == 404
    assert 'href="/"' in answer.text


def test_form_without_a_valid_token_says_that_it_has_expired(sqlite_app: Flask) -> None:
    answer = sqlite_app.test_client().post("/organise/events/new", data={"csrf_token": "wrong"})
    assert answer.status_code == 400
    assert "abgelaufen" in answer.text

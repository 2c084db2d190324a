"""What anybody sees: announced events and the operator's texts."""

from datetime import date

import pytest
from flask import Flask

from eventhub.errors import PermissionDeniedError
from eventhub.models.codes import Role
from eventhub.models.events import EventState
from eventhub.models.notices import NoticeKind
from eventhub.services.districts import district_facts, write_notice
from tests import factories as make
from tests.services.worlds import staff


def home(app: Flask) -> str:
    return app.test_client().get("/").text


def test_home_shows_announced_events_with_day_time_and_place(sqlite_app: Flask) -> None:
    make.make_event(title={"de": "Tag der Bäcker"}, day=date(2099, 4, 14))
    page = home(sqlite_app)
    assert "Tag der Bäcker" in page
    assert "14. April 2099" in page
    assert '<bdi dir="ltr">09:00–10:55</bdi>' in page
    assert "Musterhalle, Musterweg 1" in page


def test_home_says_that_a_title_is_german_where_it_has_no_translation(sqlite_app: Flask) -> None:
    make.make_event(title={"de": "Tag der Bäcker", "ar": "يوم الخبازين"}, day=date(2099, 4, 14))
    make.make_event(title={"de": "Tag der Pflege"}, day=date(2099, 4, 15))
    page = sqlite_app.test_client().get("/?lang=ar").text
    assert "<bdi>يوم الخبازين</bdi>" in page
    assert '<bdi lang="de">Tag der Pflege</bdi>' in page
    assert '<bdi lang="de">Musterhalle, Musterweg 1</bdi>' in page


@pytest.mark.parametrize("state", [EventState.DRAFT, EventState.CANCELLED, EventState.POSTPONED, EventState.ARCHIVED])
def test_home_is_silent_about_events_that_are_not_announced(sqlite_app: Flask, state: EventState) -> None:
    make.make_event(title={"de": "Geheimer Tag"}, day=date(2099, 4, 14), state=state)
    assert "Geheimer Tag" not in home(sqlite_app)


def test_home_is_silent_about_past_events(sqlite_app: Flask) -> None:
    make.make_event(title={"de": "Gestern"}, day=date(2020, 4, 14))
    assert "Gestern" not in home(sqlite_app)


@pytest.mark.parametrize("kind", NoticeKind)
def test_notice_is_a_draft_until_the_operator_writes_it(sqlite_app: Flask, kind: NoticeKind) -> None:
    client = sqlite_app.test_client()
    assert "kern-alert--warning" in client.get(f"/notice/{kind}").text
    write_notice(staff(Role.ORGANISER), kind, {"de": "# Amt\n\nMusterweg **1**", "en": "Office"})
    page = client.get(f"/notice/{kind}").text
    assert "kern-alert--warning" not in page
    assert "Musterweg <strong>1</strong>" in page
    assert "<p>Office</p>" in client.get(f"/notice/{kind}?lang=en").text


def test_notice_cannot_bring_html_or_scripts(sqlite_app: Flask) -> None:
    text = "<script>alert(1)</script> [x](javascript:alert(1)) ![y](https://example.net/y.png)"
    write_notice(staff(Role.ORGANISER), NoticeKind.IMPRINT, {"de": text})
    page = sqlite_app.test_client().get("/notice/imprint").text
    assert "<script>alert" not in page
    assert 'href="javascript' not in page
    assert "<img" not in page


def test_only_organisers_of_the_whole_district_write_notices(sqlite_app: Flask) -> None:
    for actor in (staff(Role.ORGANISER, make.make_municipality()), staff(Role.CASE_WORKER)):
        with pytest.raises(PermissionDeniedError):
            write_notice(actor, NoticeKind.IMPRINT, {"de": "x"})


def test_demo_district_says_so_on_every_page_and_others_do_not(sqlite_app: Flask) -> None:
    paths = ("/", "/sign-in", "/notice/privacy", "/nowhere")
    client = sqlite_app.test_client()
    assert all("demo-banner" not in client.get(path).text for path in paths)
    make.saved(make.District, key="99999", name="Musterkreis", demo=True)
    assert district_facts().demo
    assert all("demo-banner" in client.get(path).text for path in paths)

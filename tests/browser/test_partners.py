"""What an agency, an employer, a helper and a case worker find, with a mouse and with the keyboard alone."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect
from sqlalchemy import select

from eventhub.extensions import db
from eventhub.models.agencies import Agency
from eventhub.models.plans import ItemState, PublishedItem
from eventhub.models.sessions import Session, session_host
from eventhub.services.actor import system_actor
from eventhub.services.rosters import session_roster
from tests.browser.conftest import PLANNED, Site, Visit
from tests.browser.hands import HANDS, Hands


@pytest.fixture(params=HANDS)
def hands(request: pytest.FixtureRequest, visit: Visit) -> Hands:
    make: Callable[[Page], Hands] = HANDS[request.param]
    return make(visit.page)


def rosters_of(site: Site, agency: str) -> dict[str, set[str]]:
    """Session's public id → what its roster shows of each person, for the sessions of an agency with people in them."""
    with site.app.app_context():
        query = (
            select(Session.public_id)
            .join(session_host, session_host.c.session_id == Session.id)
            .join(Agency, Agency.id == session_host.c.agency_id)
            .join(PublishedItem, PublishedItem.session_id == Session.id)
            .where(Agency.code == agency, PublishedItem.state == ItemState.CONFIRMED)
            .options(system_actor().sees())
            .distinct()
        )
        found = {}
        for public_id in db.session.scalars(query):
            roster = session_roster(system_actor(), public_id)
            found[public_id] = {entry.name if entry.named_ok else str(entry.number) for entry in roster.entries}
        return found


def test_agency_sees_exactly_its_roster(visit: Visit, hands: Hands, tmp_path: Path) -> None:
    rosters = rosters_of(visit.site, "abh")
    assert rosters
    visit.sign_in("abh@example.org", hands)
    links = visit.page.locator("main a[href*='/agency/sessions/']").evaluate_all("all => all.map(a => a.pathname)")
    own = {re.findall(r"/agency/sessions/([\w-]+)", link)[0] for link in links}
    assert rosters.keys() <= own
    public_id, people = next(iter(rosters.items()))
    hands.press(f"main a[href='/agency/sessions/{public_id}']")
    rows = visit.page.locator("main tbody tr")
    assert rows.count() == len(people)
    shown = visit.page.locator("main tbody").inner_text()
    assert all(person in shown for person in people)
    hands.take("main a[href$='.xlsx']").save_as(tmp_path / "roster.xlsx")
    sheet = load_workbook(io.BytesIO((tmp_path / "roster.xlsx").read_bytes())).active
    assert sheet is not None
    cells = {str(value) for row in sheet.iter_rows(values_only=True) for value in row if value is not None}
    assert people <= cells


def test_agency_cannot_open_a_session_of_another(visit: Visit) -> None:
    foreign = next(iter(rosters_of(visit.site, "ki").keys() - rosters_of(visit.site, "abh").keys()))
    visit.sign_in("abh@example.org")
    answer = visit.page.goto(f"{visit.site.address}/agency/sessions/{foreign}")
    assert answer is not None
    assert answer.status == 404
    visit.complaints.clear()  # the browser notes the 404 on its console


def test_employer_finds_positions_and_offers_another(visit: Visit, hands: Hands) -> None:
    visit.sign_in("baeckerei@example.org", hands)
    hands.press("header nav a[href='/employer/positions/']")
    before = visit.page.locator("main tbody tr").count()
    assert before >= 1
    hands.press("main a[href^='/employer/positions/new/']")
    hands.fill("#title", "Verkaufshilfe")
    hands.choose("#occupation", visit.page.locator("#occupation option").nth(1).inner_text())
    hands.choose("#german_level", "A2 – einfache Gespräche")
    hands.press("main form.form button[type=submit]")
    expect(visit.page.locator("main tbody tr")).to_have_count(before + 1)


def test_employer_sees_numbers_until_somebody_agreed_to_be_named(visit: Visit, hands: Hands) -> None:
    visit.sign_in("baeckerei@example.org", hands)
    hands.press("main .cards a")
    rows = visit.page.locator("main tbody tr")
    assert rows.count() >= 4
    for secret in ("§", "Jobcenter", "Syrien", "Ukraine", "@"):
        assert secret not in visit.page.locator("main").inner_text()


def test_case_worker_opens_a_persons_schedule(visit: Visit, hands: Hands) -> None:
    visit.sign_in("fall@example.org", hands)
    assert visit.page.locator("main tbody tr").count() >= 1
    hands.press("main a[href$='/schedule']")
    expect(visit.page.locator("h1")).to_be_visible()
    assert "/p/" in visit.page.url


def test_helper_prints_the_door_list_of_the_next_event_in_town(visit: Visit, hands: Hands) -> None:
    here, elsewhere = PLANNED
    visit.sign_in("hilfe@example.org", hands)
    assert visit.page.url == f"{visit.site.address}/desk/"
    assert elsewhere not in visit.page.content()
    hands.press(f"main a[href='/desk/{here}']")
    people = visit.page.locator("main tbody tr").count()
    assert people > 40
    hands.press(f"main a[href='/desk/{here}/door-list']")
    assert visit.page.locator("main tbody tr").count() == people
    visit.page.emulate_media(media="print")
    expect(visit.page.locator(".page-footer")).to_be_hidden()
    expect(visit.page.locator("main table")).to_be_visible()

"""An organiser makes an event from nothing, plans it, stops, plans again and publishes; with a mouse and without."""

from collections.abc import Callable
from datetime import date, time

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.hands import HANDS, Hands

DISTRICT = "kreis@example.org"
SAVE = "main form.form button[type=submit]"
DAYS = {"mouse": date(2027, 9, 7), "keyboard": date(2027, 9, 14)}
FIRMS = ("Musterbäckerei Morgenrot", "Mustergärtnerei Abendrot")
PEOPLE = ("Amal Beispiel", "Berna Muster", "Cem Beispiel", "Dana Muster", "Emir Beispiel")


@pytest.fixture(params=HANDS)
def hands(request: pytest.FixtureRequest, visit: Visit) -> Hands:
    make: Callable[[Page], Hands] = HANDS[request.param]
    return make(visit.page)


def make_event(visit: Visit, hands: Hands, day: date) -> str:
    """A new event in Olfen on that day; returns its path."""
    hands.press("a[href='/organise/events/new']")
    hands.fill("#title_de", "Mustertag in Olfen")
    hands.choose("#municipality", "Olfen")
    venue = visit.page.locator("#venue option", has_text="Olfen").first.inner_text()
    hands.choose("#venue", venue)
    hands.fill_day("#day", day)
    hands.fill_time("#starts", time(9, 0))
    hands.fill("#rounds", "4")
    hands.press(SAVE)
    path = f"/organise/events/olfen-{day:%Y-%m-%d}"
    assert visit.page.url == visit.site.address + path
    return path


def add_employer(page: Page, hands: Hands, path: str, name: str) -> None:
    """From the event's page and back: an employer with one position."""
    hands.press(f"main a[href='{path}/employers']")
    hands.press(f"main a[href='{path}/employers/new']")
    hands.fill("#name", name)
    hands.fill("#industry", "Handwerk")
    hands.choose("#municipality", "Olfen")
    hands.press(SAVE)
    hands.press(f"main table a:has-text('{name}')")
    hands.press("main a[href$='/positions/new']")
    hands.fill("#title", "Aushilfe")
    hands.choose("#kind", "Arbeitsstelle")
    hands.choose("#occupation", page.locator("#occupation option").nth(1).inner_text())
    hands.choose("#german_level", "keine Kenntnisse")
    hands.press(SAVE)
    hands.press(f"main nav a[href='{path}']")


def add_person(hands: Hands, path: str, name: str) -> None:
    """From the list of people: somebody who looks for work and speaks some German."""
    hands.press(f"main a[href='{path}/people/new']")
    hands.fill("#preferred_name", name)
    hands.choose("#municipality", "Olfen")
    hands.choose("#german_level", "B1 – Gespräche im Alltag")
    hands.tick("#goals-0")
    hands.press(SAVE)


def test_organiser_makes_plans_stops_plans_again_and_publishes(
    visit: Visit, hands: Hands, request: pytest.FixtureRequest
) -> None:
    day = DAYS[request.node.callspec.params["hands"]]
    visit.sign_in(DISTRICT, hands)
    path = make_event(visit, hands, day)
    hands.press("main form[action$='/open'] button")
    for firm in FIRMS:
        add_employer(visit.page, hands, path, f"{firm} {day:%d}")
    hands.press(f"main a[href='{path}/people']")
    for name in PEOPLE:
        add_person(hands, path, name)
    expect(visit.page.locator("main tbody tr")).to_have_count(len(PEOPLE))

    visit.open(f"{path}/plan/")
    with visit.site.without_worker():
        hands.press("main form[action$='/start'] button")
        expect(visit.page.locator("#progress progress")).to_be_visible()
        hands.press("main form[action$='/cancel'] button")
    expect(visit.page.locator("#progress")).to_have_count(0)
    expect(visit.page.locator("table.grid")).to_have_count(0)

    hands.choose("#seconds", visit.page.locator("#seconds option").first.inner_text())
    hands.press("main form[action$='/start'] button")
    expect(visit.page.locator("table.grid")).to_be_visible(timeout=40_000)
    expect(visit.page.locator("table.grid tbody tr")).to_have_count(len(FIRMS))
    assert visit.page.locator(".grid__talk").count() >= len(PEOPLE)

    hands.press(f"main a[href='{path}/plan/publish']")
    hands.press(SAVE)
    expect(visit.page.locator(".kern-alert--success")).to_be_visible()
    expect(visit.page.locator("h1")).to_contain_text("Veröffentlicht")


def test_organiser_watches_levels_near_their_bounds(visit: Visit) -> None:
    visit.sign_in(DISTRICT)
    visit.open("/organise/events/duelmen-2027-04-22/plan/")
    visit.page.select_option("#seconds", "60")
    visit.page.click("main form[action$='/start'] button")
    lines = visit.page.locator("#progress table.levels tbody tr")
    expect(lines.first).to_be_visible(timeout=30_000)
    assert lines.count() >= 5
    assert visit.page.locator("#progress .gap--proven").count() >= 1
    visit.page.click("main form[action$='/cancel'] button")
    expect(visit.page.locator("#progress")).to_have_count(0, timeout=20_000)


def test_timetable_filters_while_one_types(visit: Visit) -> None:
    visit.sign_in(DISTRICT)
    visit.open("/organise/events/luedinghausen-2027-04-29/plan/?view=people")
    rows = visit.page.locator("table.grid tbody tr")
    everybody = rows.count()
    assert everybody > 40
    visit.page.locator("#q").press_sequentially("12")
    expect(rows).to_have_count(1)
    assert visit.page.url.endswith("view=people")


def test_event_is_cancelled_after_asking(visit: Visit) -> None:
    visit.sign_in(DISTRICT)
    path = make_event(visit, HANDS["mouse"](visit.page), date(2027, 9, 21))
    visit.page.click(f"a[href='{path}/cancel']")
    visit.page.click(SAVE)
    expect(visit.page.locator("h1")).to_contain_text("Abgesagt")

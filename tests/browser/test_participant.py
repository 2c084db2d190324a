"""A participant opens the personal link on a phone, in Arabic, and takes the calendar along."""

from collections.abc import Callable
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.hands import HANDS, Hands


@pytest.fixture(params=HANDS)
def hands(request: pytest.FixtureRequest, visit: Visit) -> Hands:
    make: Callable[[Page], Hands] = HANDS[request.param]
    return make(visit.page)


def test_link_opens_in_arabic_from_right_to_left_and_times_do_not_flip(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 360, "height": 740})
    visit.open(visit.site.arabic)
    html = visit.page.locator("html")
    expect(html).to_have_attribute("lang", "ar")
    expect(html).to_have_attribute("dir", "rtl")
    times = visit.page.locator(".day__time bdi")
    assert times.count() >= 2
    for index in range(times.count()):
        box = times.nth(index).evaluate(
            """bdi => {
              const place = text => {
                const range = document.createRange();
                range.setStart(bdi.firstChild, text.start);
                range.setEnd(bdi.firstChild, text.end);
                return range.getBoundingClientRect().left;
              };
              return [place({start: 0, end: 5}), place({start: 6, end: 11}), getComputedStyle(bdi).direction];
            }"""
        )
        assert box[0] < box[1], "the end stands left of the start"
        assert box[2] == "ltr"
    brand, account = visit.page.locator(".page-header__name"), visit.page.locator(".language-switch")
    left, right = brand.bounding_box(), account.bounding_box()
    assert left is not None
    assert right is not None
    assert left["x"] + left["width"] > 360 / 2, "the page is not mirrored"


def test_calendar_file_holds_what_the_page_shows(visit: Visit, hands: Hands, tmp_path: Path) -> None:
    visit.open(visit.site.arabic)
    shown = sorted(visit.page.locator(".day__time").all_inner_texts())
    hands.take("main .buttons a[href*='/c/'], main .buttons a[href$='.ics']").save_as(tmp_path / "termine.ics")
    events = Calendar.from_ical((tmp_path / "termine.ics").read_bytes()).walk("VEVENT")
    read = sorted(f"{event.decoded('dtstart'):%H:%M}–{event.decoded('dtend'):%H:%M}" for event in events)
    assert read == shown
    assert all("Jobcenter" not in str(event["summary"]) for event in events)


def test_participant_changes_the_language_and_it_stays(visit: Visit, hands: Hands) -> None:
    visit.open(visit.site.arabic)
    hands.press(".language-switch a[hreflang=de]")
    expect(visit.page.locator("html")).to_have_attribute("lang", "de")
    visit.open(visit.site.arabic)
    expect(visit.page.locator("html")).to_have_attribute("dir", "ltr")


def test_page_leaves_nothing_in_the_browsers_storage(visit: Visit) -> None:
    visit.open(visit.site.arabic)
    assert visit.page.evaluate("localStorage.length + sessionStorage.length") == 0
    assert all(visit.site.arabic not in cookie["value"] for cookie in visit.page.context.cookies())


def test_wrong_link_helps_and_tells_nothing(visit: Visit) -> None:
    wrong = visit.site.arabic[:-4] + "AAAA"
    answer = visit.page.goto(visit.site.address + wrong)
    assert answer is not None
    assert answer.status == 404
    visit.complaints.clear()  # the browser notes the 404 on its console
    assert visit.page.locator("main a").count() >= 1


def test_browser_keeps_nothing_of_the_visit(visit: Visit) -> None:
    """No secret in its storage, where the next person with the phone, or a script, would find it."""
    visit.open(visit.site.arabic)
    visit.page.reload()
    visit.page.wait_for_load_state("networkidle")
    kept = "[localStorage.length, sessionStorage.length, document.cookie.length]"
    assert visit.page.evaluate(kept) == [0, 0, 0]
    visit.page.evaluate("localStorage.setItem('control', 'seen')")
    assert visit.page.evaluate(kept) == [1, 0, 0]

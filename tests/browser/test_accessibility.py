"""axe on every page, in German and in Arabic, on a phone, a desk and enlarged; nothing is wider than the window."""

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.axe import faults, overflow
from tests.browser.conftest import PLANNED, Site, Visit, watched

EVENT = f"/organise/events/{PLANNED[0]}"
PUBLIC = ("/", "/sign-in", "/notice/imprint", "/notice/privacy", "/notice/accessibility", "/notice/feedback")
PAGES: dict[str, tuple[str, ...]] = {
    "kreis@example.org": (
        "/organise/",
        "/organise/events/new",
        EVENT,
        f"{EVENT}/edit",
        f"{EVENT}/cancel",
        f"{EVENT}/postpone",
        f"{EVENT}/people",
        f"{EVENT}/people/new",
        f"{EVENT}/people/add",
        f"{EVENT}/employers",
        f"{EVENT}/employers/new",
        f"{EVENT}/sessions",
        f"{EVENT}/sessions/new",
        f"{EVENT}/interpreters",
        f"{EVENT}/interpreters/new",
        f"{EVENT}/plan/",
        f"{EVENT}/plan/?view=people",
        f"{EVENT}/plan/?view=sessions",
        "/organise/places",
        "/organise/topics",
        "/organise/topics/new",
        "/organise/texts",
        "/organise/texts/imprint",
    ),
    "abh@example.org": ("/agency/",),
    "baeckerei@example.org": ("/employer/", "/employer/positions/"),
    "hilfe@example.org": ("/desk/", f"/desk/{PLANNED[0]}", f"/desk/{PLANNED[0]}/door-list"),
    "fall@example.org": ("/cases/",),
}
FURTHER = {
    "kreis@example.org": (
        (f"{EVENT}/people", "main tbody a"),
        (f"{EVENT}/employers", "main tbody a"),
        (f"{EVENT}/sessions", "main tbody a"),
        (f"{EVENT}/interpreters", "main tbody a"),
        ("/organise/places", "main tbody a, main .cards a"),
    ),
    "abh@example.org": (("/agency/", "main tbody a"),),
    "baeckerei@example.org": (("/employer/", "main .cards a"), ("/employer/positions/", "main tbody a")),
}
"""Pages whose address is not known beforehand: the first such link of a page."""
WINDOWS = {"phone": (320, 700), "desk": (1280, 900), "enlarged": (640, 450)}
"""Width and height in CSS pixels; a desk of 1280 by 900 at 200 % has 640 by 450."""


@pytest.fixture(params=WINDOWS)
def window(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def opened(chromium: Browser, window: str) -> BrowserContext:
    width, height = WINDOWS[window]
    scale = 2 if window == "enlarged" else 1
    return chromium.new_context(viewport={"width": width, "height": height}, device_scale_factor=scale)


def first_link(visit: Visit, path: str, selector: str) -> str:
    visit.open(path)
    return str(visit.page.locator(selector).first.evaluate("link => link.pathname"))


def checked(visit: Visit, paths: tuple[str, ...]) -> dict[str, list[str]]:
    """What is wrong with each page."""
    found = {}
    for path in paths:
        visit.open(path)
        wrong = faults(visit.page)
        if overflow(visit.page) > 0:
            wrong.append(f"{overflow(visit.page)} px wider than the window")
        if wrong:
            found[path] = wrong
    return found


@pytest.mark.parametrize("language", ["de", "ar"])
def test_pages_for_everybody_are_accessible(site: Site, chromium: Browser, window: str, language: str) -> None:
    with watched(site, opened(chromium, window)) as visit:
        visit.open(f"/?lang={language}")
        assert checked(visit, (*PUBLIC, site.arabic, site.ukrainian)) == {}


@pytest.mark.parametrize("email", PAGES)
def test_pages_of_accounts_are_accessible(site: Site, chromium: Browser, window: str, email: str) -> None:
    with watched(site, opened(chromium, window)) as visit:
        visit.sign_in(email)
        further = tuple(first_link(visit, *where) for where in FURTHER.get(email, ()))
        assert checked(visit, (*PAGES[email], *further)) == {}


def test_form_with_mistakes_is_accessible(visit: Visit) -> None:
    visit.sign_in("kreis@example.org")
    visit.open("/organise/events/new")
    visit.page.click("main form.form button[type=submit]")
    visit.complaints.clear()  # the browser notes the 422 on its console
    assert visit.page.locator("#error-summary a").count() >= 2
    assert faults(visit.page) == []
    visit.page.click("#error-summary a >> nth=0")
    assert visit.page.evaluate("document.activeElement.id") == "title_de"


@pytest.mark.parametrize("language", ["de", "ar"])
def test_error_page_is_accessible(visit: Visit, language: str) -> None:
    visit.page.goto(f"{visit.site.address}/nowhere?lang={language}")
    visit.page.goto(f"{visit.site.address}/nowhere")
    visit.complaints.clear()  # the browser notes the 404 on its console
    assert faults(visit.page) == []

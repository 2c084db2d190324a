"""The pictures of docs/pictures: main pages as they are, of the demo district. `python -m tests.browser.pictures`."""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import CHROMIUM, PLANNED, Visit, served
from tests.databases import migrated_sqlite

TARGET = Path(__file__).parents[2] / "docs" / "pictures"
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}
EVENT = f"/organise/events/{PLANNED[0]}"
STAFF = {
    "organiser-events-de": ("kreis@example.org", "/organise/"),
    "organiser-event-de": ("kreis@example.org", EVENT),
    "organiser-people-de": ("kreis@example.org", f"{EVENT}/people"),
    "organiser-plan-de": ("kreis@example.org", f"{EVENT}/plan/"),
    "organiser-plan-people-de": ("kreis@example.org", f"{EVENT}/plan/?view=people#timetable-section"),
    "agency-sessions-de": ("abh@example.org", "/agency/"),
    "employer-positions-de": ("baeckerei@example.org", "/employer/positions/"),
    "helper-door-list-de": ("hilfe@example.org", f"/desk/{PLANNED[0]}/door-list"),
}

ARRIVE = "document.querySelector(location.hash || 'body').scrollIntoView({behavior: 'instant'})"


def main() -> None:
    """Serve the demo district and take every picture anew."""
    TARGET.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        with served(folder, migrated_sqlite(folder / "template.sqlite")) as site:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM)
            for picture, (email, path) in STAFF.items():
                visit = Visit(site, browser.new_context(viewport=DESK).new_page())
                visit.sign_in(email)
                visit.open(path)
                visit.page.evaluate(ARRIVE)
                visit.page.screenshot(path=TARGET / f"{picture}.png")
            phone = Visit(site, browser.new_context(viewport=PHONE, device_scale_factor=2).new_page())
            for picture, path in {"home-ar": "/?lang=ar", "participant-ar": site.arabic}.items():
                phone.open(path)
                phone.page.screenshot(path=TARGET / f"{picture}.png")
    sys.stdout.write(f"{len(STAFF) + 2} pictures lie in {TARGET}\n")


if __name__ == "__main__":
    main()

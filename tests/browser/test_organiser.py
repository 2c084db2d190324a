"""An organiser makes an event from nothing, plans it, stops, plans again, publishes, and calls another one off."""

from playwright.sync_api import Page

DISTRICT = "kreis@example.org"


def fill_event(page: Page, title: str, day: str) -> None:
    page.get_by_label("Titel auf Deutsch").fill(title)
    page.get_by_label("Stadt oder Gemeinde").select_option(label="Olfen")
    page.get_by_label("Veranstaltungsort", exact=False).select_option(index=9)
    page.get_by_label("Tag", exact=True).fill(day)
    page.get_by_label("Erste Runde beginnt um").fill("09:00")
    page.get_by_label("Anzahl der Runden").fill("4")
    page.get_by_role("button", name="Speichern").click()

"""Two ways to use a page: with a mouse, and with the keyboard alone. A journey is written once for both."""

from datetime import date, time
from typing import Protocol

from playwright.sync_api import Download, Page

MOST_TABS = 400


class Hands(Protocol):
    """What a person does to controls, which are named by CSS selectors."""

    def fill(self, selector: str, text: str) -> None:
        """Type a text into a field, in place of what is there."""

    def fill_day(self, selector: str, day: date) -> None:
        """Enter a day."""

    def fill_time(self, selector: str, clock: time) -> None:
        """Enter a time of the day."""

    def choose(self, selector: str, label: str) -> None:
        """Choose an entry of a list."""

    def tick(self, selector: str) -> None:
        """Tick a box."""

    def press(self, selector: str) -> None:
        """Follow a link or press a button, and wait for the page that comes."""

    def take(self, selector: str) -> Download:
        """Follow a link to a file."""


class Mouse:
    """Points and clicks."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def fill(self, selector: str, text: str) -> None:
        self.page.fill(selector, text)

    def fill_day(self, selector: str, day: date) -> None:
        self.page.fill(selector, day.isoformat())

    def fill_time(self, selector: str, clock: time) -> None:
        self.page.fill(selector, f"{clock:%H:%M}")

    def choose(self, selector: str, label: str) -> None:
        self.page.select_option(selector, label=label)

    def tick(self, selector: str) -> None:
        self.page.check(selector)

    def press(self, selector: str) -> None:
        with self.page.expect_navigation():
            self.page.click(selector)

    def take(self, selector: str) -> Download:
        with self.page.expect_download() as download:
            self.page.click(selector)
        return download.value


class Keyboard:
    """Never touches the mouse: walks with Tab to what it needs, and fails where Tab does not lead."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def fill(self, selector: str, text: str) -> None:
        self._walk_to(selector)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)

    def fill_day(self, selector: str, day: date) -> None:
        self._walk_to(selector)
        self.page.keyboard.type(f"{day:%m%d%Y}")  # the parts of a date field in the browser's own order

    def fill_time(self, selector: str, clock: time) -> None:
        self._walk_to(selector)
        self.page.keyboard.type(f"{clock:%I%M%p}")

    def choose(self, selector: str, label: str) -> None:
        self._walk_to(selector)
        self.page.keyboard.press("Home")
        for _ in range(self.page.locator(f"{selector} option").count()):
            if self.page.evaluate("document.activeElement.selectedOptions[0].text.trim()") == label.strip():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{selector} offers no {label}")

    def tick(self, selector: str) -> None:
        self._walk_to(selector)
        self.page.keyboard.press("Space")

    def press(self, selector: str) -> None:
        self._walk_to(selector)
        assert self.page.evaluate(VISIBLE_FOCUS), f"nobody sees that {selector} has the focus"
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def take(self, selector: str) -> Download:
        self._walk_to(selector)
        with self.page.expect_download() as download:
            self.page.keyboard.press("Enter")
        return download.value

    def _walk_to(self, selector: str) -> None:
        wanted = self.page.locator(selector).first
        for _ in range(MOST_TABS):
            if wanted.evaluate("element => element === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"Tab does not lead to {selector} on {self.page.url}")


VISIBLE_FOCUS = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== "none" || style.boxShadow !== "none";
}"""

HANDS = {"mouse": Mouse, "keyboard": Keyboard}

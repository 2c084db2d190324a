"""axe-core on the page at hand: the automatic part of WCAG 2.2 AA."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SOURCE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"


def faults(page: Page) -> list[str]:
    """What axe finds: rule, sentence, and the places."""
    page.evaluate(f"{SOURCE.read_text(encoding='utf-8')};0")
    result: dict[str, Any] = page.evaluate(RUN, TAGS)
    return [
        f"{fault['id']}: {fault['help']} at {[node['target'] for node in fault['nodes']][:4]}"
        for fault in result["violations"]
    ]


def overflow(page: Page) -> int:
    """How many pixels the page is wider than its window."""
    return int(page.evaluate("document.body.scrollWidth - document.body.clientWidth"))

"""Markdown of the operator as HTML; raw HTML in it stays text."""

from markdown_it import MarkdownIt
from markupsafe import Markup

_renderer = MarkdownIt("commonmark", {"html": False}).disable("image")


def as_html(text: str) -> Markup:
    """Headings, lists and links of a text written by staff."""
    return Markup(_renderer.render(text))  # the renderer escapes everything that is no Markdown

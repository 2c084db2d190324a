"""How days, times and figures look on a page, and what coded values are called there."""

from datetime import date, datetime, time

from flask import Flask
from flask_babel import format_date, format_decimal
from markupsafe import Markup

from eventhub.web.occupations import occupation_name
from eventhub.web.words import label


def init_app(app: Flask) -> None:
    """Give them to every template as filters."""
    for function in (clock, clock_span, long_day, short_day, number, label, occupation_name):
        app.add_template_filter(function)
    app.add_template_global(clock_span)


def clock(moment: datetime | time) -> Markup:
    """Hours and minutes; isolated, so that they do not flip in a line from right to left."""
    return Markup('<bdi dir="ltr">{:%H:%M}</bdi>').format(moment)


def clock_span(starts: datetime | time, ends: datetime | time) -> Markup:
    """From when to when, as one isolated piece."""
    return Markup('<bdi dir="ltr">{:%H:%M}–{:%H:%M}</bdi>').format(starts, ends)


def long_day(day: date) -> str:
    """'Donnerstag, 15. April 2027'."""
    return str(format_date(day, "full"))


def short_day(day: date) -> Markup:
    """'15.04.2027', isolated."""
    return Markup('<bdi dir="ltr">{}</bdi>').format(format_date(day, "medium"))


def number(figure: float) -> str:
    """With the separators of the reader's language."""
    return str(format_decimal(figure))

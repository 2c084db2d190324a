"""In which language a page is: staff read German or English, everybody else also Arabic.

The choice is made with `?lang=` on any page and kept in a cookie; a participant's link opens in their own language
until they choose another one. German is the default.
"""

from typing import Any

from babel import Locale
from flask import Flask, Response, g, request
from flask_babel import Babel, get_locale, lazy_gettext

from eventhub.models.columns import Texts
from eventhub.web.policy import SignedIn, access

GERMAN = "de"
STAFF_LANGUAGES = (GERMAN, "en")
PUBLIC_LANGUAGES = (GERMAN, "en", "ar")
COOKIE = "language"
A_YEAR = 365 * 24 * 3600

NAMES: dict[str, Any] = {
    "de-simple": lazy_gettext("Plain German"),
    "fa": lazy_gettext("Persian (Farsi, Dari)"),
    "kmr": lazy_gettext("Kurdish (Kurmanji)"),
    "ckb": lazy_gettext("Kurdish (Sorani)"),
}
"""Names of languages that the CLDR, from which babel takes names, does not have or words for linguists."""

babel = Babel()


def init_app(app: Flask) -> None:
    """Translations, the choice of language, and the template filters that depend on it."""
    babel.init_app(app, default_locale=GERMAN, default_timezone="Europe/Berlin", locale_selector=language)
    app.after_request(_remember)
    app.add_template_filter(in_language, "in_language")
    app.add_template_filter(language_name, "language_name")
    app.context_processor(lambda: {"language": language(), "languages": offered(), "direction": direction()})


def offered() -> tuple[str, ...]:
    """The languages that the page at hand is written in."""
    return STAFF_LANGUAGES if isinstance(access(), SignedIn) else PUBLIC_LANGUAGES


def language() -> str:
    """The language of this request: chosen now, chosen before, the participant's own, or German."""
    guest = g.get("guest")
    wanted = (request.args.get("lang"), request.cookies.get(COOKIE), guest.language if guest else None)
    return next((str(code) for code in wanted if code in offered()), GERMAN)


def in_language(texts: Texts | None) -> str:
    """An organiser's text in the reader's language, or in German where it was not translated."""
    return texts.get(language(), texts[GERMAN]) if texts else ""


def language_name(code: str) -> str:
    """What a language is called in the reader's language, such as 'Ukrainisch' for 'uk'."""
    locale = get_locale() or Locale(GERMAN)
    return str(NAMES.get(code) or locale.languages.get(code.replace("-", "_"), code))


def direction() -> str:
    """`ltr` or `rtl`: how the language of this request is written."""
    return str((get_locale() or Locale(GERMAN)).text_direction)


def _remember(response: Response) -> Response:
    chosen = request.args.get("lang")
    if chosen in offered():
        response.set_cookie(COOKIE, chosen, max_age=A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure)
    return response

"""The operator's texts: imprint, privacy, accessibility, feedback; written by organisers of the whole district."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import TextAreaField
from wtforms.validators import DataRequired

from eventhub.models.notices import NoticeKind
from eventhub.services.districts import notice_text, write_notice
from eventhub.web.forms import Form, saved
from eventhub.web.organiser.places import places_trail
from eventhub.web.organiser.record_pages import Answer, Trail, record_form, require_district
from eventhub.web.organiser.topics import given_texts
from eventhub.web.policy import actor
from eventhub.web.words import label

pages = Blueprint("texts", __name__)

MARKDOWN = _("Markdown: an empty line begins a paragraph, ## a heading, - a list.")
LINES = {"rows": 16}


class TextForm(Form):
    """One of the operator's texts in each language."""

    de = TextAreaField(
        _("Text in German"), [DataRequired(_("Enter the text in German."))], description=MARKDOWN, render_kw=LINES
    )
    en = TextAreaField(_("Text in English"), render_kw=LINES)
    ar = TextAreaField(_("Text in Arabic"), render_kw={**LINES, "dir": "rtl", "lang": "ar"})


def texts_trail() -> Trail:
    """The way to the texts."""
    return [*places_trail(), (_("Texts for visitors"), url_for("texts.show_texts"))]


@pages.get("/texts")
def show_texts() -> str:
    """All texts, and which of them are still drafts."""
    require_district()
    written = {kind: notice_text(kind) for kind in NoticeKind}
    return render_template("organiser/texts.html", written=written, trail=places_trail())


@pages.route("/texts/<any(imprint, privacy, accessibility, feedback):kind>", methods=["GET", "POST"])
def edit_text(kind: str) -> Answer:
    """Write one of them."""
    require_district()
    code = NoticeKind(kind)
    form = TextForm(data=notice_text(code))
    if saved(form, lambda: write_notice(actor(), code, given_texts(form))):
        flash(gettext("The text is saved and can be read at once."))
        return redirect(url_for(".show_texts"))
    return record_form(form, label(code), texts_trail())

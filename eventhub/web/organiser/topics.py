"""Reference data of the whole district: topics and partner agencies."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import StringField
from wtforms.validators import DataRequired, Regexp

from eventhub.models.columns import Texts
from eventhub.services.topics import (
    AgencyEntry,
    TopicTexts,
    add_agency,
    add_topic,
    all_agencies,
    all_topics,
    change_agency,
    change_topic,
    find_agency,
    find_topic,
)
from eventhub.web.fields import text_field
from eventhub.web.forms import Form, saved
from eventhub.web.organiser.places import places_trail
from eventhub.web.organiser.record_pages import Answer, Trail, record_form, require_district
from eventhub.web.policy import actor

pages = Blueprint("topics", __name__)

CODE = r"[a-z0-9][a-z0-9-]{0,39}$"


class TopicForm(Form):
    """What a topic is called."""

    de = text_field(_("Title in German"), _("Enter the title in German."), 120)
    en = text_field(_("Title in English"), longest=120)
    ar = text_field(_("Title in Arabic"), longest=120)

    def entry(self) -> TopicTexts:
        """What was entered, once the form is valid."""
        return TopicTexts(given_texts(self))


class AgencyForm(Form):
    """A partner agency."""

    name = text_field(_("Name"), _("Enter the name of the agency."))
    code = StringField(
        _("Short name"),
        [DataRequired(_("Enter a short name.")), Regexp(CODE, message=_("Use small letters, digits and hyphens."))],
        description=_("Small letters, digits and hyphens, such as “abh”."),
    )

    def entry(self) -> AgencyEntry:
        """What was entered, once the form is valid."""
        return AgencyEntry(code=self.code.data, name=self.name.data)


def given_texts(form: Form) -> Texts:
    """The texts of a form with the fields `de`, `en` and `ar`, without those that are empty."""
    return {code: form[code].data for code in ("de", "en", "ar") if form[code].data}


def topics_trail() -> Trail:
    """The way to topics and agencies."""
    return [*places_trail(), (_("Topics and agencies"), url_for("topics.show_topics"))]


@pages.get("/topics")
def show_topics() -> str:
    """All topics and agencies."""
    require_district()
    return render_template("organiser/topics.html", topics=all_topics(), agencies=all_agencies(), trail=topics_trail())


@pages.route("/topics/new", methods=["GET", "POST"])
def new_topic() -> Answer:
    """Add a topic."""
    require_district()
    form = TopicForm()
    if saved(form, lambda: add_topic(actor(), form.entry())):
        flash(gettext("The topic is added."))
        return redirect(url_for(".show_topics"))
    return record_form(form, gettext("New topic"), topics_trail())


@pages.route("/topics/<topic_id>", methods=["GET", "POST"])
def edit_topic(topic_id: str) -> Answer:
    """Change what a topic is called."""
    form = TopicForm(data=find_topic(actor(), topic_id).title)
    if saved(form, lambda: change_topic(actor(), topic_id, form.entry())):
        flash(gettext("The topic is changed."))
        return redirect(url_for(".show_topics"))
    return record_form(form, gettext("Change topic"), topics_trail())


@pages.route("/agencies/new", methods=["GET", "POST"])
def new_agency() -> Answer:
    """Add a partner agency."""
    require_district()
    form = AgencyForm()
    if saved(form, lambda: add_agency(actor(), form.entry())):
        flash(gettext("The agency is added."))
        return redirect(url_for(".show_topics"))
    return record_form(form, gettext("New agency"), topics_trail())


@pages.route("/agencies/<agency_id>", methods=["GET", "POST"])
def edit_agency(agency_id: str) -> Answer:
    """Change a partner agency."""
    form = AgencyForm(obj=find_agency(actor(), agency_id))
    if saved(form, lambda: change_agency(actor(), agency_id, form.entry())):
        flash(gettext("The agency is changed."))
        return redirect(url_for(".show_topics"))
    return record_form(form, gettext("Change agency"), topics_trail())

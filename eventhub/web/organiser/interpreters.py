"""Who interprets at an event: list them, add, change and take them off."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.validators import InputRequired

from eventhub.services.event_days import EventDay, event_day
from eventhub.services.interpreters import (
    InterpreterEntry,
    add_known_interpreter,
    add_new_interpreter,
    change_duty,
    event_interpreters,
    find_duty,
    known_interpreters,
    remove_duty,
)
from eventhub.web.fields import languages_field, named_choices, text_field
from eventhub.web.forms import Form, saved
from eventhub.web.organiser.record_pages import Answer, Trail, event_trail, record_form
from eventhub.web.organiser.rounds import WindowForm, window
from eventhub.web.policy import actor

pages = Blueprint("event_interpreters", __name__)

WHO = _("The interpreter")
DAY = (_("At this event"), ("first", "end"))


class InterpreterForm(WindowForm):
    """Who interprets, and when."""

    name = text_field(_("Name"), _("Enter the interpreter's name."))
    languages = languages_field(_("Languages beside German"), validators=[InputRequired(_("Choose a language."))])
    sections = ((WHO, ("name", "languages")), DAY)

    def entry(self) -> InterpreterEntry:
        """Who it is, once the form is valid."""
        return InterpreterEntry(self.name.data, tuple(self.languages.data))


class KnownInterpreterForm(WindowForm):
    """An interpreter of the district, and when they serve."""

    interpreter = SelectField(_("Interpreter"), [InputRequired(_("Choose an interpreter."))])
    sections = ((WHO, ("interpreter",)), DAY)


def interpreters_trail(day: EventDay) -> Trail:
    """The way to the interpreters of an event."""
    return event_trail(day, _("Interpreters"), "event_interpreters.show_interpreters")


@pages.get("")
def show_interpreters(slug: str) -> str:
    """Who interprets at the event."""
    day = event_day(actor(), slug)
    rows = event_interpreters(actor(), slug)
    return render_template("organiser/interpreters.html", day=day, trail=interpreters_trail(day), rows=rows)


@pages.route("/new", methods=["GET", "POST"])
def new_interpreter(slug: str) -> Answer:
    """Add an interpreter that nobody knew yet."""
    day = event_day(actor(), slug)
    form = InterpreterForm(data=window((), day))
    form.offer(day)
    if saved(form, lambda: add_new_interpreter(actor(), slug, form.entry(), form.spans())):
        return _done(slug, gettext("The interpreter is added."))
    return record_form(form, gettext("New interpreter"), interpreters_trail(day))


@pages.route("/add", methods=["GET", "POST"])
def add_interpreter(slug: str) -> Answer:
    """Give an interpreter of the district a duty at the event."""
    day = event_day(actor(), slug)
    form = KnownInterpreterForm(data=window((), day))
    form.offer(day)
    form.interpreter.choices = named_choices(known_interpreters(actor(), slug))
    if saved(form, lambda: add_known_interpreter(actor(), slug, form.interpreter.data, form.spans())):
        return _done(slug, gettext("The interpreter is added."))
    return record_form(form, gettext("Add an interpreter"), interpreters_trail(day))


@pages.route("/<duty_id>/edit", methods=["GET", "POST"])
def edit_interpreter(slug: str, duty_id: str) -> Answer:
    """Change an interpreter, and when they serve."""
    day, duty = event_day(actor(), slug), find_duty(actor(), slug, duty_id)
    name, languages, available = duty.interpreter.name, duty.interpreter.languages, duty.available
    form = InterpreterForm(data={**window(available, day), "name": name, "languages": languages})
    form.offer(day)
    if saved(form, lambda: change_duty(actor(), slug, duty_id, form.entry(), form.spans(available))):
        return _done(slug, gettext("The interpreter is changed."))
    return record_form(form, gettext("Change interpreter"), interpreters_trail(day))


@pages.route("/<duty_id>/remove", methods=["GET", "POST"])
def remove_interpreter(slug: str, duty_id: str) -> Answer:
    """Take an interpreter off the event, after asking."""
    day, form = event_day(actor(), slug), Form()
    name = find_duty(actor(), slug, duty_id).interpreter.name
    if saved(form, lambda: remove_duty(actor(), slug, duty_id)):
        return _done(slug, gettext("The interpreter is taken off the event."))
    return record_form(
        form,
        gettext("Take %(name)s off the event?", name=name),
        interpreters_trail(day),
        gettext("Take off the event"),
        gettext("Dates that were planned with this interpreter need a new plan."),
    )


def _done(slug: str, message: str) -> Answer:
    flash(message)
    return redirect(url_for(".show_interpreters", slug=slug))

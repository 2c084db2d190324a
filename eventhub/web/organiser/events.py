"""The organiser's start page, and an event: make it, change it, open it, call it off, put it off."""

from collections import defaultdict
from dataclasses import replace

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response
from wtforms.fields import SelectChoice

from eventhub.documents.district_map import Place, district_map
from eventhub.errors import ConflictError, InputError
from eventhub.services import event_life
from eventhub.services.event_editing import change_event, create_event, event_entry
from eventhub.services.organised_events import EventSummary, organised_event, organised_events, places_on_map
from eventhub.services.places import own_municipalities, own_venues
from eventhub.web.errors import sentence
from eventhub.web.fields import named_choices
from eventhub.web.organiser.event_forms import ConfirmForm, EventForm, PostponeForm
from eventhub.web.policy import actor

events = Blueprint("events", __name__)

Answer = str | Response | tuple[str, int]


@events.get("/")
def show_events() -> str:
    """The district on the map and all events with their state."""
    summaries = organised_events(actor())
    places = places_on_map(actor())
    drawing = district_map([Place(p.name, p.latitude, p.longitude, p.population) for p in places])
    return render_template(
        "organiser/events.html",
        events=summaries,
        drawing=drawing,
        events_at=_by_place(summaries),
        mine={place.name for place in places if place.mine},
    )


@events.route("/events/new", methods=["GET", "POST"])
def new_event() -> Answer:
    """Make a draft."""
    form = _with_choices(EventForm())
    if not form.validate_on_submit():
        return _form_page(form)
    try:
        slug = create_event(actor(), form.entry())
    except (InputError, ConflictError) as error:
        form.refuse(error)
        return _form_page(form)
    flash(_("The event is created. Now add people, employers, sessions and interpreters."))
    return redirect(url_for("events.show_event", slug=slug))


@events.get("/events/<slug>")
def show_event(slug: str) -> str:
    """An event at a glance, and what can be done with it."""
    return render_template("organiser/event.html", event=organised_event(actor(), slug), confirm=ConfirmForm())


@events.route("/events/<slug>/edit", methods=["GET", "POST"])
def edit_event(slug: str) -> Answer:
    """Change what the event is, where and when."""
    form, before = _with_choices(EventForm()), event_entry(actor(), slug)
    if not form.is_submitted():
        form.show(before)
    if not form.validate_on_submit():
        return _form_page(form, slug)
    try:
        change_event(actor(), slug, replace(form.entry(), description=before.description))
    except (InputError, ConflictError) as error:
        form.refuse(error)
        return _form_page(form, slug)
    flash(_("The event is changed."))
    return redirect(url_for("events.show_event", slug=slug))


@events.post("/events/<slug>/open")
def open_event(slug: str) -> Response:
    """Announce a draft."""
    try:
        event_life.open_registration(actor(), slug)
        flash(_("Registration is open; the event stands on the public page."))
    except (InputError, ConflictError) as error:
        flash(sentence(error), "danger")
    return redirect(url_for("events.show_event", slug=slug))


@events.route("/events/<slug>/cancel", methods=["GET", "POST"])
def cancel_event(slug: str) -> Answer:
    """Call the event off, after asking."""
    form, event = ConfirmForm(), organised_event(actor(), slug)
    if not form.validate_on_submit():
        return render_template("organiser/cancel.html", form=form, event=event)
    return _called_off(slug, event_life.cancel_event(actor(), slug), _("The event is cancelled."))


@events.route("/events/<slug>/postpone", methods=["GET", "POST"])
def postpone_event(slug: str) -> Answer:
    """Put the event off to another day, or until there is one."""
    form, event = PostponeForm(), organised_event(actor(), slug)
    if form.validate_on_submit():
        try:
            taken_back = event_life.postpone_event(actor(), slug, form.day.data)
            return _called_off(slug, taken_back, _("The event is postponed."))
        except (InputError, ConflictError) as error:
            form.refuse(error)
    page = render_template("organiser/postpone.html", form=form, event=event)
    return (page, 422) if form.is_submitted() else page


def _called_off(slug: str, taken_back: int, done: str) -> Response:
    told = ngettext(
        "%(num)s date or seat that had been told is taken back.",
        "%(num)s dates and seats that had been told are taken back.",
        taken_back,
    )
    flash(f"{done} {told}" if taken_back else done)
    return redirect(url_for("events.show_event", slug=slug))


def _by_place(summaries: tuple[EventSummary, ...]) -> dict[str, list[EventSummary]]:
    found: dict[str, list[EventSummary]] = defaultdict(list)
    for event in summaries:
        found[event.municipality].append(event)
    return found


def _form_page(form: EventForm, slug: str = "") -> Answer:
    page = render_template("organiser/event_form.html", form=form, slug=slug)
    return (page, 422) if form.is_submitted() else page


def _with_choices(form: EventForm) -> EventForm:
    form.municipality.choices = named_choices(own_municipalities(actor()))
    venues = [SelectChoice(row.public_id, f"{row.municipality.name}: {row.name}") for row in own_venues(actor())]
    form.venue.choices = [SelectChoice("", _("not settled yet")), *venues]
    return form

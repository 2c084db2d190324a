"""The information sessions of an event: list them, add, change and remove them."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired

from eventhub.models.sessions import Session
from eventhub.services import sessions
from eventhub.services.event_days import EventDay, event_day
from eventhub.services.sessions import (
    SessionEntry,
    SessionParts,
    add_session,
    change_session,
    event_sessions,
    find_session,
    session_parts,
)
from eventhub.web.fields import languages_field, named_choices, whole_number_field
from eventhub.web.forms import CheckboxesField, Form, saved
from eventhub.web.languages import in_language
from eventhub.web.organiser.record_pages import Answer, Trail, event_trail, record_form
from eventhub.web.organiser.rounds import start_choices, time_field
from eventhub.web.policy import actor

MOST_ROUNDS = 50
MOST_SEATS = 1000

pages = Blueprint("event_sessions", __name__)


class SessionForm(Form):
    """An information session."""

    topic = SelectField(_("Topic"), [InputRequired(_("Choose a topic."))])
    first_round = time_field(_("Starts at"))
    rounds = whole_number_field(_("Lasts how many rounds"), 1, MOST_ROUNDS, default=2)
    room = SelectField(_("Room"))
    capacity = whole_number_field(_("Seats"), 0, MOST_SEATS, default=15)
    languages = languages_field(
        _("Languages it is held in or interpreted into"),
        description=_("None chosen: no language is needed to follow it."),
    )
    hosts = CheckboxesField(_("Partner agencies who host it"))

    def offer(self, day: EventDay, parts: SessionParts) -> None:
        """Offer the times of that event and what a session can be made of."""
        self.first_round.choices = start_choices(day)
        self.topic.choices = named_choices(parts.topics)
        rooms = [SelectChoice(row.id, row.name) for row in parts.rooms]
        self.room.choices = [SelectChoice("", gettext("not settled yet")), *rooms]
        self.hosts.choices = [SelectChoice(row.id, row.name) for row in parts.agencies]

    def entry(self) -> SessionEntry:
        """What was entered, once the form is valid."""
        return SessionEntry(
            topic=self.topic.data,
            first_round=self.first_round.data,
            rounds=self.rounds.data,
            room=self.room.data or None,
            capacity=self.capacity.data,
            languages=tuple(self.languages.data),
            hosts=tuple(self.hosts.data),
        )


def sessions_trail(day: EventDay) -> Trail:
    """The way to the sessions of an event."""
    return event_trail(day, _("Information sessions"), "event_sessions.show_sessions")


@pages.get("")
def show_sessions(slug: str) -> str:
    """What is offered beside the dates."""
    day = event_day(actor(), slug)
    rows = event_sessions(actor(), slug)
    return render_template("organiser/sessions.html", day=day, trail=sessions_trail(day), rows=rows)


@pages.route("/new", methods=["GET", "POST"])
def new_session(slug: str) -> Answer:
    """Offer a session."""
    day, form = event_day(actor(), slug), SessionForm()
    form.offer(day, session_parts(actor(), slug))
    if saved(form, lambda: add_session(actor(), slug, form.entry())):
        flash(gettext("The session is offered."))
        return redirect(url_for(".show_sessions", slug=slug))
    return record_form(form, gettext("New session"), sessions_trail(day))


@pages.route("/<session_id>/edit", methods=["GET", "POST"])
def edit_session(slug: str, session_id: str) -> Answer:
    """Change a session."""
    day, form = event_day(actor(), slug), SessionForm(data=_stored(find_session(actor(), slug, session_id)))
    form.offer(day, session_parts(actor(), slug))
    if saved(form, lambda: change_session(actor(), slug, session_id, form.entry())):
        flash(gettext("The session is changed."))
        return redirect(url_for(".show_sessions", slug=slug))
    return record_form(form, gettext("Change session"), sessions_trail(day))


@pages.route("/<session_id>/remove", methods=["GET", "POST"])
def remove_session(slug: str, session_id: str) -> Answer:
    """Remove a session, after asking."""
    day, form = event_day(actor(), slug), Form()
    title = in_language(find_session(actor(), slug, session_id).topic.title)
    if saved(form, lambda: sessions.remove_session(actor(), slug, session_id)):
        flash(gettext("The session is removed."))
        return redirect(url_for(".show_sessions", slug=slug))
    heading = gettext("Remove the session “%(title)s”?", title=title)
    return record_form(form, heading, sessions_trail(day), gettext("Remove session"))


def _stored(row: Session) -> dict[str, object]:
    return {
        "topic": row.topic.public_id,
        "first_round": row.first_round,
        "rounds": row.rounds,
        "room": row.room.public_id if row.room else "",
        "capacity": row.capacity,
        "languages": row.languages,
        "hosts": [host.public_id for host in row.hosts],
    }

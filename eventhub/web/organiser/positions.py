"""The positions of an employer, from the event it takes part in."""

from flask import Blueprint, flash, redirect, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from eventhub.services import positions
from eventhub.services.event_days import event_day
from eventhub.services.participations import find_participation
from eventhub.services.positions import add_position, change_position, find_position_at
from eventhub.web.forms import Form, saved
from eventhub.web.organiser.employers import employer_trail
from eventhub.web.organiser.record_pages import Answer, record_form
from eventhub.web.policy import actor
from eventhub.web.positions import PositionForm

pages = Blueprint("event_positions", __name__)


@pages.route("/new", methods=["GET", "POST"])
def new_position(slug: str, participation_id: str) -> Answer:
    """Add a position to the employer."""
    employer_id = find_participation(actor(), slug, participation_id).employer.public_id
    form = PositionForm()
    if saved(form, lambda: add_position(actor(), employer_id, form.entry())):
        return _done(slug, participation_id, _("The position is added."))
    return _form(form, slug, participation_id, _("New position"))


@pages.route("/<position_id>/edit", methods=["GET", "POST"])
def edit_position(slug: str, participation_id: str, position_id: str) -> Answer:
    """Change a position."""
    form = PositionForm(obj=find_position_at(actor(), slug, participation_id, position_id))
    if saved(form, lambda: change_position(actor(), position_id, form.entry())):
        return _done(slug, participation_id, _("The position is changed."))
    return _form(form, slug, participation_id, _("Change position"))


@pages.route("/<position_id>/remove", methods=["GET", "POST"])
def remove_position(slug: str, participation_id: str, position_id: str) -> Answer:
    """Remove a position, after asking."""
    title, form = find_position_at(actor(), slug, participation_id, position_id).title, Form()
    if saved(form, lambda: positions.remove_position(actor(), position_id)):
        return _done(slug, participation_id, _("The position is removed."))
    return _form(form, slug, participation_id, _("Remove “%(title)s”?", title=title), _("Remove position"))


def _done(slug: str, participation_id: str, message: str) -> Response:
    flash(message)
    return redirect(url_for("event_employers.show_employer", slug=slug, participation_id=participation_id))


def _form(form: Form, slug: str, participation_id: str, heading: str, submit: str = "") -> Answer:
    day, row = event_day(actor(), slug), find_participation(actor(), slug, participation_id)
    return record_form(form, heading, employer_trail(day, row.employer.name, participation_id), submit)

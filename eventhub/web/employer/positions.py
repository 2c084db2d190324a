"""What an employer offers: a list, and a form to add, change and remove a position."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from eventhub.services import positions
from eventhub.services.employers import find_employer, own_employers
from eventhub.services.positions import add_position, change_position, find_position
from eventhub.web.forms import Form, form_answer, saved
from eventhub.web.policy import actor
from eventhub.web.positions import PositionForm

Answer = str | Response | tuple[str, int]

employer_positions = Blueprint("employer_positions", __name__)


@employer_positions.get("/")
def show_positions() -> str:
    """All positions of the employers that the account speaks for."""
    return render_template("employer/positions.html", employers=own_employers(actor()))


@employer_positions.route("/new/<employer_id>", methods=["GET", "POST"])
def new_position(employer_id: str) -> Answer:
    """A new position of that employer."""
    employer, form = find_employer(actor(), employer_id).name, PositionForm()
    if saved(form, lambda: add_position(actor(), employer_id, form.entry())):
        return _done(_("The position is added."))
    return _form(form, employer, _("New position"))


@employer_positions.route("/<position_id>", methods=["GET", "POST"])
def edit_position(position_id: str) -> Answer:
    """A position as it is, to change."""
    position = find_position(actor(), position_id)
    employer, form = position.employer.name, PositionForm(obj=position)
    if saved(form, lambda: change_position(actor(), position_id, form.entry())):
        return _done(_("The position is changed."))
    return _form(form, employer, _("Change position"))


@employer_positions.route("/<position_id>/remove", methods=["GET", "POST"])
def remove_position(position_id: str) -> Answer:
    """Ask first, then remove."""
    position, form = find_position(actor(), position_id), Form()
    employer, title = position.employer.name, position.title
    if saved(form, lambda: positions.remove_position(actor(), position_id)):
        return _done(_("The position is removed."))
    return _form(form, employer, _("Remove “%(title)s”?", title=title), _("Remove position"))


def _done(message: str) -> Response:
    flash(message)
    return redirect(url_for("employer_positions.show_positions"))


def _form(form: Form, employer: str, heading: str, submit: str = "") -> Answer:
    values = {"employer": employer, "heading": heading, "submit": submit or _("Save")}
    return form_answer("employer/position_form.html", form, **values)

"""What an employer offers: a list, and a form to add, change and remove a position."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from eventhub.services.own_positions import (
    add_position,
    change_position,
    own_employer,
    own_employers,
    own_position,
    remove_position,
)
from eventhub.web.employer.forms import PositionForm, RemovalForm
from eventhub.web.occupations import occupation_name
from eventhub.web.policy import actor

employer_positions = Blueprint("employer_positions", __name__)


@employer_positions.get("/")
def show_positions() -> str:
    """All positions of the employers that the account speaks for."""
    return render_template("employer/positions.html", employers=own_employers(actor()), occupation_name=occupation_name)


@employer_positions.route("/new/<employer_id>", methods=["GET", "POST"])
def add(employer_id: str) -> Response | str | tuple[str, int]:
    """A new position of that employer."""
    employer = own_employer(actor(), employer_id)
    form = PositionForm()
    if form.validate_on_submit():
        add_position(actor(), employer_id, form.facts())
        return _done(_("The position was added."))
    return _form_page(form, _("Add a position"), employer.name)


@employer_positions.route("/<position_id>", methods=["GET", "POST"])
def edit(position_id: str) -> Response | str | tuple[str, int]:
    """A position as it is, to change."""
    position = own_position(actor(), position_id)
    form = PositionForm.of(position)
    if form.validate_on_submit():
        change_position(actor(), position_id, form.facts())
        return _done(_("The position was changed."))
    return _form_page(form, _("Change a position"), position.employer.name)


@employer_positions.route("/<position_id>/remove", methods=["GET", "POST"])
def remove(position_id: str) -> Response | str:
    """Ask first, then remove."""
    position = own_position(actor(), position_id)
    form = RemovalForm()
    if form.validate_on_submit():
        remove_position(actor(), position_id)
        return _done(_("The position was removed."))
    return render_template("employer/remove_position.html", form=form, position=position)


def _done(message: str) -> Response:
    flash(message)
    return redirect(url_for("employer_positions.show_positions"))


def _form_page(form: PositionForm, title: str, employer: str) -> tuple[str, int]:
    page = render_template("employer/position.html", form=form, title=title, employer=employer)
    return page, 422 if form.errors else 200

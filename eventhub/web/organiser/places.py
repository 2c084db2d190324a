"""Reference data of a place: venues and their rooms."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField
from wtforms.validators import InputRequired

from eventhub.models.codes import Role
from eventhub.services.places import (
    RoomEntry,
    VenueEntry,
    add_room,
    add_venue,
    change_room,
    change_venue,
    find_room,
    find_venue,
    own_municipalities,
    own_venues,
)
from eventhub.web.fields import named_choices, text_field, whole_number_field
from eventhub.web.forms import Form, saved
from eventhub.web.organiser.record_pages import Answer, Trail, record_form
from eventhub.web.policy import actor

MOST_SEATS = 5000
MOST_TABLES = 500

pages = Blueprint("places", __name__)


class VenueForm(Form):
    """A place where events are held."""

    name = text_field(_("Name"), _("Enter the name of the venue."))
    address = text_field(_("Address"), _("Enter street, number, postcode and town."), 300)
    step_free = BooleanField(_("Without steps"))
    reachable_by_train = BooleanField(_("Can be reached by train"))
    reachable_by_bus = BooleanField(_("Can be reached by bus"))
    reachable_by_car = BooleanField(_("Can be reached by car"), default=True)

    def entry(self) -> VenueEntry:
        """What was entered, once the form is valid."""
        return VenueEntry(
            name=self.name.data,
            address=self.address.data,
            step_free=self.step_free.data,
            reachable_by_train=self.reachable_by_train.data,
            reachable_by_bus=self.reachable_by_bus.data,
            reachable_by_car=self.reachable_by_car.data,
        )


class NewVenueForm(VenueForm):
    """A new place, and the municipality it is in."""

    municipality = SelectField(_("Town or municipality"), [InputRequired(_("Choose a municipality."))])


class RoomForm(Form):
    """A room of a venue."""

    name = text_field(_("Name"), _("Enter the name of the room."), 100)
    seats = whole_number_field(_("Seats for sessions"), 0, MOST_SEATS, default=0)
    tables = whole_number_field(_("Tables for dates"), 0, MOST_TABLES, default=0)
    step_free = BooleanField(_("Without steps"), default=True)

    def entry(self) -> RoomEntry:
        """What was entered, once the form is valid."""
        return RoomEntry(self.name.data, self.seats.data, self.tables.data, self.step_free.data)


def places_trail() -> Trail:
    """The way to the venues."""
    return [(_("Venues and topics"), url_for("places.show_places"))]


@pages.get("/places")
def show_places() -> str:
    """The venues of the own municipalities; organisers of the whole district go on from here to topics and texts."""
    everywhere = actor().may(Role.ORGANISER, municipality_id=None)
    return render_template("organiser/places.html", venues=own_venues(actor()), everywhere=everywhere)


@pages.get("/places/<venue_id>")
def show_venue(venue_id: str) -> str:
    """A venue with its rooms."""
    return render_template("organiser/venue.html", venue=find_venue(actor(), venue_id), trail=places_trail())


@pages.route("/places/new", methods=["GET", "POST"])
def new_venue() -> Answer:
    """Add a venue."""
    form = NewVenueForm()
    form.municipality.choices = named_choices(own_municipalities(actor()))
    if saved(form, lambda: add_venue(actor(), form.municipality.data, form.entry())):
        flash(gettext("The venue is added. Now add its rooms."))
        return redirect(url_for(".show_places"))
    return record_form(form, gettext("New venue"), places_trail())


@pages.route("/places/<venue_id>/edit", methods=["GET", "POST"])
def edit_venue(venue_id: str) -> Answer:
    """Change a venue."""
    form = VenueForm(obj=find_venue(actor(), venue_id))
    if saved(form, lambda: change_venue(actor(), venue_id, form.entry())):
        flash(gettext("The venue is changed."))
        return redirect(url_for(".show_venue", venue_id=venue_id))
    return record_form(form, gettext("Change venue"), places_trail())


@pages.route("/places/<venue_id>/rooms/new", methods=["GET", "POST"])
def new_room(venue_id: str) -> Answer:
    """Add a room to a venue."""
    trail, form = _venue_trail(venue_id), RoomForm()
    if saved(form, lambda: add_room(actor(), venue_id, form.entry())):
        flash(gettext("The room is added."))
        return redirect(url_for(".show_venue", venue_id=venue_id))
    return record_form(form, gettext("New room"), trail)


@pages.route("/places/<venue_id>/rooms/<room_id>", methods=["GET", "POST"])
def edit_room(venue_id: str, room_id: str) -> Answer:
    """Change a room."""
    trail, form = _venue_trail(venue_id), RoomForm(obj=find_room(actor(), venue_id, room_id))
    if saved(form, lambda: change_room(actor(), venue_id, room_id, form.entry())):
        flash(gettext("The room is changed."))
        return redirect(url_for(".show_venue", venue_id=venue_id))
    return record_form(form, gettext("Change room"), trail)


def _venue_trail(venue_id: str) -> Trail:
    venue = find_venue(actor(), venue_id)
    return [*places_trail(), (venue.name, url_for("places.show_venue", venue_id=venue_id))]

"""The people of an event: list, look at, register, change and take off."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from eventhub.models.attendances import Attendance
from eventhub.models.columns import Spans
from eventhub.services.consents import employers_with_name
from eventhub.services.event_days import EventDay, event_day
from eventhub.services.links import personal_path
from eventhub.services.participations import employers_here
from eventhub.services.people import contact_of_person, find_person, found_people, is_own
from eventhub.services.people_lists import event_people
from eventhub.services.places import own_municipalities
from eventhub.services.registrations import (
    change_attendance,
    change_registration,
    find_attendance,
    register_known_person,
    register_person,
    take_off,
)
from eventhub.services.secrets import Purpose
from eventhub.services.topics import all_topics
from eventhub.web.fields import named_choices
from eventhub.web.forms import Form, saved
from eventhub.web.organiser.people_forms import AttendanceForm, PersonForm
from eventhub.web.organiser.people_values import attendance_values, blank_rows, person_values
from eventhub.web.organiser.record_pages import Answer, Trail, event_trail, record_form
from eventhub.web.organiser.rounds import window
from eventhub.web.policy import actor

pages = Blueprint("event_people", __name__)


def people_trail(day: EventDay) -> Trail:
    """The way to the people of an event."""
    return event_trail(day, _("People"), "event_people.show_people")


@pages.get("")
def show_people(slug: str) -> str:
    """One page of the people, or of those a search found."""
    day, search = event_day(actor(), slug), request.args.get("q", "").strip()
    found = event_people(actor(), slug, search, request.args.get("page", 1, type=int))
    return render_template("organiser/people.html", day=day, trail=people_trail(day), found=found, search=search)


@pages.get("/<attendance_id>")
def show_person(slug: str, attendance_id: str) -> str:
    """A person at the event; contact only where the scope allows it."""
    day, row = event_day(actor(), slug), find_attendance(actor(), slug, attendance_id)
    return render_template(
        "organiser/person.html",
        day=day,
        trail=people_trail(day),
        row=row,
        own=is_own(actor(), row.participant),
        contact=contact_of_person(actor(), row.participant),
        link=personal_path(actor(), Purpose.PAGE, attendance_id),
        named=employers_with_name(actor(), row),
    )


@pages.route("/new", methods=["GET", "POST"])
def new_person(slug: str) -> Answer:
    """Register a person whom nobody knew yet."""
    day = event_day(actor(), slug)
    form = PersonForm(data={**window((), day), **blank_rows()})
    form.municipality.choices = named_choices(own_municipalities(actor()))
    _offer(form, day)
    if saved(form, lambda: register_person(actor(), slug, form.person(), form.attendance())):
        flash(_("The person is registered."))
        return redirect(url_for(".show_people", slug=slug))
    return record_form(form, _("New person"), people_trail(day))


@pages.get("/add")
def find_known_person(slug: str) -> str:
    """Look for a person of the own municipalities by name."""
    day, search = event_day(actor(), slug), request.args.get("q", "").strip()
    people = found_people(actor(), search) if search else ()
    return render_template("organiser/add_person.html", day=day, trail=people_trail(day), people=people, search=search)


@pages.route("/add/<person_id>", methods=["GET", "POST"])
def add_person(slug: str, person_id: str) -> Answer:
    """Register a person of the own municipalities."""
    day, name = event_day(actor(), slug), find_person(actor(), person_id).preferred_name
    form = AttendanceForm(data={**window((), day), **blank_rows()})
    _offer(form, day)
    if saved(form, lambda: register_known_person(actor(), slug, person_id, form.attendance())):
        flash(_("The person is registered."))
        return redirect(url_for(".show_people", slug=slug))
    return record_form(form, name, people_trail(day))


@pages.route("/<attendance_id>/edit", methods=["GET", "POST"])
def edit_person(slug: str, attendance_id: str) -> Answer:
    """Change a person and their coming; of a guest from elsewhere only the coming."""
    day, row = event_day(actor(), slug), find_attendance(actor(), slug, attendance_id)
    name, available, form = row.participant.preferred_name, row.available, _form_for(row, day)
    _offer(form, day)
    if saved(form, lambda: _change(slug, attendance_id, form, available)):
        flash(_("The person is changed."))
        return redirect(url_for(".show_person", slug=slug, attendance_id=attendance_id))
    return record_form(form, _("Change %(name)s", name=name), people_trail(day))


@pages.route("/<attendance_id>/remove", methods=["GET", "POST"])
def remove_person(slug: str, attendance_id: str) -> Answer:
    """Take a person off the event, after asking."""
    day, form = event_day(actor(), slug), Form()
    name = find_attendance(actor(), slug, attendance_id).participant.preferred_name
    if saved(form, lambda: take_off(actor(), slug, attendance_id)):
        flash(_("The person is taken off the event."))
        return redirect(url_for(".show_people", slug=slug))
    return record_form(
        form,
        _("Take %(name)s off the event?", name=name),
        people_trail(day),
        _("Take off the event"),
        _("The person is not planned any more. What was published stays until you plan and publish again."),
    )


def _form_for(row: Attendance, day: EventDay) -> AttendanceForm:
    values = attendance_values(row, day, employers_with_name(actor(), row))
    if not is_own(actor(), row.participant):
        return AttendanceForm(data=values)
    form = PersonForm(data=values | person_values(row.participant, contact_of_person(actor(), row.participant)))
    form.municipality.choices = named_choices(own_municipalities(actor()))
    return form


def _offer(form: AttendanceForm, day: EventDay) -> None:
    form.offer_event(day, all_topics(), employers_here(actor(), day.slug))


def _change(slug: str, attendance_id: str, form: AttendanceForm, available: Spans) -> None:
    if isinstance(form, PersonForm):
        change_registration(actor(), slug, attendance_id, form.person(), form.attendance(available))
    else:
        change_attendance(actor(), slug, attendance_id, form.attendance(available))

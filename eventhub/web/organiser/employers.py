"""The employers of an event: list them, add, change and take them off."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from eventhub.models.columns import Spans
from eventhub.models.employers import Participation
from eventhub.services.entries import Contact
from eventhub.services.event_days import EventDay, event_day
from eventhub.services.participations import (
    add_known_employer,
    add_new_employer,
    change_participation,
    contact_of_firm,
    event_employers,
    find_participation,
    known_employers,
    remove_participation,
)
from eventhub.services.places import all_municipalities
from eventhub.web.fields import named_choices
from eventhub.web.forms import Form, saved
from eventhub.web.organiser.employer_forms import EmployerForm, KnownEmployerForm, NewEmployerForm
from eventhub.web.organiser.record_pages import Answer, Trail, event_trail, record_form
from eventhub.web.organiser.rounds import window
from eventhub.web.policy import actor

pages = Blueprint("event_employers", __name__)


def employers_trail(day: EventDay) -> Trail:
    """The way to the employers of an event."""
    return event_trail(day, _("Employers"), "event_employers.show_employers")


def employer_trail(day: EventDay, name: str, participation_id: str) -> Trail:
    """The way to one of them."""
    here = url_for("event_employers.show_employer", slug=day.slug, participation_id=participation_id)
    return [*employers_trail(day), (name, here)]


@pages.get("")
def show_employers(slug: str) -> str:
    """Who offers positions at the event."""
    day = event_day(actor(), slug)
    return render_template(
        "organiser/employers.html", day=day, trail=employers_trail(day), rows=event_employers(actor(), slug)
    )


@pages.get("/<participation_id>")
def show_employer(slug: str, participation_id: str) -> str:
    """An employer with what it brings and its positions."""
    row = find_participation(actor(), slug, participation_id)
    day, contact = event_day(actor(), slug), contact_of_firm(actor(), row)
    return render_template("organiser/employer.html", day=day, trail=employers_trail(day), row=row, contact=contact)


@pages.route("/new", methods=["GET", "POST"])
def new_employer(slug: str) -> Answer:
    """Add an employer that nobody knew yet."""
    day = event_day(actor(), slug)
    form = NewEmployerForm(data=window((), day))
    form.offer(day)
    form.municipality.choices = named_choices(all_municipalities())
    if saved(form, lambda: add_new_employer(actor(), slug, form.firm(), form.participation())):
        flash(_("The employer takes part. Now add its positions."))
        return redirect(url_for(".show_employers", slug=slug))
    return record_form(form, _("New employer"), employers_trail(day))


@pages.route("/add", methods=["GET", "POST"])
def add_employer(slug: str) -> Answer:
    """Let an employer of the district take part."""
    day = event_day(actor(), slug)
    form = KnownEmployerForm(data=window((), day))
    form.offer(day)
    form.employer.choices = named_choices(known_employers(actor(), slug))
    if saved(form, lambda: add_known_employer(actor(), slug, form.employer.data, form.participation())):
        flash(_("The employer takes part."))
        return redirect(url_for(".show_employers", slug=slug))
    return record_form(form, _("Add an employer"), employers_trail(day))


@pages.route("/<participation_id>/edit", methods=["GET", "POST"])
def edit_employer(slug: str, participation_id: str) -> Answer:
    """Change an employer and what it brings."""
    row = find_participation(actor(), slug, participation_id)
    day, name, available = event_day(actor(), slug), row.employer.name, row.available
    form = EmployerForm(data=_stored(row, contact_of_firm(actor(), row), day))
    form.offer(day)
    form.municipality.choices = named_choices(all_municipalities())
    if saved(form, lambda: _change(slug, participation_id, form, available)):
        flash(_("The employer is changed."))
        return redirect(url_for(".show_employer", slug=slug, participation_id=participation_id))
    return record_form(form, _("Change employer"), employer_trail(day, name, participation_id))


@pages.route("/<participation_id>/remove", methods=["GET", "POST"])
def remove_employer(slug: str, participation_id: str) -> Answer:
    """Take an employer off the event, after asking."""
    row = find_participation(actor(), slug, participation_id)
    day, name, form = event_day(actor(), slug), row.employer.name, Form()
    if saved(form, lambda: remove_participation(actor(), slug, participation_id)):
        flash(_("The employer is taken off the event."))
        return redirect(url_for(".show_employers", slug=slug))
    return record_form(
        form,
        _("Take %(name)s off the event?", name=name),
        employer_trail(day, name, participation_id),
        submit=_("Take off the event"),
        sentence=_("What it brings to this event and the wishes about it are deleted. The employer stays known."),
    )


def _stored(row: Participation, contact: Contact, day: EventDay) -> dict[str, object]:
    return {
        **window(row.available, day),
        "name": row.employer.name,
        "industry": row.employer.industry,
        "municipality": row.employer.municipality.public_id,
        "contact_name": contact.name,
        "contact_email": contact.email,
        "contact_phone": contact.phone,
        "tables": row.tables,
        "group_talk": row.group_talk,
        "min_dates": row.min_dates,
        "staff_languages": row.staff_languages,
        "withdrawn": row.withdrawn,
    }


def _change(slug: str, participation_id: str, form: EmployerForm, available: Spans) -> None:
    entry = form.participation(available, form.withdrawn.data)
    change_participation(actor(), slug, participation_id, form.firm(), entry)

"""Forms for a person at an event: who they are, what they need and want there, what they agreed to."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, FieldList, FormField, SelectField
from wtforms import Form as Part
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, ValidationError

from eventhub.models.codes import Goal, LanguageLevel, TopicSource
from eventhub.models.columns import Spans
from eventhub.models.people import InterfaceLanguage, Travel
from eventhub.services.entries import Contact, Named
from eventhub.services.event_days import EventDay
from eventhub.services.people_entries import (
    AttendanceEntry,
    ExperienceEntry,
    LanguageEntry,
    PersonEntry,
    TopicEntry,
)
from eventhub.web.fields import (
    coded_field,
    codes_field,
    email_field,
    figure_field,
    language_field,
    level_field,
    named_choices,
    occupation_field,
    phone_field,
    text_field,
    whole_number_field,
)
from eventhub.web.forms import CheckboxesField, RowField
from eventhub.web.languages import language_name
from eventhub.web.organiser.rounds import WindowForm

MOST_DATES = 50
MOST_ROWS = 20


class Once:
    """No two rows speak of the same thing."""

    def __init__(self, part: str, message: object) -> None:
        self.part, self.message = part, message

    def __call__(self, _form: object, rows: FieldList) -> None:
        """Raise ValidationError for the second of two."""
        chosen = [row.data[self.part] for row in rows if row.data[self.part]]
        if len(set(chosen)) < len(chosen):
            raise ValidationError(self.message)


class LanguageRow(Part):
    """A spoken language."""

    language = language_field(_("Language"))
    level = level_field(_("Level"), default=LanguageLevel.C1)
    understands = BooleanField(_("Can follow a talk in it"), default=True)


class ExperienceRow(Part):
    """Work that somebody has done."""

    occupation = occupation_field(_("Occupation"))
    years = figure_field(_("Years"), 0, 60, RowField())


class TopicRow(Part):
    """A topic that is wanted."""

    topic = SelectField(_("Topic"), [RowField()], choices=[])
    source = coded_field(_("Asked for by"), TopicSource)
    named_ok = BooleanField(_("Knows that the agency sees the name"))
    before_dates = BooleanField(_("Before the dates"))


def rows_of(part: type[Part], label: object, key: str, twice: object, **more: object) -> FieldList:
    """Rows of that kind, each with another `key`."""
    return FieldList(FormField(part), label, [Once(key, twice)], max_entries=MOST_ROWS, **more)


PERSON = (
    _("The person"),
    (
        "preferred_name",
        "municipality",
        "is_minor",
        "interface_language",
        "german_level",
        "languages",
        "goals",
        "experience",
        "travel",
        "contact_email",
        "contact_phone",
    ),
)
DAY = (
    _("At this event"),
    ("first", "end", "min_dates", "max_dates", "needs_interpreter", "needs_step_free", "needs_childcare", "topics"),
)
CONSENT = (_("Consent"), ("named_to",))


class AttendanceForm(WindowForm):
    """What somebody needs and wants at an event."""

    min_dates = whole_number_field(_("Dates at least"), 0, MOST_DATES, default=1)
    max_dates = whole_number_field(_("Dates at most"), 0, MOST_DATES, default=4)
    needs_interpreter = BooleanField(_("Needs an interpreter"))
    needs_step_free = BooleanField(_("Needs a way without steps"))
    needs_childcare = BooleanField(_("Needs childcare"))
    topics = rows_of(TopicRow, _("Topics to hear about"), "topic", _("Choose each topic once."))
    named_to = CheckboxesField(
        _("These employers may know the name"),
        description=_("Ask for each one, in a language the person understands. A “no” costs nothing."),
    )
    sections: tuple[tuple[object, tuple[str, ...]], ...] = (DAY, CONSENT)

    def offer_event(self, day: EventDay, topics: Sequence[Named], employers: Sequence[Named]) -> None:
        """Offer the times, the employers and the topics."""
        self.offer(day)
        self.named_to.choices = [SelectChoice(row.id, row.name) for row in employers]
        for row in self.topics:
            row.form.topic.choices = named_choices(topics)

    def validate_max_dates(self, field: SelectField) -> None:
        """At most is not less than at least."""
        if field.data is not None and self.min_dates.data is not None and field.data < self.min_dates.data:
            raise ValidationError(_("At most cannot be less than at least."))

    def attendance(self, before: Spans = ()) -> AttendanceEntry:
        """What was entered about the day."""
        return AttendanceEntry(
            available=self.spans(before),
            min_dates=self.min_dates.data,
            max_dates=self.max_dates.data,
            needs_interpreter=self.needs_interpreter.data,
            needs_step_free=self.needs_step_free.data,
            needs_childcare=self.needs_childcare.data,
            topics=tuple(_topics(self.topics.data)),
            named_to=tuple(self.named_to.data),
        )


class PersonForm(AttendanceForm):
    """Who somebody is, and what they need and want at an event."""

    preferred_name = text_field(_("Preferred name"), _("Enter what the person wants to be called."))
    municipality = SelectField(_("Lives in"), [InputRequired(_("Choose a municipality."))])
    is_minor = BooleanField(_("Is under 18"))
    interface_language = SelectField(
        _("Reads"),
        [InputRequired(_("Choose a language."))],
        choices=lambda: [SelectChoice(code.value, language_name(code)) for code in InterfaceLanguage],
        description=_("The personal page opens in this language."),
    )
    german_level = level_field(_("German"))
    languages = rows_of(LanguageRow, _("Languages"), "language", _("Choose each language once."))
    goals = codes_field(_("Goals"), Goal)
    experience = rows_of(ExperienceRow, _("Experience"), "occupation", _("Choose each occupation once."))
    travel = coded_field(_("Comes"), Travel, default=Travel.TRANSPORT)
    contact_email = email_field(_("E-mail address"), description=_("Kept encrypted, for your own Jobcenter only."))
    contact_phone = phone_field(_("Telephone"))
    sections = (PERSON, DAY, CONSENT)

    def person(self) -> PersonEntry:
        """What was entered about the person."""
        return PersonEntry(
            preferred_name=self.preferred_name.data,
            municipality=self.municipality.data,
            interface_language=InterfaceLanguage(self.interface_language.data),
            german_level=LanguageLevel(self.german_level.data),
            travel=Travel(self.travel.data),
            is_minor=self.is_minor.data,
            languages=tuple(_languages(self.languages.data)),
            experience=tuple(_experience(self.experience.data)),
            goals=tuple(Goal(code) for code in self.goals.data),
            contact=Contact(email=self.contact_email.data, phone=self.contact_phone.data),
        )


def _languages(rows: list[dict[str, Any]]) -> Iterable[LanguageEntry]:
    for row in rows:
        if row["language"]:
            yield LanguageEntry(row["language"], LanguageLevel(row["level"]), row["understands"])


def _experience(rows: list[dict[str, Any]]) -> Iterable[ExperienceEntry]:
    for row in rows:
        if row["occupation"]:
            yield ExperienceEntry(row["occupation"], row["years"] or 0.0)


def _topics(rows: list[dict[str, Any]]) -> Iterable[TopicEntry]:
    for row in rows:
        if row["topic"]:
            yield TopicEntry(row["topic"], TopicSource(row["source"]), row["named_ok"], row["before_dates"])

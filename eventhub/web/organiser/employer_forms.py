"""Forms for an employer at an event: who it is, and what it brings."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField
from wtforms.validators import InputRequired

from eventhub.models.columns import Spans
from eventhub.services.entries import Contact
from eventhub.services.participations import FirmEntry, ParticipationEntry
from eventhub.web.fields import email_field, languages_field, phone_field, text_field, whole_number_field
from eventhub.web.forms import Form
from eventhub.web.organiser.rounds import WindowForm

MOST_TABLES = 50


class FirmForm(Form):
    """Who an employer is."""

    name = text_field(_("Name of the employer"), _("Enter the employer's name."))
    industry = text_field(_("Industry"), _("Enter what the employer does."), 100)
    municipality = SelectField(_("Town or municipality"), [InputRequired(_("Choose a municipality."))])
    contact_name = text_field(_("Contact person"))
    contact_email = email_field(_("E-mail address"))
    contact_phone = phone_field(_("Telephone"))

    def firm(self) -> FirmEntry:
        """What was entered about the firm."""
        contact = Contact(self.contact_name.data, self.contact_email.data, self.contact_phone.data)
        return FirmEntry(self.name.data, self.industry.data, self.municipality.data, contact)


class ParticipationForm(WindowForm):
    """What an employer brings to an event."""

    tables = whole_number_field(
        _("Tables"),
        1,
        MOST_TABLES,
        default=1,
        description=_("As many dates it can have at a time; with a common talk, as many people at a time."),
    )
    group_talk = BooleanField(_("One common talk with several people instead of tables"))
    min_dates = whole_number_field(_("Dates it should have at least"), 0, 500, default=0)
    staff_languages = languages_field(_("Languages its people speak"), default=("de",))

    def participation(self, before: Spans = (), withdrawn: bool = False) -> ParticipationEntry:
        """What was entered about the day."""
        return ParticipationEntry(
            tables=self.tables.data,
            group_talk=self.group_talk.data,
            available=self.spans(before),
            min_dates=self.min_dates.data,
            staff_languages=tuple(self.staff_languages.data),
            withdrawn=withdrawn,
        )


FIRM = (
    _("The employer"),
    ("name", "industry", "municipality", "contact_name", "contact_email", "contact_phone"),
)
DAY = (_("At this event"), ("first", "end", "tables", "group_talk", "min_dates", "staff_languages"))


class NewEmployerForm(FirmForm, ParticipationForm):
    """A new employer and what it brings."""

    sections = (FIRM, DAY)


class KnownEmployerForm(ParticipationForm):
    """An employer of the district and what it brings."""

    employer = SelectField(_("Employer"), [InputRequired(_("Choose an employer."))])
    sections = ((_("The employer"), ("employer",)), DAY)


class EmployerForm(FirmForm, ParticipationForm):
    """An employer that takes part, and whether it still does."""

    withdrawn = BooleanField(_("Has withdrawn and is not planned any more"))
    sections = (FIRM, (DAY[0], (*DAY[1], "withdrawn")))

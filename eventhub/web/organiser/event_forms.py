"""Forms about an event itself."""

from flask_babel import lazy_gettext as _
from wtforms import DateField, SelectField, TimeField
from wtforms.validators import InputRequired, Optional

from eventhub.models.events import EventKind
from eventhub.services.clock_grids import MOST_ROUNDS, ClockGrid
from eventhub.services.event_editing import EventEntry
from eventhub.web.fields import text_field, whole_number_field
from eventhub.web.forms import Form
from eventhub.web.words import choices

LONGEST_TITLE = 120


class ConfirmForm(Form):
    """A button with the token against request forgery."""


class PostponeForm(Form):
    """Put an event off."""

    day = DateField(_("New day"), [Optional()], description=_("Leave it empty if the new day is not settled yet."))


class EventForm(Form):
    """What an event is, where and when."""

    title_de = text_field(_("Title in German"), _("Enter a title in German."), LONGEST_TITLE)
    title_en = text_field(_("Title in English"), longest=LONGEST_TITLE)
    title_ar = text_field(_("Title in Arabic"), longest=LONGEST_TITLE)
    kind = SelectField(_("Kind of event"), choices=choices(EventKind))
    municipality = SelectField(_("Town or municipality"), [InputRequired(_("Choose a municipality."))])
    venue = SelectField(_("Venue"))
    day = DateField(_("Day"), [InputRequired(_("Enter a day, such as 15.04.2027."))])
    starts = TimeField(_("First round starts at"), [InputRequired(_("Enter a time, such as 09:00."))])
    rounds = whole_number_field(_("Number of rounds"), 1, MOST_ROUNDS, default=12)
    round_minutes = whole_number_field(
        _("Minutes a round"), 5, 60, default=10, description=_("Ten is usual; fewer means stress.")
    )
    changeover_minutes = whole_number_field(_("Minutes to change tables"), 0, 60, default=5)
    break_after = whole_number_field(
        _("Common break after round"), 0, MOST_ROUNDS, default=0, description=_("0: no common break")
    )
    break_minutes = whole_number_field(
        _("Minutes of the break"), 0, 240, default=20, description=_("In addition to the time to change tables.")
    )
    capacity = whole_number_field(_("Places for participants"), 0, 5000, default=60)
    overbooking_percent = whole_number_field(
        _("Overbooking in percent"),
        0,
        100,
        default=0,
        description=_("18 to 40 of 100 people stayed away where it was counted."),
    )

    def entry(self) -> EventEntry:
        """What was entered; only after validation."""
        titles = {"de": self.title_de.data, "en": self.title_en.data, "ar": self.title_ar.data}
        return EventEntry(
            title={language: text for language, text in titles.items() if text},
            description=None,
            kind=EventKind(self.kind.data),
            municipality=self.municipality.data,
            venue=self.venue.data,
            day=self.day.data,
            grid=ClockGrid(
                starts=self.starts.data,
                rounds=self.rounds.data,
                round_minutes=self.round_minutes.data,
                changeover_minutes=self.changeover_minutes.data,
                break_after=self.break_after.data,
                break_minutes=self.break_minutes.data if self.break_after.data else 0,
            ),
            capacity=self.capacity.data,
            overbooking_percent=self.overbooking_percent.data,
        )

    def show(self, entry: EventEntry) -> None:
        """Fill the fields with what was entered before."""
        self.title_de.data, self.title_en.data = entry.title["de"], entry.title.get("en", "")
        self.title_ar.data = entry.title.get("ar", "")
        for name in ("kind", "municipality", "venue", "day", "capacity", "overbooking_percent"):
            self[name].data = getattr(entry, name)
        for name in ("starts", "rounds", "round_minutes", "changeover_minutes", "break_after", "break_minutes"):
            self[name].data = getattr(entry.grid, name)

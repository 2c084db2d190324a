"""Forms about an event itself."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import DateField, IntegerField, SelectField, StringField, TimeField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from eventhub.models.events import EventKind
from eventhub.services.clock_grids import MOST_ROUNDS, ClockGrid
from eventhub.services.event_editing import EventEntry
from eventhub.web.forms import Form
from eventhub.web.words import choices

TITLE = Length(max=120, message=_("At most 120 characters."))
NEEDED = DataRequired(_("This is needed."))


def whole(least: int, most: int) -> list[Any]:
    """A whole number that is needed and lies between these."""
    sentence = _("Enter a whole number from %(least)s to %(most)s.", least=least, most=most)
    return [InputRequired(sentence), NumberRange(least, most, sentence)]


class ConfirmForm(Form):
    """A button with the token against request forgery."""


class PostponeForm(Form):
    """Put an event off."""

    day = DateField(_("New day"), [Optional()], description=_("Leave it empty if the new day is not settled yet."))


class EventForm(Form):
    """What an event is, where and when."""

    title_de = StringField(_("Title in German"), [NEEDED, TITLE])
    title_en = StringField(_("Title in English"), [Optional(), TITLE])
    title_ar = StringField(_("Title in Arabic"), [Optional(), TITLE])
    kind = SelectField(_("Kind of event"), choices=choices(EventKind))
    municipality = SelectField(_("Town or municipality"), [NEEDED])
    venue = SelectField(_("Venue"))
    day = DateField(_("Day"), [InputRequired(_("Enter a day, such as 15.04.2027."))])
    starts = TimeField(_("First round starts at"), [InputRequired(_("Enter a time, such as 09:00."))])
    rounds = IntegerField(_("Number of rounds"), whole(1, MOST_ROUNDS), default=12)
    round_minutes = IntegerField(
        _("Minutes a round"), whole(5, 60), default=10, description=_("Ten is usual; fewer means stress.")
    )
    changeover_minutes = IntegerField(_("Minutes to change tables"), whole(0, 60), default=5)
    break_after = IntegerField(
        _("Common break after round"), whole(0, MOST_ROUNDS), default=0, description=_("0: no common break")
    )
    break_minutes = IntegerField(
        _("Minutes of the break"), whole(0, 240), default=20, description=_("In addition to the time to change tables.")
    )
    capacity = IntegerField(_("Places for participants"), whole(0, 5000), default=60)
    overbooking_percent = IntegerField(
        _("Overbooking in percent"),
        whole(0, 100),
        default=0,
        description=_("18 to 40 of 100 people stayed away where it was counted."),
    )

    def entry(self) -> EventEntry:
        """What was entered; only after validation."""
        titles = {"de": self.title_de.data, "en": self.title_en.data, "ar": self.title_ar.data}
        return EventEntry(
            title={language: text.strip() for language, text in titles.items() if text and text.strip()},
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

"""From when to when somebody is there, chosen from the clock times of an event's rounds."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import InputRequired, ValidationError

from eventhub.models.columns import Spans
from eventhub.services.event_days import EventDay
from eventhub.web.forms import Form


def start_choices(day: EventDay) -> list[SelectChoice]:
    """Each round by the time it starts at."""
    return [SelectChoice(row.number, f"{row.starts:%H:%M}") for row in day.rounds]


def end_choices(day: EventDay) -> list[SelectChoice]:
    """The end of each round; the value is the number after the round's."""
    return [SelectChoice(row.number + 1, f"{row.ends:%H:%M}") for row in day.rounds]


def time_field(label: Any) -> SelectField:
    """A clock time; the choices come with the event."""
    sentence = _("Choose a time.")
    return SelectField(label, [InputRequired(sentence)], coerce=int, invalid_choice_message=sentence, choices=[])


class WindowForm(Form):
    """The part of a form that says from when to when; make it with `WindowForm(**window(spans, day))`."""

    first = time_field(_("There from"))
    end = time_field(_("There until"))

    def offer(self, day: EventDay) -> None:
        """Offer the times of that event."""
        self.first.choices = start_choices(day)
        self.end.choices = end_choices(day)

    def validate_end(self, field: SelectField) -> None:
        """Somebody is there for a while."""
        if field.data is not None and self.first.data is not None and field.data <= self.first.data:
            raise ValidationError(_("Choose a time after the one from which on they are there."))

    def spans(self, before: Spans = ()) -> Spans:
        """What was chosen; where from and until stay as `before`, so do the gaps between."""
        if before and (before[0][0], before[-1][1]) == (self.first.data, self.end.data):
            return before
        return ((self.first.data, self.end.data),)


def window(spans: Spans, day: EventDay) -> dict[str, int]:
    """Values to begin the form with: these spans, or the whole day where there are none."""
    if spans:
        return {"first": spans[0][0], "end": spans[-1][1]}
    return {"first": day.rounds[0].number, "end": day.rounds[-1].number + 1} if day.rounds else {}

"""The form for a position; organisers and employers fill in the same one."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField

from eventhub.models.codes import LanguageLevel, PositionKind
from eventhub.services.positions import PositionEntry
from eventhub.web.fields import (
    coded_field,
    figure_field,
    languages_field,
    level_field,
    occupation_field,
    text_field,
    whole_number_field,
)
from eventhub.web.forms import Form

MOST_PLACES = 500


class PositionForm(Form):
    """Made with `PositionForm(obj=position)` to change one."""

    title = text_field(
        _("Name of the position"),
        _("Enter what the position is called."),
        description=_("In German, for all sexes, such as “Bäckerhelfer/in”."),
    )
    kind = coded_field(_("Kind of position"), PositionKind)
    occupation = occupation_field(_("Occupation"), _("Choose the occupation that comes nearest."))
    places = whole_number_field(_("Number of places"), 1, MOST_PLACES, default=1)
    german_level = level_field(_("German that is needed at the start"))
    useful_languages = languages_field(_("Other languages that are useful"))
    hours_per_week = figure_field(_("Hours a week"), 1, 60)
    reachable_without_car = BooleanField(_("Can be reached without a car"), default=True)

    def entry(self) -> PositionEntry:
        """What was entered, once the form is valid."""
        return PositionEntry(
            kind=PositionKind(self.kind.data),
            title=self.title.data,
            occupation=self.occupation.data,
            places=self.places.data,
            german_level=LanguageLevel(self.german_level.data),
            useful_languages=tuple(self.useful_languages.data),
            hours_per_week=self.hours_per_week.data,
            reachable_without_car=self.reachable_without_car.data,
        )

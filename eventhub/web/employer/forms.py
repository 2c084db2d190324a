"""The form of a position."""

import re
from typing import Any, Self

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, FloatField, IntegerField, SelectField, StringField, ValidationError
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional

from eventhub.documents.roster import LANGUAGE_NAMES
from eventhub.models.codes import LanguageLevel, PositionKind
from eventhub.models.employers import Position
from eventhub.services.own_positions import LONGEST_WEEK, PositionFacts
from eventhub.web.forms import CheckboxesField, Form
from eventhub.web.languages import GERMAN, in_language, language_name
from eventhub.web.occupations import GROUPS
from eventhub.web.words import choices

MOST_PLACES = 500


class CommaField(FloatField):
    """A figure that may be written as 38,5 or as 38.5."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the comma of German for the point of Python."""
        super().process_formdata([value.replace(",", ".") for value in valuelist])


class PositionForm(Form):
    """What an employer offers; nothing in it asks who somebody is."""

    kind = SelectField(_("Kind of position"), [InputRequired()])
    title = StringField(
        _("Title"),
        [DataRequired(_("Enter a title.")), Length(max=200)],
        description=_("Short, such as: Baker's helper."),
    )
    lang = SelectField(_("Language of the title"), [InputRequired()])
    group = SelectField(_("Field of occupation"), [DataRequired(_("Choose a field of occupation."))])
    code = StringField(
        _("Exact occupation by ISCO-08"),
        [Optional()],
        description=_("Three or four digits, if you know them. Otherwise the field of occupation is enough."),
    )
    places = IntegerField(
        _("Places"),
        [InputRequired(_("Enter a whole number.")), NumberRange(1, MOST_PLACES, _("Enter a number from 1 to 500."))],
        default=1,
    )
    german_level = SelectField(_("German that is needed"), [InputRequired()], default=LanguageLevel.A2.value)
    useful_languages = CheckboxesField(_("Other useful languages"))
    hours_per_week = CommaField(
        _("Hours a week"), [Optional(), NumberRange(1, LONGEST_WEEK, _("Enter a number from 1 to 60."))]
    )
    reachable_without_car = BooleanField(_("Can be reached without a car"), default=True)

    def __init__(self, *args: Any, **values: Any) -> None:
        super().__init__(*args, **values)
        self.kind.choices = [SelectChoice(*choice) for choice in choices(PositionKind)]
        self.german_level.choices = [SelectChoice(*choice) for choice in choices(LanguageLevel)]
        self.lang.choices = _languages()
        self.useful_languages.choices = [choice for choice in _languages() if choice.value != GERMAN]
        self.group.choices = [
            SelectChoice("", _("Please choose")),
            *(SelectChoice(code, in_language(names)) for code, names in GROUPS.items()),
        ]

    @classmethod
    def of(cls, position: Position) -> Self:
        """The form of a position that there is; what was sent comes first."""
        occupation = position.occupation
        return cls(obj=position, group=occupation[:2], code=occupation if occupation not in GROUPS else "")

    def validate_code(self, field: StringField) -> None:
        """Digits that lie in the field chosen."""
        if not re.fullmatch(r"[0-9]{1,4}", field.data):
            raise ValidationError(_("Enter one to four digits."))
        if self.group.data and not field.data.startswith(self.group.data):
            raise ValidationError(_("This code is not in the field of occupation chosen above."))

    def facts(self) -> PositionFacts:
        """What was entered."""
        return PositionFacts(
            kind=PositionKind(self.kind.data),
            title=self.title.data.strip(),
            lang=self.lang.data,
            occupation=self.code.data or self.group.data,
            places=self.places.data,
            german_level=LanguageLevel(self.german_level.data),
            useful_languages=tuple(self.useful_languages.data or ()),
            hours_per_week=self.hours_per_week.data,
            reachable_without_car=self.reachable_without_car.data,
        )


class RemovalForm(Form):
    """Nothing but the token: pressing the button is the answer."""


def _languages() -> list[SelectChoice]:
    named = sorted((language_name(code), code) for code in LANGUAGE_NAMES)
    return [SelectChoice(code, name) for name, code in named]

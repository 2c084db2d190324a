"""Fields that several forms share: languages, levels, occupations, texts and numbers with one sentence for an error."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import EmailField, Field, FloatField, IntegerField, SelectField, StringField, TelField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Email, InputRequired, Length, NumberRange, Optional, Regexp

from eventhub.models.codes import LanguageLevel
from eventhub.services.entries import Named
from eventhub.web.forms import CheckboxesField, RowField
from eventhub.web.languages import language_name
from eventhub.web.occupations import occupation_choices
from eventhub.web.words import choices

# fmt: off
SPOKEN = (
    "am", "ar", "az", "bg", "bs", "ckb", "de", "el", "en", "es", "fa", "ff", "fr", "ha", "hi", "hr", "hy", "it",
    "ka", "kmr", "ku", "ln", "mk", "om", "pa", "pl", "ps", "pt", "ro", "rom", "ru", "rw", "so", "sq", "sr", "sw",
    "ta", "ti", "tr", "uk", "ur", "vi", "wo", "zh",
)
# fmt: on
"""Languages that people in the district speak; forms offer them by their names."""

PHONE = r"[+(]?[0-9][0-9 ()/.-]{3,40}$"
CHOOSE = SelectChoice("", _("please choose"))


def language_choices(_form: object, field: Field) -> list[SelectChoice]:
    """All languages by name; one that was stored and is on no list stays possible."""
    stored = field.object_data or ()
    codes = {*SPOKEN, *([stored] if isinstance(stored, str) else stored)}
    names = sorted((language_name(code), code) for code in codes)
    return [SelectChoice(code, name) for name, code in names]


def named_choices(rows: Sequence[Named]) -> list[SelectChoice]:
    """What there is to choose from, after an empty choice."""
    return [CHOOSE, *(SelectChoice(row.id, row.name) for row in rows)]


def languages_field(label: Any, **more: Any) -> CheckboxesField:
    """Several languages, as check boxes."""
    return CheckboxesField(label, choices=language_choices, **more)


def language_field(label: Any) -> SelectField:
    """One language, or none."""
    return SelectField(label, [RowField()], choices=lambda form, field: [CHOOSE, *language_choices(form, field)])


def level_field(label: Any, **more: Any) -> SelectField:
    """A level of a language."""
    return coded_field(label, LanguageLevel, **more)


def coded_field(label: Any, enumeration: Any, **more: Any) -> SelectField:
    """One of the values of an enumeration; the field's data is the value as a string."""
    sentence = _("Choose one.")
    return SelectField(
        label,
        [InputRequired(sentence)],
        choices=lambda: choices(enumeration),
        invalid_choice_message=sentence,
        **more,
    )


def codes_field(label: Any, enumeration: Any, **more: Any) -> CheckboxesField:
    """Several of the values of an enumeration, as check boxes."""
    return CheckboxesField(label, choices=lambda: choices(enumeration), **more)


def occupation_field(label: Any, missing: Any = None) -> SelectField:
    """An occupation of ISCO-08; with `missing`, the sentence for none, there must be one."""
    needed = [RowField()] if missing is None else [InputRequired(missing)]
    return SelectField(label, needed, choices=occupation_choices)


def text_field(label: Any, missing: Any = None, longest: int = 200, **more: Any) -> StringField:
    """One line; with `missing`, the sentence for an empty one, it must be filled in."""
    needed = [Optional()] if missing is None else [DataRequired(missing)]
    too_long = _("Use at most %(max)d characters.")
    return StringField(label, [*needed, Length(max=longest, message=too_long)], filters=[_stripped], **more)


def email_field(label: Any, **more: Any) -> EmailField:
    """An e-mail address, or none."""
    sentence = _("Enter an e-mail address such as name@example.org.")
    return EmailField(
        label, [Optional(), Length(max=254, message=sentence), Email(sentence)], filters=[_stripped], **more
    )


def phone_field(label: Any, **more: Any) -> TelField:
    """A telephone number as people write it, or none."""
    sentence = _("Enter a telephone number such as 02541 123456.")
    return TelField(label, [Optional(), Regexp(PHONE, message=sentence)], filters=[_stripped], **more)


def whole_number_field(label: Any, least: int, most: int, **more: Any) -> IntegerField:
    """A whole number from `least` to `most`."""
    sentence = _("Enter a whole number from %(least)s to %(most)s.", least=least, most=most)
    checks = [InputRequired(sentence), NumberRange(least, most, sentence)]
    return IntegerField(label, checks, invalid_value_message=sentence, **more)


class FigureField(FloatField):
    """A number that may be written as 38,5 or as 38.5."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the comma of German for Python's point."""
        super().process_formdata([value.replace(",", ".") for value in valuelist])


def figure_field(label: Any, least: float, most: float, *checks: Any, **more: Any) -> FigureField:
    """A number from `least` to `most`, or none."""
    sentence = _("Enter a number from %(least)s to %(most)s.", least=least, most=most)
    checks = (*checks, Optional(), NumberRange(least, most, sentence))
    return FigureField(label, checks, invalid_value_message=sentence, **more)


def _stripped(value: str | None) -> str:
    return (value or "").strip()

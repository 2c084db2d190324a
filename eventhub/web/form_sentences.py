"""What the form library says of a wrong entry, in our own words: its own German and Arabic have gaps and riddles."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.i18n import translations

SENTENCES: dict[str, Any] = {
    "This field is required.": _("This is needed."),
    "Not a valid choice.": _("Choose one of the entries of the list."),
    "Invalid Choice: could not coerce.": _("Choose one of the entries of the list."),
    "'%(value)s' is not a valid choice for this field.": _("Choose only entries of the list."),
    "Not a valid date value.": _("Enter a day, such as 15.04.2027."),
    "Not a valid time value.": _("Enter a time, such as 09:00."),
    "Not a valid integer value.": _("Enter a whole number."),
    "Not a valid float value.": _("Enter a number."),
    "Not a valid decimal value.": _("Enter a number."),
    "Invalid email address.": _("Enter an e-mail address, such as name@example.org."),
    "Field cannot be longer than %(max)d character.": _("At most %(max)d characters."),
    "Field must be at least %(min)d character long.": _("At least %(min)d characters."),
}
"""By the library's English sentence, of two forms the singular."""


class FormSentences:
    """The translations that a form gives to its fields; what is not in `SENTENCES`, the library says itself."""

    def gettext(self, string: str) -> str:
        """A sentence without a number."""
        return str(SENTENCES[string] if string in SENTENCES else translations.gettext(string))

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        """A sentence with a number, which the caller puts in; ours suit every number."""
        return str(SENTENCES[singular] if singular in SENTENCES else translations.ngettext(singular, plural, n))

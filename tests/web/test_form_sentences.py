"""What a form says of a wrong entry, in the reader's language."""

from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from flask import Flask
from werkzeug.datastructures import MultiDict
from wtforms import DateField, EmailField, Field, IntegerField, SelectField, StringField, TimeField
from wtforms.i18n import messages_path
from wtforms.validators import DataRequired, Email, Length

from eventhub.web.form_sentences import SENTENCES
from eventhub.web.forms import CheckboxesField, Form

CASES: list[tuple[Field, str, str, str]] = [
    (TimeField(), "half past", "Geben Sie eine Uhrzeit ein, zum Beispiel 09:00.", "أدخلوا وقتًا، مثلًا 09:00."),
    (DateField(), "soon", "Geben Sie einen Tag ein, zum Beispiel 15.04.2027.", "أدخلوا تاريخًا، مثلًا 15.04.2027."),
    (IntegerField(), "many", "Geben Sie eine ganze Zahl ein.", "أدخلوا عددًا صحيحًا."),
    (SelectField(choices=["a"]), "z", "Wählen Sie einen Eintrag aus der Liste.", "اختاروا أحد الخيارات من القائمة."),
    (CheckboxesField(choices=["a"]), "z", "Wählen Sie nur Einträge aus der Liste.", "اختاروا من القائمة فقط."),
    (StringField(validators=[DataRequired()]), "", "Bitte füllen Sie dieses Feld aus.", "يرجى ملء هذا الحقل."),
    (StringField(validators=[Length(max=3)]), "long", "Höchstens 3 Zeichen.", "الحد الأقصى لعدد الأحرف: 3."),
    (StringField(validators=[Length(min=3)]), "x", "Mindestens 3 Zeichen.", "الحد الأدنى لعدد الأحرف: 3."),
    (
        EmailField(validators=[Email()]),
        "me",
        "Geben Sie eine E-Mail-Adresse ein, zum Beispiel name@example.org.",
        "أدخلوا عنوان بريد إلكتروني، مثلًا name@example.org.",
    ),
]


@pytest.mark.parametrize(("field", "typed", "german", "arabic"), CASES)
def test_wrong_entry_is_answered_in_the_readers_language(
    sqlite_app: Flask, field: Field, typed: str, german: str, arabic: str
) -> None:
    class OneField(Form):
        entry = field

    for language, said in (("de", german), ("ar", arabic)):
        with sqlite_app.app_context(), sqlite_app.test_request_context(f"/?lang={language}"):
            form = OneField(MultiDict({"entry": typed}), meta={"csrf": False})
            assert not form.validate()
            assert form.errors == {"entry": [said]}


def test_sentences_are_keyed_by_what_the_library_says() -> None:
    """A new version of the library that says something else would be answered in its own words again."""
    with (Path(messages_path()) / "wtforms.pot").open("rb") as file:
        said = {message.id if isinstance(message.id, str) else message.id[0] for message in read_po(file)}
    assert SENTENCES.keys() <= said

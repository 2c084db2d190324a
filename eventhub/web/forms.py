"""What all forms share: a base class, fields of our own, and the attributes that tie hints and errors to a field."""

from typing import Any

from flask import Flask
from flask_wtf import FlaskForm
from wtforms import Field, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from eventhub.errors import EventHubError
from eventhub.web.errors import sentence
from eventhub.web.form_sentences import FormSentences


def init_app(app: Flask) -> None:
    """Templates ask for a field's attributes."""
    app.add_template_global(field_attributes)


class Form(FlaskForm):
    """A form with a token against request forgery; its fields come in the order of the page."""

    class Meta(FlaskForm.Meta):
        """What the library says of wrong entries, in our words."""

        def get_translations(self, _form: FlaskForm) -> FormSentences:
            """For all fields of the form."""
            return FormSentences()

    def refuse(self, error: EventHubError, field: Field | None = None) -> None:
        """Show an error that a service raised: at a field, or at the head of the form."""
        if field is None:
            self.form_errors.append(sentence(error))
        else:
            field.errors = [*field.errors, sentence(error)]


class CheckboxesField(SelectMultipleField):
    """Several of a few choices, as check boxes; none is an answer too."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def field_attributes(field: Field) -> dict[str, Any]:
    """Attributes for assistive technology: which texts describe the field, whether it is wrong or needed."""
    described = [f"{field.id}-hint"] if field.description else []
    described += [f"{field.id}-error"] if field.errors else []
    attributes: dict[str, Any] = {"aria-describedby": " ".join(described)} if described else {}
    if field.errors:
        attributes["aria-invalid"] = "true"
    return attributes

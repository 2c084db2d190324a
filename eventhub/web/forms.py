"""What all forms share: a base class, fields of our own, and the attributes that tie hints and errors to a field."""

from collections.abc import Callable, Iterator
from typing import Any, ClassVar

from flask import Flask, render_template
from flask_wtf import FlaskForm
from wtforms import Field, FieldList, SelectMultipleField
from wtforms.widgets import CheckboxInput, ListWidget

from eventhub.errors import ConflictError, EventHubError, InputError
from eventhub.web.errors import sentence
from eventhub.web.form_sentences import FormSentences


def init_app(app: Flask) -> None:
    """Templates ask for a field's attributes."""
    app.add_template_global(field_attributes)
    app.add_template_global(wrong_fields)


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


def saved(form: Form, save: Callable[[], object]) -> bool:
    """Whether the form came in, is valid, and the service took it; what the service refused stands at its head."""
    if not form.validate_on_submit():
        return False
    try:
        save()
    except (InputError, ConflictError) as error:
        form.refuse(error)
        return False
    return True


def form_answer(template: str, form: Form, **values: Any) -> tuple[str, int]:
    """The page with the form; the status says whether something was wrong with it."""
    return render_template(template, form=form, **values), 422 if form.is_submitted() else 200


class CheckboxesField(SelectMultipleField):
    """Several of a few choices, as check boxes; none is an answer too."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class RowField:
    """A validator that checks nothing: it marks a field of a row, where "(optional)" at each would be noise."""

    field_flags: ClassVar = {"no_optional": True}

    def __call__(self, _form: object, _field: Field) -> None:
        """Pass."""


def wrong_fields(form: FlaskForm) -> Iterator[tuple[str, str, str]]:
    """Id, label and first error of each wrong field in the order of the form; in rows, of each field of each row."""
    for item in form:
        if isinstance(item, FieldList):
            yield from _wrong_in_rows(item)
        elif item.errors:
            yield item.id, str(item.label.text), str(item.errors[0])


def _wrong_in_rows(rows: FieldList) -> Iterator[tuple[str, str, str]]:
    for message in rows.errors:
        if not isinstance(message, dict):
            yield rows.id, str(rows.label.text), str(message)
    for number, row in enumerate(rows, start=1):
        for field in row:
            if field.errors:
                yield field.id, f"{rows.label.text} {number}, {field.label.text}", str(field.errors[0])


def field_attributes(field: Field) -> dict[str, Any]:
    """Attributes for assistive technology: which texts describe the field, whether it is wrong or needed."""
    described = [f"{field.id}-hint"] if field.description else []
    described += [f"{field.id}-error"] if field.errors else []
    attributes: dict[str, Any] = {"aria-describedby": " ".join(described)} if described else {}
    if field.errors:
        attributes["aria-invalid"] = "true"
    return attributes

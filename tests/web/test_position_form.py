"""The form for a position says in one sentence what is wrong, and offers what was stored."""

import pytest
from flask import Flask, render_template_string

from eventhub.models.codes import LanguageLevel, PositionKind
from eventhub.services.positions import PositionEntry
from eventhub.web.positions import PositionForm
from tests import factories as make

GOOD = {
    "title": " Bäckerhelfer/in ",
    "kind": "BES",
    "occupation": "9412",
    "places": "2",
    "german_level": "A2",
    "useful_languages": ["uk", "ar"],
    "hours_per_week": "19.5",
}
PAGE = '{% from "parts/forms.html" import form_page %}{{ form_page(form, "Save") }}'


@pytest.fixture
def forms(sqlite_app: Flask) -> Flask:
    sqlite_app.config["WTF_CSRF_ENABLED"] = False
    return sqlite_app


def sent(app: Flask, **changes: object) -> PositionForm:
    with app.test_request_context("/?lang=en", method="POST", data=GOOD | changes):
        form = PositionForm()
        form.validate_on_submit()
        return form


def test_valid_form_gives_an_entry(forms: Flask) -> None:
    assert sent(forms).entry() == PositionEntry(
        kind=PositionKind.EMPLOYMENT,
        title="Bäckerhelfer/in",
        occupation="9412",
        places=2,
        german_level=LanguageLevel.A2,
        useful_languages=("uk", "ar"),
        hours_per_week=19.5,
        reachable_without_car=False,
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", "   "),
        ("title", "x" * 201),
        ("kind", "nothing"),
        ("occupation", ""),
        ("occupation", "0000"),
        ("places", "0"),
        ("places", "many"),
        ("german_level", ""),
        ("useful_languages", ["klingon"]),
        ("hours_per_week", "100"),
        ("hours_per_week", "nan"),
    ],
)
def test_wrong_value_is_told_at_its_field(forms: Flask, field: str, value: object) -> None:
    assert list(sent(forms, **{field: value}).errors) == [field]


@pytest.mark.parametrize("typed", ["38,5", "38.5"])
def test_hours_are_taken_with_a_comma_and_with_a_point(forms: Flask, typed: str) -> None:
    assert sent(forms, hours_per_week=typed).entry().hours_per_week == 38.5


@pytest.mark.parametrize(("language", "shown"), [("de", "38,5"), ("en", "38.5")])
def test_stored_hours_are_shown_as_the_reader_writes_them(forms: Flask, language: str, shown: str) -> None:
    position = make.make_position(make.make_employer(), hours_per_week=38.5)
    with forms.test_request_context(f"/?lang={language}"):
        assert f'value="{shown}"' in PositionForm(obj=position).hours_per_week()


def test_no_hours_are_no_error(forms: Flask) -> None:
    assert sent(forms, hours_per_week="").entry().hours_per_week is None


def test_stored_values_that_are_on_no_list_stay_possible(forms: Flask) -> None:
    position = make.make_position(make.make_employer(), occupation="7549", useful_languages=("tl",))
    with forms.test_request_context("/"):
        page = render_template_string(PAGE, form=PositionForm(obj=position))
    assert '<option selected value="7549">' in page
    assert 'name="useful_languages" type="checkbox" value="tl"' in page
    assert page.count("checked") == 2, "the language, and that it can be reached without a car"
    data = GOOD | {"occupation": "7549", "useful_languages": ["tl"]}
    with forms.test_request_context("/", method="POST", data=data):
        assert PositionForm(obj=position).validate_on_submit()

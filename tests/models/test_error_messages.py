"""What a database error says goes into logs: nothing about a person may be in it."""

import traceback

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from tests import factories as make

NAME = "-".join(["amal", "geheim"])  # so that no traceback shows it by quoting this file


def test_error_of_a_broken_constraint_quotes_no_value(app: Flask) -> None:
    with pytest.raises(IntegrityError) as error:
        make.make_account(name=NAME, email="Upper.Case@example.org")
    assert "email_in_lower_case" in str(error.value)
    assert NAME not in "".join(traceback.format_exception(error.value))

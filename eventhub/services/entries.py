"""What was entered in a form, as dataclasses whose fields are called like the columns they go to."""

from dataclasses import fields
from typing import TYPE_CHECKING

from eventhub.extensions import Base

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def fill(row: Base, entry: "DataclassInstance") -> None:
    """Give the row's columns the values of the entry's fields of the same names."""
    for field in fields(entry):
        setattr(row, field.name, getattr(entry, field.name))

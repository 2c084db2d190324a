"""What was entered in a form, as dataclasses whose fields are called like the columns they go to."""

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from eventhub.extensions import Base

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


@dataclass(frozen=True, slots=True)
class Named:
    """Something to choose from: its public id and its name."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Contact:
    """How to reach somebody; each of it can be empty."""

    name: str = ""
    email: str = ""
    phone: str = ""

    def stored(self) -> dict[str, str]:
        """What there is of it, as the encrypted columns keep it."""
        given = (("name", self.name), ("email", self.email), ("phone", self.phone))
        return {key: value for key, value in given if value}


def contact_of(stored: dict[str, str] | None) -> Contact:
    """The contact that was stored, or an empty one."""
    known = stored or {}
    return Contact(known.get("name", ""), known.get("email", ""), known.get("phone", ""))


def fill(row: Base, entry: "DataclassInstance") -> None:
    """Give the row's columns the values of the entry's fields of the same names."""
    for field in fields(entry):
        setattr(row, field.name, getattr(entry, field.name))

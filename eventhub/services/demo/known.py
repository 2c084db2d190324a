"""What has been put into the database so far, by the names the demo data use."""

import hashlib
from base64 import urlsafe_b64encode
from dataclasses import dataclass, field
from typing import TypeVar

from sqlalchemy.orm import Session as DatabaseSession

from eventhub.models.agencies import Agency, Officer
from eventhub.models.attendances import Attendance
from eventhub.models.columns import Identified
from eventhub.models.employers import Employer, Participation
from eventhub.models.events import Event
from eventhub.models.interpreters import Interpreter
from eventhub.models.places import Municipality, Room, Venue
from eventhub.models.sessions import Topic

Row = TypeVar("Row", bound=Identified)


@dataclass(frozen=True, slots=True)
class Known:
    """The rows of the demo by name; rooms by (venue's municipality, room), participations by (event, firm)."""

    session: DatabaseSession
    seed: int
    municipalities: dict[str, Municipality] = field(default_factory=dict)
    venues: dict[str, Venue] = field(default_factory=dict)
    rooms: dict[tuple[str, str], Room] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    agencies: dict[str, Agency] = field(default_factory=dict)
    officers: dict[tuple[str, int], Officer] = field(default_factory=dict)
    interpreters: dict[str, Interpreter] = field(default_factory=dict)
    employers: dict[str, Employer] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    participations: dict[tuple[str, str], Participation] = field(default_factory=dict)
    attendances: dict[int, Attendance] = field(default_factory=dict)

    def add(self, row: Row, *key: object) -> Row:
        """Add a row under a public id that depends on the seed and the key only, so two loads give one district."""
        name = "/".join(map(str, (self.seed, type(row).__name__, *key)))
        row.public_id = urlsafe_b64encode(hashlib.sha256(name.encode()).digest()[:16]).rstrip(b"=").decode()
        self.session.add(row)
        return row

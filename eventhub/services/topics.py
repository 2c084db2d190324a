"""What information sessions can be about, and the agencies that host them; kept by organisers of the whole district."""

import re
import unicodedata
from dataclasses import dataclass

from sqlalchemy import select

from eventhub.errors import InputError, NotFoundError
from eventhub.extensions import db
from eventhub.models.agencies import Agency
from eventhub.models.codes import Role
from eventhub.models.columns import Texts
from eventhub.models.sessions import Topic
from eventhub.models.transaction import transaction
from eventhub.services import audit
from eventhub.services.actor import Actor
from eventhub.services.entries import Named, fill

GERMAN = "de"
LONGEST_CODE = 40

_LETTERS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True, slots=True)
class TopicTexts:
    """What a topic is called in each language."""

    title: Texts


@dataclass(frozen=True, slots=True)
class AgencyEntry:
    """A partner agency; `code` names it on commands and in files."""

    code: str
    name: str


def all_topics() -> tuple[Named, ...]:
    """All topics by their German title; needs no actor, for it names nobody."""
    rows = sorted(db.session.scalars(select(Topic)), key=lambda row: row.title[GERMAN])
    return tuple(Named(row.public_id, row.title[GERMAN]) for row in rows)


def all_agencies() -> tuple[Named, ...]:
    """All partner agencies by name; needs no actor, for it names no person."""
    rows = db.session.scalars(select(Agency).order_by(Agency.name, Agency.id))
    return tuple(Named(row.public_id, row.name) for row in rows)


def find_topic(actor: Actor, topic_id: str) -> Topic:
    """A topic, for organisers of the whole district."""
    actor.require(Role.ORGANISER, municipality_id=None)
    found = db.session.scalar(select(Topic).where(Topic.public_id == topic_id))
    if found is None:
        raise NotFoundError("There is no such topic.")
    return found


def add_topic(actor: Actor, entry: TopicTexts) -> None:
    """Add a topic; its code comes from the German title and stays, whatever the title becomes."""
    actor.require(Role.ORGANISER, municipality_id=None)
    with transaction() as session:
        code = code_of(entry.title[GERMAN])
        if session.scalar(select(Topic.id).where(Topic.code == code)) is not None:
            raise InputError("There is a topic with this title already.")
        topic = Topic(code=code)
        fill(topic, entry)
        session.add(topic)
        session.flush()
        audit.record(actor, "topic.added", topic)


def change_topic(actor: Actor, topic_id: str, entry: TopicTexts) -> None:
    """Replace the title of a topic."""
    with transaction():
        topic = find_topic(actor, topic_id)
        fill(topic, entry)
        audit.record(actor, "topic.changed", topic)


def find_agency(actor: Actor, agency_id: str) -> Agency:
    """An agency, for organisers of the whole district."""
    actor.require(Role.ORGANISER, municipality_id=None)
    found = db.session.scalar(select(Agency).where(Agency.public_id == agency_id))
    if found is None:
        raise NotFoundError("There is no such agency.")
    return found


def add_agency(actor: Actor, entry: AgencyEntry) -> None:
    """Add a partner agency."""
    actor.require(Role.ORGANISER, municipality_id=None)
    with transaction() as session:
        agency = Agency()
        _fill_agency(agency, entry)
        session.add(agency)
        session.flush()
        audit.record(actor, "agency.added", agency)


def change_agency(actor: Actor, agency_id: str, entry: AgencyEntry) -> None:
    """Replace an agency's name and code."""
    with transaction():
        agency = find_agency(actor, agency_id)
        _fill_agency(agency, entry)
        audit.record(actor, "agency.changed", agency)


def code_of(title: str) -> str:
    """A code made of a title: small letters, digits and hyphens, at most 40, such as 'aufenthalt-und-arbeit'."""
    plain = unicodedata.normalize("NFKD", title.lower().translate(_LETTERS)).encode("ascii", "ignore").decode()
    code = "-".join(re.findall(r"[a-z0-9]+", plain))[:LONGEST_CODE].strip("-")
    if not code:
        raise InputError("The German title needs a letter or a digit.")
    return code


def _fill_agency(agency: Agency, entry: AgencyEntry) -> None:
    """Set name and code, which no other agency has."""
    if db.session.scalar(select(Agency.id).where(Agency.code == entry.code)) not in (None, agency.id):
        raise InputError("There is an agency %(code)s already.", code=entry.code)
    fill(agency, entry)

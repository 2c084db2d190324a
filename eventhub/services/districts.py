"""The district that the installation serves, and the operator's texts."""

from dataclasses import dataclass

from sqlalchemy import select

from eventhub.extensions import db
from eventhub.models.codes import Role
from eventhub.models.columns import Texts
from eventhub.models.notices import Notice, NoticeKind
from eventhub.models.places import District
from eventhub.models.transaction import transaction
from eventhub.services import audit
from eventhub.services.actor import Actor


@dataclass(frozen=True, slots=True)
class DistrictFacts:
    """The district's name, and whether everybody in it is invented."""

    name: str
    demo: bool


NO_DISTRICT = DistrictFacts(name="", demo=False)


def district_facts() -> DistrictFacts:
    """The district; needs no actor, for it names nobody."""
    row = db.session.scalar(select(District).order_by(District.id).limit(1))
    return NO_DISTRICT if row is None else DistrictFacts(row.name, row.demo)


def notice_text(kind: NoticeKind) -> Texts | None:
    """The operator's text, or None while there is none; anybody may read it."""
    return db.session.scalar(select(Notice.body).where(Notice.kind == kind))


def write_notice(actor: Actor, kind: NoticeKind, body: Texts) -> None:
    """Replace the operator's text; needs the role of organiser in the whole district."""
    actor.require(Role.ORGANISER, municipality_id=None)
    with transaction() as session:
        row = session.scalar(select(Notice).where(Notice.kind == kind))
        if row is None:
            row = Notice(kind=kind, body=body)
            session.add(row)
        row.body = body
        session.flush()
        audit.record(actor, "notice.written", row, kind=kind)

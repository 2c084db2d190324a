"""Employers with their positions, and what each brings to the events it takes part in."""

from datetime import UTC, datetime

from eventhub.demo.firms import FIRMS, Firm
from eventhub.demo.firms import Position as DemoPosition
from eventhub.demo.stands import Stand, stands
from eventhub.models.codes import LanguageLevel, PositionKind
from eventhub.models.employers import Employer, EmployerContact, Participation, Position
from eventhub.services.demo.known import Known

APPROVED = datetime(2027, 2, 1, 9, tzinfo=UTC)
HOURS = {"BES": 39, "AUS": 39, "UMB": 39, "SCH": 30, "EQ": 30, "QT": 25, "FWD": 39, "AGH": 20, "HOS": 8}
USUAL_HOURS = 30


def add_firms(known: Known) -> None:
    """All employers and positions, and their participations."""
    for place, firm in enumerate(FIRMS, start=1):
        known.employers[firm.name] = known.add(_employer(known, firm), place)
    known.session.flush()
    for place, firm in enumerate(FIRMS, start=1):
        _add_details(known, firm, place)
    for stand in stands(known.seed):
        row = _participation(known, stand)
        known.participations[stand.event, stand.firm] = known.add(row, stand.event, stand.firm)
    known.session.flush()


def _employer(known: Known, firm: Firm) -> Employer:
    return Employer(
        municipality_id=known.municipalities[firm.municipality].id,
        name=firm.name,
        industry=firm.industry,
        email_confirmed_at=APPROVED,
        approved_at=APPROVED,
    )


def _add_details(known: Known, firm: Firm, place: int) -> None:
    employer = known.employers[firm.name]
    contact = {"name": "Personalbüro", "email": f"firma{place:02}@example.org"}
    known.session.add(EmployerContact(employer_id=employer.id, contact=contact))
    for number, position in enumerate(firm.positions):
        known.add(_position(firm, position, employer), place, number)


def _position(firm: Firm, position: DemoPosition, employer: Employer) -> Position:
    return Position(
        employer_id=employer.id,
        kind=PositionKind(position.kind),
        title=position.title,
        occupation=position.occupation,
        places=position.places,
        german_level=LanguageLevel(position.german),
        useful_languages=position.languages,
        hours_per_week=HOURS.get(position.kind, USUAL_HOURS),
        reachable_without_car=firm.without_car,
    )


def _participation(known: Known, stand: Stand) -> Participation:
    return Participation(
        event_id=known.events[stand.event].id,
        employer_id=known.employers[stand.firm].id,
        tables=stand.tables,
        group_talk=stand.group_talk,
        available=(stand.available,),
        min_dates=stand.min_dates,
        staff_languages=stand.staff_languages,
    )

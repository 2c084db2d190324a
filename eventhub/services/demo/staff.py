"""Topics, the agencies that speak about them, and the interpreters."""

from eventhub.demo.calendar import TOPICS
from eventhub.demo.staff import AGENCIES, INTERPRETERS
from eventhub.models.agencies import Agency, Officer
from eventhub.models.interpreters import Interpreter
from eventhub.models.sessions import Topic
from eventhub.services.demo.known import Known


def add_staff(known: Known) -> None:
    """Everybody who helps at more than one event, and what they speak about."""
    for topic in TOPICS:
        known.topics[topic.code] = known.add(Topic(code=topic.code, title=topic.title), topic.code)
    for agency in AGENCIES:
        known.agencies[agency.code] = known.add(Agency(code=agency.code, name=agency.name), agency.code)
    for interpreter in INTERPRETERS:
        row = Interpreter(name=interpreter.name, languages=interpreter.languages)
        known.interpreters[interpreter.name] = known.add(row, interpreter.name)
    known.session.flush()
    _add_officers(known)


def _add_officers(known: Known) -> None:
    for agency in AGENCIES:
        speaks_about = [known.topics[topic.code] for topic in TOPICS if topic.agency == agency.code]
        for place, name in enumerate(agency.officers):
            officer = Officer(
                agency_id=known.agencies[agency.code].id,
                name=name,
                languages=("de", "en"),
                contact={"email": f"{agency.code}{place + 1}@example.org"},
                topics=speaks_about,
            )
            known.officers[agency.code, place] = known.add(officer, agency.code, place)

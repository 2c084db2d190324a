"""An event whose plan takes the solver as long as it is given."""

from random import Random

from eventhub.models.codes import LanguageLevel
from eventhub.models.columns import utc_now
from eventhub.models.events import Event
from eventhub.models.transaction import transaction
from tests import factories as make

PEOPLE, FIRMS, ROUNDS = 20, 8, 10
LEVELS = (LanguageLevel.A1, LanguageLevel.A2, LanguageLevel.B1, LanguageLevel.B2)
OCCUPATIONS = ("9412", "7231", "5120", "4321", "2512")


def make_long_event(seed: int = 7) -> Event:
    random = Random(seed)
    with transaction():
        place = make.make_municipality()
        event = make.make_event(place, rounds=ROUNDS)
        for _ in range(PEOPLE):
            start = random.randrange(4)
            person = make.make_participant(place, german_level=random.choice(LEVELS))
            make.make_attendance(event, person, available=((start, ROUNDS),), min_dates=2, max_dates=4)
        for _ in range(FIRMS):
            firm = make.make_employer(place, approved_at=utc_now(), email_confirmed_at=utc_now())
            make.make_position(firm, occupation=random.choice(OCCUPATIONS), german_level=random.choice(LEVELS))
            make.make_participation(event, firm, available=((0, ROUNDS),), staff_languages=("de", "uk"))
        make.make_interpreter_duty(event, available=((0, ROUNDS),))
    return event

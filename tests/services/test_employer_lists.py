"""What an employer sees of its dates."""

from dataclasses import fields

import pytest
from flask import Flask

from eventhub.errors import NotFoundError
from eventhub.models.attendances import ConsentPurpose
from eventhub.models.codes import LanguageLevel, Role
from eventhub.models.columns import utc_now
from eventhub.models.transaction import transaction
from eventhub.services.employer_lists import EmployerDate, employer_dates
from tests import factories as make
from tests.services.worlds import World, make_world, staff


def names(world: World) -> list[str | None]:
    dates = employer_dates(world.employer(world.bakery), world.bakery.public_id)
    return [date.name for date in dates]


def test_employer_sees_numbers_until_people_agree_to_be_named(app: Flask) -> None:
    world = make_world()
    world.published()
    assert names(world) == [None, None]
    make.make_consent(world.berna, world.bakery, purpose=ConsentPurpose.NAME_TO_EMPLOYER)
    assert names(world) == ["Berna Muster", None]


def test_consent_for_another_employer_or_purpose_names_nobody(app: Flask) -> None:
    world = make_world()
    world.published()
    make.make_consent(world.berna, world.garden, purpose=ConsentPurpose.NAME_TO_EMPLOYER)
    make.make_consent(world.berna, world.bakery, purpose=ConsentPurpose.CONTACT_TO_EMPLOYER)
    assert names(world) == [None, None]


def test_withdrawn_consent_takes_the_name_away_at_once(app: Flask) -> None:
    world = make_world()
    world.published()
    consent = make.make_consent(world.berna, world.bakery, purpose=ConsentPurpose.NAME_TO_EMPLOYER)
    with transaction():
        consent.withdrawn_at = utc_now()
    assert names(world) == [None, None]


def test_dates_show_time_number_german_and_help_and_nothing_more(app: Flask) -> None:
    world = make_world()
    world.published()
    dates = employer_dates(world.employer(world.bakery), world.bakery.public_id)
    shown = [(f"{date.starts:%H:%M}", date.roster_number, date.german_level, date.with_interpreter) for date in dates]
    assert shown == [
        ("09:00", world.berna.roster_number, LanguageLevel.B2, False),
        ("09:30", world.amal.roster_number, LanguageLevel.A1, True),
    ]
    seen = {field.name for field in fields(EmployerDate)}
    assert seen == {"starts", "ends", "roster_number", "name", "german_level", "with_interpreter"}


def test_unpublished_dates_are_nobodys_business(app: Flask) -> None:
    world = make_world()
    world.stored()
    assert employer_dates(world.employer(world.bakery), world.bakery.public_id) == ()


def test_list_is_for_the_employer_and_the_organisers_of_the_place_only(app: Flask) -> None:
    world = make_world()
    world.published()
    for actor in (world.employer(world.bakery), world.organiser()):
        assert len(employer_dates(actor, world.bakery.public_id)) == 2
    strangers = [
        world.employer(world.garden),
        staff(Role.ORGANISER, make.make_municipality()),
        world.officer(),
        world.person(world.berna),
    ]
    for actor in strangers:
        with pytest.raises(NotFoundError):
            employer_dates(actor, world.bakery.public_id)

"""The organiser's pages about an event's people: what is shown, what is not, and what is written."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from eventhub.extensions import db
from eventhub.models.attendances import Attendance, AttendanceState, Consent
from eventhub.models.audit import AuditEntry
from eventhub.models.codes import Goal, LanguageLevel, TopicSource
from eventhub.models.people import Participant, PrivateRecord, SpokenLanguage
from eventhub.models.sessions import Topic
from eventhub.models.transaction import transaction
from eventhub.services.planning import build_problem
from tests import factories as make
from tests.services.test_query_counts import counted
from tests.services.worlds import SYSTEM
from tests.web.organisers import Desk, make_desk, organiser

DAY = {"first": "0", "end": "4", "min_dates": "1", "max_dates": "3"}


@pytest.fixture
def desk(sqlite_app: Flask) -> Desk:
    return make_desk(sqlite_app, "people")


def person(desk: Desk, **changes: object) -> dict[str, Any]:
    values = {
        "preferred_name": "Dilan Muster",
        "municipality": desk.world.municipality.public_id,
        "interface_language": "ar",
        "german_level": "A2",
        "travel": "bicycle",
        "goals": ["employment", "training"],
        "languages-0-language": "kmr",
        "languages-0-level": "C2",
        "languages-0-understands": "y",
        "languages-1-language": "",
        "languages-1-level": "C1",
        "experience-0-occupation": "5120",
        "experience-0-years": "2.5",
        "contact_email": "dilan@example.org",
    }
    return {**values, **DAY, **changes}


def named(name: str) -> Attendance:
    who = joinedload(Attendance.participant)
    query = (
        select(Attendance)
        .join(Attendance.participant)
        .where(Participant.preferred_name == name)
        .options(SYSTEM.sees(), who.selectinload(Participant.languages), who.selectinload(Participant.experience))
        .options(who.selectinload(Participant.goals), selectinload(Attendance.requested_topics))
    )
    return db.session.scalars(query).one()


def consents() -> list[Consent]:
    return list(db.session.scalars(select(Consent).order_by(Consent.id).options(SYSTEM.sees())))


def topic_id() -> str:
    return db.session.scalars(select(Topic.public_id)).one()


def contact_of(attendance: Attendance) -> PrivateRecord | None:
    query = select(PrivateRecord).where(PrivateRecord.participant_id == attendance.participant_id)
    return db.session.scalar(query.options(SYSTEM.sees()))


def test_list_shows_planning_facts(desk: Desk) -> None:
    page = desk.read()
    for shown in (
        "Amal Beispiel",
        "Berna Muster",
        "Musterstadt",
        "Ukrainian",
        "A1 – first words",
        "Work",
        "Registered",
    ):
        assert shown in page
    assert "09:00–09:55" in page


def test_search_finds_by_name_and_by_number(desk: Desk) -> None:
    number = named("Berna Muster").roster_number
    for search in ("erna", str(number)):
        page = desk.read(f"?q={search}")
        assert "Berna Muster" in page
        assert "Amal Beispiel" not in page
    assert "Nobody here matches what you searched for." in desk.read("?q=100%25")


def test_long_list_comes_in_pages(desk: Desk) -> None:
    with transaction():
        for number in range(60):
            guest = make.make_participant(desk.world.municipality, preferred_name=f"Gast {number:02}")
            make.make_attendance(desk.world.event, guest, roster_number=100_000 + number)
    first, second = desk.read(), desk.read("?page=2")
    assert "Gast 47" in first
    assert "Gast 48" not in first
    assert "Gast 48" in second
    assert "Page 2 of 2" in second
    assert desk.read("?page=99").count("Gast") == second.count("Gast"), "beyond the last one is the last one"


def test_new_person_is_written_with_all_that_was_entered(desk: Desk) -> None:
    data = person(desk) | {"topics-0-topic": topic_id(), "topics-0-source": "advice", "topics-0-named_ok": "y"}
    assert desk.send("/new", data | {"needs_childcare": "y"}).location == desk.home
    row = named("Dilan Muster")
    who = row.participant
    assert (row.available, row.min_dates, row.max_dates, row.needs_childcare) == (((0, 4),), 1, 3, True)
    assert row.roster_number == max(named(name).roster_number for name in ("Amal Beispiel", "Berna Muster")) + 1
    assert [(lang.language, lang.level, lang.understands) for lang in who.languages] == [("kmr", "C2", True)]
    assert [(work.occupation, work.years) for work in who.experience] == [("5120", 2.5)]
    assert [goal.goal for goal in who.goals] == [Goal.EMPLOYMENT, Goal.TRAINING]
    wish = row.requested_topics[0]
    assert (wish.source, wish.named_ok, wish.before_dates) == (TopicSource.ADVICE, True, False)
    record = contact_of(row)
    assert record is not None
    assert record.contact == {"email": "dilan@example.org"}
    assert consents() == []
    assert row.public_id in {guest.id for guest in build_problem(SYSTEM, desk.world.event.slug).participants}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("preferred_name", ""),
        ("municipality", ""),
        ("german_level", "D1"),
        ("max_dates", "0"),
        ("end", "0"),
        ("contact_email", "dilan"),
        ("languages-0-language", "klingon"),
        ("languages-1-language", "kmr"),
        ("experience-0-years", "ten"),
    ],
)
def test_wrong_entry_is_told_at_its_field_and_writes_nothing(desk: Desk, field: str, value: str) -> None:
    answer = desk.send("/new", person(desk, **{field: value}))
    assert answer.status_code == 422
    wrong = "languages" if field == "languages-1-language" else field
    assert f'href="#{wrong}"' in answer.text
    assert f'id="{wrong}-error"' in answer.text
    assert 'value="bicycle"' in answer.text
    assert db.session.scalar(select(func.count(Participant.id)).options(SYSTEM.sees())) == 2


def test_no_consent_is_ticked_beforehand(desk: Desk) -> None:
    page = desk.read("/new")
    assert 'name="named_to"' in page
    assert not [tag for tag in page.split("<") if 'name="named_to"' in tag and "checked" in tag]


def test_consent_keeps_its_proof_and_can_be_withdrawn(desk: Desk) -> None:
    bakery, garden = desk.world.bakery.public_id, desk.world.garden.public_id
    desk.send("/new", person(desk, named_to=[bakery]))
    given = consents()
    assert [(row.participation_id, row.text_version, row.language) for row in given] == [
        (desk.world.bakery.id, "name-1", "ar")
    ]
    path = f"/{named('Dilan Muster').public_id}"
    assert "Musterbäckerei" in desk.read(path)
    desk.send(f"{path}/edit", person(desk, named_to=[garden]))
    bakery_row, garden_row = consents()
    assert bakery_row.withdrawn_at is not None
    assert (garden_row.participation_id, garden_row.withdrawn_at) == (desk.world.garden.id, None)
    assert "Musterbäckerei" not in desk.read(path)


def test_editing_keeps_what_the_form_does_not_ask(desk: Desk) -> None:
    who = make.make_participant(desk.world.municipality, preferred_name="Elif Beispiel", private=True)
    row = make.make_attendance(desk.world.event, who, available=((0, 1), (2, 4)))
    with transaction() as session:
        language = session.scalars(
            select(SpokenLanguage).where(SpokenLanguage.participant_id == who.id).options(SYSTEM.sees())
        ).one()
        language.can_read = False
    data = person(desk, preferred_name="Elif B.", **{"languages-0-language": "uk"})
    assert desk.send(f"/{row.public_id}/edit", data).status_code == 302
    changed = named("Elif B.")
    assert changed.available == ((0, 1), (2, 4))
    assert [(lang.language, lang.level, lang.can_read) for lang in changed.participant.languages] == [
        ("uk", LanguageLevel.C2, False)
    ]
    record = contact_of(changed)
    assert record is not None
    assert (record.flags, record.notes) == ({"document": "24"}, "ruhig")
    assert record.contact == {"email": "dilan@example.org"}


def test_form_shows_what_is_stored(desk: Desk) -> None:
    page = desk.read(f"/{desk.world.amal.public_id}/edit")
    assert 'value="Amal Beispiel"' in page
    assert '<option selected value="uk">' in page
    assert f'<option selected value="{topic_id()}">' in page
    assert 'id="topics-0-named_ok" name="topics-0-named_ok" type="checkbox" value="y"' in page.replace("checked ", "")


def test_fields_of_rows_are_not_called_optional_one_by_one(desk: Desk) -> None:
    page = desk.read("/new")
    labels = {tag.split('"')[0]: tag for tag in page.split('<label class="kern-label" for="')[1:]}
    assert "(optional)" in labels["contact_phone"]
    assert not [name for name, tag in labels.items() if "-0-" in name and "(optional)" in tag]


def test_guest_from_elsewhere_shows_planning_facts_only(desk: Desk) -> None:
    home = make.make_municipality("Anderswo")
    who = make.make_participant(home, preferred_name="Fadi Beispiel", private=True)
    row = make.make_attendance(desk.world.event, who, available=((0, 4),))
    page = desk.read(f"/{row.public_id}")
    assert "Fadi Beispiel" in page
    assert "A guest from another municipality" in page
    form = desk.read(f"/{row.public_id}/edit")
    for hidden in ("amal@example.org", "E-mail address", "ruhig", "preferred_name"):
        assert hidden not in page + form, hidden
    answer = desk.send(f"/{row.public_id}/edit", person(desk, needs_step_free="y"))
    assert answer.status_code == 302
    changed = named("Fadi Beispiel")
    assert (changed.needs_step_free, changed.max_dates) == (True, 3)
    record = contact_of(changed)
    assert record is not None
    assert record.contact == {"email": "amal@example.org"}


def test_own_person_shows_contact_but_neither_flags_nor_notes(desk: Desk) -> None:
    who = make.make_participant(desk.world.municipality, private=True)
    page = desk.read(f"/{make.make_attendance(desk.world.event, who).public_id}")
    assert "amal@example.org" in page
    assert "ruhig" not in page


def test_local_organiser_registers_people_of_own_municipality_only(desk: Desk) -> None:
    other = make.make_municipality("Anderswo")
    assert "Anderswo" not in desk.read("/new")
    answer = desk.send("/new", person(desk, municipality=other.public_id))
    assert answer.status_code == 422
    assert 'href="#municipality"' in answer.text


def test_organiser_of_the_district_registers_people_of_all_municipalities(sqlite_app: Flask, desk: Desk) -> None:
    other = make.make_municipality("Anderswo")
    district = organiser(sqlite_app)
    data = person(desk, municipality=other.public_id)
    assert district.post(f"{desk.home}/new", data=data).status_code == 302
    db.session.rollback()
    assert named("Dilan Muster").participant.municipality_id == other.id


def test_known_person_is_found_and_added(desk: Desk) -> None:
    mine = make.make_participant(desk.world.municipality, preferred_name="Gül Muster")
    make.make_participant(make.make_municipality("Anderswo"), preferred_name="Gül Anders")
    page = desk.read("/add?q=gül")
    assert mine.public_id in page
    assert "Gül Anders" not in page
    assert desk.send(f"/add/{mine.public_id}", DAY).location == desk.home
    assert named("Gül Muster").event_id == desk.world.event.id
    again = desk.send(f"/add/{mine.public_id}", DAY)
    assert again.status_code == 422
    assert "This person is at the event already." in again.text


def test_person_of_elsewhere_cannot_be_added(desk: Desk) -> None:
    other = make.make_participant(make.make_municipality("Anderswo"))
    guest = make.make_participant(make.make_municipality("Anderswo"))
    make.make_attendance(make.make_event(desk.world.municipality, day=make.date(2027, 5, 1)), guest)
    for person_id in (other.public_id, guest.public_id):
        assert desk.client.get(f"{desk.home}/add/{person_id}").status_code == 404


def test_second_event_on_one_day_is_refused_in_one_sentence(desk: Desk) -> None:
    busy = make.make_participant(desk.world.municipality, preferred_name="Hana Muster")
    make.make_attendance(make.make_event(desk.world.municipality), busy)
    answer = desk.send(f"/add/{busy.public_id}", DAY)
    assert answer.status_code == 422
    assert "This person comes to another event on the same day." in answer.text
    assert named("Hana Muster").event_id != desk.world.event.id


def test_person_taken_off_leaves_the_plan_and_can_come_back(desk: Desk) -> None:
    path = f"/{desk.world.berna.public_id}"
    assert "Take Berna Muster off the event?" in desk.read(f"{path}/remove")
    assert named("Berna Muster").state == AttendanceState.REGISTERED
    assert desk.send(f"{path}/remove").location == desk.home
    gone = named("Berna Muster")
    number, who = gone.roster_number, gone.participant.public_id
    assert gone.state == AttendanceState.CANCELLED
    assert gone.public_id not in {guest.id for guest in build_problem(SYSTEM, desk.world.event.slug).participants}
    assert desk.send(f"/add/{who}", DAY).location == desk.home
    back = named("Berna Muster")
    assert (back.state, back.roster_number, back.max_dates) == (AttendanceState.REGISTERED, number, 3)


def test_what_was_written_is_audited_without_names(desk: Desk) -> None:
    desk.send("/new", person(desk))
    rows = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()
    assert [row.action for row in rows] == ["participant.added", "attendance.added"]
    assert not [row for row in rows if "Dilan" in str(row.details) or row.actor == "system"]


def test_people_of_another_place_or_event_are_closed(sqlite_app: Flask, desk: Desk) -> None:
    elsewhere = organiser(sqlite_app, make.make_municipality())
    name = desk.world.amal.public_id
    for path in ("", "/new", "/add", f"/{name}", f"/{name}/edit", f"/{name}/remove"):
        assert elsewhere.get(desk.home + path).status_code == 404, path
    other = make.make_event(desk.world.municipality)
    assert desk.client.get(f"/organise/events/{other.slug}/people/{name}").status_code == 404


@pytest.mark.parametrize("path", ["", "?q=a", "/{amal}", "/{amal}/edit"])
def test_pages_cost_the_same_queries_for_more_people(desk: Desk, path: str) -> None:
    path = path.format(amal=desk.world.amal.public_id)
    with counted() as before:
        desk.read(path)
    for number in (2, 3):
        home = make.make_municipality(f"Ort {number}")
        guest = make.make_attendance(desk.world.event, make.make_participant(home, languages=("ar", "fr")))
        make.make_requested_topic(guest, make.make_topic(f"topic-{number}"))
        make.make_consent(guest, desk.world.bakery, purpose="name_to_employer")
    with counted() as after:
        desk.read(path)
    assert 0 < len(after) == len(before)

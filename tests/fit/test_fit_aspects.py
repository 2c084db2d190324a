import dataclasses

import pytest

from eventhub.fit.codes import Goal, LanguageLevel, PositionKind, WishStrength
from eventhub.fit.german import GOALS, KINDS, sentence, sentences
from eventhub.fit.goals import DIRECT_KINDS, STEP_KINDS, goal_share
from eventhub.fit.inputs import Employer, Experience, Participant, Place, Position, Wishes
from eventhub.fit.languages import german_share, interpreter_languages
from eventhub.fit.occupations import nearness, occupation_share
from eventhub.fit.reach import distance_km
from eventhub.fit.reasons import Reason, ReasonCode, apportion, reasons
from eventhub.fit.score import fit

COESFELD = Place("05558012", 51.94349, 7.16809)
DUELMEN = Place("05558016", 51.83149, 7.28075)
ASCHEBERG = Place("05558004", 51.78333, 7.61667)


def date_at(kind=PositionKind.EMPLOYMENT, languages=(), **position):
    return Employer("e", (Position("s", kind, **position),), languages)


def codes(participant, employer, wishes=None, travel=None):
    found = fit(participant, employer, wishes or Wishes(), travel=travel or {})
    return [reason.code for reason in reasons(found)]


def test_codes_of_positions_and_goals_are_those_of_the_rules():
    assert [kind.value for kind in PositionKind] == (
        ["AUS", "SCH", "BES", "EQ", "PP", "OP", "BP", "SP", "PB", "MAG", "HOS", "QT", "UMB", "FWD", "AGH"]
    )
    assert [goal.value for goal in Goal] == ["employment", "training", "qualification", "recognition", "internship"]


def test_every_kind_serves_some_goal_and_none_is_both_direct_and_step():
    for kind in PositionKind:
        assert any(kind in DIRECT_KINDS[goal] | STEP_KINDS[goal] for goal in Goal)
    for goal in Goal:
        assert not DIRECT_KINDS[goal] & STEP_KINDS[goal]


def test_the_best_served_goal_counts():
    assert goal_share((Goal.RECOGNITION, Goal.TRAINING), PositionKind.TRAINING) == 1
    assert goal_share((Goal.TRAINING,), PositionKind.ORIENTATION_INTERNSHIP) == 0.6
    assert goal_share((Goal.TRAINING,), PositionKind.EMPLOYMENT) == 0.1


def test_nearness_falls_with_the_way_up_the_isco_tree():
    near = [nearness("7231", asked) for asked in ("7231", "7233", "7212", "7115", "5120")]

    assert near == sorted(near, reverse=True)
    assert len(set(near)) == 5
    assert near[0] == 1
    assert near[-1] == 0


def test_a_group_that_is_asked_for_holds_all_its_occupations():
    assert nearness("7231", "72") == 1
    assert nearness("72", "7231") == nearness("7212", "7231")


def test_experience_counts_fully_only_where_the_work_must_be_known():
    assert occupation_share((), "7231", PositionKind.EMPLOYMENT) == 0
    assert occupation_share((), "7231", PositionKind.TRAINING) == 0.5
    assert occupation_share((Experience("7231", 5),), "7231", PositionKind.EMPLOYMENT) == 1
    assert occupation_share((Experience("7231", 0),), "7231", PositionKind.EMPLOYMENT) == 0.6


def test_german_share_falls_with_each_missing_level():
    shares = [german_share(level, LanguageLevel.C1) for level in LanguageLevel]

    assert shares == [0, 0, 0, 0.25, 0.6, 1, 1]


def test_distance_between_two_towns_of_the_district():
    assert distance_km(COESFELD, DUELMEN) == pytest.approx(14.6, abs=0.3)
    assert distance_km(COESFELD, COESFELD) == 0


@pytest.mark.parametrize(
    ("german", "needed", "understands", "staff", "expected"),
    [
        ("A0", "A0", ("uk", "ru"), (), ("uk", "ru")),
        ("A1", "A0", ("ar",), (), ("ar",)),
        ("A2", "A0", ("ar",), (), ()),
        ("A2", "A2", ("ar",), (), ()),
        ("A2", "B2", ("ar",), (), ("ar",)),
        ("B1", "C1", ("ar",), (), ()),
        ("A0", "B1", ("uk", "ru"), ("ru",), ()),
        ("A0", "B1", ("uk", "de", "uk"), ("ar", "de"), ("uk",)),
        ("A0", "B1", ("de",), (), ()),
        ("A0", "B1", (), (), ()),
    ],
)
def test_interpreter_is_needed_where_neither_german_nor_staff_bridge(german, needed, understands, staff, expected):
    participant = Participant("p", german=LanguageLevel(german), understands=understands)
    employer = date_at(languages=staff, german=LanguageLevel(needed))

    assert interpreter_languages(participant, employer, employer.positions[0]) == expected
    assert fit(participant, employer).interpreter == expected


def test_who_asks_for_an_interpreter_gets_one_unless_staff_speak_the_language():
    fluent = Participant("p", german=LanguageLevel.C1, understands=("ar",), wants_interpreter=True)

    assert fit(fluent, date_at()).interpreter == ("ar",)
    assert fit(fluent, date_at(languages=("ar",))).interpreter == ()


def test_more_german_never_brings_an_interpreter_in():
    for needed in LanguageLevel:
        needs = [
            bool(fit(Participant("p", german=level, understands=("ar",)), date_at(german=needed)).interpreter)
            for level in LanguageLevel
        ]
        assert needs == sorted(needs, reverse=True)


@pytest.mark.parametrize(
    ("position", "expected"),
    [
        ({"kind": PositionKind.TRAINING, "occupation": "7231"}, [ReasonCode.GOAL_ASIDE, ReasonCode.OCCUPATION_SAME]),
        ({"kind": PositionKind.TRIAL_WORK, "occupation": "7233"}, [ReasonCode.GOAL_DIRECT, ReasonCode.OCCUPATION_NEAR]),
        ({"kind": PositionKind.QUALIFICATION}, [ReasonCode.GOAL_ASIDE, ReasonCode.OCCUPATION_ANY]),
        (
            {"kind": PositionKind.PLACEMENT_MEASURE, "occupation": "7115"},
            [ReasonCode.GOAL_STEP, ReasonCode.OCCUPATION_DISTANT],
        ),
        (
            {"kind": PositionKind.ENTRY_QUALIFICATION, "occupation": "5120"},
            [ReasonCode.GOAL_ASIDE, ReasonCode.OCCUPATION_TO_LEARN],
        ),
        ({"kind": PositionKind.EMPLOYMENT, "occupation": "5120"}, [ReasonCode.GOAL_DIRECT, ReasonCode.OCCUPATION_NEW]),
    ],
)
def test_reasons_name_goal_and_occupation(position, expected):
    mechanic = Participant("p", goals=(Goal.EMPLOYMENT,), experience=(Experience("7231", 3),))

    assert codes(mechanic, date_at(**position))[:2] == expected


@pytest.mark.parametrize(
    ("home", "place", "has_car", "reachable", "travel", "expected"),
    [
        (None, COESFELD, False, None, {}, ReasonCode.REACH_UNKNOWN),
        (None, COESFELD, False, False, {}, ReasonCode.REACH_CAR_NEEDED),
        (ASCHEBERG, COESFELD, False, False, {}, ReasonCode.REACH_CAR_NEEDED),
        (COESFELD, COESFELD, False, False, {}, ReasonCode.REACH_KM),
        (ASCHEBERG, COESFELD, False, True, {}, ReasonCode.REACH_KM),
        (ASCHEBERG, COESFELD, True, False, {}, ReasonCode.REACH_KM_BY_CAR),
        (ASCHEBERG, COESFELD, False, True, {(ASCHEBERG.id, COESFELD.id): 75}, ReasonCode.REACH_MINUTES),
    ],
)
def test_reasons_name_the_way(home, place, has_car, reachable, travel, expected):
    employer = date_at(place=place, reachable_without_car=reachable)

    assert codes(Participant("p", home=home, has_car=has_car), employer, travel=travel)[3] is expected


@pytest.mark.parametrize(
    ("wishes", "expected"),
    [
        (Wishes(), ReasonCode.WISH_NONE),
        (Wishes(WishStrength.LIKE), ReasonCode.WISH_PARTICIPANT),
        (Wishes(None, WishStrength.MUST), ReasonCode.WISH_EMPLOYER),
        (Wishes(WishStrength.LIKE, WishStrength.MUST), ReasonCode.WISH_BOTH),
        (Wishes(WishStrength.MUST, WishStrength.MUST), ReasonCode.WISH_PROMISED),
        (Wishes(promised=True), ReasonCode.WISH_PROMISED),
    ],
)
def test_reasons_name_positive_wishes(wishes, expected):
    assert codes(Participant("p"), date_at(), wishes)[4] is expected


def test_every_code_has_a_german_sentence_and_every_value_a_german_word():
    details = {
        "goal": "training", "kind": "AUS", "worked_in": "7231", "asked": "72", "years": 1,
        "spoken": "A0", "needed": "B1", "minutes": 40, "km": 12,
    }  # fmt: skip
    said = [sentence(Reason(code, details=tuple(details.items()))) for code in ReasonCode]

    assert len(set(said)) == len(ReasonCode)
    assert all(text.endswith(".") and "{" not in text for text in said)
    assert set(GOALS) == set(Goal)
    assert set(KINDS) == set(PositionKind)


def test_sentences_call_short_experience_and_one_year_by_their_names():
    def said(years):
        person = Participant("p", experience=(Experience("7231", years),))
        return sentences(fit(person, date_at(occupation="7231")))[1]

    assert said(0.5) == "Der gesuchte Beruf ist bekannt: Berufsgruppe 7231 (ISCO-08), unter 1 Jahr. (16 Punkte)"
    assert "1 Jahr." in said(1)
    assert "30 Jahre." in said(30)


def test_points_are_apportioned_by_largest_remainder():
    assert apportion([1.5, 2.5, 3.0], 7) == [2, 2, 3]
    assert apportion([0.3, 0.3], 1) == [1, 0]
    assert apportion([2.0, 3.4], 5) == [2, 3]


def test_a_repeated_experience_changes_nothing():
    person = Participant("p", experience=(Experience("7231", 3),))
    twice = dataclasses.replace(person, experience=person.experience * 2)

    assert fit(person, date_at(occupation="7231")).score == fit(twice, date_at(occupation="7231")).score

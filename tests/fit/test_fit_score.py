import dataclasses
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eventhub.errors import InputError
from eventhub.fit import inputs, reasons, score, weights
from eventhub.fit.codes import Goal, LanguageLevel, PositionKind, WishStrength
from eventhub.fit.german import sentences
from eventhub.fit.goals import DIRECT_KINDS
from eventhub.fit.inputs import Employer, Experience, Participant, Place, Position, Wishes
from eventhub.fit.reasons import ReasonCode
from eventhub.fit.score import Fit, fit, fits
from eventhub.fit.weights import Weights

FORBIDDEN = (
    "nation|country|origin|ethnic|race|religio|belief|faith|sex|gender|age|birth|born|old|young|minor|disab|health"
    "|handicap|step_free|residence|status|permit|title|asylum|visa|flag|photo|name|family|child|marital|benefit"
)

isco_codes = st.text("123456789", min_size=1, max_size=4)
levels = st.sampled_from(LanguageLevel)
kinds = st.sampled_from(PositionKind)
positive_wishes = st.sampled_from([None, WishStrength.LIKE, WishStrength.MUST])
places = st.builds(Place, st.sampled_from("abc"), st.floats(51.5, 52.1), st.floats(7.0, 7.8))
experience = st.lists(st.builds(Experience, isco_codes, st.floats(0, 80)), max_size=3).map(tuple)
participants = st.builds(
    Participant,
    st.just("p"),
    goals=st.lists(st.sampled_from(Goal), max_size=3, unique=True).map(tuple),
    experience=experience,
    german=levels,
    understands=st.lists(st.sampled_from(["uk", "ru", "ar", "fa", "de"]), max_size=3).map(tuple),
    home=st.none() | places,
    has_car=st.booleans(),
)
positions = st.builds(
    Position, st.just("s"), kinds, st.none() | isco_codes, levels, st.none() | places, st.none() | st.booleans()
)
employers = st.builds(Employer, st.just("e"), st.lists(positions, min_size=1, max_size=3).map(tuple))
wishes = st.builds(Wishes, positive_wishes, positive_wishes, st.booleans())
numbers = st.floats(0, 1000, allow_subnormal=False)
any_weights = st.builds(Weights, numbers, numbers, numbers, numbers, st.floats(1, 1000))


def score_of(participant, employer, wished=inputs.NO_WISHES, weighted=weights.STANDARD, travel=score.NO_TRAVEL_TABLE):
    found = fit(participant, employer, wished, weighted, travel)
    assert found is not None
    return found.score


@given(participants, employers, wishes, any_weights)
def test_score_is_a_whole_number_up_to_100_and_its_reasons_add_up_to_it(participant, employer, wished, weighted):
    found = fit(participant, employer, wished, weighted)

    assert isinstance(found.score, int)
    assert 0 <= found.score <= 100
    given_reasons = reasons.reasons(found)
    assert sum(reason.points for reason in given_reasons) == found.score
    assert all(reason.points >= 0 for reason in given_reasons)
    assert len(sentences(found)) == len(given_reasons)


@given(participants, employers, wishes, any_weights, isco_codes, st.floats(0, 80), st.floats(0, 80))
def test_more_years_never_lower_a_score(participant, employer, wished, weighted, occupation, years, more):
    fewer, longer = (
        dataclasses.replace(participant, experience=(*participant.experience, Experience(occupation, value)))
        for value in sorted((years, more))
    )

    assert score_of(fewer, employer, wished, weighted) <= score_of(longer, employer, wished, weighted)
    assert score_of(participant, employer, wished, weighted) <= score_of(fewer, employer, wished, weighted)


@given(participants, employers, wishes, any_weights, levels, levels)
def test_better_german_never_lowers_a_score(participant, employer, wished, weighted, level, other):
    worse, better = (
        dataclasses.replace(participant, german=one) for one in sorted((level, other), key=lambda one: one.rank)
    )

    assert score_of(worse, employer, wished, weighted) <= score_of(better, employer, wished, weighted)


@given(participants, employers, any_weights, positive_wishes, positive_wishes, st.booleans())
def test_a_warmer_wish_never_lowers_a_score(participant, employer, weighted, ours, theirs, promised):
    warmth = [None, WishStrength.LIKE, WishStrength.MUST]
    wished = score_of(participant, employer, Wishes(ours, theirs, promised), weighted)

    for warmer in warmth[warmth.index(ours) :]:
        assert wished <= score_of(participant, employer, Wishes(warmer, theirs, promised), weighted)
    for warmer in warmth[warmth.index(theirs) :]:
        assert wished <= score_of(participant, employer, Wishes(ours, warmer, promised), weighted)
    assert wished <= score_of(participant, employer, Wishes(ours, theirs, promised=True), weighted)


@given(participants, positions, any_weights, st.booleans(), st.floats(0, 2), st.floats(0, 2))
def test_a_nearer_workplace_never_lowers_a_score(participant, position, weighted, has_car, north, further_north):
    person = dataclasses.replace(participant, home=Place("home", 51.0, 7.0), has_car=has_car)
    near, far = (
        Employer("e", (dataclasses.replace(position, place=Place("work", 51.0 + value, 7.0)),))
        for value in sorted((north, further_north))
    )

    assert score_of(person, far, weighted=weighted) <= score_of(person, near, weighted=weighted)


@given(participants, positions, any_weights, st.integers(0, 300), st.integers(0, 300))
def test_fewer_minutes_of_travel_never_lower_a_score(participant, position, weighted, minutes, other):
    person = dataclasses.replace(participant, home=Place("home", 51.0, 7.0))
    employer = Employer("e", (dataclasses.replace(position, place=Place("work", 52.0, 7.0)),))
    fast, slow = sorted((minutes, other))

    slower = score_of(person, employer, weighted=weighted, travel={("home", "work"): slow})
    assert slower <= score_of(person, employer, weighted=weighted, travel={("home", "work"): fast})


@given(participants, employers, any_weights)
def test_a_car_and_a_reachable_workplace_never_lower_a_score(participant, employer, weighted):
    on_foot, by_car = (dataclasses.replace(participant, has_car=has_car) for has_car in (False, True))
    off_line, unsaid, on_line = (
        Employer("e", tuple(dataclasses.replace(one, reachable_without_car=said) for one in employer.positions))
        for said in (False, None, True)
    )

    assert score_of(on_foot, employer, weighted=weighted) <= score_of(by_car, employer, weighted=weighted)
    assert score_of(participant, off_line, weighted=weighted) <= score_of(participant, unsaid, weighted=weighted)
    assert score_of(participant, unsaid, weighted=weighted) <= score_of(participant, on_line, weighted=weighted)


@given(participants, positions, wishes, any_weights, st.sampled_from(Goal))
def test_a_goal_that_the_position_meets_never_lowers_a_score(participant, position, wished, weighted, goal):
    for kind in DIRECT_KINDS[goal]:
        employer = Employer("e", (dataclasses.replace(position, kind=kind),))
        met = dataclasses.replace(participant, goals=(*participant.goals, goal))
        assert score_of(participant, employer, wished, weighted) <= score_of(met, employer, wished, weighted)


@given(participants, employers, positions, any_weights)
def test_one_more_position_never_lowers_a_score(participant, employer, position, weighted):
    more = Employer("e", (*employer.positions, position))

    assert score_of(participant, employer, weighted=weighted) <= score_of(participant, more, weighted=weighted)


@given(participants, employers, st.lists(st.sampled_from(["uk", "tr", "so", "de"])), st.lists(st.sampled_from(["uk"])))
def test_score_and_reasons_do_not_depend_on_mother_tongues(participant, employer, languages, staff_languages):
    other = dataclasses.replace(participant, understands=tuple(languages))
    other_staff = dataclasses.replace(employer, languages=tuple(staff_languages))

    assert score_of(participant, employer) == score_of(other, other_staff)
    assert sentences(fit(participant, employer)) == sentences(fit(other, other_staff))


any_wish = st.sampled_from([None, *WishStrength])
vetoes = st.one_of(
    st.builds(Wishes, st.just(WishStrength.NO), any_wish, st.booleans(), st.booleans()),
    st.builds(Wishes, any_wish, st.just(WishStrength.NO), st.booleans(), st.booleans()),
    st.builds(Wishes, any_wish, any_wish, st.booleans(), st.just(True)),
)


@given(participants, employers, vetoes, any_weights)
def test_a_veto_leaves_no_pair_and_its_explanation_is_the_same_whoever_said_it(participant, employer, veto, weighted):
    found = fit(participant, employer, veto, weighted)

    assert found is None
    assert list(fits([participant], [employer], {("p", "e"): veto}, weighted)) == []
    assert reasons.reasons(found) == (reasons.Reason(ReasonCode.NO_DATE),)
    assert sentences(found) == ("Für diese beiden ist kein Gespräch vorgesehen.",)


def test_an_employer_without_positions_is_explained_in_the_words_of_a_veto():
    participant = Participant("p")

    assert sentences(fit(participant, Employer("e", ()))) == sentences(
        fit(participant, Employer("e", (Position("s", PositionKind.EMPLOYMENT),)), Wishes(barred=True))
    )


@pytest.mark.parametrize(
    ("wished", "promised"),
    [
        (Wishes(WishStrength.MUST, WishStrength.MUST), True),
        (Wishes(promised=True), True),
        (Wishes(WishStrength.MUST, WishStrength.LIKE), False),
        (Wishes(WishStrength.MUST), False),
        (Wishes(), False),
    ],
)
def test_two_musts_or_an_organiser_make_a_promise(wished, promised):
    employer = Employer("e", (Position("s", PositionKind.EMPLOYMENT),))

    assert fit(Participant("p"), employer, wished).promised is promised


@settings(max_examples=20)
@given(st.lists(participants, max_size=3), st.lists(employers, max_size=3), wishes)
def test_fits_of_many_are_the_fits_of_each(people, firms, wished):
    people = [dataclasses.replace(person, id=f"p{number}") for number, person in enumerate(people)]
    firms = [dataclasses.replace(firm, id=f"e{number}") for number, firm in enumerate(firms)]
    by_pair = {("p0", "e1"): wished, ("p1", "e0"): Wishes(employer=WishStrength.NO)}

    one_by_one = [
        fit(person, firm, by_pair.get((person.id, firm.id), inputs.NO_WISHES)) for person in people for firm in firms
    ]
    assert list(fits(people, firms, by_pair)) == [found for found in one_by_one if found is not None]


def test_the_best_position_decides_and_the_first_of_equals():
    cook = Participant("p", goals=(Goal.EMPLOYMENT,), experience=(Experience("5120", 8),))
    shadowing, job = (
        Position("a", PositionKind.JOB_SHADOWING, "7115"),
        Position("b", PositionKind.EMPLOYMENT, "5120"),
    )

    assert fit(cook, Employer("e", (shadowing, job))).position is job
    assert fit(cook, Employer("e", (job, dataclasses.replace(job, id="c")))).position is job


def test_a_perfect_pair_scores_100_and_says_why():
    here = Place("coe", 51.94, 7.17)
    cook = Participant(
        "p", goals=(Goal.EMPLOYMENT,), experience=(Experience("5120", 8.5),), german=LanguageLevel.B1, home=here
    )
    employer = Employer("e", (Position("s", PositionKind.EMPLOYMENT, "5120", LanguageLevel.A2, here, True),))

    found = fit(cook, employer, Wishes(WishStrength.MUST, WishStrength.MUST))

    assert found.score == 100
    assert sentences(found, {"5120": "Köche"}) == (
        "Die Stelle (Arbeitsstelle) entspricht dem Ziel „Arbeit“. (30 Punkte)",
        "Der gesuchte Beruf ist bekannt: Köche, 8 Jahre. (25 Punkte)",
        "Das Deutsch reicht: vorhanden B1, gebraucht A2. (20 Punkte)",
        "Weg ohne Auto: etwa 0 km Luftlinie. (10 Punkte)",
        "Das Gespräch ist beiden zugesagt. (15 Punkte)",
    )


def test_an_aspect_without_weight_neither_counts_nor_speaks():
    only_german = Weights(goal=0, occupation=0, german=7, reach=0, wishes=0)
    employer = Employer("e", (Position("s", PositionKind.EMPLOYMENT, german=LanguageLevel.B2),))

    found = fit(Participant("p", german=LanguageLevel.B1), employer, weights=only_german)

    assert found.score == 60
    assert sentences(found) == ("Das Deutsch reicht noch nicht: vorhanden B1, gebraucht B2. (60 Punkte)",)


@pytest.mark.parametrize("weight", [-1, float("nan"), float("inf"), 1001, True, "30", None])
def test_a_weight_that_is_no_sensible_number_is_named(weight):
    with pytest.raises(InputError, match="weights: reach must be a number from 0 to 1000"):
        Weights(reach=weight)


def test_weights_that_are_all_zero_are_refused():
    with pytest.raises(InputError, match="at least one aspect"):
        Weights(0, 0, 0, 0, 0)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: Experience("51200", 1), "'51200' is no ISCO-08 code"),
        (lambda: Experience("", 1), "'' is no ISCO-08 code"),
        (lambda: Experience("٥١٢٠", 1), "is no ISCO-08 code"),
        (lambda: Experience("5120", -1), "experience in 5120: years must be 0 to 80, not -1"),
        (lambda: Experience("5120", float("nan")), "years must be 0 to 80"),
        (lambda: Position("s7", PositionKind.EMPLOYMENT, "cook"), "position s7: 'cook' is no ISCO-08 code"),
        (lambda: Place("m1", 91, 7), "place m1: .* is no point on earth"),
        (lambda: Place("m1", float("nan"), 7), "is no point on earth"),
    ],
)
def test_inputs_out_of_range_are_named(make, message):
    with pytest.raises(InputError, match=message):
        make()


def test_no_input_has_a_field_for_what_must_never_count():
    classes = [
        one for module in (inputs, weights, score) for one in vars(module).values() if dataclasses.is_dataclass(one)
    ]
    names = {field.name for one in classes for field in dataclasses.fields(one)}

    assert {Participant, Position, Employer, Wishes, Weights, Fit} <= set(classes)
    assert [name for name in names if re.search(rf"(^|_)({FORBIDDEN})", name)] == []


def test_inputs_have_exactly_the_fields_that_were_agreed():
    assert {field.name for field in dataclasses.fields(Participant)} == {
        "id",
        "goals",
        "experience",
        "german",
        "understands",
        "home",
        "has_car",
        "wants_interpreter",
    }

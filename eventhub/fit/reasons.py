"""Why a score is what it is: coded values, so that any language can say it.

Each aspect that counts gives one reason with the points it brought; the points of all reasons add up to the score.
Reasons are for staff: they tell what each side likes, so neither participant nor employer is shown them as they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from eventhub.fit import goals, reach
from eventhub.fit.codes import WishStrength
from eventhub.fit.inputs import Experience, Wishes
from eventhub.fit.languages import missing_levels
from eventhub.fit.occupations import EXPERIENCE_ASKED, best_experience, nearness
from eventhub.fit.score import Fit


class ReasonCode(StrEnum):
    """What a reason says; its details are named in braces."""

    NO_DATE = "no_date"
    GOAL_DIRECT = "goal_direct"
    """{goal}, {kind}"""
    GOAL_STEP = "goal_step"
    """{goal}, {kind}"""
    GOAL_ASIDE = "goal_aside"
    """{kind}"""
    GOAL_UNKNOWN = "goal_unknown"
    OCCUPATION_SAME = "occupation_same"
    """{worked_in}, {years}"""
    OCCUPATION_NEAR = "occupation_near"
    """{worked_in}, {years}, {asked}"""
    OCCUPATION_DISTANT = "occupation_distant"
    """{worked_in}, {years}, {asked}"""
    OCCUPATION_NEW = "occupation_new"
    """{asked}"""
    OCCUPATION_TO_LEARN = "occupation_to_learn"
    """{asked}, {kind}"""
    OCCUPATION_ANY = "occupation_any"
    GERMAN_ENOUGH = "german_enough"
    """{spoken}, {needed}"""
    GERMAN_SHORT = "german_short"
    """{spoken}, {needed}"""
    REACH_MINUTES = "reach_minutes"
    """{minutes}"""
    REACH_KM = "reach_km"
    """{km}"""
    REACH_KM_BY_CAR = "reach_km_by_car"
    """{km}"""
    REACH_CAR_NEEDED = "reach_car_needed"
    REACH_UNKNOWN = "reach_unknown"
    WISH_PROMISED = "wish_promised"
    WISH_BOTH = "wish_both"
    WISH_PARTICIPANT = "wish_participant"
    WISH_EMPLOYER = "wish_employer"
    WISH_NONE = "wish_none"


@dataclass(frozen=True, slots=True)
class Reason:
    """One sentence, coded: what it says, the points of the score it accounts for, its details by name."""

    code: ReasonCode
    points: int = 0
    details: tuple[tuple[str, str | int], ...] = ()


def reasons(found: Fit | None) -> tuple[Reason, ...]:
    """The reasons of a fit, in the order goal, occupation, German, reach, wishes; aspects of weight 0 are left out.

    Without a fit there is one reason that says only that: no date, the same whoever did not want it or why.
    """
    if found is None:
        return (Reason(ReasonCode.NO_DATE),)
    weights = found.weights
    parts = (
        (weights.goal, found.shares.goal, _goal(found)),
        (weights.occupation, found.shares.occupation, _occupation(found)),
        (weights.german, found.shares.german, _german(found)),
        (weights.reach, found.shares.reach, _reach(found)),
        (weights.wishes, found.shares.wishes, Reason(_wish_code(found.wishes))),
    )
    counting = [part for part in parts if part[0] > 0]
    points = apportion([100 * weight * share / weights.total for weight, share, _ in counting], found.score)
    return tuple(Reason(reason.code, own, reason.details) for (_, _, reason), own in zip(counting, points, strict=True))


def apportion(exact: Sequence[float], total: int) -> list[int]:
    """Whole numbers near `exact` that add up to `total` (largest remainders first, Hamilton's method).

    `total` is the sum of `exact`, rounded.
    """
    whole = [int(value) for value in exact]
    by_remainder = sorted(range(len(exact)), key=lambda i: whole[i] - exact[i])
    for index in by_remainder[: max(0, total - sum(whole))]:
        whole[index] += 1
    return whole


def _goal(found: Fit) -> Reason:
    kind = ("kind", found.position.kind.value)
    goal = goals.served_goal(found.participant.goals, found.position.kind)
    if goal is None:
        return Reason(ReasonCode.GOAL_UNKNOWN)
    if found.shares.goal == goals.ASIDE:
        return Reason(ReasonCode.GOAL_ASIDE, details=(kind,))
    code = ReasonCode.GOAL_DIRECT if found.shares.goal == goals.DIRECT else ReasonCode.GOAL_STEP
    return Reason(code, details=(("goal", goal.value), kind))


def _occupation(found: Fit) -> Reason:
    asked = found.position.occupation
    if asked is None:
        return Reason(ReasonCode.OCCUPATION_ANY)
    experience = best_experience(found.participant.experience, asked)
    if experience is not None:
        return _experience_reason(experience, asked)
    if found.position.kind in EXPERIENCE_ASKED:
        return Reason(ReasonCode.OCCUPATION_NEW, details=(("asked", asked),))
    kind = ("kind", found.position.kind.value)
    return Reason(ReasonCode.OCCUPATION_TO_LEARN, details=(("asked", asked), kind))


def _experience_reason(experience: Experience, asked: str) -> Reason:
    worked = (("worked_in", experience.occupation), ("years", int(experience.years)))
    near = nearness(experience.occupation, asked)
    if near == 1:
        return Reason(ReasonCode.OCCUPATION_SAME, details=worked)
    code = ReasonCode.OCCUPATION_NEAR if near >= 0.5 else ReasonCode.OCCUPATION_DISTANT
    return Reason(code, details=(*worked, ("asked", asked)))


def _german(found: Fit) -> Reason:
    spoken, needed = found.participant.german, found.position.german
    code = ReasonCode.GERMAN_SHORT if missing_levels(spoken, needed) else ReasonCode.GERMAN_ENOUGH
    return Reason(code, details=(("spoken", spoken.value), ("needed", needed.value)))


def _reach(found: Fit) -> Reason:
    person, position = found.participant, found.position
    minutes = reach.travel_minutes(person.home, position.place, found.travel)
    if minutes is not None and not person.has_car:
        return Reason(ReasonCode.REACH_MINUTES, details=(("minutes", minutes),))
    if not person.has_car and position.reachable_without_car is False and found.shares.reach == 0:
        return Reason(ReasonCode.REACH_CAR_NEEDED)
    if person.home is None or position.place is None:
        return Reason(ReasonCode.REACH_UNKNOWN)
    code = ReasonCode.REACH_KM_BY_CAR if person.has_car else ReasonCode.REACH_KM
    return Reason(code, details=(("km", round(reach.distance_km(person.home, position.place))),))


def _wish_code(wishes: Wishes) -> ReasonCode:
    if wishes.promised:
        return ReasonCode.WISH_PROMISED
    match (wishes.participant, wishes.employer):
        case (None, None):
            return ReasonCode.WISH_NONE
        case (None, _):
            return ReasonCode.WISH_EMPLOYER
        case (_, None):
            return ReasonCode.WISH_PARTICIPANT
        case (WishStrength.MUST, WishStrength.MUST):
            return ReasonCode.WISH_PROMISED
    return ReasonCode.WISH_BOTH

"""Which kinds of position serve which goal.

The table is a judgement of what a position leads to, not law: "direct" is what the person came for, a "step" leads
there by a known way (an entry qualification to training, a placement measure to employment).
"""

from collections.abc import Iterable

from eventhub.fit.codes import Goal, PositionKind

DIRECT = 1.0
STEP = 0.6
ASIDE = 0.1
UNKNOWN = 0.5

_KIND = PositionKind

DIRECT_KINDS: dict[Goal, frozenset[PositionKind]] = {
    Goal.EMPLOYMENT: frozenset({_KIND.EMPLOYMENT, _KIND.TRIAL_WORK}),
    Goal.TRAINING: frozenset({_KIND.TRAINING, _KIND.SCHOOL_TRAINING, _KIND.ENTRY_QUALIFICATION}),
    Goal.QUALIFICATION: frozenset({_KIND.QUALIFICATION, _KIND.COMPANY_RETRAINING}),
    Goal.RECOGNITION: frozenset({_KIND.QUALIFICATION, _KIND.OTHER_INTERNSHIP, _KIND.COMPULSORY_INTERNSHIP}),
    Goal.INTERNSHIP: frozenset(
        {
            _KIND.COMPULSORY_INTERNSHIP,
            _KIND.ORIENTATION_INTERNSHIP,
            _KIND.ACCOMPANYING_INTERNSHIP,
            _KIND.OTHER_INTERNSHIP,
        }
    ),
}

STEP_KINDS: dict[Goal, frozenset[PositionKind]] = {
    Goal.EMPLOYMENT: frozenset(
        {_KIND.PLACEMENT_MEASURE, _KIND.OTHER_INTERNSHIP, _KIND.COMPANY_RETRAINING, _KIND.WORK_OPPORTUNITY}
    ),
    Goal.TRAINING: frozenset(
        {
            _KIND.ORIENTATION_INTERNSHIP,
            _KIND.ACCOMPANYING_INTERNSHIP,
            _KIND.COMPULSORY_INTERNSHIP,
            _KIND.JOB_SHADOWING,
            _KIND.PLACEMENT_MEASURE,
            _KIND.COMPANY_RETRAINING,
            _KIND.VOLUNTARY_SERVICE,
        }
    ),
    Goal.QUALIFICATION: frozenset(
        {_KIND.TRAINING, _KIND.SCHOOL_TRAINING, _KIND.ENTRY_QUALIFICATION, _KIND.PLACEMENT_MEASURE}
    ),
    Goal.RECOGNITION: frozenset(
        {
            _KIND.EMPLOYMENT,
            _KIND.TRIAL_WORK,
            _KIND.PLACEMENT_MEASURE,
            _KIND.JOB_SHADOWING,
            _KIND.COMPANY_RETRAINING,
            _KIND.ACCOMPANYING_INTERNSHIP,
        }
    ),
    Goal.INTERNSHIP: frozenset(
        {_KIND.PLACEMENT_MEASURE, _KIND.JOB_SHADOWING, _KIND.ENTRY_QUALIFICATION, _KIND.VOLUNTARY_SERVICE}
    ),
}


def goal_share(goals: Iterable[Goal], kind: PositionKind) -> float:
    """How well a kind of position serves the best served of the goals, 0–1; without any goal neutral."""
    return max((_share(goal, kind) for goal in goals), default=UNKNOWN)


def served_goal(goals: Iterable[Goal], kind: PositionKind) -> Goal | None:
    """The goal that the position serves best, the first named of equals; None without any goal."""
    return max(goals, key=lambda goal: _share(goal, kind), default=None)


def _share(goal: Goal, kind: PositionKind) -> float:
    if kind in DIRECT_KINDS[goal]:
        return DIRECT
    return STEP if kind in STEP_KINDS[goal] else ASIDE

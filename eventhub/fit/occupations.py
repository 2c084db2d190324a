"""How near two occupations are in ISCO-08, and what years in one are worth for another.

ISCO-08 (ILO 2012) is a tree: major, sub-major, minor and unit group are the first one, two, three and four digits of a
code. Nearness is the depth of the deepest group that holds both.
"""

from collections.abc import Sequence
from functools import lru_cache

from eventhub.fit.codes import PositionKind
from eventhub.fit.inputs import Experience

FULL_YEARS = 5.0
"""Years after which more experience adds nothing."""

WITHOUT_YEARS = 0.6
"""Share of the nearness that counts for somebody who has not worked in the occupation yet."""

ANY_OCCUPATION = 0.5
"""Share where the position asks for no occupation, so that it neither draws nor repels."""

BEGINNER = 0.5
"""Least share at positions that are there to learn the occupation."""

_NEARNESS = (0.0, 0.25, 0.5, 0.8)
"""By the depth of the deepest group that holds both codes."""

EXPERIENCE_ASKED = frozenset({PositionKind.EMPLOYMENT, PositionKind.TRIAL_WORK, PositionKind.OTHER_INTERNSHIP})
"""Kinds of position that look for somebody who knows the work; all others teach or try it."""


@lru_cache(maxsize=2**17)
def nearness(worked_in: str, asked: str) -> float:
    """0 (another major group) … 1 (the occupation lies within the group that is asked for)."""
    if worked_in.startswith(asked):
        return 1.0
    return max(near for depth, near in enumerate(_NEARNESS) if worked_in[:depth] == asked[:depth])


def occupation_share(experience: Sequence[Experience], occupation: str | None, kind: PositionKind) -> float:
    """What the best of a person's experience is worth for a position, 0–1; more years are never worth less."""
    if occupation is None:
        return ANY_OCCUPATION
    worth = max((_worth(one, occupation) for one in experience), default=0.0)
    return worth if kind in EXPERIENCE_ASKED else BEGINNER + (1 - BEGINNER) * worth


def best_experience(experience: Sequence[Experience], occupation: str) -> Experience | None:
    """The experience that counts for the occupation, the first named of equals; None if none is of any worth."""
    best = max(experience, key=lambda one: _worth(one, occupation), default=None)
    return best if best is not None and _worth(best, occupation) > 0 else None


def _worth(experience: Experience, occupation: str) -> float:
    years = min(experience.years, FULL_YEARS) / FULL_YEARS
    return nearness(experience.occupation, occupation) * (WITHOUT_YEARS + (1 - WITHOUT_YEARS) * years)

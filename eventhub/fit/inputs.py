"""What the fit may know of the two sides, and nothing beyond it.

There is no field for nationality, ethnic origin, religion, sex, age, disability or residence status, and none may come
(§ 36 Abs. 2 SGB III, §§ 1 and 7 AGG); a test guards the names of the fields. Languages other than German decide only
who interprets, never the score.
"""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass

from eventhub.errors import InputError
from eventhub.fit.codes import Goal, LanguageLevel, PositionKind, WishStrength

LONGEST_CAREER = 80

TravelMinutes = Mapping[tuple[str, str], int]
"""Minutes of travel without a car, by the ids of (home, workplace); pairs not listed are judged by distance."""

_ISCO_CODE = re.compile(r"[0-9]{1,4}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Place:
    """A point to measure travel from or to, usually the centre of a municipality; degrees (WGS 84)."""

    id: str
    latitude: float
    longitude: float

    def __post_init__(self) -> None:
        if not (-90 <= self.latitude <= 90 and -180 <= self.longitude <= 180):
            raise InputError(f"place {self.id}: ({self.latitude}, {self.longitude}) is no point on earth")


@dataclass(frozen=True, slots=True)
class Experience:
    """Years of work in an occupation of ISCO-08 (1 to 4 digits); 0 years: learned or wished, not yet worked in."""

    occupation: str
    years: float

    def __post_init__(self) -> None:
        _require_isco("experience", self.occupation)
        if not (math.isfinite(self.years) and 0 <= self.years <= LONGEST_CAREER):
            raise InputError(f"experience in {self.occupation}: years must be 0 to {LONGEST_CAREER}, not {self.years}")


@dataclass(frozen=True, slots=True)
class Participant:
    """A participant, as far as the fit may know them; `understands` are lower-case BCP 47 subtags, best first.

    `wants_interpreter`: asked for one although the German would do.
    """

    id: str
    goals: tuple[Goal, ...] = ()
    experience: tuple[Experience, ...] = ()
    german: LanguageLevel = LanguageLevel.NONE
    understands: tuple[str, ...] = ()
    home: Place | None = None
    has_car: bool = False
    wants_interpreter: bool = False


@dataclass(frozen=True, slots=True)
class Position:
    """A position; `occupation` is an ISCO-08 code of 1 to 4 digits, or None where any will do.

    `reachable_without_car` is what the employer says; None: not said.
    """

    id: str
    kind: PositionKind
    occupation: str | None = None
    german: LanguageLevel = LanguageLevel.NONE
    place: Place | None = None
    reachable_without_car: bool | None = None

    def __post_init__(self) -> None:
        if self.occupation is not None:
            _require_isco(f"position {self.id}", self.occupation)


@dataclass(frozen=True, slots=True)
class Employer:
    """An employer at an event: open positions, and the languages that the staff who come speak besides German."""

    id: str
    positions: tuple[Position, ...]
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wishes:
    """What both sides of one pair wish; None: said nothing.

    `promised`: an organiser promised the date to both. `barred`: the participant blocked this employer, or an
    organiser ruled the pair out; it counts as "no thanks".
    """

    participant: WishStrength | None = None
    employer: WishStrength | None = None
    promised: bool = False
    barred: bool = False


NO_WISHES = Wishes()


def _require_isco(where: str, code: str) -> None:
    if not _ISCO_CODE.fullmatch(code):
        raise InputError(f"{where}: {code!r} is no ISCO-08 code of 1 to 4 digits")

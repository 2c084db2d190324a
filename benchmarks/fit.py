"""How long the fit of a whole event takes: 500 participants, 80 employers of three positions each."""

import random
import sys
import time

from eventhub.fit.codes import Goal, LanguageLevel, PositionKind, WishStrength
from eventhub.fit.inputs import Employer, Experience, Participant, Place, Position, Wishes
from eventhub.fit.score import fits

PARTICIPANTS, EMPLOYERS, POSITIONS = 500, 80, 3

PLACES = [Place(f"m{number}", 51.7 + number * 0.03, 7.1 + number * 0.05) for number in range(11)]


def invented_participants(choose: random.Random) -> list[Participant]:
    """People whose every aspect is drawn evenly."""
    return [
        Participant(
            f"p{number}",
            goals=tuple(choose.sample(list(Goal), 2)),
            experience=tuple(Experience(_occupation(choose), choose.randint(0, 20)) for _ in range(2)),
            german=choose.choice(list(LanguageLevel)),
            understands=("uk", "ru"),
            home=choose.choice(PLACES),
            has_car=choose.random() < 0.3,
        )
        for number in range(PARTICIPANTS)
    ]


def invented_employers(choose: random.Random) -> list[Employer]:
    """Employers whose positions are drawn evenly."""
    return [
        Employer(f"e{number}", tuple(_position(f"e{number}-{index}", choose) for index in range(POSITIONS)))
        for number in range(EMPLOYERS)
    ]


def main() -> None:
    """Print participants x employers, seconds, and how many fits came out."""
    choose = random.Random(1)
    participants, employers = invented_participants(choose), invented_employers(choose)
    wishes = {(f"p{number}", f"e{number % EMPLOYERS}"): Wishes(WishStrength.MUST) for number in range(PARTICIPANTS)}
    start = time.perf_counter()
    found = list(fits(participants, employers, wishes))
    seconds = time.perf_counter() - start
    mean = sum(one.score for one in found) / len(found)
    sys.stdout.write(
        f"{PARTICIPANTS} x {EMPLOYERS} x {POSITIONS}: {seconds:.2f} s, {len(found)} fits, mean score {mean:.1f}\n"
    )


def _position(identifier: str, choose: random.Random) -> Position:
    return Position(
        identifier,
        choose.choice(list(PositionKind)),
        occupation=_occupation(choose),
        german=choose.choice(list(LanguageLevel)),
        place=choose.choice(PLACES),
        reachable_without_car=choose.choice([True, False, None]),
    )


def _occupation(choose: random.Random) -> str:
    return f"{choose.randint(1, 9)}{choose.randint(1, 4)}{choose.randint(1, 4)}{choose.randint(0, 3)}"


if __name__ == "__main__":
    main()

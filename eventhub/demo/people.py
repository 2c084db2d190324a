"""180 invented participants with a mix of languages and documents as the district may expect it.

The order of the languages follows the nationalities in SGB II and AsylbLG; the shares themselves are judgement, no
statistic of languages exists. Nothing here depends on a real person.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from eventhub.demo.calendar import EVENTS, DemoEvent
from eventhub.demo.names import FAMILY, GIVEN

LANGUAGE_SHARES = {
    "uk": 30, "ru": 6, "ar": 25, "fa": 10, "kmr": 8, "tr": 7, "ps": 4, "ti": 4, "so": 3, "fr": 2, "sq": 1,
}  # fmt: skip

SECOND_LANGUAGES: dict[str, tuple[tuple[str, str, float], ...]] = {
    "uk": (("ru", "C1", 0.75), ("en", "B1", 0.25)),
    "ru": (("uk", "B2", 0.7), ("en", "A2", 0.2)),
    "ar": (("en", "B1", 0.25), ("tr", "B1", 0.1)),
    "fa": (("en", "B1", 0.2), ("ps", "B1", 0.15)),
    "kmr": (("ar", "C1", 0.45), ("tr", "C1", 0.35)),
    "tr": (("en", "A2", 0.2), ("kmr", "B2", 0.2)),
    "ps": (("fa", "B2", 0.55),),
    "ti": (("en", "A2", 0.35), ("ar", "B1", 0.2)),
    "so": (("ar", "A2", 0.3), ("en", "A2", 0.2)),
    "fr": (("en", "B1", 0.5),),
    "sq": (("en", "A2", 0.5),),
}

GERMAN_SHARES = {"A0": 8, "A1": 20, "A2": 32, "B1": 27, "B2": 11, "C1": 2}

INTERFACE_LANGUAGES = {"ps": "fa", "kmr": "tr", "ti": "en", "so": "en", "fr": "en", "sq": "en"}
"""The pages' language where the mother tongue has no catalogue."""

GOAL_SHARES = {"employment": 52, "training": 22, "qualification": 10, "recognition": 9, "internship": 7}

OCCUPATION_SHARES = {
    "9112": 9, "9333": 9, "9412": 8, "5223": 8, "5321": 7, "5311": 6, "9313": 6, "5120": 5, "7112": 5, "7231": 5,
    "8332": 5, "7411": 4, "6121": 4, "7131": 4, "7212": 4, "7531": 4, "5141": 4, "7512": 3, "8160": 3, "8219": 3,
    "6113": 3, "7126": 2, "7115": 3, "2221": 3, "2341": 3, "3313": 3, "4110": 4, "2142": 2, "2144": 2, "2514": 2,
    "3213": 1, "2211": 1, "5131": 3, "5230": 3,
}  # fmt: skip

DOCUMENTS_BY_LANGUAGE = {
    "uk": {"24": 95, "settled": 5},
    "ru": {"24": 80, "family": 10, "settled": 10},
    "ar": {"25_2": 55, "25_3": 12, "25b": 6, "104c": 4, "permission_to_stay": 11, "toleration": 8, "family": 4},
    "fa": {"25_2": 42, "25_3": 24, "permission_to_stay": 22, "toleration": 7, "family": 5},
    "kmr": {"25_2": 40, "25_3": 10, "permission_to_stay": 32, "toleration": 14, "104c": 4},
    "tr": {"25_2": 22, "permission_to_stay": 50, "toleration": 12, "family": 16},
    "ps": {"25_2": 40, "25_3": 30, "permission_to_stay": 20, "toleration": 10},
}
OTHER_DOCUMENTS = {"25_2": 45, "25_3": 15, "permission_to_stay": 22, "toleration": 12, "25b": 6}
UNSURE = frozenset({"permission_to_stay", "toleration", "104c"})

TOPIC_OF_GOAL = {"training": "training", "qualification": "qualification", "recognition": "recognition"}
LISTENED_TO = ("training", "qualification", "recognition")


@dataclass(frozen=True, slots=True)
class TopicRequest:
    """A topic somebody should hear about, who asked for it, whether the agency may see the name, before any date?"""

    topic: str
    source: str
    named_ok: bool
    before_dates: bool


@dataclass(frozen=True, slots=True)
class Person:
    """An invented participant and their attendance at one event.

    `number` counts all people of the demo, `roster_number` those of the event. `available` is a half-open span of
    rounds, `languages` maps spoken languages (without German) to CEFR levels, `document` is the residence document,
    `companions` a number shared by people who keep together in time.
    """

    name: str
    number: int
    roster_number: int
    event: str
    municipality: str
    mother_tongue: str
    languages: dict[str, str]
    interface: str
    can_read: bool
    german: str
    experience: dict[str, int]
    goals: tuple[str, ...]
    car: bool
    under_18: bool
    document: str
    work_entry: str
    email: str | None
    phone: str | None
    available: tuple[int, int]
    childcare: bool
    step_free: bool
    companions: int | None
    min_dates: int
    max_dates: int
    topics: tuple[TopicRequest, ...]
    named_to_employers: bool
    note: str | None


def people(seed: int) -> tuple[Person, ...]:
    """All participants of the demo; the same seed gives the same people."""
    rng = Random(f"people {seed}")
    names = _names(rng)
    found: list[Person] = []
    for event in EVENTS:
        homes = [name for name, count in event.catchment.items() for _ in range(count)]
        rng.shuffle(homes)
        for roster_number, home in enumerate(homes, start=1):
            found.append(_person(rng, event, home, (len(found) + 1, roster_number), names))
    return tuple(found)


def pick(rng: Random, shares: dict[str, int]) -> str:
    """One key, with the probability its share has."""
    return rng.choices(list(shares), weights=list(shares.values()))[0]


def _names(rng: Random) -> Iterator[str]:
    """Family names in an order of their own, again and again."""
    while True:
        yield from rng.sample(FAMILY, len(FAMILY))


def _person(rng: Random, event: DemoEvent, home: str, numbers: tuple[int, int], names: Iterator[str]) -> Person:
    number, roster_number = numbers
    tongue = pick(rng, LANGUAGE_SHARES)
    given = rng.choice(GIVEN[tongue])
    german = pick(rng, GERMAN_SHARES)
    goals = _goals(rng)
    document = pick(rng, DOCUMENTS_BY_LANGUAGE.get(tongue, OTHER_DOCUMENTS))
    childcare = rng.random() < 0.22
    available = _available(rng, event.rounds, childcare)
    least, most = _dates(rng, event, available)
    return Person(
        name=f"{given} {next(names)}",
        number=number,
        roster_number=roster_number,
        event=event.slug,
        municipality=home,
        mother_tongue=tongue,
        languages=_languages(rng, tongue),
        interface=INTERFACE_LANGUAGES.get(tongue, tongue),
        can_read=rng.random() > 0.1,
        german=german,
        experience=_experience(rng),
        goals=goals,
        car=rng.random() < 0.28,
        under_18="training" in goals and rng.random() < 0.15,
        document=document,
        work_entry=_work_entry(rng, document),
        email=f"person{number:03}@example.org" if rng.random() < 0.7 else None,
        phone=f"+49 2541 0000{number:03}" if rng.random() < 0.8 else None,
        available=available,
        childcare=childcare,
        step_free=rng.random() < 0.04,
        companions=number // 20 if number % 20 in (0, 1) and number > 1 else None,
        min_dates=least,
        max_dates=most,
        topics=_topics(rng, event, goals, document),
        named_to_employers=rng.random() < 0.8,
        note="Möchte vorher die Kinderbetreuung klären." if childcare and rng.random() < 0.3 else None,
    )


def _languages(rng: Random, tongue: str) -> dict[str, str]:
    return {tongue: "C2"} | {other: level for other, level, chance in SECOND_LANGUAGES[tongue] if rng.random() < chance}


def _goals(rng: Random) -> tuple[str, ...]:
    first, second = pick(rng, GOAL_SHARES), pick(rng, GOAL_SHARES)
    return (first, second) if second != first and rng.random() < 0.35 else (first,)


def _experience(rng: Random) -> dict[str, int]:
    kinds = {pick(rng, OCCUPATION_SHARES) for _ in range(rng.choice((0, 1, 1, 1, 2, 2)))}
    return {kind: rng.choice((1, 1, 2, 3, 4, 6, 8, 12)) for kind in sorted(kinds)}


def _work_entry(rng: Random, document: str) -> str:
    """What the document says about work."""
    if document not in UNSURE:
        return "free"
    return rng.choice(("with_permission", "with_permission", "unknown"))


def _available(rng: Random, rounds: int, childcare: bool) -> tuple[int, int]:
    """Most with children leave early, the others bring them away first; some others come late or go early."""
    share = rng.random()
    if childcare:
        return (0, rounds - rng.randint(4, 6)) if share < 0.6 else (rng.randint(2, 4), rounds)
    return (0, rounds) if share < 0.75 else (0, rounds - 3) if share < 0.9 else (2, rounds)


def _dates(rng: Random, event: DemoEvent, available: tuple[int, int]) -> tuple[int, int]:
    """How many dates at least and at most; none at an event without employers."""
    if not event.firms:
        return 0, 0
    most = min(rng.choice((4, 5, 5, 6, 6, 7)), (available[1] - available[0]) // 2 + 1)
    return min(3, most), most


def _topics(rng: Random, event: DemoEvent, goals: Sequence[str], document: str) -> tuple[TopicRequest, ...]:
    """Topics of one's goals, residence above all where the document leaves work open; who only listens hears more."""
    unsure = document in UNSURE
    wanted = {TOPIC_OF_GOAL[goal]: "person" for goal in goals if goal in TOPIC_OF_GOAL and rng.random() < 0.9}
    if rng.random() < (0.85 if unsure else 0.45):
        wanted["residence"] = "advice" if unsure else "person"
    if not wanted and rng.random() < 0.4:
        wanted["qualification"] = "case_worker"
    if not event.firms:
        wanted = {"residence": "person", rng.choice(LISTENED_TO): "person"} | wanted
    return tuple(_request(rng, topic, source) for topic, source in sorted(wanted.items()))


def _request(rng: Random, topic: str, source: str) -> TopicRequest:
    return TopicRequest(topic, source, rng.random() < 0.65, source == "advice" and rng.random() < 0.2)

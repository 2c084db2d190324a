"""The demo's events: one series at three places in spring 2027 and one afternoon of information without employers.

Dates take ten minutes, then five minutes are left to change tables. Sessions take two rounds. The days avoid the Easter
holidays of Nordrhein-Westfalen, Ascension Day and weekends.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

ROUND_MINUTES = 10
CHANGEOVER_MINUTES = 5
SERIES_SLUG = "arbeit-und-ausbildung-2027"
SERIES_TITLE = {
    "de": "Arbeit und Ausbildung im Kreis Coesfeld",
    "en": "Work and training in Kreis Coesfeld",
    "uk": "Робота та навчання в районі Кесфельд",
}
BREAK_LABEL = {"de": "Kaffeepause", "en": "Coffee break", "uk": "Перерва на каву"}


@dataclass(frozen=True, slots=True)
class Topic:
    """What a session is about, and the agency whose officers hold it."""

    code: str
    agency: str
    title: dict[str, str]


@dataclass(frozen=True, slots=True)
class Session:
    """A session: `officer` is the place of its officer in the agency's list, `room` the room's name."""

    topic: str
    room: str
    first_round: int
    capacity: int
    languages: tuple[str, ...]
    officer: int
    rounds: int = 2


@dataclass(frozen=True, slots=True)
class InterpreterDuty:
    """Who interprets at an event, and in which rounds (half-open span)."""

    interpreter: str
    first: int
    end: int


@dataclass(frozen=True, slots=True)
class DemoEvent:
    """An event with its clock grid: `breaks` maps the round after which a break begins to its minutes."""

    slug: str
    title: dict[str, str]
    municipality: str
    day: date
    starts: time
    rounds: int
    breaks: dict[int, int]
    capacity: int
    people: int
    catchment: dict[str, int]
    firms: tuple[str, ...]
    sessions: tuple[Session, ...]
    interpreters: tuple[InterpreterDuty, ...]

    def clock(self) -> Iterator[tuple[time, time]]:
        """Local start and end of every round."""
        now = datetime.combine(self.day, self.starts)
        for number in range(self.rounds):
            yield now.time(), (now + timedelta(minutes=ROUND_MINUTES)).time()
            now += timedelta(minutes=ROUND_MINUTES + CHANGEOVER_MINUTES + self.breaks.get(number, 0))

    def pauses(self) -> Iterator[tuple[time, time]]:
        """Local start and end of every common break."""
        clock = list(self.clock())
        return ((clock[after][1], clock[after + 1][0]) for after in self.breaks)


TOPICS = (
    Topic("residence", "abh", {
        "de": "Aufenthalt und Arbeit", "en": "Residence and work", "uk": "Перебування та робота",
        "ru": "Пребывание и работа", "ar": "الإقامة والعمل", "fa": "اقامت و کار", "tr": "İkamet ve çalışma",
    }),
    Topic("training", "jobcenter", {
        "de": "Ausbildung in Deutschland", "en": "Vocational training in Germany", "uk": "Профнавчання в Німеччині",
        "ru": "Профобучение в Германии", "ar": "التدريب المهني في ألمانيا", "fa": "آموزش حرفه‌ای در آلمان",
        "tr": "Almanya'da meslek eğitimi",
    }),
    Topic("recognition", "ki", {
        "de": "Abschlüsse anerkennen lassen", "en": "Recognition of qualifications", "uk": "Визнання дипломів",
        "ru": "Признание дипломов", "ar": "الاعتراف بالشهادات", "fa": "تأیید مدارک تحصیلی", "tr": "Diploma denkliği",
    }),
    Topic("qualification", "jobcenter", {
        "de": "Sprache und Qualifizierung", "en": "Language and qualification", "uk": "Мова та кваліфікація",
        "ru": "Язык и квалификация", "ar": "اللغة والتأهيل", "fa": "زبان و مهارت‌آموزی", "tr": "Dil ve nitelik kazanma",
    }),
)  # fmt: skip

SLAVIC = ("uk", "ru")
PERSIAN = ("fa", "ps")
KURDISH_TURKISH = ("kmr", "tr")


def _title(town: str) -> dict[str, str]:
    return {
        "de": f"Arbeit und Ausbildung: {town}",
        "en": f"Work and training: {town}",
        "ar": f"العمل والتدريب: {town}",
    }


EVENTS = (
    DemoEvent(
        slug="coesfeld-2027-04-15",
        title=_title("Coesfeld"),
        municipality="Coesfeld",
        day=date(2027, 4, 15),
        starts=time(9, 0),
        rounds=16,
        breaks={7: 25},
        capacity=72,
        people=64,
        catchment={"Coesfeld": 28, "Billerbeck": 9, "Rosendahl": 9, "Nottuln": 10, "Havixbeck": 8},
        firms=(
            "Musterbäckerei Sonnenkorn", "Pflegehaus Lindenblüte", "Elektro Blitzblank", "Zimmerei Eichenkern",
            "Logistikhof Silberpfeil", "Gasthof Zum Probierlöffel", "Autohaus Sternschnuppe",
            "Bildungswerkstatt Regenbogen", "Reinigungsdienst Klarsicht", "Steuerkanzlei Zahlenreich",
            "Softwarestube Glühwürmchen", "Friseursalon Lockenpracht", "Hofgut Morgentau", "Keramik Tonkrug",
            "Apotheke Kräutergarten", "Ingenieurbüro Brückenbogen", "Putenhof Federleicht",
            "Maschinenfabrik Zahnrad Nottuln", "Supermarkt Tante Muster", "Solartechnik Lichtfänger",
        ),
        sessions=(
            Session("residence", "Seminarraum 1", 0, 12, SLAVIC, 0),
            Session("residence", "Seminarraum 1", 4, 10, ("ar",), 0),
            Session("residence", "Seminarraum 1", 8, 8, PERSIAN, 1),
            Session("residence", "Seminarraum 1", 12, 12, ("de", "en"), 1),
            Session("training", "Seminarraum 2", 2, 12, ("de",), 0),
            Session("training", "Seminarraum 2", 6, 10, SLAVIC, 0),
            Session("training", "Seminarraum 2", 10, 10, ("ar",), 0),
            Session("qualification", "Seminarraum 2", 14, 14, ("de",), 0),
            Session("recognition", "Seminarraum 3", 2, 10, SLAVIC, 0),
            Session("recognition", "Seminarraum 3", 8, 10, ("ar", "en"), 0),
            Session("recognition", "Seminarraum 3", 12, 8, ("de",), 1),
        ),
        interpreters=(
            InterpreterDuty("Kranich", 0, 16), InterpreterDuty("Kolibri", 0, 16), InterpreterDuty("Rotkehlchen", 0, 10),
            InterpreterDuty("Nachtigall", 0, 16), InterpreterDuty("Zaunkönig", 4, 16),
        ),
    ),
    DemoEvent(
        slug="duelmen-2027-04-22",
        title=_title("Dülmen"),
        municipality="Dülmen",
        day=date(2027, 4, 22),
        starts=time(9, 30),
        rounds=14,
        breaks={5: 25},
        capacity=58,
        people=54,
        catchment={"Dülmen": 38, "Nottuln": 8, "Senden": 8},
        firms=(
            "Maler Farbenfroh", "Metallbau Funkenflug", "Seniorenstift Abendsonne", "Kita Wirbelwind",
            "Versandhaus Paketfuchs", "Haustechnik Warmquelle", "Großküche Suppenstern", "Markthalle Kunterbunt",
            "Arztpraxis Doktor Beispiel", "Bauhof Musterstein", "Stadtwerkstatt Dülmen Muster",
            "Maschinenfabrik Zahnrad Nottuln", "Supermarkt Tante Muster", "Logistikhof Silberpfeil",
            "Bildungswerkstatt Regenbogen",
        ),
        sessions=(
            Session("residence", "Seminarraum 1", 0, 10, ("ar",), 0),
            Session("residence", "Seminarraum 1", 4, 12, SLAVIC, 0),
            Session("residence", "Seminarraum 1", 8, 10, ("de", "en"), 0),
            Session("residence", "Seminarraum 1", 12, 8, KURDISH_TURKISH, 0),
            Session("training", "Seminarraum 2", 0, 10, SLAVIC, 1),
            Session("recognition", "Seminarraum 2", 4, 10, SLAVIC, 0),
            Session("training", "Seminarraum 2", 6, 10, ("de",), 1),
            Session("recognition", "Seminarraum 2", 10, 8, ("ar", "de"), 0),
            Session("qualification", "Seminarraum 2", 12, 12, ("de", "ar"), 1),
        ),
        interpreters=(
            InterpreterDuty("Kolibri", 0, 14), InterpreterDuty("Rotkehlchen", 0, 14),
            InterpreterDuty("Nachtigall", 0, 8), InterpreterDuty("Zaunkönig", 0, 14),
        ),
    ),
    DemoEvent(
        slug="luedinghausen-2027-04-29",
        title=_title("Lüdinghausen"),
        municipality="Lüdinghausen",
        day=date(2027, 4, 29),
        starts=time(13, 0),
        rounds=12,
        breaks={5: 20},
        capacity=50,
        people=46,
        catchment={"Lüdinghausen": 18, "Olfen": 9, "Nordkirchen": 7, "Ascheberg": 8, "Senden": 4},
        firms=(
            "Gartenbau Löwenzahn", "Molkerei Wolkenweiß", "Tischlerei Hobelglück", "Hotel Traumfänger",
            "Pflegedienst Herzenswärme", "Fahrradladen Speichenrad", "Schneiderei Nadelöhr", "Dachdeckerei Turmfalke",
            "Spedition Fernweh", "Landmaschinen Pflugschar", "Schlossküche Zuckerhut", "Fensterbau Durchblick",
            "Bäckerei Krümelmeister", "Grundschulverbund Buchstabensuppe",
        ),
        sessions=(
            Session("residence", "Seminarraum 1", 0, 10, SLAVIC, 0),
            Session("residence", "Seminarraum 1", 4, 10, ("ar",), 0),
            Session("residence", "Seminarraum 1", 8, 10, ("de", "en", "fa"), 0),
            Session("training", "Seminarraum 2", 2, 10, SLAVIC, 0),
            Session("recognition", "Seminarraum 2", 6, 8, ("uk", "ru", "de"), 1),
            Session("training", "Seminarraum 2", 8, 10, ("de", "ar"), 0),
        ),
        interpreters=(
            InterpreterDuty("Kranich", 0, 12), InterpreterDuty("Nachtigall", 2, 12),
            InterpreterDuty("Rohrsänger", 0, 8),
        ),
    ),
    DemoEvent(
        slug="senden-2027-05-11",
        title={
            "de": "Infonachmittag in Senden", "en": "Information afternoon in Senden", "ar": "يوم إعلامي في Senden",
        },
        municipality="Senden",
        day=date(2027, 5, 11),
        starts=time(14, 0),
        rounds=8,
        breaks={3: 15},
        capacity=30,
        people=16,
        catchment={"Senden": 8, "Ascheberg": 4, "Havixbeck": 4},
        firms=(),
        sessions=(
            Session("residence", "Seminarraum 1", 0, 12, SLAVIC, 1),
            Session("residence", "Seminarraum 1", 4, 12, ("ar", "de", "fa", "tr"), 1),
            Session("recognition", "Seminarraum 2", 0, 10, ("ar", "de", "fa", "en"), 1),
            Session("qualification", "Seminarraum 2", 2, 12, ("de", "uk", "ru", "ar"), 1),
            Session("training", "Seminarraum 2", 6, 12, ("de", "ar", "uk", "ru"), 1),
        ),
        interpreters=(),
    ),
)  # fmt: skip

"""45 invented employers of the district and what they offer.

A position's kind is a code of the kinds of position: AUS company training, SCH school training, BES employment, EQ
entry qualification, PP compulsory, OP orientation, BP accompanying and SP other internship, PB trial work, MAG
measure at an employer, HOS job shadowing, QT qualification at a training provider, UMB retraining in a company,
FWD voluntary service, AGH work opportunity.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Position:
    """What an employer offers: kind, ISCO-08 unit group, title, places, least German level (CEFR, A0 for none)."""

    kind: str
    occupation: str
    title: str
    places: int
    german: str
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Firm:
    """An employer: where it is, whether one gets there without a car, the languages its staff bring besides German."""

    name: str
    municipality: str
    industry: str
    without_car: bool
    staff_languages: tuple[str, ...]
    positions: tuple[Position, ...]


P = Position

FIRMS = (
    Firm("Musterbäckerei Sonnenkorn", "Coesfeld", "Backhandwerk", True, ("tr",), (
        P("AUS", "7512", "Ausbildung Bäckerin/Bäcker", 2, "A2"),
        P("BES", "5223", "Verkauf in der Filiale", 2, "B1"),
        P("MAG", "7512", "Kennenlernen der Backstube", 2, "A1"),
    )),
    Firm("Pflegehaus Lindenblüte", "Coesfeld", "Pflege", True, ("ru",), (
        P("AUS", "2221", "Ausbildung Pflegefachfrau/Pflegefachmann", 3, "B2"),
        P("BES", "5321", "Pflegehilfe", 4, "B1", ("ru", "uk")),
        P("HOS", "5321", "Zuschauen auf der Station", 4, "A2"),
    )),
    Firm("Elektro Blitzblank", "Coesfeld", "Elektrohandwerk", True, (), (
        P("AUS", "7411", "Ausbildung Elektronikerin/Elektroniker", 2, "B1"),
        P("EQ", "7411", "Einstiegsqualifizierung Elektro", 1, "A2"),
    )),
    Firm("Zimmerei Eichenkern", "Coesfeld", "Bauhandwerk", True, (), (
        P("BES", "7115", "Zimmererarbeiten", 2, "A2"),
        P("OP", "7115", "Orientierungspraktikum Holzbau", 2, "A1"),
        P("PB", "9313", "Probearbeit Bauhilfe", 1, "A1"),
    )),
    Firm("Logistikhof Silberpfeil", "Coesfeld", "Logistik", True, ("ru", "ar"), (
        P("BES", "9333", "Lager und Versand", 6, "A1"),
        P("BES", "8332", "Lkw-Fahren, Klasse C/CE", 2, "A2"),
        P("MAG", "9333", "Maßnahme im Lager", 3, "A0"),
    )),
    Firm("Gasthof Zum Probierlöffel", "Coesfeld", "Gastgewerbe", True, ("ar",), (
        P("BES", "5120", "Köchin/Koch", 1, "A2"),
        P("BES", "9412", "Küchenhilfe", 3, "A0"),
        P("AUS", "5131", "Ausbildung Restaurantfach", 1, "B1"),
    )),
    Firm("Autohaus Sternschnuppe", "Coesfeld", "Kfz-Gewerbe", True, ("tr",), (
        P("AUS", "7231", "Ausbildung Kfz-Mechatronik", 2, "B1"),
        P("SP", "7231", "Praktikum in der Werkstatt", 1, "A2"),
    )),
    Firm("Bildungswerkstatt Regenbogen", "Coesfeld", "Bildungsträger", True, ("ar", "uk", "ru"), (
        P("QT", "4110", "Qualifizierung Büro mit Sprachförderung", 8, "A2"),
        P("QT", "7212", "Schweißlehrgang", 6, "A2"),
        P("SCH", "5311", "Schulische Ausbildung Kinderpflege", 5, "B1"),
    )),
    Firm("Reinigungsdienst Klarsicht", "Coesfeld", "Gebäudereinigung", True, ("ar", "fa"), (
        P("BES", "9112", "Unterhaltsreinigung", 5, "A0"),
        P("BES", "9112", "Glasreinigung", 2, "A1"),
    )),
    Firm("Steuerkanzlei Zahlenreich", "Coesfeld", "Büro", True, (), (
        P("AUS", "3313", "Ausbildung Steuerfach", 1, "B2"),
        P("BES", "4110", "Büroassistenz", 1, "B2"),
        P("BP", "3313", "Praktikum neben der Ausbildung", 1, "B1"),
    )),
    Firm("Softwarestube Glühwürmchen", "Coesfeld", "Informationstechnik", True, ("en", "ru"), (
        P("BES", "2514", "Anwendungsentwicklung", 2, "B1", ("en",)),
        P("PP", "2514", "Pflichtpraktikum Informatik", 1, "A2", ("en",)),
        P("AUS", "3513", "Ausbildung Fachinformatik", 1, "B1"),
    )),
    Firm("Maler Farbenfroh", "Dülmen", "Malerhandwerk", True, (), (
        P("AUS", "7131", "Ausbildung Malerin/Maler", 2, "A2"),
        P("BES", "7131", "Malerarbeiten", 2, "A2"),
    )),
    Firm("Metallbau Funkenflug", "Dülmen", "Metallhandwerk", True, ("tr", "ar"), (
        P("BES", "7212", "Schweißen", 3, "A2"),
        P("UMB", "7212", "Betriebliche Umschulung Metallbau", 1, "B1"),
        P("PB", "8219", "Probearbeit Montage", 2, "A1"),
    )),
    Firm("Seniorenstift Abendsonne", "Dülmen", "Pflege", True, ("uk", "ru"), (
        P("AUS", "2221", "Ausbildung Pflegefachfrau/Pflegefachmann", 4, "B2"),
        P("BES", "5321", "Pflegehilfe", 4, "B1"),
        P("FWD", "5321", "Freiwilliges Jahr in der Pflege", 2, "A2"),
    )),
    Firm("Kita Wirbelwind", "Dülmen", "Kinderbetreuung", True, ("ar",), (
        P("BES", "5311", "Alltagshilfe in der Kita", 2, "B1"),
        P("HOS", "5311", "Zuschauen in der Gruppe", 2, "A2"),
        P("FWD", "5311", "Freiwilliges Jahr in der Kita", 1, "B1"),
    )),
    Firm("Versandhaus Paketfuchs", "Dülmen", "Logistik", True, ("ru", "tr", "ar"), (
        P("BES", "9333", "Kommissionierung", 8, "A0"),
        P("BES", "4321", "Lagerlogistik", 2, "B1"),
    )),
    Firm("Haustechnik Warmquelle", "Dülmen", "Sanitär und Heizung", True, (), (
        P("AUS", "7126", "Ausbildung Anlagenmechanik", 2, "B1"),
        P("EQ", "7126", "Einstiegsqualifizierung Haustechnik", 2, "A2"),
        P("BES", "7126", "Montage von Heizungen", 1, "A2"),
    )),
    Firm("Großküche Suppenstern", "Dülmen", "Gastgewerbe", True, ("ar", "uk"), (
        P("BES", "9412", "Küchenhilfe", 4, "A0"),
        P("BES", "5120", "Köchin/Koch", 2, "A2"),
        P("MAG", "9412", "Maßnahme in der Küche", 2, "A0"),
    )),
    Firm("Markthalle Kunterbunt", "Dülmen", "Einzelhandel", True, (), (
        P("AUS", "5223", "Ausbildung Einzelhandel", 2, "B1"),
        P("BES", "5230", "Kasse", 2, "B1"),
    )),
    Firm("Arztpraxis Doktor Beispiel", "Dülmen", "Gesundheit", True, ("fa",), (
        P("AUS", "3256", "Ausbildung Medizinische Fachangestellte", 1, "B2"),
        P("OP", "3256", "Orientierungspraktikum Praxis", 1, "B1"),
    )),
    Firm("Bauhof Musterstein", "Dülmen", "Bau", True, ("tr",), (
        P("BES", "7112", "Maurerarbeiten", 2, "A2"),
        P("BES", "9313", "Bauhilfe", 4, "A1"),
    )),
    Firm("Stadtwerkstatt Dülmen Muster", "Dülmen", "Öffentlicher Dienst", True, ("ar", "fa"), (
        P("AGH", "6113", "Arbeitsgelegenheit Grünpflege", 4, "A0"),
        P("HOS", "6113", "Zuschauen im Grünbereich", 2, "A0"),
    )),
    Firm("Gartenbau Löwenzahn", "Lüdinghausen", "Gartenbau", True, (), (
        P("BES", "6113", "Gartenpflege", 3, "A1"),
        P("AUS", "6113", "Ausbildung Gärtnerin/Gärtner", 2, "A2"),
    )),
    Firm("Molkerei Wolkenweiß", "Lüdinghausen", "Lebensmittel", True, ("uk", "ru"), (
        P("BES", "8160", "Produktion im Schichtdienst", 5, "A1"),
        P("AUS", "8160", "Ausbildung Milchtechnologie", 1, "B1"),
        P("PB", "8160", "Probearbeit Abfüllung", 2, "A0"),
    )),
    Firm("Tischlerei Hobelglück", "Lüdinghausen", "Holzhandwerk", True, (), (
        P("AUS", "7115", "Ausbildung Tischlerei", 1, "A2"),
        P("SP", "7115", "Praktikum Möbelbau", 1, "A1"),
    )),
    Firm("Hotel Traumfänger", "Lüdinghausen", "Gastgewerbe", True, ("en", "ar"), (
        P("BES", "9112", "Zimmerreinigung", 3, "A0"),
        P("AUS", "5131", "Ausbildung Hotelfach", 2, "B1"),
        P("BES", "5131", "Frühstücksservice", 2, "A2"),
    )),
    Firm("Pflegedienst Herzenswärme", "Lüdinghausen", "Pflege", True, ("ru",), (
        P("BES", "5321", "Ambulante Pflegehilfe", 3, "B1"),
        P("MAG", "5321", "Maßnahme Betreuung", 2, "A2"),
    )),
    Firm("Fahrradladen Speichenrad", "Lüdinghausen", "Handel und Werkstatt", True, ("fa",), (
        P("EQ", "7231", "Einstiegsqualifizierung Zweirad", 1, "A2"),
        P("OP", "7231", "Orientierungspraktikum Werkstatt", 1, "A1"),
    )),
    Firm("Schneiderei Nadelöhr", "Lüdinghausen", "Textil", True, ("ar", "tr"), (
        P("BES", "7531", "Änderungsschneiderei", 1, "A1"),
        P("HOS", "7531", "Zuschauen im Atelier", 1, "A0"),
    )),
    Firm("Dachdeckerei Turmfalke", "Ascheberg", "Bauhandwerk", True, (), (
        P("AUS", "7121", "Ausbildung Dachdeckerei", 2, "A2"),
        P("BES", "9313", "Helfende Hand auf dem Dach", 2, "A1"),
    )),
    Firm("Spedition Fernweh", "Ascheberg", "Logistik", True, ("ru", "uk"), (
        P("BES", "8332", "Lkw-Fahren im Nahverkehr", 3, "A2", ("ru",)),
        P("BES", "9333", "Umschlaglager", 2, "A0"),
    )),
    Firm("Landmaschinen Pflugschar", "Ascheberg", "Landtechnik", False, (), (
        P("AUS", "7231", "Ausbildung Land- und Baumaschinen", 1, "B1"),
        P("PB", "7212", "Probearbeit Schweißen", 1, "A2"),
    )),
    Firm("Friseursalon Lockenpracht", "Billerbeck", "Friseurhandwerk", True, ("ar", "kmr"), (
        P("AUS", "5141", "Ausbildung Friseurin/Friseur", 1, "A2"),
        P("BES", "5141", "Friseurarbeiten", 1, "A2"),
    )),
    Firm("Hofgut Morgentau", "Billerbeck", "Landwirtschaft", False, (), (
        P("BES", "6121", "Arbeit im Stall", 2, "A0"),
        P("SP", "6121", "Praktikum Tierhaltung", 1, "A0"),
    )),
    Firm("Keramik Tonkrug", "Billerbeck", "Industrie", True, (), (
        P("BES", "8219", "Montage und Verpackung", 3, "A1"),
        P("MAG", "8219", "Maßnahme in der Fertigung", 2, "A0"),
    )),
    Firm("Apotheke Kräutergarten", "Havixbeck", "Gesundheit", True, ("uk", "ru"), (
        P("PP", "3213", "Pflichtpraktikum pharmazeutische Assistenz", 1, "B1"),
        P("BES", "3213", "Pharmazeutisch-technische Assistenz", 1, "B2"),
    )),
    Firm("Ingenieurbüro Brückenbogen", "Havixbeck", "Planung", True, ("en",), (
        P("BES", "2142", "Bauzeichnung und Planung", 1, "B2", ("en",)),
        P("BP", "2142", "Praktikum neben dem Studium", 1, "B1", ("en",)),
    )),
    Firm("Schlossküche Zuckerhut", "Nordkirchen", "Gastgewerbe", False, ("ar",), (
        P("AUS", "5120", "Ausbildung Köchin/Koch", 1, "A2"),
        P("BES", "9412", "Spülküche", 2, "A0"),
    )),
    Firm("Fensterbau Durchblick", "Nordkirchen", "Bauhandwerk", False, ("ru",), (
        P("BES", "8219", "Montage von Fenstern", 2, "A2"),
        P("EQ", "7115", "Einstiegsqualifizierung Fensterbau", 1, "A2"),
    )),
    Firm("Maschinenfabrik Zahnrad Nottuln", "Nottuln", "Maschinenbau", True, ("en", "tr"), (
        P("BES", "8219", "Montage", 4, "A2"),
        P("AUS", "7212", "Ausbildung Metalltechnik", 2, "B1"),
        P("BES", "2144", "Konstruktion", 1, "B2", ("en",)),
    )),
    Firm("Supermarkt Tante Muster", "Nottuln", "Einzelhandel", True, ("uk",), (
        P("BES", "5223", "Warenverräumung und Verkauf", 3, "A2"),
        P("AUS", "5223", "Ausbildung Verkauf", 2, "A2"),
    )),
    Firm("Bäckerei Krümelmeister", "Olfen", "Backhandwerk", False, ("ar",), (
        P("BES", "7512", "Backstube in der Nacht", 2, "A1"),
        P("AUS", "5223", "Ausbildung Fachverkauf", 1, "A2"),
    )),
    Firm("Grundschulverbund Buchstabensuppe", "Olfen", "Bildung", True, ("fa", "ar"), (
        P("BES", "5311", "Ganztagsbetreuung", 2, "B1"),
        P("FWD", "5311", "Freiwilliges Jahr in der Schule", 1, "A2"),
        P("HOS", "2341", "Hospitation im Unterricht", 2, "B1"),
    )),
    Firm("Putenhof Federleicht", "Rosendahl", "Landwirtschaft", False, ("ru",), (
        P("BES", "6121", "Tierpflege", 2, "A0"),
        P("BES", "8160", "Verarbeitung", 4, "A0"),
    )),
    Firm("Solartechnik Lichtfänger", "Senden", "Energietechnik", True, ("ar", "en"), (
        P("BES", "7411", "Montage von Solaranlagen", 3, "A2"),
        P("UMB", "7411", "Betriebliche Umschulung Elektronik", 1, "B1"),
        P("MAG", "9313", "Maßnahme auf der Baustelle", 2, "A1"),
    )),
)  # fmt: skip

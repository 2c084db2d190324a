"""Invented names: given names by language beside a word of nature as family name, so nobody takes them for real."""

GIVEN = {
    "uk": ("Oksana", "Taras", "Iryna", "Bohdan", "Nadija", "Ostap", "Solomija", "Myron", "Zlata", "Danylo", "Olena"),
    "ru": ("Wera", "Maxim", "Galina", "Timur", "Ljubow", "Arkadi"),
    "ar": ("Amal", "Yusuf", "Noor", "Karim", "Layla", "Samir", "Rana", "Tarek", "Hiba", "Bilal", "Dunya", "Munir"),
    "fa": ("Parwana", "Farid", "Laleh", "Omid", "Setara", "Jamschid"),
    "kmr": ("Berfin", "Azad", "Rojda", "Zinar", "Gulistan", "Serhat"),
    "tr": ("Deniz", "Elif", "Kerem", "Yaprak", "Can"),
    "ps": ("Spogmai", "Tor", "Gulalai", "Zmarai"),
    "ti": ("Selam", "Abel", "Luam", "Yonas"),
    "so": ("Hodan", "Geedi", "Ubah", "Warsame"),
    "fr": ("Aminata", "Désiré", "Fatou"),
    "sq": ("Drita", "Agim"),
}  # fmt: skip

FAMILY = (
    "Ahorn", "Akelei", "Apfelbaum", "Bachstelze", "Birkenhain", "Blaubeere", "Brombeere", "Buchfink", "Buntspecht",
    "Butterblume", "Dornröschen", "Edelweiß", "Efeu", "Eisvogel", "Enzian", "Feldahorn", "Feuerdorn", "Flieder",
    "Frauenmantel", "Froschkönig", "Ginster", "Goldammer", "Goldregen", "Grashüpfer", "Haselmaus", "Heidekraut",
    "Holunder", "Hopfen", "Immergrün", "Jasmin", "Johanniskraut", "Kamille", "Kastanie", "Kieselstein", "Klatschmohn",
    "Kleeblatt", "Kornblume", "Krokus", "Lavendel", "Lerchensporn", "Libelle", "Liguster", "Linde", "Löwenmaul",
    "Lupine", "Maiglöckchen", "Margerite", "Marienkäfer", "Minze", "Mistel", "Mohnblüte", "Mondschein", "Moosbeere",
    "Morgenrot", "Nebelkrähe", "Nelke", "Pfefferminz", "Pirol", "Preiselbeere", "Quitte", "Regenbogen", "Ringelblume",
    "Rittersporn", "Rosmarin", "Rübezahl", "Salbei", "Sanddorn", "Sauerklee", "Schafgarbe", "Schlehe",
    "Schlüsselblume", "Schneeglöckchen", "Seerose", "Silberpappel", "Sonnentau", "Sternmiere", "Stieglitz",
    "Strohblume", "Tannenzapfen", "Thymian", "Tulpe", "Veilchen", "Wacholder", "Waldmeister", "Wegwarte",
    "Weidenkätzchen", "Wiesenklee", "Windrose", "Zaunwinde", "Zitronenfalter",
)  # fmt: skip

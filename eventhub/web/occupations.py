"""Fields of occupation to choose from: the sub-major groups of ISCO-08 (ILO 2012) by their two digits.

Names are shortened so that they fit a list; the armed forces (01 to 03) are left out.
"""

from eventhub.models.columns import Texts

GROUPS: dict[str, Texts] = {
    code: {"de": german, "en": english}
    for code, german, english in (
        ("11", "Geschäftsführung und leitende Beamte", "Chief executives and senior officials"),
        ("12", "Leitung von Verwaltung und Vertrieb", "Administrative and commercial managers"),
        ("13", "Leitung von Produktion und Fachdiensten", "Production and services managers"),
        ("14", "Leitung in Gastronomie, Hotel und Handel", "Hospitality and retail managers"),
        ("21", "Naturwissenschaft und Ingenieurwesen", "Science and engineering"),
        ("22", "Medizin und Pflege (akademisch)", "Health professionals"),
        ("23", "Lehrberufe", "Teaching"),
        ("24", "Betriebswirtschaft und Verwaltung (akademisch)", "Business and administration professionals"),
        ("25", "Informatik (akademisch)", "Information technology professionals"),
        ("26", "Recht, Soziales und Kultur (akademisch)", "Legal, social and cultural professionals"),
        ("31", "Technik", "Science and engineering technicians"),
        ("32", "Assistenz im Gesundheitswesen", "Health associates"),
        ("33", "Kaufmännische Fachkräfte", "Business and administration associates"),
        ("34", "Fachkräfte in Recht, Sozialem und Kultur", "Legal, social and cultural associates"),
        ("35", "Informations- und Kommunikationstechnik", "Information and communications technicians"),
        ("41", "Büro und Sekretariat", "General office work"),
        ("42", "Schalter und Kundendienst", "Customer service clerks"),
        ("43", "Rechnungswesen, Lager und Versand (Büro)", "Numerical and material recording clerks"),
        ("44", "Sonstige Bürokräfte", "Other clerical work"),
        ("51", "Küche, Service, Friseur und Hauswirtschaft", "Cooking, serving, hairdressing, housekeeping"),
        ("52", "Verkauf", "Sales"),
        ("53", "Betreuung und Pflegehilfe", "Child care and personal care"),
        ("54", "Schutz und Sicherheit", "Protective services"),
        ("61", "Landwirtschaft und Gartenbau", "Farming and gardening"),
        ("62", "Forstwirtschaft und Fischerei", "Forestry and fishery"),
        ("63", "Landwirtschaft für den Eigenbedarf", "Subsistence farming"),
        ("71", "Bau und Ausbau", "Building trades"),
        ("72", "Metall, Maschinen und Kfz", "Metal, machinery and vehicles"),
        ("73", "Präzisionshandwerk, Druck und Kunsthandwerk", "Precision work, printing, handicraft"),
        ("74", "Elektro und Elektronik", "Electrical and electronic trades"),
        ("75", "Lebensmittel, Holz und Bekleidung", "Food processing, woodworking, garments"),
        ("81", "Bedienung von Anlagen und Maschinen", "Plant and machine operators"),
        ("82", "Montage", "Assembly"),
        ("83", "Fahren von Fahrzeugen und Maschinen", "Driving and mobile plant"),
        ("91", "Reinigung", "Cleaning"),
        ("92", "Hilfsarbeit in Land- und Forstwirtschaft", "Agricultural and forestry labour"),
        ("93", "Hilfsarbeit in Bau, Fertigung und Transport", "Labour in construction, manufacturing, transport"),
        ("94", "Küchenhilfe", "Food preparation assistants"),
        ("95", "Dienstleistungen auf der Straße", "Street services"),
        ("96", "Entsorgung und sonstige Hilfsarbeit", "Refuse workers and other elementary work"),
    )
}


def occupation_name(code: str) -> Texts:
    """What the field of an ISCO-08 code is called; the code itself where it has fewer digits or no name."""
    return GROUPS.get(code[:2], {"de": code})

"""The occupations that a form offers: ISCO-08 (ILO 2012), by sub-major group with its usual unit groups.

A group itself can be chosen where nothing below it fits: two digits say "somewhere in this field".
"""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field
from wtforms.fields import SelectChoice

GROUPS: dict[str, Any] = {
    "21": _("Science and engineering"),
    "22": _("Health professions"),
    "23": _("Teaching"),
    "24": _("Business and administration, with a degree"),
    "25": _("Information technology, with a degree"),
    "31": _("Technicians in engineering and production"),
    "32": _("Health assistance with training"),
    "33": _("Commerce and administration with training"),
    "34": _("Law, social work, culture and sports"),
    "35": _("Information technology with training"),
    "41": _("Office work"),
    "42": _("Customer service and reception"),
    "43": _("Accounts, stock and transport office"),
    "51": _("Restaurants, hairdressing, caretaking"),
    "52": _("Sales"),
    "53": _("Care for children, old and sick people"),
    "54": _("Security and rescue"),
    "61": _("Agriculture and gardening"),
    "62": _("Forestry and fishery"),
    "71": _("Building trades"),
    "72": _("Metal and machinery trades"),
    "73": _("Printing and fine handicraft"),
    "74": _("Electrical trades"),
    "75": _("Food, wood and clothing trades"),
    "81": _("Operating machines and plants"),
    "82": _("Assembly"),
    "83": _("Driving vehicles"),
    "91": _("Cleaning"),
    "92": _("Helping in agriculture and gardening"),
    "93": _("Helping in building, production and storage"),
    "94": _("Helping in kitchens"),
    "96": _("Waste collection and other simple work"),
}

UNITS: dict[str, Any] = {
    "2142": _("Civil engineer"),
    "2144": _("Mechanical engineer"),
    "2151": _("Electrical engineer"),
    "2211": _("Physician"),
    "2221": _("Nurse"),
    "2261": _("Dentist"),
    "2262": _("Pharmacist"),
    "2341": _("Primary school teacher"),
    "2342": _("Early childhood educator"),
    "2411": _("Accountant"),
    "2514": _("Application programmer"),
    "2635": _("Social worker"),
    "3115": _("Mechanical engineering technician"),
    "3213": _("Pharmaceutical technician"),
    "3256": _("Medical assistant"),
    "3313": _("Bookkeeper"),
    "3513": _("Network and systems technician"),
    "4110": _("Office clerk"),
    "4226": _("Receptionist"),
    "4321": _("Stock clerk"),
    "5120": _("Cook"),
    "5131": _("Waiter"),
    "5141": _("Hairdresser"),
    "5153": _("Caretaker of buildings"),
    "5223": _("Shop assistant"),
    "5230": _("Cashier"),
    "5311": _("Child care worker"),
    "5321": _("Care assistant"),
    "5322": _("Home care worker"),
    "5414": _("Security guard"),
    "6113": _("Gardener"),
    "6121": _("Livestock keeper"),
    "7112": _("Bricklayer"),
    "7115": _("Carpenter"),
    "7121": _("Roofer"),
    "7122": _("Floor and tile layer"),
    "7126": _("Plumber and heating fitter"),
    "7131": _("Painter"),
    "7212": _("Welder"),
    "7223": _("Machine tool operator"),
    "7231": _("Car mechanic"),
    "7411": _("Electrician"),
    "7511": _("Butcher"),
    "7512": _("Baker"),
    "7522": _("Cabinet maker"),
    "7531": _("Tailor"),
    "8153": _("Sewing machine operator"),
    "8160": _("Food production worker"),
    "8219": _("Assembler"),
    "8322": _("Car, taxi and van driver"),
    "8331": _("Bus driver"),
    "8332": _("Lorry driver"),
    "8344": _("Forklift driver"),
    "9112": _("Cleaner"),
    "9214": _("Garden helper"),
    "9313": _("Building helper"),
    "9321": _("Packer"),
    "9329": _("Production helper"),
    "9333": _("Warehouse worker"),
    "9412": _("Kitchen helper"),
}


def occupation_name(code: str) -> str:
    """What an ISCO-08 code of 1 to 4 digits is called; one that is on no list is named by its number."""
    name = UNITS.get(code) or GROUPS.get(code)
    return gettext("Occupation %(code)s (ISCO-08)", code=code) if name is None else str(name)


def occupation_choices(_form: object, field: Field) -> list[SelectChoice]:
    """All of them by group, after an empty one; a value that was stored and is on no list stays possible."""
    choices = [SelectChoice("", _("please choose"))]
    stored = field.object_data
    if isinstance(stored, str) and stored and stored not in GROUPS | UNITS:
        choices.append(SelectChoice(stored, occupation_name(stored)))
    for group, name in GROUPS.items():
        choices.append(SelectChoice(group, gettext("%(group)s (in general)", group=str(name)), optgroup=str(name)))
        choices += [SelectChoice(code, str(label), optgroup=str(name)) for code, label in _within(group)]
    return choices


def _within(group: str) -> list[tuple[str, Any]]:
    return [(code, name) for code, name in UNITS.items() if code.startswith(group)]

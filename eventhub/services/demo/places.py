"""The district, its municipalities, venues and rooms."""

from eventhub.demo.district import DISTRICT_KEY, DISTRICT_NAME, MUNICIPALITIES
from eventhub.demo.district import Municipality as DemoMunicipality
from eventhub.models.places import District, Municipality, MunicipalityKind, Room, Venue
from eventhub.services.demo.known import Known


def add_places(known: Known) -> None:
    """Everything that has a place on the map."""
    district = known.add(District(key=DISTRICT_KEY, name=DISTRICT_NAME, demo=True), DISTRICT_KEY)
    known.session.flush()
    for data in MUNICIPALITIES:
        known.municipalities[data.name] = known.add(_municipality(data, district), data.ags)
    known.session.flush()
    for data in MUNICIPALITIES:
        known.venues[data.name] = known.add(_venue(data, known.municipalities[data.name]), data.ags)
    known.session.flush()
    for data in MUNICIPALITIES:
        _add_rooms(known, data)


def _municipality(data: DemoMunicipality, district: District) -> Municipality:
    return Municipality(
        district_id=district.id,
        ags=data.ags,
        name=data.name,
        kind=MunicipalityKind.TOWN if data.town else MunicipalityKind.MUNICIPALITY,
        latitude=data.latitude,
        longitude=data.longitude,
        population=data.population,
        postcode=data.postcode,
    )


def _venue(data: DemoMunicipality, municipality: Municipality) -> Venue:
    return Venue(
        municipality_id=municipality.id,
        name=data.venue.name,
        address=f"{data.venue.street}, {data.postcode} {data.name}",
        latitude=data.latitude,
        longitude=data.longitude,
        step_free=data.venue.step_free,
        reachable_by_train=data.venue.train,
        reachable_by_bus=data.venue.bus,
    )


def _add_rooms(known: Known, data: DemoMunicipality) -> None:
    venue = known.venues[data.name]
    for room in data.venue.rooms:
        row = Room(
            venue_id=venue.id, name=room.name, seats=room.capacity, tables=room.tables, step_free=data.venue.step_free
        )
        known.rooms[data.name, room.name] = known.add(row, data.ags, room.name)

"""The district, its municipalities, and the venues with their rooms."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from eventhub.extensions import Base
from eventhub.models.columns import Identified, coded


class MunicipalityKind(StrEnum):
    """What a municipality is called in law."""

    TOWN = "stadt"
    MUNICIPALITY = "gemeinde"


class District(Identified, Base):
    """The district (Kreis) that this installation serves; there is one."""

    __tablename__ = "district"

    key: Mapped[str] = mapped_column(String(5), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    demo: Mapped[bool] = mapped_column(default=False)
    """All people and firms in it are invented; every page says so, and production refuses it."""


class Municipality(Identified, Base):
    """A town or municipality with its local Jobcenter: the unit of scope."""

    __tablename__ = "municipality"
    __table_args__ = (
        CheckConstraint("length(ags) = 8", name="ags_has_8_digits"),
        CheckConstraint("latitude BETWEEN -90 AND 90", name="latitude"),
        CheckConstraint("longitude BETWEEN -180 AND 180", name="longitude"),
    )

    district_id: Mapped[int] = mapped_column(ForeignKey("district.id"))
    ags: Mapped[str] = mapped_column(String(8), unique=True)
    """Official municipality key (Amtlicher Gemeindeschlüssel), 8 digits."""
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[MunicipalityKind] = mapped_column(coded(MunicipalityKind, "kind"))
    latitude: Mapped[float]
    longitude: Mapped[float]
    population: Mapped[int]
    postcode: Mapped[str] = mapped_column(String(5))

    venues: Mapped[list["Venue"]] = relationship(back_populates="municipality", lazy="raise", passive_deletes="all")


class Venue(Identified, Base):
    """A place where events are held."""

    __tablename__ = "venue"

    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    address: Mapped[str] = mapped_column(String(300))
    latitude: Mapped[float | None]
    longitude: Mapped[float | None]
    step_free: Mapped[bool]
    reachable_by_train: Mapped[bool]
    reachable_by_bus: Mapped[bool]
    reachable_by_car: Mapped[bool] = mapped_column(default=True)

    municipality: Mapped[Municipality] = relationship(back_populates="venues", lazy="raise")
    rooms: Mapped[list["Room"]] = relationship(
        back_populates="venue", lazy="raise", cascade="all, delete-orphan", passive_deletes=True
    )


class Room(Identified, Base):
    """A room of a venue; `seats` for sessions, `tables` for dates."""

    __tablename__ = "room"
    __table_args__ = (
        UniqueConstraint("venue_id", "name"),
        CheckConstraint("seats >= 0", name="seats_not_negative"),
        CheckConstraint("tables >= 0", name="tables_not_negative"),
    )

    venue_id: Mapped[int] = mapped_column(ForeignKey("venue.id", ondelete="CASCADE"))
    name: Mapped[str] = mapped_column(String(100))
    seats: Mapped[int] = mapped_column(default=0)
    tables: Mapped[int] = mapped_column(default=0)
    step_free: Mapped[bool] = mapped_column(default=True)

    venue: Mapped[Venue] = relationship(back_populates="rooms", lazy="raise")

